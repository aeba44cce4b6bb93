//! Accounts and sessions: who is signed in. Answered by the server itself; the demo has one fixed session.

use crate::{Environment, Noun, OrganizationRef, PersonId};
use serde::{Deserialize, Serialize};

/// A person who signs in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// Their name, 1 to 120 characters.
    pub name: String,
    /// Their e-mail address, lower case.
    pub email: String,
}

/// Who is signed in, for which organization, and where they can go.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// Who is signed in.
    pub person: Person,
    /// The organization they act for.
    pub organization: OrganizationRef,
    /// Its environments, Development first.
    pub environments: Vec<Environment>,
}

impl Noun for Session {
    const SINGULAR: &'static str = "session";
    const PLURAL: &'static str = "sessions";
}

/// Reads who is signed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SessionGet {}

/// Signs in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SessionCreate {
    /// The e-mail address.
    pub email: String,
    /// The password.
    pub password: String,
}

/// Signs out.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SessionDelete {}

/// What a one-time link is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum LinkPurpose {
    /// Creates the owner and the organization.
    FirstOwner,
    /// Sets a new password for an existing owner.
    NewPassword,
}

/// A one-time link that can still be used.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Link {
    /// What it is for.
    pub purpose: LinkPurpose,
    /// Whose password it sets.
    pub email: Option<String>,
}

impl Noun for Link {
    const SINGULAR: &'static str = "link";
    const PLURAL: &'static str = "links";
}

/// Asks what a one-time link is for, without using it up.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LinkCheck {
    /// The link's secret, from the URL's fragment.
    pub token: String,
}

/// Creates the first owner and the organization, and signs in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OwnerCreate {
    /// The link's secret, from the URL's fragment.
    pub token: String,
    /// The organization's name, 1 to 120 characters.
    pub organization_name: String,
    /// The owner's name, 1 to 120 characters.
    pub name: String,
    /// The owner's e-mail address.
    pub email: String,
    /// The owner's password, 12 to 200 characters.
    pub password: String,
}

/// Sets a new password by a one-time link, ends all other sessions, and signs in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PasswordReset {
    /// The link's secret, from the URL's fragment.
    pub token: String,
    /// The new password, 12 to 200 characters.
    pub password: String,
}
