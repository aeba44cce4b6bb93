//! The data models a subscription can carry (`product.md`, *Data models*).

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// One data model, such as `FHIR.Patient`: a number into the fixed list of names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DataModel(u8);

/// In alphabetical order, so that comparing numbers compares names.
const NAMES: [&str; 52] = [
    "FHIR.Account",
    "FHIR.AllergyIntolerance",
    "FHIR.Appointment",
    "FHIR.Binary",
    "FHIR.CarePlan",
    "FHIR.CareTeam",
    "FHIR.Claim",
    "FHIR.ClaimResponse",
    "FHIR.Communication",
    "FHIR.Composition",
    "FHIR.Condition",
    "FHIR.Consent",
    "FHIR.Coverage",
    "FHIR.Device",
    "FHIR.DiagnosticReport",
    "FHIR.DocumentReference",
    "FHIR.Encounter",
    "FHIR.Event.Document",
    "FHIR.Event.Financial",
    "FHIR.Event.Order",
    "FHIR.Event.PatientAdmin",
    "FHIR.Event.Result",
    "FHIR.Event.Scheduling",
    "FHIR.ExplanationOfBenefit",
    "FHIR.FamilyMemberHistory",
    "FHIR.Goal",
    "FHIR.HealthcareService",
    "FHIR.ImagingStudy",
    "FHIR.Immunization",
    "FHIR.InsurancePlan",
    "FHIR.List",
    "FHIR.Location",
    "FHIR.Medication",
    "FHIR.MedicationAdministration",
    "FHIR.MedicationDispense",
    "FHIR.MedicationRequest",
    "FHIR.MedicationStatement",
    "FHIR.NutritionOrder",
    "FHIR.Observation",
    "FHIR.Organization",
    "FHIR.Patient",
    "FHIR.Practitioner",
    "FHIR.PractitionerRole",
    "FHIR.Procedure",
    "FHIR.Provenance",
    "FHIR.QuestionnaireResponse",
    "FHIR.RelatedPerson",
    "FHIR.Schedule",
    "FHIR.ServiceRequest",
    "FHIR.Slot",
    "FHIR.Specimen",
    "FHIR.Task",
];

impl DataModel {
    /// Every data model, by name.
    #[expect(clippy::cast_possible_truncation, reason = "there are 52 names")]
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        (0..NAMES.len()).map(|index| Self(index as u8))
    }

    /// The model with exactly this name (`FHIR.Patient`).
    #[expect(clippy::cast_possible_truncation, reason = "there are 52 names")]
    pub fn named(name: &str) -> Option<Self> {
        NAMES.binary_search(&name).ok().map(|index| Self(index as u8))
    }

    /// Its place among all of them, by name.
    pub const fn number(self) -> u8 {
        self.0
    }

    /// Its name on the wire: `FHIR.Patient`.
    pub fn name(self) -> &'static str {
        NAMES[usize::from(self.0)]
    }

    /// Its name for people: `FHIR® Patient`.
    pub fn label(self) -> String {
        self.name().replacen("FHIR.", "FHIR\u{ae} ", 1)
    }
}

impl fmt::Display for DataModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for DataModel {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for DataModel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = DataModel;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }
            fn visit_str<E: de::Error>(self, name: &str) -> Result<DataModel, E> {
                DataModel::named(name)
                    .ok_or_else(|| E::custom(format_args!("no data model is named “{name}”; they look like FHIR.Patient")))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

#[cfg(feature = "openapi")]
impl schemars::JsonSchema for DataModel {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "DataModel".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "enum": NAMES.as_slice()})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_model_is_found_by_its_name_and_the_names_are_sorted() {
        assert!(NAMES.is_sorted());
        for model in DataModel::all() {
            assert_eq!(DataModel::named(model.name()), Some(model));
        }
        assert_eq!(DataModel::named("FHIR.Nothing"), None);
    }

    #[test]
    fn people_read_the_registered_mark() {
        let model = DataModel::named("FHIR.Event.Order").expect("a documented family");
        assert_eq!(model.label(), "FHIR® Event.Order");
    }
}
