//! What is done to subscriptions. What changes one that is there shows at once; a refusal takes it back.
//!
//! One change of a row is in flight at a time: the next one waits and uses the answered version.

use super::Subscriptions;
use super::overlay::{Change, Outcome};
use crate::backend::CallError;
use causeway_api::{
    ErrorCode, One, QueueStatus, Subscription, SubscriptionApprove, SubscriptionChange, SubscriptionCreateBatch,
    SubscriptionDecline, SubscriptionDelete, SubscriptionGet, SubscriptionId, SubscriptionRestore,
};
use futures_channel::oneshot::{self, Receiver};
use leptos::prelude::*;

impl Subscriptions {
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

    /// Approves what the other side proposed; shows at once.
    ///
    /// # Errors
    /// The refusal, or that nobody answered; then it is proposed again.
    pub async fn approve(self, id: SubscriptionId) -> Result<(), CallError> {
        self.change(id, Change::Approve).await
    }

    /// Declines what the other side proposed, which deletes it; shows at once.
    ///
    /// # Errors
    /// The refusal, or that nobody answered; then it is back.
    pub async fn decline(self, id: SubscriptionId) -> Result<(), CallError> {
        self.change(id, Change::Decline).await
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

    async fn change(self, id: SubscriptionId, change: Change) -> Result<(), CallError> {
        let Some((is_first, answered)) = self.lay_over(id, change.clone()) else {
            // Its environment was left: nothing to show, but something to do.
            let One(row) = self.backend.call(&SubscriptionGet { subscription_id: id }).await?;
            return self.send(id, &change, row.version).await.map(|_| ());
        };
        if is_first {
            leptos::task::spawn_local(self.drain(id));
        }
        // Rows in flight are kept, so somebody answers as long as the app is there.
        answered.await.unwrap_or(Err(CallError::Unreachable))
    }

    /// Shows a change over its row, if that is known: whether it is the row's first, so that sending has to start, and who will know its
    /// answer.
    fn lay_over(self, id: SubscriptionId, change: Change) -> Option<(bool, Receiver<Result<(), CallError>>)> {
        let (sender, answered) = oneshot::channel();
        let (place, is_first) = self.rows.try_update_value(|rows| {
            let place = rows.place(id)?;
            let is_first = rows.lay_over(place)?.enqueue(change, sender);
            rows.settle(place);
            Some((place, is_first))
        })??;
        self.wake(&[place]);
        Some((is_first, answered))
    }

    /// Takes a row's first change off again, now that it was answered.
    fn answer(self, id: SubscriptionId, outcome: Outcome, result: Result<(), CallError>) {
        // The page may be gone by now, and the store with it.
        let answered = self.rows.try_update_value(|rows| {
            let place = rows.place(id)?;
            let waiting = rows.lay_over(place)?.answered()?;
            match outcome {
                Outcome::Changed(row) => {
                    rows.put(*row);
                }
                Outcome::Gone => rows.bury(place),
                Outcome::Refused => {}
            }
            rows.settle(place);
            Some((place, waiting))
        });
        if let Some((place, waiting)) = answered.flatten() {
            self.wake(&[place]);
            // Nobody may be waiting any more.
            let _ = waiting.send(result);
        }
    }

    /// Sends a row's changes one after the other.
    pub(super) async fn drain(self, id: SubscriptionId) {
        let next = || {
            let next = self.rows.try_with_value(|rows| {
                let place = rows.place(id)?;
                Some((rows.overlay(place)?.next()?, rows.version(place)))
            });
            next.flatten()
        };
        while let Some((change, version)) = next() {
            match self.send(id, &change, version).await {
                Ok(outcome) => self.answer(id, outcome, Ok(())),
                Err(error) if error.code() == Some(ErrorCode::NotFound) => self.answer(id, Outcome::Gone, Err(error)),
                Err(error) => self.answer(id, Outcome::Refused, Err(error)),
            }
        }
    }

    async fn send(self, id: SubscriptionId, change: &Change, version: u64) -> Result<Outcome, CallError> {
        let (subscription_id, version) = (id, Some(version));
        let set = |name, queue_status| SubscriptionChange { subscription_id, version, name, queue_status };
        let changed = |One(row)| Outcome::Changed(Box::new(row));
        let answer = match change {
            Change::Rename(name) => self.backend.call(&set(Some(name.clone()), None)).await.map(changed),
            Change::Status(status) => self.backend.call(&set(None, Some(*status))).await.map(changed),
            Change::Approve => self.backend.call(&SubscriptionApprove { subscription_id, version }).await.map(changed),
            Change::Decline => self.backend.call(&SubscriptionDecline { subscription_id, version }).await.map(|_| Outcome::Gone),
            Change::Delete => self.backend.call(&SubscriptionDelete { subscription_id, version }).await.map(|_| Outcome::Gone),
        };
        answer.inspect_err(|error| self.take_theirs(id, error))
    }

    /// Someone else was faster: show theirs.
    fn take_theirs(self, id: SubscriptionId, error: &CallError) {
        if let CallError::Refused(error) = error
            && error.code == ErrorCode::VersionMismatch
            && let Some(current) = error.current.as_ref().and_then(|current| serde_json::from_value(*current.clone()).ok())
            && let Some(environment) = self.environment_of(id)
        {
            self.take(environment, vec![current]);
        }
    }
}

/// A fresh idempotency key.
pub fn new_key() -> String {
    uuid::Uuid::now_v7().to_string()
}
