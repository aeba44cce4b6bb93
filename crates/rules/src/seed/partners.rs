//! With whom Tidewell Health is connected.

use causeway_api::{CommunicationMethod, DataFormat, EnvironmentFlag};

/// What a kind of organization sends, and what it gets.
pub(super) struct Kind {
    /// Its sources.
    pub(super) sources: &'static [(&'static str, CommunicationMethod, DataFormat)],
    /// What Tidewell sends its destination.
    pub(super) from_us: &'static [FromUs],
    /// What it sends Tidewell.
    pub(super) to_us: &'static [ToUs],
}

/// A batch from a source of Tidewell's to the partner's destination.
pub(super) struct FromUs {
    pub(super) name: &'static str,
    pub(super) source: &'static str,
    pub(super) models: &'static [&'static str],
}

/// A batch from a source of the partner's to a destination of Tidewell's.
pub(super) struct ToUs {
    pub(super) name: &'static str,
    pub(super) source: &'static str,
    pub(super) destination: &'static str,
    pub(super) models: &'static [&'static str],
}

/// An invented organization.
pub(super) struct Partner {
    pub(super) name: &'static str,
    pub(super) description: &'static str,
    pub(super) kind: &'static Kind,
    /// What its destination is called.
    pub(super) destination: &'static str,
    pub(super) host: &'static str,
    pub(super) ehr: &'static str,
    pub(super) time_zone: &'static str,
    pub(super) environments: &'static [EnvironmentFlag],
    pub(super) connected_days_ago: i64,
}

const EVERYWHERE: &[EnvironmentFlag] = &EnvironmentFlag::ALL;
const UP_TO_STAGING: &[EnvironmentFlag] = &[EnvironmentFlag::Development, EnvironmentFlag::Staging];
const DEVELOPMENT: &[EnvironmentFlag] = &[EnvironmentFlag::Development];

static HEALTH_SYSTEM: Kind = Kind {
    sources: &[
        ("ADT feed", CommunicationMethod::Mllp, DataFormat::Hl7v2),
        ("Results feed", CommunicationMethod::Mllp, DataFormat::Hl7v2),
    ],
    from_us: &[FromUs {
        name: "Referrals",
        source: "Intake API",
        models: &["FHIR.ServiceRequest", "FHIR.Patient", "FHIR.DocumentReference"],
    }],
    to_us: &[
        ToUs {
            name: "Admissions",
            source: "ADT feed",
            destination: "Clinical lake (S3)",
            models: &["FHIR.Event.PatientAdmin", "FHIR.Encounter"],
        },
        ToUs { name: "Bookings", source: "ADT feed", destination: "Scheduling inbox", models: &["FHIR.Event.Scheduling"] },
        ToUs {
            name: "Results to lake",
            source: "Results feed",
            destination: "Clinical lake (S3)",
            models: &["FHIR.Observation", "FHIR.DiagnosticReport"],
        },
    ],
};

static LABORATORY: Kind = Kind {
    sources: &[("Results out", CommunicationMethod::Sftp, DataFormat::Hl7v2)],
    from_us: &[FromUs { name: "Lab orders", source: "HL7 gateway", models: &["FHIR.Event.Order", "FHIR.Specimen"] }],
    to_us: &[
        ToUs {
            name: "Lab results",
            source: "Results out",
            destination: "Clinical lake (S3)",
            models: &["FHIR.Observation", "FHIR.DiagnosticReport"],
        },
        ToUs { name: "Result alerts", source: "Results out", destination: "FHIR store", models: &["FHIR.Event.Result"] },
    ],
};

static PAYER: Kind = Kind {
    sources: &[("Eligibility feed", CommunicationMethod::Sftp, DataFormat::X12v2)],
    from_us: &[FromUs { name: "Claims", source: "Claims batch", models: &["FHIR.Claim", "FHIR.Event.Financial"] }],
    to_us: &[ToUs {
        name: "Coverage and remittance",
        source: "Eligibility feed",
        destination: "Billing hub",
        models: &["FHIR.Coverage", "FHIR.ClaimResponse", "FHIR.ExplanationOfBenefit"],
    }],
};

static VENDOR: Kind = Kind {
    sources: &[("Events API", CommunicationMethod::Api, DataFormat::Json)],
    from_us: &[FromUs { name: "Appointments", source: "Intake API", models: &["FHIR.Appointment", "FHIR.Slot"] }],
    to_us: &[ToUs {
        name: "Home monitoring",
        source: "Events API",
        destination: "FHIR store",
        models: &["FHIR.Device", "FHIR.Observation", "FHIR.CarePlan"],
    }],
};

pub(super) static PARTNERS: [Partner; 12] = [
    Partner {
        name: "Mercy Valley Health",
        description: "Six hospitals and forty clinics along the Mercy river.",
        kind: &HEALTH_SYSTEM,
        destination: "Epic inbound",
        host: "mercy-valley.example",
        ehr: "Epic",
        time_zone: "America/Chicago",
        environments: EVERYWHERE,
        connected_days_ago: 351,
    },
    Partner {
        name: "Harbor Point Medical Center",
        description: "A teaching hospital with a level I trauma centre.",
        kind: &HEALTH_SYSTEM,
        destination: "Oracle Health inbound",
        host: "harborpoint.example",
        ehr: "Oracle Health",
        time_zone: "America/New_York",
        environments: EVERYWHERE,
        connected_days_ago: 322,
    },
    Partner {
        name: "Cedar Ridge Health",
        description: "Rural hospitals that share one record.",
        kind: &HEALTH_SYSTEM,
        destination: "MEDITECH inbound",
        host: "cedarridge.example",
        ehr: "MEDITECH",
        time_zone: "America/Denver",
        environments: EVERYWHERE,
        connected_days_ago: 290,
    },
    Partner {
        name: "Lakeshore Children’s Hospital",
        description: "Paediatric care for three states.",
        kind: &HEALTH_SYSTEM,
        destination: "Epic inbound",
        host: "lakeshore-childrens.example",
        ehr: "Epic",
        time_zone: "America/Detroit",
        environments: EVERYWHERE,
        connected_days_ago: 244,
    },
    Partner {
        name: "Saint Brendan Regional",
        description: "A community hospital on the coast.",
        kind: &HEALTH_SYSTEM,
        destination: "Veradigm inbound",
        host: "saintbrendan.example",
        ehr: "Veradigm",
        time_zone: "America/Los_Angeles",
        environments: DEVELOPMENT,
        connected_days_ago: 61,
    },
    Partner {
        name: "Northbridge Diagnostics",
        description: "Reference laboratory for chemistry and genetics.",
        kind: &LABORATORY,
        destination: "Orders inbound",
        host: "northbridge-labs.example",
        ehr: "Sunquest",
        time_zone: "America/New_York",
        environments: EVERYWHERE,
        connected_days_ago: 308,
    },
    Partner {
        name: "Clearwater Laboratories",
        description: "Same-day results for outpatient clinics.",
        kind: &LABORATORY,
        destination: "Orders inbound",
        host: "clearwater-labs.example",
        ehr: "Sunquest",
        time_zone: "America/Chicago",
        environments: EVERYWHERE,
        connected_days_ago: 203,
    },
    Partner {
        name: "Summit Pathology Group",
        description: "Pathologists who read slides for forty hospitals.",
        kind: &LABORATORY,
        destination: "Case intake",
        host: "summitpath.example",
        ehr: "Other",
        time_zone: "America/Denver",
        environments: UP_TO_STAGING,
        connected_days_ago: 118,
    },
    Partner {
        name: "Evergreen Health Plan",
        description: "Insures two million members in the north-west.",
        kind: &PAYER,
        destination: "Claims intake",
        host: "evergreenplan.example",
        ehr: "Other",
        time_zone: "America/Los_Angeles",
        environments: EVERYWHERE,
        connected_days_ago: 271,
    },
    Partner {
        name: "Keystone Mutual",
        description: "A payer owned by its members.",
        kind: &PAYER,
        destination: "Claims intake",
        host: "keystonemutual.example",
        ehr: "Other",
        time_zone: "America/New_York",
        environments: DEVELOPMENT,
        connected_days_ago: 74,
    },
    Partner {
        name: "Pulseline",
        description: "Remote monitoring for heart failure and diabetes.",
        kind: &VENDOR,
        destination: "Webhook",
        host: "pulseline.example",
        ehr: "Other",
        time_zone: "America/Chicago",
        environments: DEVELOPMENT,
        connected_days_ago: 45,
    },
    // Connected a few days ago: nothing is exchanged yet.
    Partner {
        name: "Brightpath Scheduling",
        description: "Lets patients book, move and cancel their own appointments.",
        kind: &VENDOR,
        destination: "Webhook",
        host: "brightpath.example",
        ehr: "Other",
        time_zone: "America/New_York",
        environments: &[],
        connected_days_ago: 4,
    },
];
