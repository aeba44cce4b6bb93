//! Which rows changed last, for those who follow the store and need not look at all rows each time.

use super::rows::Place;

/// As many changes are listed at least, and otherwise as many as there are rows: more are no faster than looking at all rows.
const FEW: usize = 2000;

/// The rows that changed last, and how many changes came before those.
#[derive(Default)]
pub(super) struct Changes {
    forgotten: u64,
    places: Vec<Place>,
}

impl Changes {
    /// The point up to which everything is known to who looks now.
    pub(super) fn now(&self) -> u64 {
        self.forgotten + self.places.len() as u64
    }

    /// Notes changes among so many rows.
    pub(super) fn note(&mut self, places: &[Place], rows: usize) {
        if self.places.len() + places.len() > rows.max(FEW) {
            self.forget();
        } else {
            self.places.extend_from_slice(places);
        }
    }

    /// Says that any row may have changed.
    pub(super) fn forget(&mut self) {
        self.forgotten = self.now() + 1;
        self.places.clear();
    }

    /// The rows that changed after a point; none where any may have.
    pub(super) fn since(&self, point: u64) -> Option<&[Place]> {
        self.places.get(usize::try_from(point.checked_sub(self.forgotten)?).ok()?..)
    }
}
