//! What a table's lines are to somebody who selects rows: which there are, in a group, between two; and how those chosen stand among them.

use super::Listing;
use causeway_api::SubscriptionId;
use causeway_columns::arrangement::Tally;
use causeway_columns::{Arrangement, Columns, IdSet, Line, Path};
use leptos::prelude::*;
use uuid::Uuid;

impl Listing {
    /// The rows that the filter leaves, in their order, those in collapsed groups among them.
    pub fn left(self) -> Vec<SubscriptionId> {
        self.look(|columns, arrangement| arrangement.rows().map(|handle| id(columns.id(handle))).collect())
    }

    /// Those of a group.
    pub fn left_of(self, path: Path) -> Vec<SubscriptionId> {
        self.look(|columns, arrangement| arrangement.rows_of(columns, path).map(|handle| id(columns.id(handle))).collect())
    }

    /// The rows on the lines from one row to another, both included; none where one of them has no line.
    pub fn between(self, one: SubscriptionId, other: SubscriptionId) -> Option<Vec<SubscriptionId>> {
        self.look(|columns, arrangement| {
            let line = |id: SubscriptionId| arrangement.line_of(columns.handle(id.0.as_u128())?);
            let (one, other) = (line(one)?, line(other)?);
            let row = |line| match line {
                Line::Row(handle) => Some(id(columns.id(handle))),
                Line::Group(_) => None,
            };
            Some(arrangement.range(one.min(other)..one.max(other) + 1).filter_map(row).collect())
        })
    }

    /// The next row below a row, or above it, and its line.
    pub fn neighbour(self, of: SubscriptionId, is_below: bool) -> Option<(usize, SubscriptionId)> {
        self.look(|columns, arrangement| {
            let mut line = arrangement.line_of(columns.handle(of.0.as_u128())?)?;
            loop {
                line = if is_below { line + 1 } else { line.checked_sub(1)? };
                if let Line::Row(handle) = arrangement.range(line..line + 1).next()? {
                    return Some((line, id(columns.id(handle))));
                }
            }
        })
    }

    /// Chosen rows in the table's order, those among them that the filter hides, too.
    pub fn in_order(self, chosen: &IdSet) -> Vec<SubscriptionId> {
        self.look(|columns, arrangement| {
            let ids = arrangement.all_rows().map(|handle| columns.id(handle));
            ids.filter(|id| chosen.contains(id)).map(id).collect()
        })
    }

    /// How chosen rows stand among all; tracked.
    pub fn tally(self, chosen: &IdSet) -> Tally {
        self.read(|columns, arrangement| arrangement.tally(columns, chosen))
    }

    fn look<T>(self, look: impl FnOnce(&Columns, &Arrangement) -> T) -> T {
        untrack(|| self.read(look))
    }
}

const fn id(number: u128) -> SubscriptionId {
    SubscriptionId(Uuid::from_u128(number))
}
