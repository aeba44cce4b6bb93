//! Which rows changed last, for those who follow the store and need not look at all rows each time.

use causeway_api::SubscriptionId;

/// More than this many changes are not listed: looking at all rows is as fast.
const MOST: usize = 2000;

/// The rows that changed last, and how many changes came before those.
#[derive(Default)]
pub(super) struct Changes {
    forgotten: u64,
    ids: Vec<SubscriptionId>,
}

impl Changes {
    /// The point up to which everything is known to who looks now.
    pub(super) fn now(&self) -> u64 {
        self.forgotten + self.ids.len() as u64
    }

    pub(super) fn note(&mut self, ids: &[SubscriptionId]) {
        if self.ids.len() + ids.len() > MOST {
            self.forget();
        } else {
            self.ids.extend_from_slice(ids);
        }
    }

    /// Says that any row may have changed.
    pub(super) fn forget(&mut self) {
        self.forgotten = self.now() + 1;
        self.ids.clear();
    }

    /// The rows that changed after a point; none where any may have.
    pub(super) fn since(&self, point: u64) -> Option<&[SubscriptionId]> {
        self.ids.get(usize::try_from(point.checked_sub(self.forgotten)?).ok()?..)
    }
}
