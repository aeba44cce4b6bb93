//! One row: confirmed, and what was changed on top of it.

use crate::backend::CallError;
use causeway_api::{EnvironmentId, Instant, QueueStatus, Subscription, SubscriptionId};
use futures_channel::oneshot::Sender;
use leptos::prelude::*;
use std::borrow::Cow;
use std::collections::VecDeque;

/// One thing done to a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Change {
    /// Another name.
    Rename(String),
    /// Paused or resumed.
    Status(QueueStatus),
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
type Waiting = Sender<Result<(), CallError>>;

/// A row and its changes that are not answered yet, in their order; the first of them is in flight.
pub(super) struct Row {
    /// The environment it was listed in.
    pub(super) environment: EnvironmentId,
    /// When it came, counted in what the store was told.
    pub(super) came: u64,
    confirmed: Subscription,
    pending: VecDeque<(Change, Waiting)>,
    is_woken: bool,
    /// Wakes whoever shows this row.
    pub(super) changed: ArcTrigger,
}

impl Row {
    pub(super) fn new(environment: EnvironmentId, came: u64, confirmed: Subscription) -> Self {
        Self { environment, came, confirmed, pending: VecDeque::new(), is_woken: true, changed: ArcTrigger::new() }
    }

    pub(super) const fn id(&self) -> SubscriptionId {
        self.confirmed.id
    }

    /// Oldest first; ids break ties.
    pub(super) const fn order_key(&self) -> (Instant, SubscriptionId) {
        (self.confirmed.created_at, self.confirmed.id)
    }

    /// The row with all its changes.
    pub(super) fn shown(&self) -> Cow<'_, Subscription> {
        if self.pending.is_empty() {
            return Cow::Borrowed(&self.confirmed);
        }
        let mut row = self.confirmed.clone();
        for (change, _) in &self.pending {
            match change {
                Change::Rename(name) => row.name.clone_from(name),
                Change::Status(status) => row.queue_status = *status,
                Change::Delete => {}
            }
        }
        Cow::Owned(row)
    }

    /// Whether it is there at all: neither deleted nor about to be.
    pub(super) fn is_shown(&self) -> bool {
        self.confirmed.is_live() && !self.pending.iter().any(|(change, _)| *change == Change::Delete)
    }

    pub(super) fn is_in_flight(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Takes the server's row, unless it is older than the known one.
    pub(super) fn confirm(&mut self, row: Subscription) {
        if row.version >= self.confirmed.version {
            self.confirmed = row;
            self.is_woken = true;
        }
    }

    /// Adds a change; true when it is the first, so that sending has to start.
    pub(super) fn enqueue(&mut self, change: Change, waiting: Waiting) -> bool {
        self.pending.push_back((change, waiting));
        self.is_woken = true;
        self.pending.len() == 1
    }

    /// The change to send, and the version it is based on.
    pub(super) fn next(&self) -> Option<(Change, u64)> {
        self.pending.front().map(|(change, _)| (change.clone(), self.confirmed.version))
    }

    /// The first change was answered: with the row, without one where it is gone, or refused.
    pub(super) fn answer(&mut self, outcome: &Outcome) -> Option<Waiting> {
        let (_, waiting) = self.pending.pop_front()?;
        self.is_woken = true;
        match outcome {
            Outcome::Changed(row) => self.confirm((**row).clone()),
            Outcome::Gone => {
                // Newer than what a list that was on its way still says of it.
                self.confirmed.version += 1;
                self.confirmed.deleted_at = Some(self.confirmed.updated_at);
            }
            Outcome::Refused => {}
        }
        Some(waiting)
    }

    /// The trigger, if this row changed since it was last asked.
    pub(super) fn take_woken(&mut self) -> Option<ArcTrigger> {
        std::mem::take(&mut self.is_woken).then(|| self.changed.clone())
    }
}
