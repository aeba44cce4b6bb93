//! The subscriptions as a table shows them: filtered, sorted, grouped, and of those only the lines in sight.
//!
//! It follows the store row by row into columns. Those of all rows are made when they are first asked for and kept beside the rows, so
//! that the table and the palette share them, each with an arrangement of its own. All of this is apart from the store, so that the first
//! screen, which shows no subscriptions, does not load it.

mod chosen;

use super::{Subscriptions, Told};
use crate::filter::rows::{LANGUAGE, with_row};
use causeway_api::{ConnectionId, DestinationId, QueueStatus, SourceId, SubscriptionId};
use causeway_columns::filter::{Candidate, Completion, Key, choices, complete};
use causeway_columns::{Arrangement, Columns, Depth, Facet, Filter, Line, Path, Sort};
use leptos::prelude::*;
use std::ops::Range;
use std::sync::Arc;
use uuid::Uuid;

/// One line of the table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ListingLine {
    /// The head of a group's rows.
    Group(ListingGroup),
    /// A row.
    Row(SubscriptionId),
}

/// The head of the rows of a connection, of a source in it, or of a destination in that.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListingGroup {
    /// What [`Listing::toggle`] takes.
    pub path: Path,
    /// Whose rows.
    pub connection: ConnectionId,
    /// From where, below the connections.
    pub source: Option<SourceId>,
    /// To where, below the sources.
    pub destination: Option<DestinationId>,
    /// What the innermost of these is called.
    pub name: String,
    /// How many of its rows the filter leaves.
    pub count: usize,
    /// Whether its rows follow.
    pub is_open: bool,
}

/// Rows in columns.
struct Followed {
    columns: Columns,
    /// Whose rows these are; all connections' where there is none.
    only: Option<ConnectionId>,
    /// How far the store was followed.
    point: Option<u64>,
}

impl Followed {
    fn new(only: Option<ConnectionId>) -> Self {
        Self { columns: Columns::new(LANGUAGE.fold), only, point: None }
    }

    fn follow(&mut self, subscriptions: Subscriptions) {
        let Self { columns, only, point, .. } = self;
        let now = subscriptions.follow(*point, |told| match told {
            Told::Anew(total) => {
                columns.clear();
                if only.is_none() {
                    // And for some that come later.
                    columns.reserve(total + total / 16);
                }
            }
            Told::Row(row) if only.is_some_and(|only| only != row.connection_id) => {}
            Told::Row(row) => {
                with_row(row, |row| columns.put(row));
            }
            Told::Gone(id) => {
                columns.remove(id.0.as_u128());
            }
        });
        *point = Some(now);
    }
}

/// The columns that a listing shows, and its lines of them.
struct Kept {
    followed: ArcStoredValue<Followed>,
    arrangement: Arrangement,
}

impl Subscriptions {
    /// All rows in columns, for as long as the environment is shown.
    fn followed(self) -> ArcStoredValue<Followed> {
        let kept = self.columns.with_value(|kept| kept.as_ref()?.downcast_ref::<ArcStoredValue<Followed>>().cloned());
        kept.unwrap_or_else(|| {
            let followed = ArcStoredValue::new(Followed::new(None));
            self.columns.set_value(Some(Arc::new(followed.clone())));
            followed
        })
    }
}

/// A table's lines, from any component below the one that made it.
#[derive(Clone, Copy)]
pub struct Listing {
    kept: StoredValue<Kept>,
    collapsed: RwSignal<u64>,
    /// Grows whenever the lines may have changed.
    revision: Memo<u64>,
}

impl Listing {
    /// Follows the store, the connections' names and what was chosen.
    pub fn new(
        subscriptions: Subscriptions,
        names: Signal<Vec<(ConnectionId, String)>>,
        filter: Signal<Filter>,
        sort: Signal<Option<Sort>>,
        depth: Signal<Depth>,
    ) -> Self {
        Self::with_rows_of(None, subscriptions, names, filter, sort, depth)
    }

    /// Follows one connection's rows, for a drawing: neither sorted nor grouped.
    pub fn of(
        connection: ConnectionId,
        subscriptions: Subscriptions,
        names: Signal<Vec<(ConnectionId, String)>>,
        filter: Signal<Filter>,
    ) -> Self {
        let (sort, depth) = (Signal::stored(None), Signal::stored(Depth::None));
        Self::with_rows_of(Some(connection), subscriptions, names, filter, sort, depth)
    }

    fn with_rows_of(
        only: Option<ConnectionId>,
        subscriptions: Subscriptions,
        names: Signal<Vec<(ConnectionId, String)>>,
        filter: Signal<Filter>,
        sort: Signal<Option<Sort>>,
        depth: Signal<Depth>,
    ) -> Self {
        let own = only.map(|only| ArcStoredValue::new(Followed::new(Some(only))));
        let followed = move || own.clone().unwrap_or_else(|| subscriptions.followed());
        let kept = StoredValue::new(Kept { followed: followed(), arrangement: Arrangement::new() });
        let collapsed = RwSignal::new(0);
        let revision = Memo::new(move |before: Option<&u64>| {
            collapsed.track();
            let (filter, sort, depth) = (filter.get(), sort.get(), depth.get());
            kept.update_value(|kept| {
                let followed = followed();
                if kept.followed != followed {
                    // Those of another environment.
                    *kept = Kept { followed, arrangement: Arrangement::new() };
                }
                let Kept { followed, arrangement } = kept;
                followed.update_value(|followed| {
                    names.with(|names| {
                        for (id, name) in names {
                            followed.columns.name_connection(id.0.as_u128(), name);
                        }
                    });
                    followed.follow(subscriptions);
                    arrangement.set_filter(filter);
                    arrangement.set_sort(sort);
                    arrangement.set_depth(depth);
                    arrangement.update(&followed.columns);
                });
            });
            before.map_or(0, |before| before + 1)
        });
        Self { kept, collapsed, revision }
    }

    /// How many lines there are; tracked.
    pub fn len(self) -> usize {
        self.read(|_, arrangement| arrangement.len())
    }

    /// Whether no line is left; tracked.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// How many rows the filter leaves, those in collapsed groups among them; tracked.
    pub fn count(self) -> usize {
        self.read(|_, arrangement| arrangement.count())
    }

    /// The numbers of the rows that the filter leaves; tracked.
    pub fn numbers(self) -> Vec<u128> {
        self.read(|columns, arrangement| arrangement.rows().map(|handle| columns.id(handle)).collect())
    }

    /// Does what is outstanding before anybody asks, if this is still there.
    pub fn read_ahead(self) {
        let _ = self.revision.try_get_untracked();
    }

    /// How many rows have a status, whatever is filtered; tracked.
    pub fn with_status(self, status: QueueStatus) -> usize {
        self.read(|columns, _| columns.count(Facet::Status, status as u128))
    }

    /// The lines in a range; tracked.
    pub fn range(self, range: Range<usize>) -> Vec<ListingLine> {
        self.read(|columns, arrangement| arrangement.range(range).map(|line| Self::line(columns, line)).collect())
    }

    /// The lines of the groups that a line belongs to, the outermost first; tracked.
    pub fn heads_of(self, line: usize) -> Vec<usize> {
        self.read(|_, arrangement| arrangement.heads_of(line))
    }

    /// The line of a row that is shown; tracked.
    pub fn line_of(self, id: SubscriptionId) -> Option<usize> {
        self.read(|columns, arrangement| arrangement.line_of(columns.handle(id.0.as_u128())?))
    }

    /// The line of a group that is shown; tracked.
    pub fn line_of_group(self, path: Path) -> Option<usize> {
        self.read(|_, arrangement| arrangement.line_of_group(path))
    }

    /// Collapses an open group, opens a collapsed one.
    pub fn toggle(self, path: Path) {
        self.kept.update_value(|kept| kept.arrangement.toggle(path));
        self.collapsed.update(|turn| *turn += 1);
    }

    /// What could be typed at a caret, which is counted in bytes.
    pub fn complete(self, text: &str, caret: usize) -> Completion {
        self.with_columns(|columns| complete(text, caret, columns, LANGUAGE))
    }

    /// The values of a key, those of which there are most first, and how many there are in all.
    pub fn choices(self, key: Key, most: usize) -> (Vec<Candidate>, usize) {
        self.with_columns(|columns| choices(key, most, columns, LANGUAGE))
    }

    fn line(columns: &Columns, line: Line) -> ListingLine {
        match line {
            Line::Row(handle) => ListingLine::Row(SubscriptionId(Uuid::from_u128(columns.id(handle)))),
            Line::Group(group) => {
                let mut keys = group.path.keys(columns).map(Uuid::from_u128);
                ListingLine::Group(ListingGroup {
                    path: group.path,
                    connection: ConnectionId(keys.next().unwrap_or_default()),
                    source: keys.next().map(SourceId),
                    destination: keys.next().map(DestinationId),
                    name: group.path.label(columns).to_owned(),
                    count: group.count,
                    is_open: group.is_open,
                })
            }
        }
    }

    fn with_columns<T>(self, look: impl FnOnce(&Columns) -> T) -> T {
        // Also where nobody has looked at the rows yet, as in a drawing that is not filtered.
        self.read_ahead();
        self.kept.with_value(|kept| kept.followed.with_value(|followed| look(&followed.columns)))
    }

    fn read<T>(self, look: impl FnOnce(&Columns, &Arrangement) -> T) -> T {
        // Brings what is kept up to date before it is looked at.
        self.revision.get();
        let looked = self.kept.try_update_value(|Kept { followed, arrangement }| {
            followed.with_value(|followed| {
                // Another listing may have followed the store further than its last waking.
                arrangement.update(&followed.columns);
                look(&followed.columns, arrangement)
            })
        });
        looked.expect("whoever reads is gone before what is read")
    }
}
