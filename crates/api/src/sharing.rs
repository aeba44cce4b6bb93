//! Ends that the two organizations of a connection show each other.

use crate::{ConnectionId, DestinationId, EnvironmentFlag, EnvironmentId, Noun, OrganizationRef, SetupState, SourceId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What kind of end something is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum EndKind {
    /// Where messages start.
    Source,
    /// Where they are delivered.
    Destination,
}

/// A source or a destination that its organization shows to the other one of a connection.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SharedEnd {
    /// What it is.
    pub kind: EndKind,
    /// Which one: the source's or the destination's id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What its environment is for.
    pub environment_flag: EnvironmentFlag,
    /// Whose it is: yours or theirs.
    pub organization: OrganizationRef,
    /// Where its unfinished wizard stands; `null` once a subscription may use it.
    pub setup_state: Option<SetupState>,
}

impl Noun for SharedEnd {
    const SINGULAR: &'static str = "sharedEnd";
    const PLURAL: &'static str = "sharedEnds";
}

/// Lists what both sides of a connection share, by environment, then by name.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SharedEndList {
    /// In which connection.
    pub connection_id: ConnectionId,
    /// The page, from 1; the first when absent.
    #[serde(default, rename = "_page", skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// How many on a page, 1 to 1000; 50 when absent.
    #[serde(default, rename = "_count", skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}

/// Shares these ends of one of your environments, and none of its others. Subscriptions that exist are not touched. Answered with all
/// that both sides share then.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SharedEndsChange {
    /// In which connection.
    pub connection_id: ConnectionId,
    /// Where the ends are.
    pub environment_id: EnvironmentId,
    /// The sources that the partner may see, up to 1000.
    pub source_ids: Vec<SourceId>,
    /// The destinations that the partner may see, up to 1000.
    pub destination_ids: Vec<DestinationId>,
}
