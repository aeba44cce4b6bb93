//! Asking for a connection, and what is answered.

use super::ConnectionStatus;
use crate::organization::has_twice;
use crate::{
    ConnectionId, DataModel, EnvironmentFlag, EnvironmentId, FieldError, Instant, Noun, OrganizationId, OrganizationRef,
    normalize_name, normalize_text,
};
use serde::{Deserialize, Serialize};

/// The longest message with a request or an answer, in characters.
pub const MESSAGE_LIMIT: usize = 2000;

/// What was asked when a connection was requested, and what was answered, as both sides read it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ConnectionRequest {
    /// The connection that it asks for.
    pub id: ConnectionId,
    /// How that stands.
    pub status: ConnectionStatus,
    /// Who asks.
    pub by: OrganizationRef,
    /// Who is asked.
    pub to: OrganizationRef,
    /// The name of the person who asked.
    pub person_name: String,
    /// What for, 1 to 120 characters.
    pub purpose: String,
    /// What they want to exchange, each once; may be empty.
    pub data_models: Vec<DataModel>,
    /// Where they want to begin.
    pub environment_flag: EnvironmentFlag,
    /// What else they say, up to 2000 characters; may be empty.
    pub message: String,
    /// When they asked.
    pub requested_at: Instant,
    /// What was answered; `null` while the request is open.
    pub answer: Option<ConnectionAnswer>,
    /// The connection's, for `If-Match`.
    pub version: u64,
}

impl Noun for ConnectionRequest {
    const SINGULAR: &'static str = "connectionRequest";
    const PLURAL: &'static str = "connectionRequests";
    fn version(&self) -> Option<u64> {
        Some(self.version)
    }
}

/// An answer to a request: the connection's status says which.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ConnectionAnswer {
    /// The word that came with it; may be empty.
    pub message: String,
    /// When it was answered.
    pub at: Instant,
}

/// Lists the requests that your organization made and received: the open ones first, the newest first among them.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConnectionRequestList {
    /// Requests are the organization's; they are listed in each of its environments.
    pub environment_id: EnvironmentId,
    /// The page, from 1; the first when absent.
    #[serde(default, rename = "_page", skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// How many on a page, 1 to 1000; 50 when absent.
    #[serde(default, rename = "_count", skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}

/// Reads the request that a connection began with.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConnectionRequestGet {
    /// Which connection.
    pub connection_id: ConnectionId,
}

/// Asks an organization of the directory, or one that you were connected with, for a connection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConnectionAsk {
    /// Where you want to begin.
    pub environment_id: EnvironmentId,
    /// Whom.
    pub organization_id: OrganizationId,
    /// What for, 1 to 120 characters.
    pub purpose: String,
    /// What you want to exchange, each once.
    #[serde(default)]
    pub data_models: Vec<DataModel>,
    /// What else you want to say, up to 2000 characters.
    #[serde(default)]
    pub message: String,
}

impl ConnectionAsk {
    /// The request as it is kept, or what is wrong with it: the form shows it, the server refuses with it.
    ///
    /// # Errors
    /// One entry for each field that cannot be accepted.
    pub fn checked(self) -> Result<Self, Vec<FieldError>> {
        let mut problems = Vec::new();
        let purpose = normalize_name(&self.purpose).unwrap_or_else(|message| {
            let message = if self.purpose.trim().is_empty() { "Say what you want to connect for." } else { message };
            problems.push(FieldError::invalid("purpose", message));
            String::new()
        });
        if has_twice(&self.data_models) {
            problems.push(FieldError::invalid("dataModels", "Choose each data model once."));
        }
        let message = checked_message(&self.message).unwrap_or_else(|problem| {
            problems.push(problem);
            String::new()
        });
        if problems.is_empty() { Ok(Self { purpose, message, ..self }) } else { Err(problems) }
    }
}

/// A message as it is kept.
///
/// # Errors
/// What is wrong with it, as the field `message`.
pub fn checked_message(text: &str) -> Result<String, FieldError> {
    normalize_text(text, MESSAGE_LIMIT).map_err(|problem| FieldError::invalid("message", problem))
}

macro_rules! answers {
    ($($(#[$doc:meta])+ $name:ident;)*) => {$(
        $(#[$doc])+
        #[derive(Clone, Debug, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        pub struct $name {
            /// Which one.
            pub connection_id: ConnectionId,
            /// The version that the caller knows; travels as `If-Match`.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub version: Option<u64>,
            /// A word to the other side, up to 2000 characters.
            #[serde(default, skip_serializing_if = "String::is_empty")]
            pub message: String,
        }

        impl $name {
            /// Without a word, whatever the version.
            pub const fn of(connection_id: ConnectionId) -> Self {
                Self { connection_id, version: None, message: String::new() }
            }
        }
    )*};
}

answers! {
    /// Accepts a connection that another organization asks for.
    ConnectionAccept;
    /// Declines a connection that another organization asks for.
    ConnectionDecline;
}

/// Leaves a connection, and deletes the live subscriptions between the two.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConnectionEnd {
    /// Which one.
    pub connection_id: ConnectionId,
    /// The version that the caller knows; travels as `If-Match`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
}

/// Takes back a request that was not answered yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConnectionWithdraw {
    /// Which one.
    pub connection_id: ConnectionId,
    /// The version that the caller knows; travels as `If-Match`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
}
