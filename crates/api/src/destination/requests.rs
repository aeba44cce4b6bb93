//! What is asked of destinations.

use super::{CloudProviderSettings, DestinationType};
use crate::{AuthCredentialChange, DestinationId, EnvironmentId, Patch, SecretName, SecretText, SetupState};
use serde::{Deserialize, Serialize};

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
    /// How it is authenticated, secrets included.
    #[serde(default)]
    pub auth_credential: Option<AuthCredentialChange>,
    /// What a standard URL endpoint is shown when it is verified.
    #[serde(default)]
    pub verification_token: Option<SecretText>,
    /// Whether a standard URL endpoint is a FHIR server's base address.
    #[serde(default)]
    pub is_fhir: Option<bool>,
    /// The step to go on with; absent or `null` when complete.
    #[serde(default)]
    pub setup_state: Option<SetupState>,
}

impl DestinationCreate {
    /// One with nothing but a name.
    pub fn named(environment_id: EnvironmentId, name: impl Into<String>) -> Self {
        Self {
            environment_id,
            name: name.into(),
            destination_type: None,
            endpoint: None,
            cloud_provider_settings: None,
            auth_credential: None,
            verification_token: None,
            is_fhir: None,
            setup_state: None,
        }
    }

    /// What kind it is. The described API has no field for the type: it follows from what is set up.
    pub fn implied_type(&self) -> Option<DestinationType> {
        let implied = if self.cloud_provider_settings.is_some() {
            Some(DestinationType::Cloud)
        } else {
            self.endpoint.as_ref().map(|_| DestinationType::Url)
        };
        self.destination_type.or(implied)
    }

    /// The change that makes a blank destination this one.
    pub fn into_change(self, destination_id: DestinationId) -> DestinationChange {
        DestinationChange {
            name: Some(self.name.clone()),
            destination_type: Patch::from(self.implied_type()),
            endpoint: Patch::from(self.endpoint),
            cloud_provider_settings: Patch::from(self.cloud_provider_settings),
            auth_credential: Patch::from(self.auth_credential),
            verification_token: Patch::from(self.verification_token),
            is_fhir: self.is_fhir,
            setup_state: Patch::from(self.setup_state),
            ..DestinationChange::of(destination_id)
        }
    }
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
    /// How it is authenticated, secrets included; those that are not mentioned stay.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub auth_credential: Patch<AuthCredentialChange>,
    /// What a standard URL endpoint is shown when it is verified.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub verification_token: Patch<SecretText>,
    /// Whether a standard URL endpoint is a FHIR server's base address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_fhir: Option<bool>,
    /// The step to go on with; `null` finishes the wizard.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub setup_state: Patch<SetupState>,
}

impl DestinationChange {
    /// One that changes nothing yet.
    pub const fn of(destination_id: DestinationId) -> Self {
        Self {
            destination_id,
            version: None,
            name: None,
            destination_type: Patch::Keep,
            endpoint: Patch::Keep,
            cloud_provider_settings: Patch::Keep,
            auth_credential: Patch::Keep,
            verification_token: Patch::Keep,
            is_fhir: None,
            setup_state: Patch::Keep,
        }
    }

    /// The secrets in it, to be stored sealed.
    pub fn secrets(&self) -> Vec<(SecretName, SecretText)> {
        let of_credential = match &self.auth_credential {
            Patch::Set(credential) => credential.secrets().map(|(name, text)| (name, SecretText(text.to_owned()))).collect(),
            Patch::Keep | Patch::Clear => Vec::new(),
        };
        let token = match &self.verification_token {
            Patch::Set(token) => token.given().map(|text| (SecretName::VerificationToken, SecretText(text.to_owned()))),
            Patch::Keep | Patch::Clear => None,
        };
        of_credential.into_iter().chain(token).collect()
    }
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
