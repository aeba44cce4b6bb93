//! How the rows of an environment arrive: the first at once, the others behind them.

use super::Subscriptions;
use crate::backend::CallError;
use crate::stores::Load;
use causeway_api::{EnvironmentId, Subscription};
use leptos::prelude::*;

/// Rows on their way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Arriving {
    /// How many are there.
    pub there: usize,
    /// How many there will be.
    pub total: usize,
}

/// Lists are drawn again when rows have doubled, or when so many milliseconds have passed: often enough to see them come, and together
/// not much more work than drawing all of them once.
const PAUSE: f64 = 400.0;

/// When lists were drawn last, and with how many rows.
#[derive(Default)]
struct Pace {
    at: f64,
    drawn: usize,
}

impl Pace {
    /// Whether so many rows are to be drawn now; counts as done if so.
    fn is_due(&mut self, rows: usize) -> bool {
        let now = window().performance().map_or(0.0, |clock| clock.now());
        let is_due = rows >= 2 * self.drawn || now - self.at > PAUSE;
        if is_due {
            *self = Self { at: now, drawn: rows };
        }
        is_due
    }
}

impl Subscriptions {
    /// Loads an environment's subscriptions in place of what was there. While rows of it are there already, they stay until they are
    /// known to be gone, and for good where nobody answers.
    pub async fn load(self, environment: EnvironmentId) {
        if self.environment.get_value() != Some(environment) {
            self.go(environment);
        }
        if let Err(error) = self.read(environment).await
            && self.environment.get_value() == Some(environment)
            && !self.is_complete()
        {
            self.arriving.set(None);
            self.state.set(Load::Failed(error));
        }
    }

    /// Forgets one environment for another.
    fn go(self, environment: EnvironmentId) {
        self.environment.set_value(Some(environment));
        let watching = self.rows.try_update_value(|rows| rows.go(environment));
        self.changes.update_value(super::Changes::forget);
        self.columns.set_value(None);
        self.known_until.set(None);
        self.arriving.set(None);
        self.state.set(Load::Pending);
        self.changed.set(());
        watching.into_iter().flatten().for_each(|row| row.notify());
    }

    fn is_complete(self) -> bool {
        self.state.try_with_untracked(|state| state.ready().is_some()) == Some(true)
    }

    /// Reads everything anew.
    pub(super) async fn read(self, environment: EnvironmentId) -> Result<(), CallError> {
        let is_here = move || self.environment.try_get_value().flatten() == Some(environment);
        let load = self.rows.try_update_value(super::rows::Rows::begin).unwrap_or_default();
        let mut pace = Pace::default();
        let take = move |slice: Vec<Subscription>, total: u64| {
            if is_here() {
                let there = self.put(slice, usize::try_from(total).unwrap_or_default());
                if !self.is_complete() {
                    self.arriving.set(Some(there));
                    if pace.is_due(there.there) {
                        self.changed.set(());
                    }
                }
            }
        };
        let sequence = self.backend.snapshot(environment, take).await?;
        if is_here() {
            let gone = self.rows.try_update_value(|rows| rows.sweep(load)).unwrap_or_default();
            self.note(&gone);
            self.arriving.set(None);
            self.state.set(Load::Ready(()));
            self.changed.set(());
            self.known_until.set(Some((environment, sequence)));
        }
        Ok(())
    }

    /// Takes a slice of so many rows in all, without waking those who read all rows.
    fn put(self, slice: Vec<Subscription>, total: usize) -> Arriving {
        let put = self.rows.try_update_value(|rows| {
            rows.expect(total);
            let changed: Vec<_> = slice.into_iter().filter_map(|row| rows.put(row)).collect();
            (changed, rows.len())
        });
        let (changed, there) = put.unwrap_or_default();
        self.note(&changed);
        // Rows may have come or gone since they were counted.
        Arriving { there, total: total.max(there) }
    }
}
