//! The live subscriptions of one environment.
//!
//! A row is what the server confirmed, plus an overlay of what was changed and not yet answered. Rename, pause, resume and delete show
//! at once; a refusal drops the overlay. One change of a row is in flight at a time: the next one waits and uses the answered version.
//! Views read [`all`](Subscriptions::all), which wakes when rows come, go or may be ordered differently, and [`row`](Subscriptions::row),
//! which wakes for that row alone.

mod overlay;

use super::{Load, every_page};
use crate::backend::{Backend, CallError};
use causeway_api::{
    EnvironmentId, ErrorCode, One, PageRequest, QueueStatus, Subscription, SubscriptionChange, SubscriptionCreateBatch,
    SubscriptionDelete, SubscriptionGet, SubscriptionId, SubscriptionList, SubscriptionRestore,
};
use futures_channel::oneshot;
use leptos::prelude::*;
use overlay::{Change, Row};
use std::collections::HashMap;

/// The subscriptions, from any component.
#[derive(Clone, Copy)]
pub struct Subscriptions {
    backend: Backend,
    environment: StoredValue<Option<EnvironmentId>>,
    state: RwSignal<Load<()>>,
    rows: StoredValue<HashMap<SubscriptionId, Row>>,
    order: RwSignal<Vec<SubscriptionId>>,
}

impl Subscriptions {
    /// Nothing loaded yet.
    pub fn new(backend: Backend) -> Self {
        Self {
            backend,
            environment: StoredValue::new(None),
            state: RwSignal::default(),
            rows: StoredValue::new(HashMap::new()),
            order: RwSignal::new(Vec::new()),
        }
    }

    /// Whether the rows are there.
    pub fn state(self) -> ReadSignal<Load<()>> {
        self.state.read_only()
    }

    /// How many there are; tracked.
    pub fn len(self) -> usize {
        self.order.with(Vec::len)
    }

    /// Whether there are none; tracked.
    pub fn is_empty(self) -> bool {
        self.order.with(Vec::is_empty)
    }

    /// All rows, oldest first; wakes when a row comes or goes, or when any field that filters or orders may have changed.
    pub fn all(self) -> Vec<Subscription> {
        self.order.with(|order| self.rows.with_value(|rows| order.iter().filter_map(|id| Some(rows.get(id)?.shown())).collect()))
    }

    /// One row as it is to be shown; wakes for this row alone.
    pub fn row(self, id: SubscriptionId) -> Option<Subscription> {
        self.rows.with_value(|rows| {
            let row = rows.get(&id)?;
            row.changed.track();
            row.is_shown().then(|| row.shown())
        })
    }

    /// Loads an environment's subscriptions in place of what was there.
    pub async fn load(self, environment: EnvironmentId) {
        if self.environment.get_value() != Some(environment) {
            self.environment.set_value(Some(environment));
            self.rows.update_value(HashMap::clear);
            self.order.set(Vec::new());
            self.state.set(Load::Pending);
        }
        let list =
            |page| SubscriptionList { page: Some(page), count: Some(PageRequest::MOST), ..SubscriptionList::all(environment) };
        let loaded = every_page(self.backend, list).await;
        if self.environment.get_value() != Some(environment) {
            return;
        }
        match loaded {
            Ok(rows) => {
                let there: std::collections::HashSet<SubscriptionId> = rows.iter().map(|row| row.id).collect();
                self.rows.update_value(|known| known.retain(|id, row| there.contains(id) || row.is_in_flight()));
                self.apply(rows);
                self.state.set(Load::Ready(()));
            }
            Err(error) => self.state.set(Load::Failed(error)),
        }
    }

    /// Takes rows as the server has them; an older version than the known one is ignored.
    pub fn apply(self, rows: Vec<Subscription>) {
        self.rows.update_value(|known| {
            for row in rows {
                match known.get_mut(&row.id) {
                    Some(existing) => existing.confirm(row),
                    None => {
                        known.insert(row.id, Row::new(row));
                    }
                }
            }
        });
        self.reorder();
    }

    /// Creates a batch; waits for its answer. The same content must keep its key.
    ///
    /// # Errors
    /// The refusal, or that nobody answered; then nothing was created, or trying again with the same key finds it.
    pub async fn create(self, request: &SubscriptionCreateBatch, key: &str) -> Result<Vec<Subscription>, CallError> {
        let created = self.backend.create(request, key).await?.items;
        if self.environment.get_value() == Some(request.environment_id) {
            self.apply(created.clone());
        }
        Ok(created)
    }

    /// Renames a subscription; shows at once.
    ///
    /// # Errors
    /// The refusal, or that nobody answered; then the old name is back.
    pub async fn rename(self, id: SubscriptionId, name: String) -> Result<(), CallError> {
        self.change(id, Change::Rename(name)).await
    }

    /// Pauses or resumes a subscription; shows at once.
    ///
    /// # Errors
    /// The refusal, or that nobody answered; then the old status is back.
    pub async fn set_status(self, id: SubscriptionId, status: QueueStatus) -> Result<(), CallError> {
        self.change(id, Change::Status(status)).await
    }

    /// Deletes a subscription; shows at once.
    ///
    /// # Errors
    /// The refusal, or that nobody answered; then it is back.
    pub async fn delete(self, id: SubscriptionId) -> Result<(), CallError> {
        self.change(id, Change::Delete).await
    }

    /// Brings a deleted subscription back.
    ///
    /// # Errors
    /// The refusal, such as `duplicate_subscription`, or that nobody answered.
    pub async fn restore(self, id: SubscriptionId) -> Result<(), CallError> {
        // The answer to the deletion did not say which version it left.
        let One(deleted) = self.backend.call(&SubscriptionGet { subscription_id: id }).await?;
        let request = SubscriptionRestore { subscription_id: id, version: Some(deleted.version) };
        let One(restored) = self.backend.create(&request, &new_key()).await?;
        self.apply(vec![restored]);
        Ok(())
    }

    async fn change(self, id: SubscriptionId, change: Change) -> Result<(), CallError> {
        let (sender, answered) = oneshot::channel();
        let is_first = self
            .rows
            .try_update_value(|rows| rows.get_mut(&id).map(|row| row.enqueue(change, sender)))
            .flatten()
            .unwrap_or_default();
        self.reorder();
        if is_first {
            leptos::task::spawn_local(self.drain(id));
        }
        // A row that is gone answers nothing: there is nothing left to change.
        answered.await.unwrap_or(Ok(()))
    }

    /// Sends a row's changes one after the other.
    async fn drain(self, id: SubscriptionId) {
        while let Some((change, version)) = self.rows.try_with_value(|rows| rows.get(&id)?.next()).flatten() {
            let answer = self.send(id, &change, version).await;
            let (row, result) = match answer {
                Ok(row) => (row, Ok(())),
                Err(error) => (None, Err(error)),
            };
            // The page may be gone by now, and the store with it.
            let waiting = self.rows.try_update_value(|rows| rows.get_mut(&id)?.answer(row, result.is_ok()));
            let Some(waiting) = waiting.flatten() else { return };
            self.reorder();
            // Nobody may be waiting any more.
            let _ = waiting.send(result);
        }
        self.rows.try_update_value(|rows| {
            if rows.get(&id).is_some_and(Row::is_gone) {
                rows.remove(&id);
            }
        });
    }

    async fn send(self, id: SubscriptionId, change: &Change, version: u64) -> Result<Option<Subscription>, CallError> {
        let version = Some(version);
        let request = match change {
            Change::Rename(name) => {
                SubscriptionChange { subscription_id: id, version, name: Some(name.clone()), queue_status: None }
            }
            Change::Status(status) => {
                SubscriptionChange { subscription_id: id, version, name: None, queue_status: Some(*status) }
            }
            Change::Delete => {
                return self.backend.call(&SubscriptionDelete { subscription_id: id, version }).await.map(|_| None);
            }
        };
        let answer = self.backend.call(&request).await;
        if let Err(CallError::Refused(error)) = &answer
            && error.code == ErrorCode::VersionMismatch
            && let Some(current) = error.current.as_ref().and_then(|current| serde_json::from_value(*current.clone()).ok())
        {
            // Someone else was faster: show theirs.
            self.apply(vec![current]);
        }
        answer.map(|One(row)| Some(row))
    }

    /// Wakes whoever shows rows, those that changed and the list.
    fn reorder(self) {
        let order = self.rows.try_update_value(|rows| {
            let mut shown: Vec<&Row> = rows.values().filter(|row| row.is_shown()).collect();
            shown.sort_by_key(|row| row.order_key());
            shown.into_iter().map(Row::id).collect()
        });
        let woken = self.rows.try_update_value(|rows| rows.values_mut().filter_map(Row::take_woken).collect::<Vec<_>>());
        if let Some(order) = order {
            self.order.set(order);
        }
        for trigger in woken.into_iter().flatten() {
            trigger.notify();
        }
    }
}

/// A fresh idempotency key.
pub fn new_key() -> String {
    uuid::Uuid::now_v7().to_string()
}
