//! Invitations of people to an organization. Answered by the server itself, since each has a one-time link.

use crate::{EnvironmentRole, GivenRole, Instant, InvitationId, MemberEnvironment, Noun, OrganizationId, OrganizationRole};
use serde::{Deserialize, Serialize};

/// Somebody who may become a member.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Invitation {
    /// Which one.
    pub id: InvitationId,
    /// Their e-mail address, lower case.
    pub email: String,
    /// What they become to the organization.
    pub role: OrganizationRole,
    /// What they will do in each of its environments, Development first.
    pub environment_roles: Vec<MemberEnvironment>,
    /// When they were invited.
    pub created_at: Instant,
    /// When the link stops working.
    pub expires_at: Instant,
    /// The one-time link to hand to them, in the one answer that creates the invitation; absent everywhere else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

impl Noun for Invitation {
    const SINGULAR: &'static str = "invitation";
    const PLURAL: &'static str = "invitations";
}

/// The roles that somebody gets who is given these; in environments that are not named they see nothing.
pub fn given_role(given: &[GivenRole], environment: crate::EnvironmentId) -> EnvironmentRole {
    given.iter().rfind(|given| given.environment_id == environment).map_or(EnvironmentRole::None, |given| given.role)
}

/// Lists an organization's invitations that can still be accepted, newest first.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InvitationList {
    /// Whose.
    pub organization_id: OrganizationId,
}

/// Invites somebody; an earlier invitation of the same address stops working.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InvitationCreate {
    /// To which organization.
    pub organization_id: OrganizationId,
    /// Their e-mail address.
    pub email: String,
    /// What they become to the organization.
    pub role: OrganizationRole,
    /// Their roles in its environments; none in those that are not named.
    #[serde(default)]
    pub environment_roles: Vec<GivenRole>,
}

/// Takes an invitation back: its link stops working at once.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InvitationRevoke {
    /// Which one.
    pub invitation_id: InvitationId,
}

/// Accepts an invitation and signs in: with a new account, or with the one that has the invited e-mail address.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InvitationAccept {
    /// The link's secret, from the URL's fragment.
    pub token: String,
    /// The name for a new account, 1 to 120 characters; ignored where there is one already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The password: a new one of 12 to 200 characters, or that of the account.
    pub password: String,
}
