//! Organizations and their environments.

mod profile;

pub(crate) use profile::has_twice;
pub use profile::*;

use crate::{EnvironmentId, Noun, OrganizationId};
use serde::{Deserialize, Serialize};

/// An organization as other objects mention it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct OrganizationRef {
    /// Which one.
    pub id: OrganizationId,
    /// Its name.
    pub name: String,
}

/// What an environment is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub enum EnvironmentFlag {
    /// For building and trying.
    Development,
    /// For rehearsing with realistic data.
    Staging,
    /// Carries real patient data.
    Production,
}

impl EnvironmentFlag {
    /// The three, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Development, Self::Staging, Self::Production];

    /// Its name on the wire and on screen.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Development => "Development",
            Self::Staging => "Staging",
            Self::Production => "Production",
        }
    }

    /// Whether URL endpoints must use HTTPS here (`product.md`, point 9).
    pub const fn requires_https(self) -> bool {
        matches!(self, Self::Staging | Self::Production)
    }

    /// Whether sources and destinations may be deleted here (`product.md`, point 9).
    pub const fn allows_deletion(self) -> bool {
        !matches!(self, Self::Production)
    }
}

/// One of an organization's environments; every source, destination and subscription lives in exactly one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Environment {
    /// Which one.
    pub id: EnvironmentId,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub environment_flag: EnvironmentFlag,
    /// Whose it is.
    pub organization: OrganizationRef,
}

impl Environment {
    /// It as other objects mention it.
    pub const fn reference(&self) -> EnvironmentRef {
        EnvironmentRef { id: self.id, environment_flag: self.environment_flag }
    }
}

impl Noun for Environment {
    const SINGULAR: &'static str = "environment";
    const PLURAL: &'static str = "environments";
}

/// An environment as a source or destination mentions it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct EnvironmentRef {
    /// Which one.
    pub id: EnvironmentId,
    /// What it is for.
    pub environment_flag: EnvironmentFlag,
}

/// Lists an organization's environments.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EnvironmentList {
    /// Whose.
    pub organization_id: OrganizationId,
    /// The page, from 1; the first when absent.
    #[serde(default, rename = "_page", skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// How many on a page, 1 to 1000; 50 when absent.
    #[serde(default, rename = "_count", skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}
