//! Which subscriptions have just been created, so that the eye finds them.

use causeway_api::SubscriptionId;
use leptos::prelude::*;
use std::collections::HashSet;
use std::time::Duration;

/// How long a new row stays marked.
const STAYS: Duration = Duration::from_secs(4);

/// The rows that are marked, from any component.
#[derive(Clone, Copy, Default)]
pub struct Marked(RwSignal<HashSet<SubscriptionId>>);

impl Marked {
    /// Marks rows for a moment.
    pub fn mark(self, ids: &[SubscriptionId]) {
        let ids: HashSet<SubscriptionId> = ids.iter().copied().collect();
        self.0.update(|marked| marked.extend(&ids));
        set_timeout(move || self.0.update(|marked| marked.retain(|id| !ids.contains(id))), STAYS);
    }

    /// All that are marked; tracked.
    pub fn all(self) -> HashSet<SubscriptionId> {
        self.0.get()
    }

    /// Whether this one is; tracked.
    pub fn contains(self, id: SubscriptionId) -> bool {
        self.0.with(|marked| marked.contains(&id))
    }
}
