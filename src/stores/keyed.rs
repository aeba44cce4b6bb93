//! Rows of one kind by their ids, hundreds at most: a changed row wakes those who show it, and those who read all of them.
//!
//! It is a list and a trigger for each row that somebody shows. It does not tell the fields of a row apart: pages read rows as a whole.

use super::Load;
use leptos::prelude::*;
use leptos::reactive::graph::Observer;
use uuid::Uuid;

/// What has an id.
pub(super) trait Row: Clone + PartialEq + Send + Sync + 'static {
    /// The id.
    fn key(&self) -> Uuid;
}

/// The rows, once they are there.
pub(super) struct Keyed<T: Row> {
    rows: RwSignal<Load<Vec<T>>>,
    looked_at: LookedAt,
}

#[expect(clippy::expl_impl_clone_on_copy, reason = "deriving it would ask the rows to be `Copy`")]
impl<T: Row> Clone for Keyed<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Row> Copy for Keyed<T> {}

impl<T: Row> Default for Keyed<T> {
    fn default() -> Self {
        Self { rows: RwSignal::default(), looked_at: LookedAt(StoredValue::new(Vec::new())) }
    }
}

impl<T: Row> Keyed<T> {
    /// All rows; wakes when any has changed.
    pub(super) fn all(self) -> ReadSignal<Load<Vec<T>>> {
        self.rows.read_only()
    }

    /// One row; wakes for this row alone.
    pub(super) fn get(self, id: Uuid) -> Option<T> {
        self.looked_at.track(id);
        self.rows.with_untracked(|rows| find(rows, id).cloned())
    }

    /// Puts other rows in place of these.
    pub(super) fn set(self, now: Load<Vec<T>>) {
        let changed = self.rows.with_untracked(|before| self.looked_at.those(&|id| find(before, id) != find(&now, id)));
        self.rows.set(now);
        changed.iter().for_each(Notify::notify);
    }

    /// Changes the rows, once they are there.
    pub(super) fn patch(self, change: impl FnOnce(&mut Vec<T>)) {
        // The app may be gone by the time of an answer, and the rows with it.
        if let Some(Load::Ready(mut rows)) = self.rows.try_get_untracked() {
            change(&mut rows);
            self.set(Load::Ready(rows));
        }
    }
}

fn find<T: Row>(rows: &Load<Vec<T>>, id: Uuid) -> Option<&T> {
    rows.ready()?.iter().find(|row| row.key() == id)
}

/// The rows that somebody shows, or has shown, there or not.
#[derive(Clone, Copy)]
struct LookedAt(StoredValue<Vec<(Uuid, ArcTrigger)>>);

impl LookedAt {
    fn track(self, id: Uuid) {
        if Observer::get().is_none() {
            return;
        }
        let known = self.0.with_value(|all| all.iter().find(|(known, _)| *known == id).map(|(_, row)| row.clone()));
        let row = known.unwrap_or_else(|| {
            let row = ArcTrigger::new();
            self.0.update_value(|all| all.push((id, row.clone())));
            row
        });
        row.track();
    }

    fn those(self, is_wanted: &dyn Fn(Uuid) -> bool) -> Vec<ArcTrigger> {
        self.0.with_value(|all| all.iter().filter(|(id, _)| is_wanted(*id)).map(|(_, row)| row.clone()).collect())
    }
}
