//! Tidewell Health's own sources, destinations and one-party subscriptions.

use causeway_api::CloudProduct;
use causeway_api::CommunicationMethod::{self, Api, Mllp, Sftp};
use causeway_api::DataFormat::{self, Custom, Hl7v2, Json, X12, Xml};
use causeway_api::EnvironmentFlag::{self, Development, Production, Staging};

/// Where an end lives, and the step its wizard was left at, if it was not finished.
pub(super) type Place = (EnvironmentFlag, Option<u8>);

const D: Place = (Development, None);
const S: Place = (Staging, None);
const P: Place = (Production, None);

pub(super) struct OwnSource {
    pub(super) name: &'static str,
    pub(super) method: CommunicationMethod,
    pub(super) format: DataFormat,
    pub(super) ehr: &'static str,
    pub(super) places: &'static [Place],
}

pub(super) static SOURCES: [OwnSource; 6] = [
    OwnSource { name: "Intake API", method: Api, format: Json, ehr: "Other", places: &[D, S, P] },
    OwnSource { name: "HL7 gateway", method: Mllp, format: Hl7v2, ehr: "Epic", places: &[D, S, P] },
    OwnSource { name: "Claims batch", method: Sftp, format: X12, ehr: "athenahealth", places: &[D, S, P] },
    OwnSource { name: "Lab interface", method: Mllp, format: Hl7v2, ehr: "Sunquest", places: &[D, P] },
    OwnSource { name: "Imaging export", method: Sftp, format: Xml, ehr: "NextGen", places: &[(Development, Some(2))] },
    OwnSource { name: "Patient app", method: Api, format: Custom, ehr: "Other", places: &[(Development, Some(1))] },
];

pub(super) enum Setup {
    Url(&'static str),
    Cloud(CloudProduct, &'static [(&'static str, &'static str)]),
}

pub(super) struct OwnDestination {
    pub(super) name: &'static str,
    pub(super) setup: Setup,
    pub(super) places: &'static [Place],
}

pub(super) static DESTINATIONS: [OwnDestination; 10] = [
    OwnDestination {
        name: "Clinical lake (S3)",
        setup: Setup::Cloud(
            CloudProduct::S3,
            &[("bucketName", "tidewell-clinical-lake"), ("region", "us-east-1"), ("objectKeyPrefix", "fhir/")],
        ),
        places: &[D, S, P],
    },
    OwnDestination {
        name: "Scheduling inbox",
        setup: Setup::Url("https://scheduling.tidewell.example/inbox"),
        places: &[D, S, P],
    },
    OwnDestination {
        name: "Analytics warehouse",
        setup: Setup::Cloud(
            CloudProduct::Databricks,
            &[("storageAccountName", "tidewellanalytics"), ("containerName", "landing")],
        ),
        places: &[D, S, P],
    },
    OwnDestination {
        name: "FHIR store",
        setup: Setup::Cloud(
            CloudProduct::CloudHealthcareApi,
            &[("projectId", "tidewell-health"), ("location", "us-central1"), ("datasetId", "clinical"), ("fhirStoreId", "r4")],
        ),
        places: &[D, S, P],
    },
    OwnDestination { name: "Billing hub", setup: Setup::Url("https://billing.tidewell.example/fhir"), places: &[D, S, P] },
    OwnDestination {
        name: "Document archive",
        setup: Setup::Cloud(CloudProduct::CloudStorage, &[("bucketName", "tidewell-documents"), ("objectFilenamePrefix", "in/")]),
        places: &[D, P],
    },
    OwnDestination { name: "Quality measures", setup: Setup::Url("https://quality.tidewell.example/r4"), places: &[D, P] },
    OwnDestination {
        name: "HealthLake pilot",
        setup: Setup::Cloud(
            CloudProduct::HealthLake,
            &[
                ("datastoreEndpoint", "https://healthlake.us-east-1.amazonaws.com/datastore/tidewell/r4/"),
                ("region", "us-east-1"),
            ],
        ),
        places: &[(Development, Some(2)), S],
    },
    OwnDestination {
        name: "Health Data Services",
        setup: Setup::Cloud(
            CloudProduct::HealthDataServices,
            &[("fhirServiceUrl", "https://tidewell-r4.fhir.azurehealthcareapis.com")],
        ),
        places: &[S, (Production, Some(2))],
    },
    OwnDestination {
        name: "Research exports",
        setup: Setup::Cloud(
            CloudProduct::BlobStorage,
            &[("storageAccountName", "tidewellresearch"), ("containerName", "exports")],
        ),
        places: &[(Development, Some(1)), S],
    },
];

/// A one-party batch.
pub(super) struct OwnFlow {
    pub(super) name: &'static str,
    pub(super) source: &'static str,
    pub(super) destination: &'static str,
    pub(super) models: &'static [&'static str],
    pub(super) environments: &'static [EnvironmentFlag],
    /// The partner in whose connection it stands; in Tidewell's own when there is none.
    pub(super) connection: Option<&'static str>,
}

pub(super) static FLOWS: [OwnFlow; 5] = [
    OwnFlow {
        name: "Hydrate the lake",
        source: "HL7 gateway",
        destination: "Clinical lake (S3)",
        models: &["FHIR.Patient", "FHIR.Encounter", "FHIR.Condition"],
        environments: &[Development, Staging, Production],
        connection: None,
    },
    OwnFlow {
        name: "Claims to warehouse",
        source: "Claims batch",
        destination: "Analytics warehouse",
        models: &["FHIR.Claim", "FHIR.Coverage", "FHIR.ExplanationOfBenefit"],
        environments: &[Development, Staging, Production],
        connection: None,
    },
    OwnFlow {
        name: "Documents to archive",
        source: "Intake API",
        destination: "Document archive",
        models: &["FHIR.DocumentReference", "FHIR.Binary"],
        environments: &[Development, Production],
        connection: None,
    },
    OwnFlow {
        name: "In-house results",
        source: "Lab interface",
        destination: "Quality measures",
        models: &["FHIR.Observation", "FHIR.Event.Result"],
        environments: &[Development, Production],
        connection: None,
    },
    OwnFlow {
        name: "Copies of referrals",
        source: "Intake API",
        destination: "Clinical lake (S3)",
        models: &["FHIR.ServiceRequest"],
        environments: &[Production],
        connection: Some("Mercy Valley Health"),
    },
];
