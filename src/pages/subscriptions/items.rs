//! What stands in the table's body: lines in their slots, and empty room for those that are not in the page.

use super::pool::Pool;
use super::sight::Sight;
use super::window::{Part, parts};
use crate::stores::subscriptions::{Listing, ListingGroup, ListingLine};
use causeway_api::SubscriptionId;
use causeway_columns::Path;

/// How many lines are in the page beyond those in sight, on each side, so that scrolling meets no empty room.
const AROUND: usize = 6;

/// The header is the first of the table's rows.
pub(super) const FIRST_ROW: usize = 2;

/// What a line is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Key {
    Group(Path),
    Row(SubscriptionId),
}

/// An element of the table's body, which is used again for something else of its kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Slot {
    /// Empty room, the first, the second, …
    Gap(usize),
    Group(usize),
    Row(usize),
}

/// What a slot shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Content {
    /// Empty room for so many lines.
    Gap(usize),
    Group {
        line: usize,
        group: ListingGroup,
    },
    Row {
        line: usize,
        id: SubscriptionId,
    },
}

impl Content {
    /// What it is about; none for empty room.
    pub(super) const fn key(&self) -> Option<Key> {
        match self {
            Self::Gap(_) => None,
            Self::Group { group, .. } => Some(Key::Group(group.path)),
            Self::Row { id, .. } => Some(Key::Row(*id)),
        }
    }
}

/// What is in the page, from top to bottom, and the slots that wait outside it.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Items {
    groups: Pool<Path>,
    rows: Pool<SubscriptionId>,
    shown: Vec<(Slot, Content)>,
}

impl Items {
    /// The lines in sight, those that head them, and what is pinned wherever it is; in the slots of before where they can be. Tracks the
    /// listing.
    pub(super) fn next(&self, listing: Listing, sight: Sight, pinned: &[Key]) -> Self {
        let stays = pinned.iter().filter_map(|key| match key {
            Key::Group(path) => listing.line_of_group(*path),
            Key::Row(id) => listing.line_of(*id),
        });
        let around = sight.first.saturating_sub(AROUND)..sight.first + sight.count + AROUND;
        let mut contents = Vec::new();
        for part in parts(listing.len(), around, stays.chain(listing.heads_of(sight.first))) {
            match part {
                Part::Gap(lines) => contents.push(Content::Gap(lines)),
                Part::Lines(lines) => contents.extend(lines.clone().zip(listing.range(lines)).map(|(line, there)| match there {
                    ListingLine::Row(id) => Content::Row { line, id },
                    ListingLine::Group(group) => Content::Group { line, group },
                })),
            }
        }
        let (mut paths, mut ids) = (Vec::new(), Vec::new());
        for key in contents.iter().filter_map(Content::key) {
            match key {
                Key::Group(path) => paths.push(path),
                Key::Row(id) => ids.push(id),
            }
        }
        let groups = self.groups.showing(&paths, |path| pinned.contains(&Key::Group(*path)));
        let rows = self.rows.showing(&ids, |id| pinned.contains(&Key::Row(*id)));
        let (mut gap, mut group, mut row) = (0.., groups.shown(), rows.shown());
        let slot = |content: &Content| match content {
            Content::Gap(_) => gap.next().map(Slot::Gap),
            Content::Group { .. } => group.next().map(Slot::Group),
            Content::Row { .. } => row.next().map(Slot::Row),
        };
        let slots: Vec<Option<Slot>> = contents.iter().map(slot).collect();
        let shown = slots.into_iter().zip(contents).filter_map(|(slot, content)| Some((slot?, content))).collect();
        drop((group, row));
        Self { groups, rows, shown }
    }

    /// The slots in the page, from top to bottom.
    pub(super) fn slots(&self) -> impl Iterator<Item = Slot> {
        self.shown.iter().map(|(slot, _)| *slot)
    }

    /// Whether a slot waits to be used again.
    pub(super) fn is_spare(&self, slot: Slot) -> bool {
        match slot {
            Slot::Gap(_) => true,
            Slot::Group(number) => self.groups.spare().any(|spare| spare == number),
            Slot::Row(number) => self.rows.spare().any(|spare| spare == number),
        }
    }

    /// What a line in the page is about.
    pub(super) fn at(&self, line: usize) -> Option<Key> {
        let is_there = |content: &&Content| match content {
            Content::Gap(_) => false,
            Content::Group { line: at, .. } | Content::Row { line: at, .. } => *at == line,
        };
        self.shown.iter().map(|(_, content)| content).find(is_there)?.key()
    }

    /// What a slot shows; none while it waits.
    pub(super) fn content(&self, slot: Slot) -> Option<&Content> {
        self.shown.iter().find(|(known, _)| *known == slot).map(|(_, content)| content)
    }
}
