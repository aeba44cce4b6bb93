//! The cloud products a destination can be, and the settings each of them has: one table for the forms, the server and OpenAPI
//! (`product.md`, *Cloud products*).

mod form;

use crate::source::choices;
use crate::{AuthType, FieldError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use form::{SettingForm, url_problem};

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

/// One setting of a product, or one field of a credential.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its name on the wire: `bucketName`.
    pub key: &'static str,
    /// Its name on screen: *Bucket name*.
    pub label: &'static str,
    /// An example, shown under the field; empty for secrets.
    pub example: &'static str,
    /// Whether the product cannot be used without it.
    pub is_required: bool,
    /// What it must look like.
    pub form: SettingForm,
    /// Whether it is stored sealed and never returned.
    pub is_secret: bool,
}

impl Setting {
    /// What is wrong with a value, if anything; spaces around it do not count.
    pub fn problem(&self, value: &str) -> Option<String> {
        match value.trim() {
            "" if self.is_required => Some(format!("Enter the {}.", sentence_case(self.label))),
            "" => None,
            value => self.form.problem(value).map(str::to_owned),
        }
    }
}

pub(crate) const fn required(key: &'static str, label: &'static str, example: &'static str, form: SettingForm) -> Setting {
    Setting { key, label, example, is_required: true, form, is_secret: false }
}

const fn optional(key: &'static str, label: &'static str, example: &'static str) -> Setting {
    Setting { key, label, example, is_required: false, form: SettingForm::Prefix, is_secret: false }
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

    /// How it is authenticated.
    pub const fn auth(self) -> AuthType {
        match self.provider() {
            CloudProvider::Aws => AuthType::AwsSigV4,
            CloudProvider::Gcp => AuthType::GoogleWorkloadIdentity,
            CloudProvider::Azure => AuthType::OAuth2ClientCredentials,
        }
    }

    /// What is wrong with settings, one entry a field (`cloudProviderSettings.settings.bucketName`); also names settings that the product lacks.
    pub fn problems(self, settings: &BTreeMap<String, String>) -> Vec<FieldError> {
        problems_of(self.settings(), "cloudProviderSettings", self.label(), settings)
    }
}

/// What is wrong with values that stand under `{place}.settings`: those of the table's fields, and those that the table does not know.
pub(crate) fn problems_of(table: &[Setting], place: &str, owner: &str, values: &BTreeMap<String, String>) -> Vec<FieldError> {
    let path = |key: &str| format!("{place}.settings.{key}");
    let known = table.iter().filter_map(|setting| {
        let message = setting.problem(values.get(setting.key).map_or("", String::as_str))?;
        Some(FieldError::invalid(path(setting.key), message))
    });
    let unknown = values
        .keys()
        .filter(|key| table.iter().all(|setting| setting.key != key.as_str()))
        .map(|key| FieldError::invalid(path(key), format!("{owner} has no setting “{key}”.")));
    known.chain(unknown).collect()
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
