//! The selection of the table's rows, for whatever shows or changes it: its check boxes, the bar, the export.

use super::selection::{Selection, Share};
use crate::stores::subscriptions::{Listing, ListingGroup};
use causeway_api::SubscriptionId;
use causeway_columns::Path;
use causeway_columns::arrangement::Tally;
use leptos::prelude::*;

/// The selection, from any component of the page.
#[derive(Clone, Copy)]
pub(super) struct Picking {
    listing: Listing,
    selection: RwSignal<Selection>,
    tally: Memo<Tally>,
}

impl Picking {
    /// Nothing selected. Rows that go are let go within the current owner.
    pub(super) fn new(listing: Listing) -> Self {
        let selection = RwSignal::new(Selection::default());
        let tally = Memo::new(move |_| {
            selection.with(|selection| if selection.is_empty() { Tally::default() } else { listing.tally(selection.ids()) })
        });
        Effect::new(move || {
            let gone = tally.with(|tally| tally.gone.clone());
            if !gone.is_empty() {
                selection.update(|selection| selection.forget(&gone));
            }
        });
        Self { listing, selection, tally }
    }

    /// Whether a row is selected; tracked.
    pub(super) fn contains(self, id: SubscriptionId) -> bool {
        self.selection.with(|selection| selection.contains(id))
    }

    /// How many rows are; tracked.
    pub(super) fn len(self) -> usize {
        self.tally.with(|tally| tally.shown + tally.hidden)
    }

    /// How the selected rows stand among all; tracked.
    pub(super) fn tally<T>(self, look: impl FnOnce(&Tally) -> T) -> T {
        self.tally.with(look)
    }

    /// How many rows the filter leaves; tracked.
    pub(super) fn matching(self) -> usize {
        self.listing.count()
    }

    /// How much of what the filter leaves is selected; tracked.
    pub(super) fn share(self) -> Share {
        Share::of(self.tally.with(|tally| tally.shown), self.matching())
    }

    /// How much of a group is; tracked.
    pub(super) fn share_of(self, group: &ListingGroup) -> Share {
        Share::of(self.tally.with(|tally| tally.of(group.path)), group.count)
    }

    /// Selects a row or lets it go.
    pub(super) fn toggle(self, id: SubscriptionId) {
        self.selection.update(|selection| selection.toggle(id));
    }

    /// Whether no row was toggled yet that a range could begin at.
    pub(super) fn starts_anew(self) -> bool {
        self.selection.with_untracked(|selection| selection.anchor().is_none())
    }

    /// Does with all rows from the one that was toggled last to this one as was done with that; with this one alone where that one is not
    /// to be seen.
    pub(super) fn reach(self, id: SubscriptionId) {
        let from = self.selection.with_untracked(Selection::anchor);
        match from.and_then(|from| self.listing.between(from, id)) {
            Some(range) => self.selection.update(|selection| selection.reach(range)),
            None => self.toggle(id),
        }
    }

    /// Selects all that the filter leaves, or lets them go where all are selected.
    pub(super) fn toggle_all(self) {
        let is_selected = untrack(|| self.share()) != Share::All;
        self.set(self.listing.left(), is_selected);
    }

    /// Selects a group's rows, or lets them go where all are selected; in collapsed groups, too.
    pub(super) fn toggle_group(self, path: Path) {
        let rows = self.listing.left_of(path);
        let selected = self.tally.with_untracked(|tally| tally.of(path));
        let is_selected = Share::of(selected, rows.len()) != Share::All;
        self.set(rows, is_selected);
    }

    /// Selects rows, or lets them go.
    pub(super) fn set(self, ids: Vec<SubscriptionId>, is_selected: bool) {
        // The page may be gone by now.
        let _ = self.selection.try_update(|selection| selection.set(ids, is_selected));
    }

    /// Lets all go.
    pub(super) fn clear(self) {
        let _ = self.selection.try_update(Selection::clear);
    }

    /// The selected rows in the table's order.
    pub(super) fn in_order(self) -> Vec<SubscriptionId> {
        self.selection.with_untracked(|selection| self.listing.in_order(selection.ids()))
    }

    /// What an export has: what is selected or, where nothing is, what the filter leaves.
    pub(super) fn to_export(self) -> Vec<SubscriptionId> {
        if self.selection.with_untracked(Selection::is_empty) { self.listing.left() } else { self.in_order() }
    }

    /// How many those are, and whether they are selected; tracked.
    pub(super) fn export_count(self) -> (usize, bool) {
        match self.len() {
            0 => (self.matching(), false),
            selected => (selected, true),
        }
    }
}
