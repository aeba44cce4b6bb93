//! Orders of rows. All rows are ordered by passes that count, since most columns have few values; a few rows find their place by comparing.

use super::{Depth, Sort};
use crate::columns::Columns;
use crate::row::{Column, Facet, Handle};
use std::cmp::Ordering;

/// What the natural order goes by before the id.
const NATURAL: [Facet; 3] = [Facet::Source, Facet::Destination, Facet::Model];

/// The place of each dictionary's values in their order.
#[derive(Default)]
pub(super) struct Ranks([Vec<u32>; 5]);

impl Ranks {
    pub(super) fn new(columns: &Columns) -> Self {
        Self(columns.dictionaries().each_ref().map(crate::dictionary::Dictionary::ranks))
    }

    fn of(&self, columns: &Columns, facet: Facet, handle: Handle) -> u32 {
        self.0[facet.index()][columns.cell(handle, facet) as usize]
    }

    /// By source, destination, data model and id.
    pub(super) fn compare_natural(&self, columns: &Columns, one: Handle, other: Handle) -> Ordering {
        let by_facets = NATURAL.into_iter().map(|facet| self.of(columns, facet, one).cmp(&self.of(columns, facet, other)));
        by_facets.fold(Ordering::Equal, Ordering::then).then_with(|| columns.id(one).cmp(&columns.id(other)))
    }

    /// By groups, by the sort, then naturally.
    pub(super) fn compare(&self, columns: &Columns, sort: Option<Sort>, depth: Depth, one: Handle, other: Handle) -> Ordering {
        let by_facet = |facet| {
            let order = self.of(columns, facet, one).cmp(&self.of(columns, facet, other));
            if is_reversed(sort, facet) { order.reverse() } else { order }
        };
        let by_groups = Depth::LEVELS[..depth.levels()].iter().map(|facet| by_facet(*facet)).find(|order| order.is_ne());
        let by_sort = || {
            let Some(Sort { column, is_descending }) = sort else { return Ordering::Equal };
            let order = match column {
                Column::Name => columns.name(one).cmp(columns.name(other)),
                Column::Activated => columns.activated(one).cmp(&columns.activated(other)),
                Column::Created => columns.created(one).cmp(&columns.created(other)),
                column => return column.facet().map_or(Ordering::Equal, by_facet),
            };
            if is_descending { order.reverse() } else { order }
        };
        by_groups.unwrap_or_else(by_sort).then_with(|| self.compare_natural(columns, one, other))
    }
}

fn is_reversed(sort: Option<Sort>, facet: Facet) -> bool {
    sort.is_some_and(|sort| sort.is_descending && sort.column.facet() == Some(facet))
}

/// All rows by source, destination, data model and id.
pub(super) fn natural(columns: &Columns, ranks: &Ranks) -> Vec<Handle> {
    let mut order = Vec::with_capacity(columns.len());
    order.extend(columns.handles());
    order.sort_unstable_by_key(|handle| columns.id(*handle));
    for facet in NATURAL.into_iter().rev() {
        distribute(&mut order, columns, ranks, facet, false);
    }
    order
}

/// The natural order, sorted and then grouped; `names` is there where it is sorted by name. Each step leaves rows that are alike as they were.
pub(super) fn arranged(
    natural: &[Handle],
    columns: &Columns,
    ranks: &Ranks,
    names: Option<&NameRanks>,
    sort: Option<Sort>,
    depth: Depth,
) -> Vec<Handle> {
    let mut order = natural.to_vec();
    if let Some(sort) = sort {
        match sort.column {
            Column::Name => {
                if let Some(NameRanks(ranks)) = names {
                    let len = order.len() + 1;
                    count_into_place(&mut order, len, |handle| ranks[handle.index()], sort.is_descending);
                }
            }
            Column::Activated => sort_by_number(&mut order, |handle| columns.activated(handle), sort.is_descending),
            Column::Created => sort_by_number(&mut order, |handle| columns.created(handle), sort.is_descending),
            column => {
                if let Some(facet) = column.facet() {
                    distribute(&mut order, columns, ranks, facet, sort.is_descending);
                }
            }
        }
    }
    for facet in Depth::LEVELS[..depth.levels()].iter().rev() {
        distribute(&mut order, columns, ranks, *facet, is_reversed(sort, *facet));
    }
    order
}

/// Orders rows by a column's values.
fn distribute(order: &mut [Handle], columns: &Columns, ranks: &Ranks, facet: Facet, is_descending: bool) {
    let (column, ranks) = (columns.column(facet), &ranks.0[facet.index()]);
    count_into_place(order, ranks.len(), |handle| ranks[column[handle.index()] as usize], is_descending);
}

/// Orders rows by their ranks, which are below `len`, by counting how many have each.
fn count_into_place(order: &mut [Handle], len: usize, rank: impl Fn(Handle) -> u32, is_descending: bool) {
    let last = len.saturating_sub(1);
    let place = |handle: Handle| {
        let rank = rank(handle) as usize;
        if is_descending { last - rank } else { rank }
    };
    let mut begins = vec![0_usize; len];
    let before = order.to_vec();
    for handle in &before {
        begins[place(*handle)] += 1;
    }
    let mut begin = 0;
    for count in &mut begins {
        begin += std::mem::replace(count, begin);
    }
    for handle in before {
        let at = &mut begins[place(handle)];
        order[*at] = handle;
        *at += 1;
    }
}

fn sort_by_number(order: &mut [Handle], number: impl Fn(Handle) -> i64, is_descending: bool) {
    // The complement turns the order round and keeps it exact.
    let key = |handle| if is_descending { !number(handle) } else { number(handle) };
    sort_by_key(order, key);
}

/// The place of each row's name among all names; rows of one name share it.
#[derive(Default)]
pub(super) struct NameRanks(Vec<u32>);

impl NameRanks {
    /// How many letters, as bytes, are compared at once; the last byte of the number they make says how many there are.
    const STEP: usize = 7;

    /// Sorts a few letters of all names as numbers, then the next few of those that are alike so far.
    pub(super) fn new(columns: &Columns) -> Self {
        let mut rows: Vec<(u64, Handle)> = columns.handles().map(|handle| (0, handle)).collect();
        let mut begins = vec![false; rows.len()];
        let mut alike = vec![(0..rows.len(), 0)];
        while let Some((stretch, from)) = alike.pop() {
            let mut at = stretch.start;
            let rows = &mut rows[stretch];
            for (letters, handle) in &mut *rows {
                *letters = Self::letters(columns.name(*handle).as_bytes(), from);
            }
            rows.sort_unstable_by_key(|(letters, _)| *letters);
            for run in rows.chunk_by(|one, other| one.0 == other.0) {
                begins[at] = true;
                let goes_on = run[0].0 & 0xff > Self::STEP as u64;
                if goes_on && run.len() > 1 {
                    alike.push((at..at + run.len(), from + Self::STEP));
                }
                at += run.len();
            }
        }
        let mut ranks = vec![0; columns.capacity()];
        let mut names = 0_u32;
        for ((_, handle), is_another) in rows.into_iter().zip(begins) {
            names += u32::from(is_another);
            ranks[handle.index()] = names;
        }
        Self(ranks)
    }

    fn letters(name: &[u8], from: usize) -> u64 {
        let rest = name.get(from..).unwrap_or_default();
        let mut letters = [0; 8];
        let length = rest.len().min(Self::STEP);
        letters[..length].copy_from_slice(&rest[..length]);
        letters[Self::STEP] = u8::try_from(rest.len().min(Self::STEP + 1)).unwrap_or_default();
        u64::from_be_bytes(letters)
    }
}

/// Sorts with each row's key beside it; where keys are alike, rows stay as they were.
fn sort_by_key<K: Ord>(order: &mut [Handle], key: impl Fn(Handle) -> K) {
    let mut keyed: Vec<(K, u32, Handle)> = order.iter().zip(0..).map(|(handle, at)| (key(*handle), at, *handle)).collect();
    keyed.sort_unstable_by(|one, other| one.0.cmp(&other.0).then(one.1.cmp(&other.1)));
    for (place, (_, _, handle)) in order.iter_mut().zip(keyed) {
        *place = handle;
    }
}

/// Takes changed rows out of an order and puts those that are there where they belong.
pub(super) fn put_back(
    order: &mut Vec<Handle>,
    is_changed: &[bool],
    there: &mut [Handle],
    compare: impl Fn(Handle, Handle) -> Ordering,
) {
    order.retain(|handle| !is_changed[handle.index()]);
    there.sort_unstable_by(|one, other| compare(*one, *other));
    let mut end = order.len();
    order.resize(end + there.len(), Handle(0));
    // From the last on, so that each stretch of rows between them is moved once.
    for (before, &handle) in there.iter().enumerate().rev() {
        let at = order[..end].partition_point(|known| compare(*known, handle).is_lt());
        order.copy_within(at..end, at + before + 1);
        order[at + before] = handle;
        end = at;
    }
}
