//! Destinations: where messages are delivered, like To.

use crate::source::choices;
use crate::{
    CloudProduct, CloudProvider, DestinationId, EnvironmentId, EnvironmentRef, ErrorCode, FieldError, Instant, Noun,
    OrganizationRef, Patch, SetupState, normalize_name, url_problem,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

choices! {
    /// What kind of place messages are delivered to.
    DestinationType {
        /// A standard URL endpoint.
        Url "URL" "Standard URL endpoint",
        /// A cloud product.
        Cloud "Cloud" "Cloud",
    }
}

/// Which cloud product a destination is, and how it is set up.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CloudProviderSettings {
    /// The provider; `null` until chosen.
    #[serde(default)]
    pub type_id: Option<CloudProvider>,
    /// The product, one of the provider's; `null` until chosen.
    #[serde(default)]
    pub product_id: Option<CloudProduct>,
    /// The product's settings by name.
    #[serde(default)]
    pub settings: BTreeMap<String, String>,
}

/// A destination as it is returned.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Destination {
    /// Which one.
    pub id: DestinationId,
    /// Its name, 1 to 120 characters.
    pub name: String,
    /// Where it lives.
    pub environment: EnvironmentRef,
    /// Whose it is.
    pub organization: OrganizationRef,
    /// What kind it is; cannot be edited once chosen.
    pub destination_type: Option<DestinationType>,
    /// The URL of a standard URL endpoint.
    pub endpoint: Option<String>,
    /// The product and settings of a cloud destination.
    pub cloud_provider_settings: Option<CloudProviderSettings>,
    /// The step to go on with; `null` once configured.
    pub setup_state: Option<SetupState>,
    /// When it was created.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
    /// Grows with every change.
    pub version: u64,
}

impl Noun for Destination {
    const SINGULAR: &'static str = "destination";
    const PLURAL: &'static str = "destinations";
    fn version(&self) -> Option<u64> {
        Some(self.version)
    }
}

impl Destination {
    /// Whether a subscription may use it: its wizard was finished.
    pub const fn can_be_subscribed(&self) -> bool {
        self.setup_state.is_none()
    }

    /// The product, for a cloud destination that has chosen one.
    pub fn product(&self) -> Option<CloudProduct> {
        self.cloud_provider_settings.as_ref()?.product_id
    }

    /// What still keeps it from being configured, one entry a field: the wizard shows it, the server refuses with it.
    pub fn problems(&self) -> Vec<FieldError> {
        let mut problems = Vec::new();
        if let Err(message) = normalize_name(&self.name) {
            problems.push(FieldError::invalid("name", message));
        }
        match self.destination_type {
            None => problems.push(FieldError::invalid("destinationType", "Choose a type.")),
            Some(DestinationType::Url) => {
                let url = self.endpoint.as_deref().unwrap_or_default();
                let https_only = self.environment.environment_flag.requires_https();
                if let Some(message) = url_problem(url, https_only) {
                    problems.push(FieldError::invalid("endpoint", message));
                }
            }
            Some(DestinationType::Cloud) => problems.extend(self.cloud_problems()),
        }
        problems
    }

    fn cloud_problems(&self) -> Vec<FieldError> {
        let cloud = self.cloud_provider_settings.clone().unwrap_or_default();
        match (cloud.type_id, cloud.product_id) {
            (None, _) => vec![FieldError::invalid("cloudProviderSettings.typeId", "Choose the cloud provider.")],
            (_, None) => vec![FieldError::invalid("cloudProviderSettings.productId", "Choose the product.")],
            (Some(provider), Some(product)) if product.provider() != provider => {
                let message = format!("{} is not a product of {}.", product.label(), provider.label());
                vec![FieldError::invalid("cloudProviderSettings.productId", message)]
            }
            (Some(_), Some(product)) => product.problems(&cloud.settings),
        }
    }

    /// The destination after a change, or what is wrong with it. Does not touch id, owner, times or version.
    ///
    /// # Errors
    /// One entry for each field that cannot take its new value; `cannot_change_later` for the type, provider and product once chosen.
    pub fn changed(&self, change: DestinationChange) -> Result<Self, Vec<FieldError>> {
        let mut next = self.clone();
        let mut problems = Vec::new();
        if let Some(name) = change.name {
            match normalize_name(&name) {
                Ok(name) => next.name = name,
                Err(message) => problems.push(FieldError::invalid("name", message)),
            }
        }
        next.destination_type = change.destination_type.apply(next.destination_type);
        next.endpoint = change.endpoint.apply(next.endpoint).map(|url| url.trim().to_owned());
        next.cloud_provider_settings = change.cloud_provider_settings.apply(next.cloud_provider_settings);
        next.setup_state = change.setup_state.apply(next.setup_state).map(SetupState::clamped);
        if self.setup_state.is_none() {
            // A finished wizard is never unfinished again: subscriptions may rely on it.
            next.setup_state = None;
        }
        if self.is_type_fixed() {
            // What is fixed stays fixed: the step that would let it be edited again is behind.
            next.setup_state = next.setup_state.map(|state| SetupState { step: state.step.max(2) });
        }
        if self.is_type_fixed() && (next.destination_type != self.destination_type || next.product() != self.product()) {
            problems.push(FieldError {
                field: "destinationType".into(),
                code: ErrorCode::CannotChangeLater,
                message: "The type cannot be edited later. Create another destination for another type.".into(),
            });
        }
        match next.destination_type {
            Some(DestinationType::Url) => next.cloud_provider_settings = None,
            Some(DestinationType::Cloud) => next.endpoint = None,
            None => {}
        }
        if next.setup_state.is_none() && problems.is_empty() {
            problems = next.problems();
        }
        if problems.is_empty() { Ok(next) } else { Err(problems) }
    }

    /// Whether type, provider and product can no longer be edited: from the second step on.
    pub fn is_type_fixed(&self) -> bool {
        self.setup_state.is_none_or(|state| state.step > 1)
    }
}

/// Lists an environment's destinations by name.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DestinationList {
    /// Where.
    pub environment_id: EnvironmentId,
    /// The page, from 1; the first when absent.
    #[serde(default, rename = "_page", skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// How many on a page, 1 to 1000; 50 when absent.
    #[serde(default, rename = "_count", skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}

/// Reads one destination: your own, or a partner's that shares a live subscription with you (then without its inner settings).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DestinationGet {
    /// Which one.
    pub destination_id: DestinationId,
}

/// Creates a destination; with `setupState` it is in progress and may lack fields, without it must be complete.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DestinationCreate {
    /// Where.
    pub environment_id: EnvironmentId,
    /// Its name, 1 to 120 characters.
    pub name: String,
    /// What kind it is; when absent, what `cloudProviderSettings` and `endpoint` say.
    #[serde(default)]
    pub destination_type: Option<DestinationType>,
    /// The URL of a standard URL endpoint.
    #[serde(default)]
    pub endpoint: Option<String>,
    /// The product and settings of a cloud destination.
    #[serde(default)]
    pub cloud_provider_settings: Option<CloudProviderSettings>,
    /// The step to go on with; absent or `null` when complete.
    #[serde(default)]
    pub setup_state: Option<SetupState>,
}

/// Changes a destination; what is absent stays as it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DestinationChange {
    /// Which one.
    pub destination_id: DestinationId,
    /// The version that the caller knows; travels as `If-Match`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
    /// Its new name, 1 to 120 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What kind it is; fixed from the second step on.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub destination_type: Patch<DestinationType>,
    /// The URL of a standard URL endpoint.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub endpoint: Patch<String>,
    /// The product and settings of a cloud destination.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub cloud_provider_settings: Patch<CloudProviderSettings>,
    /// The step to go on with; `null` finishes the wizard.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub setup_state: Patch<SetupState>,
}

/// Deletes a destination that no live subscription uses, outside Production.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DestinationDelete {
    /// Which one.
    pub destination_id: DestinationId,
    /// The version that the caller knows; travels as `If-Match`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
}
