//! Which rows are selected. It knows ids and nothing of the table: what lies between two rows, or matches the filter, it is told.
//!
//! A set of ids, so that rows stay selected while they are sorted, filtered or grouped differently, and selecting a hundred thousand
//! is filling a set. Nothing is cleared but by [`Selection::clear`] and, for rows that are gone, [`Selection::forget`].

use causeway_api::SubscriptionId;
use causeway_columns::IdSet;

/// How much of several rows is selected: what a check box that stands for them shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Share {
    /// Nothing.
    None,
    /// Some, not all.
    Some,
    /// All.
    All,
}

impl Share {
    /// Of so many.
    pub(super) const fn of(selected: usize, all: usize) -> Self {
        match selected {
            0 => Self::None,
            _ if selected < all => Self::Some,
            _ => Self::All,
        }
    }
}

/// The row that a range begins at, and what it was set to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Anchor {
    id: SubscriptionId,
    is_selected: bool,
}

/// The selected rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Selection {
    ids: IdSet,
    anchor: Option<Anchor>,
    /// The rows that the last range changed, which the next one from the same row gives back first.
    reached: Vec<SubscriptionId>,
}

impl Selection {
    /// Whether none is.
    pub(super) fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Whether this one is.
    pub(super) fn contains(&self, id: SubscriptionId) -> bool {
        self.ids.contains(&id.0.as_u128())
    }

    /// The ids as columns know them.
    pub(super) const fn ids(&self) -> &IdSet {
        &self.ids
    }

    /// Selects a row or lets it go; the next range begins at it.
    pub(super) fn toggle(&mut self, id: SubscriptionId) {
        let is_selected = !self.contains(id);
        self.put(id, is_selected);
        self.anchor = Some(Anchor { id, is_selected });
        self.reached.clear();
    }

    /// The row that a range would begin at.
    pub(super) fn anchor(&self) -> Option<SubscriptionId> {
        self.anchor.map(|anchor| anchor.id)
    }

    /// Sets the rows of a range to what the row was set to that it begins at. Reaching elsewhere from the same row gives those back that
    /// are not in the range any more. Does nothing without such a row.
    pub(super) fn reach(&mut self, range: impl IntoIterator<Item = SubscriptionId>) {
        let Some(Anchor { is_selected, .. }) = self.anchor else { return };
        for id in std::mem::take(&mut self.reached) {
            self.put(id, !is_selected);
        }
        for id in range {
            if self.contains(id) != is_selected {
                self.put(id, is_selected);
                self.reached.push(id);
            }
        }
    }

    /// Selects many rows, or lets them go: a group's, those that match, those that were refused.
    pub(super) fn set(&mut self, ids: impl IntoIterator<Item = SubscriptionId>, is_selected: bool) {
        for id in ids {
            self.put(id, is_selected);
        }
        self.reached.clear();
    }

    /// Lets all go.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Lets rows go that are not there any more.
    pub(super) fn forget(&mut self, gone: &[u128]) {
        for id in gone {
            self.ids.remove(id);
        }
        let is_there = |id: &SubscriptionId| !gone.contains(&id.0.as_u128());
        self.anchor = self.anchor.filter(|anchor| is_there(&anchor.id));
        self.reached.clear();
    }

    fn put(&mut self, id: SubscriptionId, is_selected: bool) {
        let id = id.0.as_u128();
        if is_selected {
            self.ids.insert(id);
        } else {
            self.ids.remove(&id);
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;
    use uuid::Uuid;

    const ROWS: u128 = 12;

    fn id(number: u128) -> SubscriptionId {
        SubscriptionId(Uuid::from_u128(number))
    }

    fn range(from: u128, to: u128) -> impl Iterator<Item = SubscriptionId> {
        (from.min(to)..=from.max(to)).map(id)
    }

    fn selected(selection: &Selection) -> Vec<u128> {
        selection.ids().iter().copied().collect::<BTreeSet<_>>().into_iter().collect()
    }

    #[derive(Clone, Debug)]
    enum Step {
        Toggle(u128),
        Reach(u128),
        Set(u128, u128, bool),
        Forget(u128),
        Clear,
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            4 => (0..ROWS).prop_map(Step::Toggle),
            4 => (0..ROWS).prop_map(Step::Reach),
            2 => (0..ROWS, 0..ROWS, any::<bool>()).prop_map(|(from, to, is_selected)| Step::Set(from, to, is_selected)),
            1 => (0..ROWS).prop_map(Step::Forget),
            1 => Just(Step::Clear),
        ]
    }

    fn take(selection: &mut Selection, step: &Step) {
        match *step {
            Step::Toggle(row) => selection.toggle(id(row)),
            Step::Reach(to) => {
                if let Some(from) = selection.anchor() {
                    selection.reach(range(from.0.as_u128(), to));
                }
            }
            Step::Set(from, to, is_selected) => selection.set(range(from, to), is_selected),
            Step::Forget(row) => selection.forget(&[row]),
            Step::Clear => selection.clear(),
        }
    }

    #[test]
    fn a_range_takes_what_its_first_row_was_set_to() {
        let mut selection = Selection::default();
        selection.toggle(id(2));
        selection.reach(range(2, 5));
        assert_eq!(selected(&selection), [2, 3, 4, 5]);
        selection.toggle(id(5));
        selection.reach(range(5, 4));
        assert_eq!(selected(&selection), [2, 3]);
    }

    #[test]
    fn without_a_first_row_there_is_no_range() {
        let mut selection = Selection::default();
        selection.reach(range(2, 5));
        assert!(selection.is_empty());
        selection.toggle(id(2));
        selection.forget(&[2]);
        selection.reach(range(2, 5));
        assert!(selection.is_empty());
    }

    #[test]
    fn a_share_is_all_nothing_or_some() {
        assert_eq!(
            [(0, 0), (0, 3), (1, 3), (3, 3)].map(|(selected, all)| Share::of(selected, all)),
            [Share::None, Share::None, Share::Some, Share::All]
        );
    }

    proptest! {
        #[test]
        fn ranges_from_one_row_do_not_add_up(
            before in prop::collection::vec(step(), 0..12),
            from in 0..ROWS,
            detours in prop::collection::vec(0..ROWS, 0..4),
            to in 0..ROWS,
        ) {
            let mut straight = Selection::default();
            for step in &before {
                take(&mut straight, step);
            }
            straight.toggle(id(from));
            let mut winding = straight.clone();
            straight.reach(range(from, to));
            detours.into_iter().chain([to]).for_each(|to| winding.reach(range(from, to)));
            prop_assert_eq!(selected(&straight), selected(&winding));
            prop_assert!(range(from, to).all(|row| straight.contains(row) == straight.contains(id(from))));
        }

        #[test]
        fn only_what_a_step_names_changes_and_nothing_is_lost(steps in prop::collection::vec(step(), 0..30)) {
            let mut selection = Selection::default();
            for step in &steps {
                let before = selected(&selection);
                let reached: Vec<u128> = selection.reached.iter().map(|id| id.0.as_u128()).collect();
                let anchor = selection.anchor().map(|id| id.0.as_u128());
                take(&mut selection, step);
                let after = selected(&selection);
                prop_assert_eq!(selection.ids().len(), after.len());
                for row in (0..ROWS).filter(|row| before.contains(row) != after.contains(row)) {
                    let is_named = match *step {
                        Step::Toggle(named) | Step::Forget(named) => row == named,
                        Step::Reach(to) => reached.contains(&row) || anchor.is_some_and(|from| (from.min(to)..=from.max(to)).contains(&row)),
                        Step::Set(from, to, _) => (from.min(to)..=from.max(to)).contains(&row),
                        Step::Clear => true,
                    };
                    prop_assert!(is_named, "{row} was changed by {step:?}");
                }
            }
        }
    }
}
