//! The people of an organization, and their roles.

use crate::{
    Authority, EnvironmentId, EnvironmentRef, EnvironmentRole, Instant, Noun, OrganizationId, OrganizationRole, Person, PersonId,
};
use serde::{Deserialize, Serialize};

/// A person as a member of an organization.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Member {
    /// Who.
    pub person: Person,
    /// What they are to the organization.
    pub role: OrganizationRole,
    /// What they do in each of its environments, Development first.
    pub environment_roles: Vec<MemberEnvironment>,
    /// Since when they belong to it.
    pub joined_at: Instant,
    /// Grows with every change of their roles.
    pub version: u64,
}

/// What a member does in one environment.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct MemberEnvironment {
    /// Which one.
    pub environment: EnvironmentRef,
    /// Their role there.
    pub role: EnvironmentRole,
}

impl Member {
    /// What they may do in this organization.
    pub fn authority(&self) -> Authority {
        let environments = self.environment_roles.iter().map(|entry| (entry.environment.id, entry.role)).collect();
        Authority { role: self.role, environments }
    }
}

impl Noun for Member {
    const SINGULAR: &'static str = "member";
    const PLURAL: &'static str = "members";
    fn version(&self) -> Option<u64> {
        Some(self.version)
    }
}

/// A role in one environment, as it is given to somebody.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GivenRole {
    /// Where.
    pub environment_id: EnvironmentId,
    /// The role.
    pub role: EnvironmentRole,
}

/// Lists an organization's members by name.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MemberList {
    /// Whose.
    pub organization_id: OrganizationId,
    /// The page, from 1; the first when absent.
    #[serde(default, rename = "_page", skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// How many on a page, 1 to 1000; 50 when absent.
    #[serde(default, rename = "_count", skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}

/// Gives a member other roles.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MemberChange {
    /// Of which organization.
    pub organization_id: OrganizationId,
    /// Who.
    pub person_id: PersonId,
    /// The version that the caller knows; travels as `If-Match`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
    /// What they are to the organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<OrganizationRole>,
    /// Their roles in these environments; those in others stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub environment_roles: Option<Vec<GivenRole>>,
}

/// Removes a member: what they are signed in with to this organization ends at once.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MemberRemove {
    /// From which organization.
    pub organization_id: OrganizationId,
    /// Who; oneself, to leave.
    pub person_id: PersonId,
    /// The version that the caller knows; travels as `If-Match`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
}
