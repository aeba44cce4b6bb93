//! Destinations: where messages are delivered, like To.

mod requests;

pub use requests::*;

use crate::source::choices;
use crate::{
    AuthCredential, AuthType, CloudProduct, CloudProvider, DestinationId, EnvironmentRef, ErrorCode, FhirCapability, FieldError,
    Instant, Noun, OrganizationRef, Patch, SecretName, SettingForm, SetupState, normalize_name, url_problem,
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
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema), schemars(transform = crate::openapi::settings::of_products))]
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
    /// How it is authenticated, without its secrets.
    #[serde(default)]
    pub auth_credential: Option<AuthCredential>,
    /// Whether a verification token is stored.
    #[serde(default)]
    pub has_verification_token: bool,
    /// Whether its endpoint is a FHIR server's base address.
    #[serde(default)]
    pub is_fhir: bool,
    /// When its endpoint last answered the challenge; `null` when it never did since it was changed.
    #[serde(default)]
    pub verified_at: Option<Instant>,
    /// What its FHIR server says of itself, as last read.
    #[serde(default)]
    pub fhir_capability: Option<FhirCapability>,
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
    /// One of which nothing is filled in yet, at the wizard's first step.
    pub const fn blank(id: DestinationId, environment: EnvironmentRef, organization: OrganizationRef, at: Instant) -> Self {
        Self {
            id,
            name: String::new(),
            environment,
            organization,
            destination_type: None,
            endpoint: None,
            cloud_provider_settings: None,
            auth_credential: None,
            has_verification_token: false,
            is_fhir: false,
            verified_at: None,
            fhir_capability: None,
            setup_state: Some(SetupState { step: 1 }),
            created_at: at,
            updated_at: at,
            version: 1,
        }
    }

    /// What a partner sees of it: its name and its kind. Where it is and how its owner set it up stays with them.
    #[must_use]
    pub fn as_partners_see(self) -> Self {
        Self {
            endpoint: None,
            cloud_provider_settings: None,
            auth_credential: None,
            has_verification_token: false,
            verified_at: None,
            fhir_capability: None,
            ..self
        }
    }

    /// Whether this secret is stored.
    pub fn has(&self, name: SecretName) -> bool {
        match name {
            SecretName::VerificationToken => self.has_verification_token,
            name => self.auth_credential.as_ref().is_some_and(|credential| credential.has(name)),
        }
    }

    /// Says whether this secret is stored.
    pub fn set_has(&mut self, name: SecretName, has: bool) {
        match (name, &mut self.auth_credential) {
            (SecretName::VerificationToken, _) => self.has_verification_token = has,
            (name, Some(credential)) => credential.set_has(name, has),
            (_, None) => {}
        }
    }

    /// The ways in which it can be authenticated; the first is the usual one. A URL endpoint may do without.
    pub fn auth_types(&self) -> Vec<AuthType> {
        match self.destination_type {
            Some(DestinationType::Url) => vec![AuthType::OAuth2ClientCredentials],
            Some(DestinationType::Cloud) => self.product().map(CloudProduct::auth).into_iter().collect(),
            None => Vec::new(),
        }
    }

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
        problems.extend(self.auth_problems());
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

    fn auth_problems(&self) -> Vec<FieldError> {
        let expected = self.auth_types();
        if expected.is_empty() {
            // Which ways there are follows from the type, which is asked for first.
            return Vec::new();
        }
        match &self.auth_credential {
            Some(credential) if expected.contains(&credential.type_id) => credential.problems(),
            Some(credential) => {
                let ways: Vec<_> = expected.iter().map(|way| way.label()).collect();
                let message = format!("Use {} instead of {}.", ways.join(" or "), credential.type_id.label());
                vec![FieldError::invalid("authCredential.typeId", message)]
            }
            None if self.destination_type == Some(DestinationType::Cloud) => {
                expected.into_iter().flat_map(|way| AuthCredential::blank(way).problems()).collect()
            }
            None => Vec::new(),
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
        let is_other_kind = next.destination_type != self.destination_type || next.product() != self.product();
        match change.auth_credential {
            // What authenticated another kind of destination goes with it.
            Patch::Keep if is_other_kind => {
                let ways = next.auth_types();
                next.auth_credential = next.auth_credential.filter(|credential| ways.contains(&credential.type_id));
            }
            Patch::Keep => {}
            Patch::Clear => next.auth_credential = None,
            Patch::Set(credential) => match credential.applied_to(self.auth_credential.as_ref()) {
                Ok(credential) => next.auth_credential = Some(credential),
                Err(wrong) => problems.extend(wrong),
            },
        }
        let is_new_token = match &change.verification_token {
            Patch::Keep => false,
            Patch::Clear => self.has_verification_token,
            Patch::Set(token) => self.has_verification_token || token.given().is_some(),
        };
        match change.verification_token {
            Patch::Keep => {}
            Patch::Clear => next.has_verification_token = false,
            Patch::Set(token) => {
                let problem = token.given().and_then(|token| SettingForm::Secret.problem(token));
                problems.extend(problem.map(|message| FieldError::invalid("verificationToken", message)));
                next.has_verification_token = token.given().is_some();
            }
        }
        next.is_fhir = change.is_fhir.unwrap_or(next.is_fhir);
        next.setup_state = change.setup_state.apply(next.setup_state).map(SetupState::clamped);
        if self.setup_state.is_none() {
            // A finished wizard is never unfinished again: subscriptions may rely on it.
            next.setup_state = None;
        }
        if self.is_type_fixed() {
            // What is fixed stays fixed: the step that would let it be edited again is behind.
            next.setup_state = next.setup_state.map(|state| SetupState { step: state.step.max(2) });
        }
        if self.is_type_fixed() && is_other_kind {
            problems.push(FieldError {
                field: "destinationType".into(),
                code: ErrorCode::CannotChangeLater,
                message: "The type cannot be edited later. Create another destination for another type.".into(),
            });
        }
        match next.destination_type {
            Some(DestinationType::Url) => next.cloud_provider_settings = None,
            Some(DestinationType::Cloud) => {
                next.endpoint = None;
                next.has_verification_token = false;
                next.is_fhir = false;
            }
            None => {}
        }
        // What was found out holds for what was asked.
        if next.endpoint != self.endpoint || is_new_token {
            next.verified_at = None;
        }
        if next.endpoint != self.endpoint || !next.is_fhir {
            next.fhir_capability = None;
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
