//! Connections: the organizations you exchange data with, your own among them.

use crate::{ConnectionId, EnvironmentId, Instant, Noun, OrganizationRef};
use serde::{Deserialize, Serialize};

/// What kind of relationship a connection is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub enum ConnectionKind {
    /// With your own organization: one-party subscriptions, used to hydrate a cloud.
    Own,
    /// With one of the two system organizations, for configuring and testing.
    Default,
    /// With a partner.
    Partner,
}

/// The business relationship of your organization with another one, across all environments.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Connection {
    /// Which one.
    pub id: ConnectionId,
    /// The other organization (yours, for your own connection).
    pub organization: OrganizationRef,
    /// What kind it is.
    pub kind: ConnectionKind,
    /// One sentence on who they are; may be empty.
    pub description: String,
    /// When the two connected.
    pub connected_at: Instant,
    /// Grows with every change.
    pub version: u64,
}

impl Noun for Connection {
    const SINGULAR: &'static str = "connection";
    const PLURAL: &'static str = "connections";
    fn version(&self) -> Option<u64> {
        Some(self.version)
    }
}

/// Lists the connections of an environment's organization, your own first, then by name.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConnectionList {
    /// Connections are the organization's; they are listed in each of its environments.
    pub environment_id: EnvironmentId,
    /// The page, from 1; the first when absent.
    #[serde(default, rename = "_page", skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// How many on a page, 1 to 1000; 50 when absent.
    #[serde(default, rename = "_count", skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}

/// Reads one connection.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConnectionGet {
    /// Which one.
    pub connection_id: ConnectionId,
}
