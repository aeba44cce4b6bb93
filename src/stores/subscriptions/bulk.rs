//! One thing done to many subscriptions in one request. It shows at once; what is refused falls back, each row for itself.

use super::Subscriptions;
use super::edit::new_key;
use super::overlay::{Change, Overlay};
use super::rows::Place;
use crate::backend::CallError;
use causeway_api::{
    BulkAction, BulkItem, BulkOutcome, EnvironmentId, ErrorCode, QueueStatus, Subscription, SubscriptionBulk, SubscriptionId,
};
use futures_channel::oneshot;
use leptos::prelude::*;

/// A request for many subscriptions with the key under which it may be sent again, as it is, when nobody answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BulkRequest {
    request: SubscriptionBulk,
    key: String,
}

impl BulkRequest {
    /// Which subscriptions it names.
    pub fn ids(&self) -> impl Iterator<Item = SubscriptionId> {
        self.request.items.iter().map(|item| item.id)
    }
}

impl Subscriptions {
    /// A request for rows as they are known now; at most [`BULK_LIMIT`](causeway_api::BULK_LIMIT) of them.
    pub fn bulk_request(self, environment_id: EnvironmentId, action: BulkAction, ids: &[SubscriptionId]) -> BulkRequest {
        let versions = self.rows.try_with_value(|rows| {
            let version = |id: &SubscriptionId| {
                let place = rows.place(*id)?;
                // What is in flight will change the version, and is a change of one's own.
                let is_busy = rows.overlay(place).is_some_and(Overlay::is_in_flight);
                (!is_busy).then(|| rows.version(place))
            };
            ids.iter().map(version).collect::<Vec<_>>()
        });
        let versions = versions.into_iter().flatten().chain(std::iter::repeat(None));
        let items = ids.iter().zip(versions).map(|(id, version)| BulkItem { id: *id, version }).collect();
        BulkRequest { request: SubscriptionBulk { environment_id, action, items }, key: new_key() }
    }

    /// Sends it; what it asks for shows at once, but for what is restored. What each became of stands in the order asked.
    ///
    /// # Errors
    /// The refusal of the whole, or that nobody answered; then all is shown as it was.
    pub async fn bulk(self, request: &BulkRequest) -> Result<Vec<BulkOutcome>, CallError> {
        let change = match request.request.action {
            BulkAction::Pause => Some(Change::Status(QueueStatus::Paused)),
            BulkAction::Resume => Some(Change::Status(QueueStatus::Active)),
            BulkAction::Delete => Some(Change::Delete),
            BulkAction::Restore => None,
        };
        let laid = change.map(|change| self.lay_over_many(request, &change)).unwrap_or_default();
        let answer = self.backend.create(&request.request, &request.key).await.map(|page| page.items);
        self.lift(request.request.environment_id, &laid, answer.as_deref().unwrap_or_default());
        answer
    }

    /// Shows a change over the rows that have none in flight, which are given.
    fn lay_over_many(self, request: &BulkRequest, change: &Change) -> Vec<SubscriptionId> {
        let laid = self.rows.try_update_value(|rows| {
            let lay = |id: SubscriptionId| {
                let place = rows.place(id)?;
                let overlay = rows.lay_over(place)?;
                if overlay.is_in_flight() {
                    return None;
                }
                // Nobody waits for one row's answer.
                overlay.enqueue(change.clone(), oneshot::channel().0);
                rows.settle(place);
                Some(place)
            };
            request.ids().filter_map(lay).collect::<Vec<_>>()
        });
        let laid: Vec<Place> = laid.unwrap_or_default();
        self.wake(&laid);
        // Rows have other places by the time of the answer, if their environment is left meanwhile.
        self.rows.try_with_value(|rows| laid.iter().map(|place| rows.id(*place)).collect()).unwrap_or_default()
    }

    /// Takes the change off again, and takes what the rows became.
    fn lift(self, environment: EnvironmentId, laid: &[SubscriptionId], outcomes: &[BulkOutcome]) {
        let is_here = self.environment.try_get_value().flatten() == Some(environment);
        let lifted = self.rows.try_update_value(|rows| {
            let mut changed: Vec<Place> = laid.iter().filter_map(|id| rows.place(*id)).collect();
            let mut waiting = Vec::new();
            for &place in &changed {
                let overlay = rows.lay_over(place);
                let is_busy = overlay.is_some_and(|overlay| {
                    overlay.answered();
                    overlay.is_in_flight()
                });
                if is_busy {
                    waiting.push(rows.id(place));
                }
                rows.settle(place);
            }
            for BulkOutcome { id, subscription, refusal } in outcomes {
                let current = refusal.as_ref().and_then(|refusal| refusal.current.as_ref());
                // Where someone else was faster, theirs is shown.
                let theirs = current.and_then(|current| serde_json::from_value::<Subscription>(*current.clone()).ok());
                let row = subscription.clone().or(theirs).filter(|_| is_here || rows.place(*id).is_some());
                changed.extend(row.and_then(|row| rows.put(row)));
                if let Some(place) = rows.place(*id)
                    && refusal.as_ref().is_some_and(|refusal| refusal.code == ErrorCode::NotFound)
                {
                    rows.bury(place);
                    changed.push(place);
                }
            }
            (changed, waiting)
        });
        // The app may be gone by now, and the store with it.
        let Some((changed, waiting)) = lifted else { return };
        self.wake(&changed);
        for id in waiting {
            // Something was done to this row meanwhile.
            leptos::task::spawn_local(self.drain(id));
        }
    }
}
