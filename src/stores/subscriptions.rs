//! The live subscriptions of one environment.
//!
//! A row is what the server confirmed, plus an overlay of what was changed and not yet answered. Rename, pause, resume and delete show
//! at once; a refusal drops the overlay. One change of a row is in flight at a time: the next one waits and uses the answered version.
//! Views read [`all`](Subscriptions::all), which wakes when rows come, go or may be ordered differently, and [`row`](Subscriptions::row),
//! which wakes for that row alone. What shows very many rows follows their changes ([`follow`](Subscriptions::follow)), as a
//! [`Listing`] does.

mod changes;
mod listing;
mod overlay;

pub use listing::{Listing, ListingGroup, ListingLine};

use super::{Load, every_page};
use crate::backend::{Backend, CallError};
use causeway_api::{
    EnvironmentId, ErrorCode, One, PageRequest, QueueStatus, Subscription, SubscriptionChange, SubscriptionCreateBatch,
    SubscriptionDelete, SubscriptionGet, SubscriptionId, SubscriptionList, SubscriptionRestore,
};
use changes::Changes;
use futures_channel::oneshot;
use leptos::prelude::*;
use overlay::{Change, Outcome, Row};
use std::collections::{HashMap, HashSet};

/// As many changed rows as are moved in the order one by one.
const FEW: usize = 16;

/// What a follower is told.
pub enum Told<'a> {
    /// Forget every row: all that there are come next.
    Anew,
    /// A row came or changed.
    Row(&'a Subscription),
    /// A row is gone.
    Gone(SubscriptionId),
}

/// The subscriptions, from any component.
#[derive(Clone, Copy)]
pub struct Subscriptions {
    backend: Backend,
    environment: StoredValue<Option<EnvironmentId>>,
    state: RwSignal<Load<()>>,
    rows: StoredValue<HashMap<SubscriptionId, Row>>,
    order: RwSignal<Vec<SubscriptionId>>,
    changes: StoredValue<Changes>,
    /// How often rows came.
    told: StoredValue<u64>,
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
            changes: StoredValue::new(Changes::default()),
            told: StoredValue::new(0),
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
        self.order.with(|order| {
            self.rows.with_value(|rows| order.iter().filter_map(|id| Some(rows.get(id)?.shown().into_owned())).collect())
        })
    }

    /// One row as it is to be shown; wakes for this row alone.
    pub fn row(self, id: SubscriptionId) -> Option<Subscription> {
        self.rows.with_value(|rows| {
            let row = rows.get(&id)?;
            row.changed.track();
            self.is_here(row).then(|| row.shown().into_owned())
        })
    }

    /// Tells what has come, changed or gone since a point, or everything where there is none; gives the point for the next time. Wakes
    /// like [`all`](Self::all).
    pub fn follow(self, since: Option<u64>, mut tell: impl FnMut(Told<'_>)) -> u64 {
        self.order.track();
        self.rows.with_value(|rows| {
            self.changes.with_value(|changes| {
                if let Some(changed) = since.and_then(|point| changes.since(point)) {
                    for id in changed {
                        match rows.get(id).filter(|row| self.is_here(row)) {
                            Some(row) => tell(Told::Row(&row.shown())),
                            None => tell(Told::Gone(*id)),
                        }
                    }
                } else {
                    tell(Told::Anew);
                    rows.values().filter(|row| self.is_here(row)).for_each(|row| tell(Told::Row(&row.shown())));
                }
                changes.now()
            })
        })
    }

    /// Whether a row is one of the current environment's, and not deleted.
    fn is_here(self, row: &Row) -> bool {
        row.is_shown() && Some(row.environment) == self.environment.get_value()
    }

    /// Loads an environment's subscriptions in place of what was there.
    pub async fn load(self, environment: EnvironmentId) {
        if self.environment.get_value() != Some(environment) {
            self.environment.set_value(Some(environment));
            // What is not answered yet is sent all the same.
            self.rows.update_value(|rows| rows.retain(|_, row| row.is_in_flight()));
            self.changes.update_value(Changes::forget);
            self.order.set(Vec::new());
            self.state.set(Load::Pending);
        }
        let list =
            |page| SubscriptionList { page: Some(page), count: Some(PageRequest::MOST), ..SubscriptionList::all(environment) };
        let began = self.told.get_value();
        let loaded = every_page(self.backend, list).await;
        if self.environment.get_value() != Some(environment) {
            return;
        }
        match loaded {
            Ok(rows) => {
                let there: HashSet<SubscriptionId> = rows.iter().map(|row| row.id).collect();
                // What came after the list was asked for is newer than the list, and so is what was deleted.
                let stays = |id: &SubscriptionId, row: &mut Row| {
                    there.contains(id) || row.is_in_flight() || row.came > began && row.environment == environment
                };
                self.rows.update_value(|known| known.retain(stays));
                self.changes.update_value(Changes::forget);
                self.take(environment, rows);
                self.state.set(Load::Ready(()));
            }
            Err(error) => self.state.set(Load::Failed(error)),
        }
    }

    /// Takes rows of the current environment as the server has them; an older version than the known one is ignored.
    pub fn apply(self, rows: Vec<Subscription>) {
        if let Some(environment) = self.environment.get_value() {
            self.take(environment, rows);
        }
    }

    /// Takes rows of an environment, which are shown while it is the current one.
    fn take(self, environment: EnvironmentId, rows: Vec<Subscription>) {
        let came = self.told.try_update_value(|told| {
            *told += 1;
            *told
        });
        let Some(came) = came else { return };
        let ids: Vec<SubscriptionId> = rows.iter().map(|row| row.id).collect();
        self.rows.update_value(|known| {
            for row in rows {
                match known.get_mut(&row.id) {
                    Some(existing) => existing.confirm(row),
                    None => {
                        known.insert(row.id, Row::new(environment, came, row));
                    }
                }
            }
        });
        self.wake(&ids);
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
        let before = self.environment.get_value();
        let One(deleted) = self.backend.call(&SubscriptionGet { subscription_id: id }).await?;
        let request = SubscriptionRestore { subscription_id: id, version: Some(deleted.version) };
        let restored = match self.backend.create(&request, &new_key()).await {
            Ok(One(restored)) => restored,
            // An earlier attempt did it, and its answer was lost.
            Err(error) if error.code() == Some(ErrorCode::NotDeleted) => deleted,
            Err(error) => return Err(error),
        };
        match (self.environment_of(id), self.environment.get_value()) {
            (Some(environment), _) => self.take(environment, vec![restored]),
            // The environment was left in between, so it is not known where the row belongs; the list knows.
            (None, Some(environment)) if Some(environment) == before => self.load(environment).await,
            (None, _) => {}
        }
        Ok(())
    }

    /// The environment that a known row was listed in.
    fn environment_of(self, id: SubscriptionId) -> Option<EnvironmentId> {
        self.rows.try_with_value(|rows| rows.get(&id).map(|row| row.environment)).flatten()
    }

    async fn change(self, id: SubscriptionId, change: Change) -> Result<(), CallError> {
        let (sender, answered) = oneshot::channel();
        let (waiting, unknown) = (change.clone(), change);
        let is_first = self.rows.try_update_value(|rows| rows.get_mut(&id).map(|row| row.enqueue(waiting, sender)));
        let Some(is_first) = is_first.flatten() else {
            // Its environment was left: nothing to show, but something to do.
            let One(row) = self.backend.call(&SubscriptionGet { subscription_id: id }).await?;
            return self.send(id, &unknown, row.version).await.map(|_| ());
        };
        self.wake(&[id]);
        if is_first {
            leptos::task::spawn_local(self.drain(id));
        }
        // Rows in flight are kept, so somebody answers as long as the app is there.
        answered.await.unwrap_or(Err(CallError::Unreachable))
    }

    /// Sends a row's changes one after the other.
    async fn drain(self, id: SubscriptionId) {
        while let Some((change, version)) = self.rows.try_with_value(|rows| rows.get(&id)?.next()).flatten() {
            let (outcome, result) = match self.send(id, &change, version).await {
                Ok(outcome) => (outcome, Ok(())),
                Err(error) if error.code() == Some(ErrorCode::NotFound) => (Outcome::Gone, Err(error)),
                Err(error) => (Outcome::Refused, Err(error)),
            };
            // The page may be gone by now, and the store with it.
            let waiting = self.rows.try_update_value(|rows| rows.get_mut(&id)?.answer(&outcome));
            let Some(waiting) = waiting.flatten() else { return };
            self.wake(&[id]);
            // Nobody may be waiting any more.
            let _ = waiting.send(result);
        }
    }

    async fn send(self, id: SubscriptionId, change: &Change, version: u64) -> Result<Outcome, CallError> {
        let version = Some(version);
        let request = match change {
            Change::Rename(name) => {
                SubscriptionChange { subscription_id: id, version, name: Some(name.clone()), queue_status: None }
            }
            Change::Status(status) => {
                SubscriptionChange { subscription_id: id, version, name: None, queue_status: Some(*status) }
            }
            Change::Delete => {
                return self.backend.call(&SubscriptionDelete { subscription_id: id, version }).await.map(|_| Outcome::Gone);
            }
        };
        let answer = self.backend.call(&request).await;
        if let Err(CallError::Refused(error)) = &answer
            && error.code == ErrorCode::VersionMismatch
            && let Some(current) = error.current.as_ref().and_then(|current| serde_json::from_value(*current.clone()).ok())
            && let Some(environment) = self.environment_of(id)
        {
            // Someone else was faster: show theirs.
            self.take(environment, vec![current]);
        }
        answer.map(|One(row)| Outcome::Changed(Box::new(row)))
    }

    /// Wakes whoever shows these rows, and the list.
    fn wake(self, ids: &[SubscriptionId]) {
        // While the list is still to come, the order is not yet that of all rows.
        let is_ready = self.state.try_with_untracked(|state| state.ready().is_some()) == Some(true);
        let few = (is_ready && ids.len() <= FEW).then_some(ids);
        // Nothing of this is there any more once the app is not.
        let _ = self.changes.try_update_value(|changes| changes.note(ids));
        let before = self.order.try_update_untracked(std::mem::take).unwrap_or_default();
        if let Some(order) = self.rows.try_with_value(|rows| self.ordered(rows, before, few)) {
            self.order.set(order);
        }
        let woken = |rows: &mut HashMap<SubscriptionId, Row>| -> Vec<ArcTrigger> {
            ids.iter().filter_map(|id| rows.get_mut(id)?.take_woken()).collect()
        };
        for trigger in self.rows.try_update_value(woken).into_iter().flatten() {
            trigger.notify();
        }
    }

    /// The rows that are here, oldest first: as they were before but for a few that changed, or all of them anew.
    fn ordered(
        self,
        rows: &HashMap<SubscriptionId, Row>,
        mut order: Vec<SubscriptionId>,
        few: Option<&[SubscriptionId]>,
    ) -> Vec<SubscriptionId> {
        let Some(changed) = few else {
            let mut here: Vec<&Row> = rows.values().filter(|row| self.is_here(row)).collect();
            here.sort_by_key(|row| row.order_key());
            return here.into_iter().map(Row::id).collect();
        };
        order.retain(|id| !changed.contains(id) && rows.contains_key(id));
        let mut here: Vec<&Row> = changed.iter().filter_map(|id| rows.get(id)).filter(|row| self.is_here(row)).collect();
        here.sort_by_key(|row| row.order_key());
        here.dedup_by_key(|row| row.id());
        for row in here {
            let at = order.partition_point(|id| rows.get(id).is_some_and(|known| known.order_key() < row.order_key()));
            order.insert(at, row.id());
        }
        order
    }
}

/// A fresh idempotency key.
pub fn new_key() -> String {
    uuid::Uuid::now_v7().to_string()
}
