//! Subscriptions: what goes from which source to which destination.

mod bulk;
mod live;
mod proposals;
mod requests;

pub use bulk::*;
pub use live::*;
pub use requests::*;

use crate::{
    ConnectionId, DataModel, DestinationId, EnvironmentFlag, Instant, Noun, OrganizationId, OrganizationRef, SourceId,
    SubscriptionId,
};
use serde::{Deserialize, Serialize};

/// The state of a subscription's queue.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub enum QueueStatus {
    /// Messages flow.
    Active,
    /// Paused by a person.
    Paused,
    /// Paused by failed deliveries, retrying; reported by an engine, never set by hand.
    Failing,
    /// Not live yet: one side proposed it, the other has not approved it.
    Proposed,
}

impl QueueStatus {
    /// The four: the live ones first, the best of them first.
    pub const ALL: [Self; 4] = [Self::Active, Self::Paused, Self::Failing, Self::Proposed];

    /// Its name on the wire and on screen.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Paused => "Paused",
            Self::Failing => "Failing",
            Self::Proposed => "Proposed",
        }
    }
}

/// One end of a subscription, as the subscription mentions it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionSource {
    /// Which source.
    pub id: SourceId,
    /// Its name.
    pub name: String,
    /// What its environment is for.
    pub environment_flag: EnvironmentFlag,
    /// Whose it is.
    pub organization: OrganizationRef,
}

/// The other end of a subscription, as the subscription mentions it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionDestination {
    /// Which destination.
    pub id: DestinationId,
    /// Its name.
    pub name: String,
    /// What its environment is for.
    pub environment_flag: EnvironmentFlag,
    /// Whose it is.
    pub organization: OrganizationRef,
}

/// A routing rule: one source, one destination, one data model. Without one, a message is rejected.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Subscription {
    /// Which one.
    pub id: SubscriptionId,
    /// Its name, 1 to 120 characters.
    pub name: String,
    /// The connection it belongs to.
    pub connection_id: ConnectionId,
    /// Where messages start.
    pub source: SubscriptionSource,
    /// Where they are delivered.
    pub destination: SubscriptionDestination,
    /// What they are.
    pub data_model: DataModel,
    /// Whether they flow.
    pub queue_status: QueueStatus,
    /// Which side proposed it; absent once the other has approved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed_by: Option<OrganizationId>,
    /// Since when it is live; `null` while it is proposed.
    pub activated_at: Option<Instant>,
    /// When it was created.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
    /// When it was deleted; `null` while it lives.
    pub deleted_at: Option<Instant>,
    /// Grows with every change.
    pub version: u64,
}

impl Noun for Subscription {
    const SINGULAR: &'static str = "subscription";
    const PLURAL: &'static str = "subscriptions";
    fn version(&self) -> Option<u64> {
        Some(self.version)
    }
}

impl Subscription {
    /// Whether it is there: it routes messages (paused and failing ones do, later), or waits to be approved.
    pub const fn is_live(&self) -> bool {
        self.deleted_at.is_none()
    }

    /// Whether a person may pause it.
    pub const fn can_pause(&self) -> bool {
        self.is_live() && !matches!(self.queue_status, QueueStatus::Paused | QueueStatus::Proposed)
    }

    /// Whether a person may resume it.
    pub const fn can_resume(&self) -> bool {
        self.is_live() && !matches!(self.queue_status, QueueStatus::Active | QueueStatus::Proposed)
    }
}
