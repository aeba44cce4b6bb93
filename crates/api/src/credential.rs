//! How a destination is authenticated: one table of fields for the forms, the server and OpenAPI (`product.md`, *Cloud products*).
//!
//! Secrets travel only inwards. What is returned says which of them are stored, never what they are.

use crate::product::{problems_of, required};
use crate::source::choices;
use crate::{FieldError, Setting, SettingForm};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

choices! {
    /// How requests to a destination are authenticated.
    AuthType {
        /// AWS Signature Version 4.
        AwsSigV4 "AwsSigV4" "AWS Signature Version 4",
        /// Google workload identity federation.
        GoogleWorkloadIdentity "GoogleWorkloadIdentity" "Google workload identity federation",
        /// OAuth 2.0 client credentials.
        OAuth2ClientCredentials "OAuth2ClientCredentials" "OAuth 2.0 client credentials",
    }
}

choices! {
    /// What is stored sealed.
    SecretName {
        /// The access key of AWS Signature Version 4.
        AccessKey "accessKey" "Access key",
        /// The secret key of AWS Signature Version 4.
        SecretKey "secretKey" "Secret key",
        /// The client secret of OAuth 2.0.
        ClientSecret "clientSecret" "Client secret",
        /// What a URL endpoint is shown when it is verified.
        VerificationToken "verificationToken" "Verification token",
    }
}

const fn optional(key: &'static str, label: &'static str, example: &'static str, form: SettingForm) -> Setting {
    Setting { is_required: false, ..required(key, label, example, form) }
}

const fn secret(name: SecretName, form: SettingForm) -> Setting {
    Setting { is_secret: true, ..required(name.as_str(), name.label(), "", form) }
}

impl AuthType {
    /// Its fields, in the order shown.
    pub const fn fields(self) -> &'static [Setting] {
        use SettingForm::{AccessKey, Email, HttpsUrl, Identifier, Line, Region, Secret};
        match self {
            Self::AwsSigV4 => {
                const {
                    &[
                        secret(SecretName::AccessKey, AccessKey),
                        secret(SecretName::SecretKey, Secret),
                        optional("region", "Signing region", "us-east-1", Region),
                        optional("service", "Signing service", "s3", Identifier),
                    ]
                }
            }
            Self::GoogleWorkloadIdentity => {
                const {
                    &[
                        required(
                            "audience",
                            "Audience",
                            "//iam.googleapis.com/projects/123456/locations/global/workloadIdentityPools/causeway/providers/causeway",
                            Line,
                        ),
                        required("serviceAccount", "Service account", "causeway@tidewell-health.iam.gserviceaccount.com", Email),
                        required("tokenUrl", "Token URL", "https://sts.googleapis.com/v1/token", HttpsUrl),
                    ]
                }
            }
            Self::OAuth2ClientCredentials => {
                const {
                    &[
                        required("tokenUrl", "Token URL", "https://login.example.com/oauth2/v2.0/token", HttpsUrl),
                        required("clientId", "Client id", "causeway", Line),
                        secret(SecretName::ClientSecret, Secret),
                        optional("scopes", "Scopes", "https://storage.azure.com/.default", Line),
                    ]
                }
            }
        }
    }
}

/// Text that is never shown again: what prints it prints dots.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema), schemars(extend("writeOnly" = true)))]
#[serde(transparent)]
pub struct SecretText(pub String);

impl SecretText {
    /// The text without the spaces around it; none when nothing is left.
    pub fn given(&self) -> Option<&str> {
        Some(self.0.trim()).filter(|text| !text.is_empty())
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("•••")
    }
}

/// How a destination is authenticated, without its secrets.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(
    feature = "openapi",
    derive(schemars::JsonSchema),
    schemars(transform = crate::openapi::settings::of_ways_without_secrets)
)]
#[serde(rename_all = "camelCase")]
pub struct AuthCredential {
    /// The way.
    pub type_id: AuthType,
    /// Its fields that are no secrets, by name.
    #[serde(default)]
    pub settings: BTreeMap<String, String>,
    /// Whether an access key is stored.
    #[serde(default)]
    pub has_access_key: bool,
    /// Whether a secret key is stored.
    #[serde(default)]
    pub has_secret_key: bool,
    /// Whether a client secret is stored.
    #[serde(default)]
    pub has_client_secret: bool,
}

impl AuthCredential {
    /// One of which nothing is filled in yet.
    pub const fn blank(type_id: AuthType) -> Self {
        Self { type_id, settings: BTreeMap::new(), has_access_key: false, has_secret_key: false, has_client_secret: false }
    }

    /// Whether this secret is stored.
    pub const fn has(&self, name: SecretName) -> bool {
        match name {
            SecretName::AccessKey => self.has_access_key,
            SecretName::SecretKey => self.has_secret_key,
            SecretName::ClientSecret => self.has_client_secret,
            SecretName::VerificationToken => false,
        }
    }

    /// Says whether this secret is stored.
    pub const fn set_has(&mut self, name: SecretName, has: bool) {
        match name {
            SecretName::AccessKey => self.has_access_key = has,
            SecretName::SecretKey => self.has_secret_key = has,
            SecretName::ClientSecret => self.has_client_secret = has,
            SecretName::VerificationToken => {}
        }
    }

    /// What still keeps it from being used, one entry a field (`authCredential.settings.secretKey`).
    pub fn problems(&self) -> Vec<FieldError> {
        let (secrets, open): (Vec<Setting>, Vec<Setting>) = self.type_id.fields().iter().partition(|field| field.is_secret);
        let missing = secrets.iter().filter(|field| SecretName::named(field.key).is_some_and(|name| !self.has(name)));
        let missing = missing.filter_map(|field| Some(FieldError::invalid(path(field.key), field.problem("")?)));
        missing.chain(problems_of(&open, PLACE, self.type_id.label(), &self.settings)).collect()
    }
}

const PLACE: &str = "authCredential";

fn path(key: &str) -> String {
    ["authCredential.settings.", key].concat()
}

/// What is said of a destination's authentication: its fields by name, secrets among them. A secret that is not mentioned stays stored as
/// long as the way stays the same; every other field is replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema), schemars(transform = crate::openapi::settings::of_ways))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AuthCredentialChange {
    /// The way.
    pub type_id: AuthType,
    /// Its fields by name, such as `clientId` and `clientSecret`.
    #[serde(default)]
    pub settings: BTreeMap<String, SecretText>,
}

impl AuthCredentialChange {
    /// The secrets in it.
    pub fn secrets(&self) -> impl Iterator<Item = (SecretName, &str)> {
        let fields = self.type_id.fields().iter().filter(|field| field.is_secret);
        fields.filter_map(|field| Some((SecretName::named(field.key)?, self.settings.get(field.key)?.given()?)))
    }

    /// What is stored after it, or what is wrong with it. Secrets are looked at here, since nobody sees them again.
    ///
    /// # Errors
    /// One entry for each field that the way does not have, and for each secret that cannot be one.
    pub fn applied_to(&self, current: Option<&AuthCredential>) -> Result<AuthCredential, Vec<FieldError>> {
        let mut next = AuthCredential::blank(self.type_id);
        let mut problems = Vec::new();
        for (key, value) in &self.settings {
            let Some(field) = self.type_id.fields().iter().find(|field| field.key == key) else {
                problems.push(FieldError::invalid(path(key), format!("{} has no field “{key}”.", self.type_id.label())));
                continue;
            };
            match value.given() {
                None => {}
                Some(_) if !field.is_secret => drop(next.settings.insert(key.clone(), value.0.trim().to_owned())),
                Some(text) => problems.extend(field.form.problem(text).map(|message| FieldError::invalid(path(key), message))),
            }
        }
        let current = current.filter(|current| current.type_id == self.type_id);
        for name in SecretName::ALL {
            let is_given = self.secrets().any(|(given, _)| given == *name);
            next.set_has(*name, is_given || current.is_some_and(|current| current.has(*name)));
        }
        if problems.is_empty() { Ok(next) } else { Err(problems) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(settings: &[(&str, &str)]) -> AuthCredentialChange {
        let settings = settings.iter().map(|(key, value)| ((*key).to_owned(), SecretText((*value).to_owned()))).collect();
        AuthCredentialChange { type_id: AuthType::AwsSigV4, settings }
    }

    #[test]
    fn a_secret_stays_until_another_is_given_or_the_way_changes() {
        let given = change(&[("accessKey", "AKIAIOSFODNN7EXAMPLE"), ("secretKey", " wJalrXUtnFEMI\n"), ("region", "us-east-1")]);
        assert_eq!(given.secrets().map(|(_, text)| text).collect::<Vec<_>>(), ["AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI"]);
        let stored = given.applied_to(None).expect("acceptable");
        assert_eq!(stored.problems(), []);
        let region = change(&[("region", "us-east-2")]).applied_to(Some(&stored)).expect("acceptable");
        assert!(region.has_access_key && region.has_secret_key);
        assert_eq!(region.settings["region"], "us-east-2");
        let google = AuthCredentialChange { type_id: AuthType::GoogleWorkloadIdentity, settings: BTreeMap::new() };
        let google = google.applied_to(Some(&region)).expect("acceptable");
        assert!(!google.has_access_key && !google.has_secret_key);
    }

    #[test]
    fn what_is_missing_and_what_is_unknown_is_named() {
        let missing = AuthCredential::blank(AuthType::AwsSigV4).problems();
        let fields: Vec<_> = missing.iter().map(|problem| (problem.field.as_str(), problem.message.as_str())).collect();
        let expected = [
            ("authCredential.settings.accessKey", "Enter the access key."),
            ("authCredential.settings.secretKey", "Enter the secret key."),
        ];
        assert_eq!(fields, expected);
        let problems = change(&[("accessKey", "too short"), ("clientId", "x")]).applied_to(None).expect_err("two are wrong");
        assert_eq!(problems.len(), 2);
    }

    #[test]
    fn every_example_would_be_accepted() {
        for field in AuthType::ALL.iter().flat_map(|way| way.fields()) {
            assert!(field.is_secret == field.example.is_empty(), "{}", field.key);
            assert_eq!(field.form.problem(field.example).filter(|_| !field.is_secret), None, "{}", field.key);
            assert_eq!(field.is_secret, SecretName::named(field.key).is_some(), "{}", field.key);
        }
    }

    #[test]
    fn what_prints_a_change_prints_no_secret() {
        let text = format!("{:?}", change(&[("secretKey", "wJalrXUtnFEMI")]));
        assert!(!text.contains("wJalr"), "{text}");
    }
}
