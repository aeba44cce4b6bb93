//! What sources and destinations have in common.

use super::Service;
use crate::joining::record_subscription_change;
use crate::{ChangedObject, End, Stored, Tables};
use causeway_api::EnvironmentId;

/// How many subscriptions a refusal names before it counts.
const NAMED: usize = 5;

/// The live subscriptions that use an end, as a list inside a sentence; none when there are none.
pub(super) fn names_in_use<T: Tables>(tables: &T, end: End) -> Stored<Option<String>> {
    let users = tables.live_subscriptions_of(end, u32::MAX)?;
    let named: Vec<_> = users.iter().take(NAMED).map(|user| format!("“{}” ({})", user.name, user.data_model.label())).collect();
    let more = users.len() - named.len();
    Ok(match (named.is_empty(), more) {
        (true, _) => None,
        (false, 0) => Some(named.join(", ")),
        (false, more) => Some(format!("{} and {more} more", named.join(", "))),
    })
}

impl<T: Tables> Service<T> {
    /// Whether a partner's end is shown to the actor's organization: shared with it, or joined to one of its ends.
    pub(super) fn is_shown(&self, end: End) -> Stored<bool> {
        let viewer = self.actor.organization;
        Ok(self.tables.is_shared(end, viewer)? || self.tables.shares_subscription(end, viewer)?)
    }

    /// Notes a change of an end where it lives and, when its name changed, of the subscriptions that show the name, on both their sides.
    pub(super) fn record_end_change(&mut self, end: End, home: EnvironmentId, is_renamed: bool) -> Stored<()> {
        let object = match end {
            End::Source(id) => ChangedObject::Source(id),
            End::Destination(id) => ChangedObject::Destination(id),
        };
        self.tables.record_change(home, object)?;
        if is_renamed {
            for user in self.tables.live_subscriptions_of(end, u32::MAX)? {
                record_subscription_change(&mut self.tables, user.id)?;
            }
        }
        Ok(())
    }
}
