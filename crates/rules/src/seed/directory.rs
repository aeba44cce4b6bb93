//! Who can be found: Tidewell Health itself, its partners, and some that it is not connected with.

use super::Sample;
use super::partners::Partner;
use super::people::EMPLOYEES;
use crate::OrganizationKind;
use crate::Tables;
use crate::founding::insert_organization;
use causeway_api::{
    ApiError, Connection, ConnectionId, ConnectionKind, ConnectionRequest, ConnectionStatus, Contact, DataModel, EnvironmentFlag,
    Organization, OrganizationId, OrganizationRef,
};
use std::collections::BTreeSet;

/// An invented organization that Tidewell Health may want to meet.
struct Stranger {
    name: &'static str,
    about: &'static str,
    host: &'static str,
    products: &'static [&'static str],
    models: &'static [&'static str],
}

const STRANGERS: [Stranger; 8] = [
    Stranger {
        name: "Juniper Home Care",
        about: "Nurses and therapists who visit after a stay in hospital, in four counties.",
        host: "juniperhome.example",
        products: &["Visit planning", "Wound care at home"],
        models: &["FHIR.CarePlan", "FHIR.CareTeam", "FHIR.Encounter", "FHIR.ServiceRequest"],
    },
    Stranger {
        name: "Northfield Imaging",
        about: "Radiology for outpatients: eleven centres, one archive.",
        host: "northfield-imaging.example",
        products: &["Image exchange", "Reading service"],
        models: &["FHIR.DiagnosticReport", "FHIR.Event.Order", "FHIR.ImagingStudy"],
    },
    Stranger {
        name: "Ostara Women’s Health",
        about: "Obstetrics and midwifery, with a birth centre in each town.",
        host: "ostara.example",
        products: &["Shared pregnancy record"],
        models: &["FHIR.Appointment", "FHIR.Encounter", "FHIR.Observation", "FHIR.Patient"],
    },
    Stranger {
        name: "Palisade Pharmacy Network",
        about: "Six hundred independent pharmacies that fill and deliver.",
        host: "palisade-rx.example",
        products: &["Electronic prescribing", "Adherence reports"],
        models: &["FHIR.MedicationDispense", "FHIR.MedicationRequest", "FHIR.MedicationStatement"],
    },
    Stranger {
        name: "Quillfeather Transcription",
        about: "Turns dictation into signed documents within the hour.",
        host: "quillfeather.example",
        products: &["Dictation", "Document delivery"],
        models: &["FHIR.DocumentReference", "FHIR.Event.Document"],
    },
    Stranger {
        name: "Redwood County Public Health",
        about: "Immunization registry and reportable results for the county.",
        host: "redwoodcounty.example",
        products: &["Immunization registry", "Case reporting"],
        models: &["FHIR.Event.Result", "FHIR.Immunization", "FHIR.Patient"],
    },
    Stranger {
        name: "Sparrow Pediatrics",
        about: "Forty paediatricians in twelve practices.",
        host: "sparrowpeds.example",
        products: &["Well-child visits", "School forms"],
        models: &["FHIR.Appointment", "FHIR.Immunization", "FHIR.Patient"],
    },
    Stranger {
        name: "Tallgrass Research Institute",
        about: "Runs clinical trials with community hospitals and gives the data back.",
        host: "tallgrass-research.example",
        products: &["Trial matching", "De-identification"],
        models: &["FHIR.Condition", "FHIR.Consent", "FHIR.Observation", "FHIR.Patient"],
    },
];

/// A request between Tidewell Health and one of them that waits for its answer.
struct Asked {
    stranger: &'static str,
    /// Who asks there; none where somebody of Tidewell Health does.
    person: Option<&'static str>,
    purpose: &'static str,
    models: &'static [&'static str],
    message: &'static str,
    days_ago: i64,
}

const REQUESTS: [Asked; 2] = [
    Asked {
        stranger: "Juniper Home Care",
        person: None,
        purpose: "Home visits after discharge",
        models: &["FHIR.ServiceRequest", "FHIR.CarePlan"],
        message: "Your nurses already visit our patients in Harlow County. We would like to send the orders instead of faxing them.",
        days_ago: 3,
    },
    Asked {
        stranger: "Northfield Imaging",
        person: Some("Ines Halloran"),
        purpose: "Imaging orders and reports",
        models: &["FHIR.Event.Order", "FHIR.DiagnosticReport", "FHIR.ImagingStudy"],
        message: "Four of your clinics send us patients every day. Orders could arrive before they do, and reports before they leave.",
        days_ago: 1,
    },
];

/// What the partners offer, by name. One of them does not want to be found.
const OFFERS: [(&str, &[&str]); 11] = [
    ("Mercy Valley Health", &["Acute care", "Mercy Valley Connect"]),
    ("Harbor Point Medical Center", &["Trauma and transplant", "Tele-ICU"]),
    ("Cedar Ridge Health", &["Critical access hospitals"]),
    ("Lakeshore Children’s Hospital", &["Paediatric specialties", "Second opinions"]),
    ("Saint Brendan Regional", &["Community hospital"]),
    ("Northbridge Diagnostics", &["Reference testing", "Genetics"]),
    ("Clearwater Laboratories", &["Same-day chemistry"]),
    ("Summit Pathology Group", &["Digital pathology"]),
    ("Evergreen Health Plan", &["Commercial plans", "Medicare Advantage"]),
    ("Pulseline", &["Heart failure monitoring", "Glucose monitoring"]),
    ("Brightpath Scheduling", &["Self-scheduling", "Reminders"]),
];

impl<T: Tables + ?Sized> Sample<'_, T> {
    /// What Tidewell Health says of itself, and eight organizations that it does not know yet.
    pub(super) fn directory(&mut self) -> Result<(), ApiError> {
        let tidewell = Offer {
            about: Some("Clinics and home care along the Tidewater coast."),
            host: "tidewell.example",
            products: &["Primary care", "Referral desk"],
            models: ["FHIR.ServiceRequest", "FHIR.Patient", "FHIR.Encounter", "FHIR.Claim"].into(),
        };
        self.list(self.organization, &tidewell)?;
        for stranger in &STRANGERS {
            let at = self.days_ago(90);
            let (id, _) = insert_organization(self.tables, stranger.name, OrganizationKind::Member, stranger.about, at)?;
            let models = stranger.models.iter().copied().collect();
            self.list(id, &Offer { about: None, host: stranger.host, products: stranger.products, models })?;
            if let Some(asked) = REQUESTS.iter().find(|asked| asked.stranger == stranger.name) {
                self.request(id, asked)?;
            }
        }
        Ok(())
    }

    /// A request that nobody has answered yet.
    fn request(&mut self, stranger: OrganizationId, asked: &Asked) -> Result<(), ApiError> {
        let reference = |id, name: &str| OrganizationRef { id, name: name.to_owned() };
        let both = [reference(self.organization, "Tidewell Health"), reference(stranger, asked.stranger)];
        let [by, to] = if asked.person.is_some() { [both[1].clone(), both[0].clone()] } else { both };
        let connection = Connection {
            id: ConnectionId(self.tables.new_id()),
            organization: to.clone(),
            kind: ConnectionKind::Partner,
            status: ConnectionStatus::Requested,
            requested_by: Some(by.id),
            description: String::new(),
            connected_at: None,
            version: 1,
        };
        self.tables.put_connection(by.id, &connection)?;
        let request = ConnectionRequest {
            id: connection.id,
            status: connection.status,
            by,
            to,
            person_name: asked.person.unwrap_or(EMPLOYEES[0].name).to_owned(),
            purpose: asked.purpose.to_owned(),
            data_models: asked.models.iter().filter_map(|name| DataModel::named(name)).collect(),
            environment_flag: EnvironmentFlag::Development,
            message: asked.message.to_owned(),
            requested_at: self.days_ago(asked.days_ago),
            answer: None,
            version: connection.version,
        };
        Ok(self.tables.put_connection_request(&request)?)
    }

    /// What a partner says of itself.
    pub(super) fn list_partner(&mut self, id: OrganizationId, partner: &Partner) -> Result<(), ApiError> {
        let Some((_, products)) = OFFERS.iter().find(|(name, _)| *name == partner.name) else { return Ok(()) };
        let kind = partner.kind;
        let from_us = kind.from_us.iter().flat_map(|flow| flow.models);
        let models = from_us.chain(kind.to_us.iter().flat_map(|flow| flow.models)).copied().collect();
        self.list(id, &Offer { about: None, host: partner.host, products, models })
    }

    fn list(&mut self, id: OrganizationId, offer: &Offer) -> Result<(), ApiError> {
        let row = self.tables.organization(id)?.ok_or_else(ApiError::not_found)?;
        let profile = Organization {
            about: offer.about.map_or(row.profile.about, str::to_owned),
            products: offer.products.iter().map(|&name| name.to_owned()).collect(),
            data_models: offer.models.iter().filter_map(|name| DataModel::named(name)).collect(),
            contact: Some(Contact { name: "Interoperability desk".to_owned(), email: format!("interop@{}", offer.host) }),
            is_listed: true,
            ..row.profile
        };
        Ok(self.tables.put_profile(&profile)?)
    }
}

/// What is said of an organization; what it does where that is not known already.
struct Offer {
    about: Option<&'static str>,
    host: &'static str,
    products: &'static [&'static str],
    models: BTreeSet<&'static str>,
}
