//! One view of the columns: which rows, in which order, in which groups, on which lines.
//!
//! An [`Arrangement`] remembers how far it has followed the columns. [`update`](Arrangement::update) does what is outstanding and no more:
//! for another filter, one pass over the numbers and one search through the names; for another sort, a few passes that count; for some
//! changed rows, a search for each one's place.

mod lines;
mod order;
mod tally;

use crate::columns::Columns;
use crate::filter::{Filter, Prepared};
use crate::row::{Column, Facet, Handle};
use lines::Lines;
use order::{NameRanks, Ranks};
use std::collections::HashSet;
use std::ops::Range;

pub use tally::Tally;

/// What rows are sorted by, within their groups. Rows that are alike follow source, destination, data model and id.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sort {
    /// By what. Where rows are grouped by it, the groups are sorted.
    pub column: Column,
    /// Whether the largest comes first.
    pub is_descending: bool,
}

/// How far rows are grouped. Groups stand by name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Depth {
    /// Not at all.
    #[default]
    None,
    /// By connection.
    Connection,
    /// By connection, then by source.
    Source,
    /// By connection, then by source, then by destination.
    Destination,
}

impl Depth {
    /// What each level is grouped by.
    pub const LEVELS: [Facet; 3] = [Facet::Connection, Facet::Source, Facet::Destination];

    pub(crate) const fn levels(self) -> usize {
        self as usize
    }
}

/// Which group: the values that its rows share. It stays the same whatever is sorted or filtered.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Path {
    /// 0 for a connection, 1 for a source in it, 2 for a destination in that.
    pub(crate) level: usize,
    /// Indexes into the dictionaries, down to its level; below that, 0.
    pub(crate) values: [u32; 3],
}

impl Path {
    /// 0 for a connection, 1 for a source in it, 2 for a destination in that.
    pub const fn level(self) -> usize {
        self.level
    }

    /// The key of the connection, source or destination.
    pub fn key(self, columns: &Columns) -> u128 {
        columns.dictionary(Depth::LEVELS[self.level]).key(self.values[self.level])
    }

    /// The keys of all that it is in, the connection's first, and its own.
    pub fn keys(self, columns: &Columns) -> impl Iterator<Item = u128> {
        let levels = Depth::LEVELS.into_iter().zip(self.values).take(self.level + 1);
        levels.map(|(facet, value)| columns.dictionary(facet).key(value))
    }

    /// What it is called.
    pub fn label(self, columns: &Columns) -> &str {
        columns.dictionary(Depth::LEVELS[self.level]).label(self.values[self.level])
    }
}

/// A group's own line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Group {
    /// Which one.
    pub path: Path,
    /// How many of its rows the filter leaves.
    pub count: usize,
    /// Whether its lines follow.
    pub is_open: bool,
}

/// What stands on one line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Line {
    /// The head of a group.
    Group(Group),
    /// A row.
    Row(Handle),
}

/// What was changed and not yet followed.
#[derive(Clone, Copy)]
struct Outstanding {
    filter: bool,
    order: bool,
    lines: bool,
}

/// The lines of a table, from top to bottom.
pub struct Arrangement {
    filter: Filter,
    sort: Option<Sort>,
    depth: Depth,
    collapsed: HashSet<Path>,
    outstanding: Outstanding,
    /// How far the journal was read; none before it ever was.
    point: Option<u64>,
    revisions: [u64; 5],
    prepared: Prepared,
    ranks: Ranks,
    /// Made when rows are sorted by name, and kept until a row changes.
    names: Option<NameRanks>,
    /// All rows by source, destination, data model and id.
    natural: Vec<Handle>,
    /// All rows as they are grouped and sorted.
    order: Vec<Handle>,
    /// Which handles have a row that the filter leaves.
    is_left: Vec<bool>,
    lines: Lines,
}

impl Default for Arrangement {
    fn default() -> Self {
        Self::new()
    }
}

impl Arrangement {
    /// All rows, not grouped, in their natural order; empty until the first [`update`](Self::update).
    pub fn new() -> Self {
        Self {
            filter: Filter::default(),
            sort: None,
            depth: Depth::None,
            collapsed: HashSet::new(),
            outstanding: Outstanding { filter: true, order: true, lines: true },
            point: None,
            revisions: [0; 5],
            prepared: Prepared::default(),
            ranks: Ranks::default(),
            names: None,
            natural: Vec::new(),
            order: Vec::new(),
            is_left: Vec::new(),
            lines: Lines::default(),
        }
    }

    /// Leaves the rows for which a filter holds.
    pub fn set_filter(&mut self, filter: Filter) {
        self.outstanding.filter |= self.filter.conditions() != filter.conditions();
        self.filter = filter;
    }

    /// Sorts, or gives the natural order back.
    pub fn set_sort(&mut self, sort: Option<Sort>) {
        self.outstanding.order |= self.sort != sort;
        self.sort = sort;
    }

    /// Groups.
    pub fn set_depth(&mut self, depth: Depth) {
        self.outstanding.order |= self.depth != depth;
        self.depth = depth;
    }

    /// Collapses an open group, opens a collapsed one.
    pub fn toggle(&mut self, path: Path) {
        if !self.collapsed.insert(path) {
            self.collapsed.remove(&path);
        }
        self.outstanding.lines = true;
    }

    /// Follows the columns and does what was asked for; always over the same columns.
    pub fn update(&mut self, columns: &Columns) {
        let revisions = columns.dictionaries().each_ref().map(crate::dictionary::Dictionary::revision);
        if self.revisions != revisions || self.outstanding.filter {
            self.prepared = Prepared::new(&self.filter, columns);
        }
        if self.revisions != revisions {
            self.ranks = Ranks::new(columns);
            self.revisions = revisions;
        }
        match self.point.and_then(|point| columns.journal().since(point)) {
            Some([]) => {}
            Some(changed) => {
                self.names = None;
                self.follow(changed, columns);
            }
            None => {
                self.names = None;
                self.natural = order::natural(columns, &self.ranks);
                self.outstanding = Outstanding { filter: true, order: true, lines: true };
            }
        }
        self.point = Some(columns.journal().now());
        if self.outstanding.filter {
            self.is_left = self.prepared.all(columns);
        }
        if self.outstanding.order {
            let is_by_name = self.sort.is_some_and(|sort| sort.column == Column::Name);
            if is_by_name && self.names.is_none() {
                self.names = Some(NameRanks::new(columns));
            }
            self.order = order::arranged(&self.natural, columns, &self.ranks, self.names.as_ref(), self.sort, self.depth);
        }
        if self.outstanding.filter || self.outstanding.order || self.outstanding.lines {
            let left = self.order.iter().copied().filter(|handle| self.is_left[handle.index()]);
            self.lines = Lines::new(left, columns, self.depth, &self.collapsed);
        }
        self.outstanding = Outstanding { filter: false, order: false, lines: false };
    }

    /// Takes a few changed rows out of every order and puts them back where they belong.
    fn follow(&mut self, changed: &[Handle], columns: &Columns) {
        let mut is_changed = vec![false; columns.capacity()];
        let mut there = Vec::new();
        self.is_left.resize(columns.capacity(), false);
        for &handle in changed {
            let is_first = !std::mem::replace(&mut is_changed[handle.index()], true);
            self.is_left[handle.index()] = columns.is_live(handle) && self.prepared.keeps(columns, handle);
            if is_first && columns.is_live(handle) {
                there.push(handle);
            }
        }
        let (sort, depth, ranks) = (self.sort, self.depth, &self.ranks);
        order::put_back(&mut self.natural, &is_changed, &mut there, |one, other| ranks.compare_natural(columns, one, other));
        if !self.outstanding.order {
            order::put_back(&mut self.order, &is_changed, &mut there, |one, other| {
                ranks.compare(columns, sort, depth, one, other)
            });
        }
        self.outstanding.lines = true;
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether no line is left.
    pub fn is_empty(&self) -> bool {
        self.lines.len() == 0
    }

    /// How many rows the filter leaves, those in collapsed groups among them.
    pub fn count(&self) -> usize {
        self.lines.count()
    }

    /// The lines in a range; those beyond the last are left out.
    pub fn range(&self, range: Range<usize>) -> impl Iterator<Item = Line> {
        self.lines.range(range)
    }

    /// The rows that the filter leaves, in their order, those in collapsed groups among them.
    pub fn rows(&self) -> impl Iterator<Item = Handle> {
        self.order.iter().copied().filter(|handle| self.is_left[handle.index()])
    }

    /// The lines of the groups that a line belongs to, the outermost first; the last one is a head's own.
    pub fn heads_of(&self, line: usize) -> Vec<usize> {
        self.lines.heads_of(line)
    }

    /// The line of a row; none where the filter or a collapsed group hides it.
    pub fn line_of(&self, handle: Handle) -> Option<usize> {
        self.lines.line_of(handle)
    }

    /// The line of a group's head; none where the filter or a collapsed group hides it.
    pub fn line_of_group(&self, path: Path) -> Option<usize> {
        self.lines.line_of_group(path)
    }
}
