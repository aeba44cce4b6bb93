//! What lies over a row: the changes that are not answered yet, and who looks at it.

use crate::backend::CallError;
use causeway_api::{EnvironmentId, QueueStatus, Subscription};
use futures_channel::oneshot::Sender;
use leptos::prelude::*;
use std::collections::VecDeque;

/// One thing done to a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Change {
    /// Another name.
    Rename(String),
    /// Paused or resumed.
    Status(QueueStatus),
    /// Approved, after the other side proposed it.
    Approve,
    /// Declined, after the other side proposed it: gone.
    Decline,
    /// Gone.
    Delete,
}

/// What became of a change.
pub(super) enum Outcome {
    /// The row is this now.
    Changed(Box<Subscription>),
    /// The row is no longer there.
    Gone,
    /// Nothing.
    Refused,
}

/// Who waits for a change's answer.
pub(super) type Waiting = Sender<Result<(), CallError>>;

/// What lies over a row. Only rows that are looked at or changed have one.
pub(super) struct Overlay {
    /// The environment that the row was listed in.
    pub(super) environment: EnvironmentId,
    /// Changes that are not answered yet, in their order; the first of them is in flight.
    pending: VecDeque<(Change, Waiting)>,
    changed: ArcTrigger,
}

impl Overlay {
    pub(super) fn new(environment: EnvironmentId) -> Self {
        Self { environment, pending: VecDeque::new(), changed: ArcTrigger::new() }
    }

    /// Wakes whoever shows this row.
    pub(super) fn changed(&self) -> ArcTrigger {
        self.changed.clone()
    }

    pub(super) fn is_in_flight(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Whether the row is about to be gone.
    pub(super) fn is_deleting(&self) -> bool {
        self.pending.iter().any(|(change, _)| matches!(change, Change::Decline | Change::Delete))
    }

    /// The status that the row is about to have.
    pub(super) fn status(&self) -> Option<QueueStatus> {
        self.pending.iter().rev().find_map(|(change, _)| match change {
            Change::Status(status) => Some(*status),
            Change::Approve => Some(QueueStatus::Active),
            Change::Rename(_) | Change::Decline | Change::Delete => None,
        })
    }

    /// Changes a row as it is about to be changed.
    pub(super) fn apply(&self, row: &mut Subscription) {
        for (change, _) in &self.pending {
            match change {
                Change::Rename(name) => row.name.clone_from(name),
                Change::Status(status) => row.queue_status = *status,
                // Since when it is live is what the answer says.
                Change::Approve => (row.queue_status, row.proposed_by) = (QueueStatus::Active, None),
                Change::Decline | Change::Delete => {}
            }
        }
    }

    /// Adds a change; true when it is the first, so that sending has to start.
    pub(super) fn enqueue(&mut self, change: Change, waiting: Waiting) -> bool {
        self.pending.push_back((change, waiting));
        self.pending.len() == 1
    }

    /// The change to send.
    pub(super) fn next(&self) -> Option<Change> {
        self.pending.front().map(|(change, _)| change.clone())
    }

    /// The first change was answered.
    pub(super) fn answered(&mut self) -> Option<Waiting> {
        self.pending.pop_front().map(|(_, waiting)| waiting)
    }
}
