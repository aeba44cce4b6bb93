//! What others change, as they change it.

use super::Subscriptions;
use crate::backend::{News, Watch};
use causeway_api::{EnvironmentId, SubscriptionId};
use leptos::prelude::*;
use std::time::Duration;

/// When everything is read again after that failed.
const AGAIN: Duration = Duration::from_secs(10);

impl Subscriptions {
    /// Whether what others change does not arrive at the moment, though it is waited for.
    pub fn is_lost(self) -> ReadSignal<bool> {
        self.is_lost.read_only()
    }

    /// Takes what others change in the current environment, for as long as the view around this call stands. `came` is told which rows are
    /// new here, `connections_changed` in which environment the connections are to be read again.
    pub fn keep_live(self, came: Callback<Vec<SubscriptionId>>, connections_changed: Callback<EnvironmentId>) {
        let watch = StoredValue::new_local(None::<Watch>);
        Effect::new(move || {
            // The one before ends before the next begins.
            watch.set_value(None);
            self.is_lost.set(false);
            if let Some((environment, sequence)) = self.known_until.get() {
                let hear = move |news| {
                    if matches!(news, News::Reset | News::Rows { connections_changed: true, .. }) {
                        connections_changed.run(environment);
                    }
                    self.hear(environment, news, came);
                };
                watch.set_value(Some(self.backend.watch(environment, sequence, hear)));
            }
        });
        on_cleanup(move || {
            // The app may be gone, and the store with it.
            let _ = self.is_lost.try_set(false);
        });
    }

    /// Takes news of an environment, unless that was left.
    pub fn hear(self, environment: EnvironmentId, news: News, came: Callback<Vec<SubscriptionId>>) {
        if self.environment.try_get_value().flatten() != Some(environment) {
            return;
        }
        match news {
            News::Rows { rows, .. } => {
                let is_new = |id: &SubscriptionId| self.rows.with_value(|known| known.place(*id).is_none());
                let new = rows.iter().filter(|row| row.is_live()).map(|row| row.id).filter(is_new).collect::<Vec<_>>();
                self.take(environment, rows);
                if !new.is_empty() {
                    came.run(new);
                }
            }
            News::Reset => leptos::task::spawn_local(self.read_again(environment)),
            News::Lost => self.is_lost.set(true),
            News::Back => self.is_lost.set(false),
        }
    }

    /// Reads everything anew behind what is shown, and tries until it can be read. The watch then begins from there.
    async fn read_again(self, environment: EnvironmentId) {
        if self.read(environment).await.is_ok() || self.environment.try_get_value().flatten() != Some(environment) {
            return;
        }
        let _ = self.is_lost.try_set(true);
        let again = move || {
            if self.environment.try_get_value().flatten() == Some(environment) {
                leptos::task::spawn_local(self.read_again(environment));
            }
        };
        set_timeout(again, AGAIN);
    }
}
