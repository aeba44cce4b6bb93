//! What is asked of a record.

use super::AuditAction;
use crate::{Instant, OrganizationId, PersonId};
use serde::{Deserialize, Serialize};

/// Lists an organization's record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AuditList {
    /// Whose.
    pub organization_id: OrganizationId,
    /// Only what this person did, themselves or by a token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person_id: Option<PersonId>,
    /// Only this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<AuditAction>,
    /// Only what was done to the object with this id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object_id: Option<String>,
    /// Only from this instant on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Instant>,
    /// Only before this instant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
    /// Only what has this text in the name of the object, the person or the token, or in the object's id. Case does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search_term: Option<String>,
    /// The page, from 1; the first when absent.
    #[serde(default, rename = "_page", skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// How many on a page, 1 to 1000; 50 when absent.
    #[serde(default, rename = "_count", skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}

impl AuditList {
    /// The first page of all of it.
    pub const fn all(organization_id: OrganizationId) -> Self {
        Self {
            organization_id,
            person_id: None,
            action: None,
            object_id: None,
            since: None,
            until: None,
            search_term: None,
            page: None,
            count: None,
        }
    }
}

/// Checks an organization's record.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AuditCheck {
    /// Whose.
    pub organization_id: OrganizationId,
}

/// Reads an organization's whole record.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AuditExport {
    /// Whose.
    pub organization_id: OrganizationId,
}
