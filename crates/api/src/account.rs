//! Accounts and sessions: who is signed in. Answered by the server itself; the demo has one fixed session.

use crate::{
    Environment, EnvironmentFlag, EnvironmentId, EnvironmentRole, Noun, OrganizationId, OrganizationRef, OrganizationRole,
    PersonId,
};
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
    /// What they are to it.
    pub role: OrganizationRole,
    /// Its environments, Development first, also those in which they have no role.
    pub environments: Vec<SessionEnvironment>,
    /// All organizations that they belong to, by number.
    pub organizations: Vec<Membership>,
}

/// An environment, and what the person who is signed in does there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SessionEnvironment {
    /// Which one.
    pub id: EnvironmentId,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub environment_flag: EnvironmentFlag,
    /// Whose it is.
    pub organization: OrganizationRef,
    /// What they do there; nothing in it is visible to them where that is `none`.
    pub role: EnvironmentRole,
}

impl SessionEnvironment {
    /// An environment as somebody with this role there finds it.
    pub fn of(environment: Environment, role: EnvironmentRole) -> Self {
        let Environment { id, name, environment_flag, organization } = environment;
        Self { id, name, environment_flag, organization, role }
    }
}

/// An organization that somebody belongs to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Membership {
    /// Which one.
    pub id: OrganizationId,
    /// Its name.
    pub name: String,
    /// What they are to it.
    pub role: OrganizationRole,
}

impl Session {
    /// The environments that exist for them.
    pub fn visible_environments(&self) -> impl Iterator<Item = &SessionEnvironment> {
        self.environments.iter().filter(|environment| environment.role > EnvironmentRole::None)
    }

    /// The first environment that exists for them, where they begin.
    pub fn first_environment(&self) -> Option<EnvironmentId> {
        self.visible_environments().next().map(|environment| environment.id)
    }
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

/// Acts for another organization from now on.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SessionChange {
    /// One that the person belongs to.
    pub organization_id: OrganizationId,
}

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
    /// Creates an organization and its owner: the first, or one that whoever runs the server wants beside it.
    FirstOwner,
    /// Sets a new password for an existing person.
    NewPassword,
    /// Makes somebody a member of an organization.
    Membership,
    /// Creates an organization that is connected with the one that invited it.
    NewOrganization,
}

/// A one-time link that can still be used.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Link {
    /// What it is for.
    pub purpose: LinkPurpose,
    /// Whose password it sets, or who is invited.
    pub email: Option<String>,
    /// To which organization somebody is invited, or which one invites theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_name: Option<String>,
    /// What the organization that invites calls the new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggested_name: Option<String>,
    /// What the organization that invites says to the new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Whether there is an account with this e-mail address already.
    #[serde(default)]
    pub has_account: bool,
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
