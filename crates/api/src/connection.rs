//! Connections: the organizations you exchange data with, your own among them, and how two find together.

mod invitation;
mod request;

pub use invitation::*;
pub use request::*;

use crate::{ConnectionId, EnvironmentId, Instant, Noun, OrganizationId, OrganizationRef};
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

/// How a connection stands. Your own and the default ones are always connected.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub enum ConnectionStatus {
    /// One side asks for it, the other has not answered yet.
    Requested,
    /// Both agreed: they can share ends and subscriptions.
    Connected,
    /// The other side did not want it; either may ask again.
    Declined,
    /// One side left it; either may ask again.
    Ended,
}

impl ConnectionStatus {
    /// The four, in the order in which a connection comes to them.
    pub const ALL: [Self; 4] = [Self::Requested, Self::Connected, Self::Declined, Self::Ended];

    /// Its name on the wire and on screen.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Requested => "Requested",
            Self::Connected => "Connected",
            Self::Declined => "Declined",
            Self::Ended => "Ended",
        }
    }
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
    /// How it stands.
    pub status: ConnectionStatus,
    /// Who asked for it, as long as there is a request to read; `null` where nobody had to ask.
    pub requested_by: Option<OrganizationId>,
    /// What they say they do; may be empty.
    pub description: String,
    /// When the two connected, the last time; `null` where they never did.
    pub connected_at: Option<Instant>,
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

impl Connection {
    /// Whether it carries subscriptions.
    pub const fn is_connected(&self) -> bool {
        matches!(self.status, ConnectionStatus::Connected)
    }

    /// Why it carries no subscriptions and shows no ends, as a sentence that says what comes first; none where it does.
    pub fn why_not_connected(&self) -> Option<String> {
        let name = &self.organization.name;
        match self.status {
            ConnectionStatus::Connected => None,
            ConnectionStatus::Requested if self.awaits_your_answer() => {
                Some(["Accept the request of ", name, " first."].concat())
            }
            ConnectionStatus::Requested => Some([name, " has not answered your request yet."].concat()),
            ConnectionStatus::Declined | ConnectionStatus::Ended => {
                Some(["You are not connected with ", name, ". Request a connection first."].concat())
            }
        }
    }

    /// Whether the other side asks, and yours has not answered yet.
    pub fn awaits_your_answer(&self) -> bool {
        self.status == ConnectionStatus::Requested && self.requested_by == Some(self.organization.id)
    }

    /// Whether yours asks, and the other side has not answered yet.
    pub fn awaits_their_answer(&self) -> bool {
        self.status == ConnectionStatus::Requested && self.requested_by != Some(self.organization.id)
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
