//! The cloud products a destination can be, and the settings each of them has: one table for the forms, the server and OpenAPI
//! (`product.md`, *Cloud products*).

use crate::FieldError;
use crate::source::choices;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

choices! {
    /// Who runs the cloud.
    CloudProvider {
        /// Amazon Web Services.
        Aws "AWS" "AWS",
        /// Google Cloud Platform.
        Gcp "GCP" "GCP",
        /// Microsoft Azure.
        Azure "Azure" "Microsoft Azure",
    }
}

choices! {
    /// What is written to.
    CloudProduct {
        /// Amazon S3.
        S3 "S3" "S3",
        /// AWS HealthLake.
        HealthLake "HealthLake" "HealthLake",
        /// Google Cloud Healthcare API.
        CloudHealthcareApi "CloudHealthcareApi" "Cloud Healthcare API",
        /// Google Cloud Storage.
        CloudStorage "CloudStorage" "Cloud Storage",
        /// Azure Databricks.
        Databricks "Databricks" "Databricks",
        /// Azure Health Data Services.
        HealthDataServices "HealthDataServices" "Health Data Services",
        /// Azure Blob Storage.
        BlobStorage "BlobStorage" "Blob Storage",
    }
}

/// What a setting's value must look like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SettingForm {
    /// 3 to 63 lower-case letters, digits, dots and hyphens.
    BucketName,
    /// 3 to 24 lower-case letters and digits.
    StorageAccount,
    /// 3 to 63 lower-case letters, digits and hyphens.
    ContainerName,
    /// Lower-case letters, digits and hyphens, such as `us-east-1`.
    Region,
    /// Letters, digits, dots, underscores and hyphens.
    Identifier,
    /// An `https://` address.
    HttpsUrl,
    /// The beginning of a path; may be empty.
    Prefix,
}

impl SettingForm {
    /// What is wrong with a value, if anything.
    pub fn problem(self, value: &str) -> Option<&'static str> {
        let all = |allowed: &str| value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || allowed.contains(c));
        let long = |least: usize, most: usize| (least..=most).contains(&value.len());
        let fits = match self {
            Self::BucketName => long(3, 63) && all(".-_"),
            Self::StorageAccount => long(3, 24) && all(""),
            Self::ContainerName => long(3, 63) && all("-"),
            Self::Region => long(2, 40) && all("-"),
            Self::Identifier => long(1, 256) && value.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c)),
            Self::HttpsUrl => url_problem(value, true).is_none(),
            Self::Prefix => value.len() <= 512 && !value.starts_with('/') && !value.chars().any(char::is_control),
        };
        (!fits).then_some(match self {
            Self::BucketName => "Use 3 to 63 lower-case letters, digits, dots and hyphens.",
            Self::StorageAccount => "Use 3 to 24 lower-case letters and digits.",
            Self::ContainerName => "Use 3 to 63 lower-case letters, digits and hyphens.",
            Self::Region => "Use a region such as us-east-1.",
            Self::Identifier => "Use letters, digits, dots, underscores and hyphens.",
            Self::HttpsUrl => "Enter an address that starts with https://.",
            Self::Prefix => "Use at most 512 characters, not starting with a slash.",
        })
    }
}

/// One setting of a product.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its name on the wire: `bucketName`.
    pub key: &'static str,
    /// Its name on screen: *Bucket name*.
    pub label: &'static str,
    /// An example, shown under the field.
    pub example: &'static str,
    /// Whether the product cannot be used without it.
    pub is_required: bool,
    /// What it must look like.
    pub form: SettingForm,
}

const fn required(key: &'static str, label: &'static str, example: &'static str, form: SettingForm) -> Setting {
    Setting { key, label, example, is_required: true, form }
}

const fn optional(key: &'static str, label: &'static str, example: &'static str) -> Setting {
    Setting { key, label, example, is_required: false, form: SettingForm::Prefix }
}

impl CloudProduct {
    /// Whose product it is.
    pub const fn provider(self) -> CloudProvider {
        match self {
            Self::S3 | Self::HealthLake => CloudProvider::Aws,
            Self::CloudHealthcareApi | Self::CloudStorage => CloudProvider::Gcp,
            Self::Databricks | Self::HealthDataServices | Self::BlobStorage => CloudProvider::Azure,
        }
    }

    /// The products of one provider.
    pub fn of(provider: CloudProvider) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |product| product.provider() == provider)
    }

    /// Its settings, in the order shown.
    pub const fn settings(self) -> &'static [Setting] {
        use SettingForm::{BucketName, ContainerName, HttpsUrl, Identifier, Region, StorageAccount};
        match self {
            Self::S3 => {
                const {
                    &[
                        required("bucketName", "Bucket name", "tidewell-clinical-lake", BucketName),
                        required("region", "Region", "us-east-1", Region),
                        optional("objectKeyPrefix", "Object key prefix", "fhir/"),
                    ]
                }
            }
            Self::HealthLake => {
                const {
                    &[
                        required(
                            "datastoreEndpoint",
                            "Datastore endpoint",
                            "https://healthlake.us-east-1.amazonaws.com/datastore/…/r4/",
                            HttpsUrl,
                        ),
                        required("region", "Region", "us-east-1", Region),
                    ]
                }
            }
            Self::CloudHealthcareApi => {
                const {
                    &[
                        required("projectId", "Project id", "tidewell-prod", Identifier),
                        required("location", "Location", "us-central1", Region),
                        required("datasetId", "Dataset id", "clinical", Identifier),
                        required("fhirStoreId", "FHIR store id", "r4", Identifier),
                    ]
                }
            }
            Self::CloudStorage => {
                const {
                    &[
                        required("bucketName", "Bucket name", "tidewell-clinical-lake", BucketName),
                        optional("objectFilenamePrefix", "Object file name prefix", "fhir/"),
                    ]
                }
            }
            Self::Databricks => {
                const {
                    &[
                        required("storageAccountName", "Storage account name", "tidewelllake", StorageAccount),
                        required("containerName", "Container name", "clinical", ContainerName),
                        optional("fileNamePrefix", "File name prefix", "fhir/"),
                    ]
                }
            }
            Self::HealthDataServices => {
                const {
                    &[required(
                        "fhirServiceUrl",
                        "FHIR service URL",
                        "https://tidewell-r4.fhir.azurehealthcareapis.com",
                        HttpsUrl,
                    )]
                }
            }
            Self::BlobStorage => {
                const {
                    &[
                        required("storageAccountName", "Storage account name", "tidewelllake", StorageAccount),
                        required("containerName", "Container name", "clinical", ContainerName),
                        optional("blobNamePrefix", "Blob name prefix", "fhir/"),
                    ]
                }
            }
        }
    }

    /// What is wrong with settings, one entry a field (`cloudProviderSettings.settings.bucketName`); also names settings that the product lacks.
    pub fn problems(self, settings: &BTreeMap<String, String>) -> Vec<FieldError> {
        let path = |key: &str| format!("cloudProviderSettings.settings.{key}");
        let known = self.settings().iter().filter_map(|setting| {
            let value = settings.get(setting.key).map_or("", |value| value.trim());
            let message = match value {
                "" if setting.is_required => Some(format!("Enter the {}.", sentence_case(setting.label))),
                "" => None,
                _ => setting.form.problem(value).map(str::to_owned),
            };
            message.map(|message| FieldError::invalid(path(setting.key), message))
        });
        let unknown = settings
            .keys()
            .filter(|key| self.settings().iter().all(|setting| setting.key != key.as_str()))
            .map(|key| FieldError::invalid(path(key), format!("{} has no setting “{key}”.", self.label())));
        known.chain(unknown).collect()
    }
}

/// *Bucket name* as it stands inside a sentence; abbreviations stay as they are.
fn sentence_case(label: &str) -> String {
    let is_abbreviation = label.chars().nth(1).is_some_and(char::is_uppercase);
    let mut chars = label.chars();
    match chars.next() {
        Some(first) if !is_abbreviation => first.to_lowercase().chain(chars).collect(),
        _ => label.to_owned(),
    }
}

/// What is wrong with an endpoint's address, if anything; `https_only` in Staging and Production.
pub fn url_problem(url: &str, https_only: bool) -> Option<&'static str> {
    let Some((scheme, rest)) = url.split_once("://") else {
        return Some(if url.trim().is_empty() { "Enter the URL." } else { "Enter an address that starts with https://." });
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_http = scheme.eq_ignore_ascii_case("http");
    if !is_http && !scheme.eq_ignore_ascii_case("https") {
        Some("Enter an address that starts with https://.")
    } else if is_http && https_only {
        Some("HTTPS is required here.")
    } else if host.contains('@') {
        Some("Leave user name and password out of the address.")
    } else if host.is_empty() || host.starts_with(':') {
        Some("Enter the host's name after the two slashes.")
    } else if url.len() > 2048 {
        Some("Use at most 2048 characters.")
    } else if url.chars().any(|c| c.is_whitespace() || c.is_control()) {
        Some("Remove the spaces.")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn required_settings_are_asked_for_and_unknown_ones_named() {
        let settings = BTreeMap::from([("bucketName".to_owned(), "AB".to_owned()), ("colour".to_owned(), "teal".to_owned())]);
        let fields: Vec<_> = CloudProduct::S3.problems(&settings).into_iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["bucketName", "region", "colour"].map(|key| format!("cloudProviderSettings.settings.{key}")));
    }

    #[test]
    fn every_example_would_be_accepted() {
        for product in CloudProduct::ALL {
            for setting in product.settings() {
                assert_eq!(setting.form.problem(setting.example), None, "{product:?} {}", setting.key);
            }
        }
    }

    #[test]
    fn an_address_needs_a_scheme_a_host_and_no_password() {
        assert_eq!(url_problem("https://fhir.example.org/r4?x=1", true), None);
        assert_eq!(url_problem("http://localhost:8080/hook", false), None);
        for bad in ["", "fhir.example.org", "ftp://x.org", "https://", "https://:80", "https://a:b@x.org", "https://x.org/a b"] {
            assert!(url_problem(bad, false).is_some(), "{bad}");
        }
        assert_eq!(url_problem("http://x.org", true), Some("HTTPS is required here."));
    }
}
