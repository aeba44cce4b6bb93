//! The live subscriptions of one environment.
//!
//! A row is what the server confirmed, plus an overlay of what was changed and not yet answered ([`edit`]). Rows are kept compactly
//! ([`rows`]), so they are written out for those who look. Views read [`all`](Subscriptions::all) or [`visit`](Subscriptions::visit),
//! which wake when any row has changed, and [`row`](Subscriptions::row), which wakes for that row alone. What shows very many rows follows
//! their changes ([`follow`](Subscriptions::follow)), as a [`Listing`] does.

mod arrival;
mod bulk;
mod changes;
mod edit;
mod listing;
mod live;
mod overlay;
mod rows;
mod shared;

pub use arrival::Arriving;
pub use bulk::BulkRequest;
pub use edit::new_key;
pub use listing::{Listing, ListingGroup, ListingLine};

use super::Load;
use crate::backend::Backend;
use causeway_api::{ConnectionId, EnvironmentId, Subscription, SubscriptionId};
use changes::Changes;
use leptos::prelude::*;
use leptos::reactive::graph::Observer;
use overlay::Overlay;
use rows::{Place, Rows, blank};
use std::any::Any;
use std::sync::Arc;

/// What a follower is told.
pub enum Told<'a> {
    /// Forget every row: all that there are come next, and there are about to be so many.
    Anew(usize),
    /// A row came or changed.
    Row(&'a Subscription),
    /// A row is gone.
    Gone(SubscriptionId),
}

/// The subscriptions, from any component.
#[derive(Clone, Copy)]
pub struct Subscriptions {
    backend: Backend,
    environment: StoredValue<Option<EnvironmentId>>,
    state: RwSignal<Load<()>>,
    arriving: RwSignal<Option<Arriving>>,
    /// What was read last, and up to which of its changes.
    known_until: RwSignal<Option<(EnvironmentId, u64)>>,
    is_lost: RwSignal<bool>,
    rows: StoredValue<Rows>,
    changes: StoredValue<Changes>,
    /// What listings keep of all rows. The first screen makes none, and does without what they are made of.
    columns: StoredValue<Option<Arc<dyn Any + Send + Sync>>>,
    /// Wakes whoever reads more than one row.
    changed: RwSignal<()>,
}

impl Subscriptions {
    /// Nothing loaded yet.
    pub fn new(backend: Backend) -> Self {
        Self {
            backend,
            environment: StoredValue::new(None),
            state: RwSignal::default(),
            arriving: RwSignal::default(),
            known_until: RwSignal::default(),
            is_lost: RwSignal::default(),
            rows: StoredValue::new(Rows::default()),
            changes: StoredValue::new(Changes::default()),
            columns: StoredValue::new(None),
            changed: RwSignal::new(()),
        }
    }

    /// Whether all rows are there.
    pub fn state(self) -> ReadSignal<Load<()>> {
        self.state.read_only()
    }

    /// How far the rows have come, while the first of them are there and others are on their way.
    pub fn arriving(self) -> ReadSignal<Option<Arriving>> {
        self.arriving.read_only()
    }

    /// Whether there is something to show: all rows, or the first of them; tracked.
    pub fn has_come(self) -> bool {
        self.arriving.with(Option::is_some) || self.state.with(|state| state.ready().is_some())
    }

    /// How many there are; tracked.
    pub fn len(self) -> usize {
        self.changed.track();
        self.rows.with_value(Rows::len)
    }

    /// Whether there are none; tracked.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// How many a connection has with each status, in the order of [`QueueStatus::ALL`](causeway_api::QueueStatus::ALL); tracked.
    pub fn counts(self, connection: ConnectionId) -> [usize; 4] {
        self.changed.track();
        self.rows.with_value(|rows| rows.counts(connection))
    }

    /// All rows, oldest first; wakes when any has changed. [`visit`](Self::visit) costs less where few of them are kept.
    pub fn all(self) -> Vec<Subscription> {
        let mut all = Vec::with_capacity(untrack(|| self.len()));
        self.visit(|row| all.push(row.clone()));
        all
    }

    /// Looks at all rows, oldest first; wakes like [`all`](Self::all). The store is not to be read meanwhile.
    pub fn visit(self, mut look: impl FnMut(&Subscription)) {
        let look: &mut dyn FnMut(&Subscription) = &mut look;
        self.changed.track();
        self.rows.update_value(Rows::arrange);
        self.rows.with_value(|rows| {
            let mut row = blank();
            for place in rows.in_order() {
                rows.write(*place, &mut row);
                look(&row);
            }
        });
    }

    /// Those that are proposed, oldest first; wakes like [`all`](Self::all).
    pub fn proposed(self) -> Vec<Subscription> {
        self.changed.track();
        let mut proposed = self.rows.with_value(|rows| {
            let row = |place| {
                let mut row = blank();
                rows.write(place, &mut row);
                row
            };
            (0..rows.end()).filter(|place| rows.is_proposed(*place)).map(row).collect::<Vec<_>>()
        });
        proposed.sort_by_key(|row| (row.created_at, row.id));
        proposed
    }

    /// One row as it is to be shown; wakes for this row alone.
    pub fn row(self, id: SubscriptionId) -> Option<Subscription> {
        let place = self.rows.with_value(|rows| rows.place(id))?;
        if Observer::get().is_some()
            && let Some(changed) =
                self.rows.try_update_value(|rows| rows.lay_over(place).map(|overlay| overlay.changed())).flatten()
        {
            changed.track();
        }
        self.rows.with_value(|rows| {
            let mut row = blank();
            rows.is_shown(place).then(|| rows.write(place, &mut row)).map(|()| row)
        })
    }

    /// Tells what has come, changed or gone since a point, or everything where there is none; gives the point for the next time. Wakes
    /// like [`all`](Self::all).
    pub fn follow(self, since: Option<u64>, mut tell: impl FnMut(Told<'_>)) -> u64 {
        self.changed.track();
        self.rows.with_value(|rows| {
            self.changes.with_value(|changes| {
                let mut row = blank();
                let mut write = |place: Place, tell: &mut dyn FnMut(Told<'_>)| {
                    rows.write(place, &mut row);
                    tell(Told::Row(&row));
                };
                if let Some(changed) = since.and_then(|point| changes.since(point)) {
                    for &place in changed {
                        if rows.is_shown(place) {
                            write(place, &mut tell);
                        } else {
                            tell(Told::Gone(rows.id(place)));
                        }
                    }
                } else {
                    let arriving = self.arriving.with_untracked(|arriving| arriving.map_or(0, |arriving| arriving.total));
                    tell(Told::Anew(rows.len().max(arriving)));
                    (0..rows.end()).filter(|place| rows.is_shown(*place)).for_each(|place| write(place, &mut tell));
                }
                changes.now()
            })
        })
    }

    /// Takes rows of the current environment as the server has them; an older version than the known one is ignored.
    pub fn apply(self, rows: Vec<Subscription>) {
        if let Some(environment) = self.environment.get_value() {
            self.take(environment, rows);
        }
    }

    /// Takes rows of an environment. Those of another than the current one are taken where they are known, since something of theirs is
    /// in flight.
    fn take(self, environment: EnvironmentId, rows: Vec<Subscription>) {
        let is_here = self.environment.try_get_value().flatten() == Some(environment);
        let changed = self.rows.try_update_value(|known| {
            let put = |row: Subscription| (is_here || known.place(row.id).is_some()).then(|| known.put(row)).flatten();
            rows.into_iter().filter_map(put).collect::<Vec<_>>()
        });
        self.wake(&changed.unwrap_or_default());
    }

    /// The environment that a known row was listed in.
    fn environment_of(self, id: SubscriptionId) -> Option<EnvironmentId> {
        self.rows.try_with_value(|rows| rows.environment_of(rows.place(id)?)).flatten()
    }

    /// Wakes whoever shows these rows, and whoever reads all.
    fn wake(self, places: &[Place]) {
        if !places.is_empty() {
            self.note(places);
            // Nobody is left to be woken once the app is gone.
            let _ = self.changed.try_set(());
        }
    }

    /// Wakes whoever shows these rows, and notes them for those who follow.
    fn note(self, places: &[Place]) {
        let looking = self.rows.try_with_value(|rows| {
            let _ = self.changes.try_update_value(|changes| changes.note(places, rows.len()));
            let looking = |place: &Place| rows.overlay(*place).map(Overlay::changed);
            places.iter().filter_map(looking).collect::<Vec<ArcTrigger>>()
        });
        looking.into_iter().flatten().for_each(|row| row.notify());
    }
}
