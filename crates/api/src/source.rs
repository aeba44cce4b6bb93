//! Sources: where a message starts, like From.

use crate::{
    EnvironmentId, EnvironmentRef, ErrorCode, FieldError, Instant, Noun, OrganizationRef, Patch, SourceId, normalize_name,
};
use serde::{Deserialize, Serialize};

macro_rules! choices {
    ($(#[$doc:meta])+ $name:ident { $($(#[$variant_doc:meta])+ $variant:ident $wire:literal $label:literal,)* }) => {
        $(#[$doc])+
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
        pub enum $name {$(
            $(#[$variant_doc])+
            #[serde(rename = $wire)]
            $variant,
        )*}

        impl $name {
            /// Every choice, in the order shown.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its name on the wire.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $wire),* }
            }

            /// Its name for people.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),* }
            }

            /// The choice with this name on the wire.
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|choice| choice.as_str() == name)
            }
        }
    };
}
pub(crate) use choices;

choices! {
    /// How messages reach the exchange.
    CommunicationMethod {
        /// HTTPS requests.
        Api "API" "API",
        /// HL7's minimal lower layer protocol.
        Mllp "MLLP" "MLLP",
        /// Files over SFTP.
        Sftp "SFTP" "SFTP",
    }
}

choices! {
    /// The format in which the sending system writes.
    DataFormat {
        /// HL7 version 2.
        Hl7v2 "HL7V2" "HL7v2",
        /// JSON.
        Json "JSON" "JSON",
        /// The vendor's own.
        Custom "Custom" "Custom",
        /// X12.
        X12 "X12" "X12",
        /// X12, second version of the mapping.
        X12v2 "X12v2" "X12v2",
        /// XML, converted to JSON.
        Xml "XML (to JSON)" "XML (to JSON)",
    }
}

choices! {
    /// Where the exchange processes a source's messages.
    ServiceRegion {
        /// United States.
        UnitedStates "US" "United States",
        /// Canada.
        Canada "CA" "Canada",
        /// European Union.
        EuropeanUnion "EU" "European Union",
        /// Australia.
        Australia "AU" "Australia",
    }
}

/// Suggested sending systems; any other name may be typed.
pub const SENDING_SYSTEMS: [&str; 9] =
    ["athenahealth", "eClinicalWorks", "Epic", "MEDITECH", "NextGen", "Oracle Health", "Other", "Sunquest", "Veradigm"];

/// Where an unfinished wizard stands; absent (`null`) once it was finished.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetupState {
    /// The step to go on with, from 1 to 3.
    pub step: u8,
}

/// How many steps a wizard has.
pub const SETUP_STEPS: u8 = 3;

impl SetupState {
    /// The nearest step that exists.
    #[must_use]
    pub const fn clamped(self) -> Self {
        Self {
            step: if self.step < 1 {
                1
            } else if self.step > SETUP_STEPS {
                SETUP_STEPS
            } else {
                self.step
            },
        }
    }

    /// “in progress, step 2 of 3”.
    pub fn label(self) -> String {
        format!("in progress, step {} of {SETUP_STEPS}", self.step)
    }
}

/// A source as it is returned.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Source {
    /// Which one.
    pub id: SourceId,
    /// Its name, 1 to 120 characters.
    pub name: String,
    /// Where it lives.
    pub environment: EnvironmentRef,
    /// Whose it is.
    pub organization: OrganizationRef,
    /// How messages arrive; `null` until chosen.
    pub communication_method: Option<CommunicationMethod>,
    /// What the sending system writes; `null` until chosen.
    pub data_format: Option<DataFormat>,
    /// The sending system (EHR); `null` until chosen.
    pub ehr: Option<String>,
    /// An IANA time zone such as `America/Chicago`; `null` until chosen.
    pub time_zone: Option<String>,
    /// Where its messages are processed; fixed once configured.
    pub service_region: Option<ServiceRegion>,
    /// The step to go on with; `null` once configured.
    pub setup_state: Option<SetupState>,
    /// When it was created.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
    /// Grows with every change.
    pub version: u64,
}

impl Noun for Source {
    const SINGULAR: &'static str = "source";
    const PLURAL: &'static str = "sources";
    fn version(&self) -> Option<u64> {
        Some(self.version)
    }
}

impl Source {
    /// Whether a subscription may use it: its wizard was finished.
    pub const fn can_be_subscribed(&self) -> bool {
        self.setup_state.is_none()
    }

    /// What still keeps it from being configured, one entry a field: the wizard shows it, the server refuses with it.
    pub fn problems(&self) -> Vec<FieldError> {
        let mut problems = Vec::new();
        let mut check = |field: &str, problem: Option<&str>| {
            if let Some(message) = problem {
                problems.push(FieldError::invalid(field, message));
            }
        };
        check("name", normalize_name(&self.name).err());
        check("communicationMethod", self.communication_method.is_none().then_some("Choose how messages arrive."));
        check("dataFormat", self.data_format.is_none().then_some("Choose the format."));
        check("ehr", self.ehr.as_deref().map_or(Some("Enter the sending system."), |ehr| normalize_name(ehr).err()));
        check("timeZone", time_zone_problem(self.time_zone.as_deref()));
        check("serviceRegion", self.service_region.is_none().then_some("Choose the service region."));
        problems
    }

    /// The source after a change, or what is wrong with it. Does not touch id, owner, times or version.
    ///
    /// # Errors
    /// One entry for each field that cannot take its new value; `cannot_change_later` for a configured source's region.
    pub fn changed(&self, change: SourceChange) -> Result<Self, Vec<FieldError>> {
        let mut next = self.clone();
        let mut problems = Vec::new();
        if let Some(name) = change.name {
            match normalize_name(&name) {
                Ok(name) => next.name = name,
                Err(message) => problems.push(FieldError::invalid("name", message)),
            }
        }
        next.communication_method = change.communication_method.apply(next.communication_method);
        next.data_format = change.data_format.apply(next.data_format);
        next.ehr = change.ehr.apply(next.ehr);
        next.time_zone = change.time_zone.apply(next.time_zone);
        next.service_region = change.service_region.apply(next.service_region);
        next.setup_state = change.setup_state.apply(next.setup_state).map(SetupState::clamped);
        if self.setup_state.is_none() {
            // A finished wizard is never unfinished again: subscriptions may rely on it.
            next.setup_state = None;
            if next.service_region != self.service_region {
                problems.push(FieldError {
                    field: "serviceRegion".into(),
                    code: ErrorCode::CannotChangeLater,
                    message: "The service region cannot change later. Create another source for another region.".into(),
                });
            }
        }
        if next.setup_state.is_none() && problems.is_empty() {
            problems = next.problems();
        }
        if problems.is_empty() { Ok(next) } else { Err(problems) }
    }
}

/// What is wrong with a time zone, if anything: the form of an IANA name is checked, not its existence.
pub fn time_zone_problem(time_zone: Option<&str>) -> Option<&'static str> {
    let name = time_zone.unwrap_or_default();
    let is_part = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || "_+-".contains(c))
    };
    if name.is_empty() {
        Some("Choose the sending system's time zone.")
    } else if name.len() > 64 || !name.split('/').all(is_part) {
        Some("Use an IANA time zone such as America/Chicago.")
    } else {
        None
    }
}

/// Lists an environment's sources by name.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SourceList {
    /// Where.
    pub environment_id: EnvironmentId,
    /// The page, from 1; the first when absent.
    #[serde(default, rename = "_page", skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// How many on a page, 1 to 1000; 50 when absent.
    #[serde(default, rename = "_count", skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}

/// Reads one source: your own, or a partner's that shares a live subscription with you (then without its inner settings).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SourceGet {
    /// Which one.
    pub source_id: SourceId,
}

/// Creates a source; with `setupState` it is in progress and may lack fields, without it must be complete.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SourceCreate {
    /// Where.
    pub environment_id: EnvironmentId,
    /// Its name, 1 to 120 characters.
    pub name: String,
    /// How messages arrive.
    #[serde(default)]
    pub communication_method: Option<CommunicationMethod>,
    /// What the sending system writes.
    #[serde(default)]
    pub data_format: Option<DataFormat>,
    /// The sending system.
    #[serde(default)]
    pub ehr: Option<String>,
    /// An IANA time zone.
    #[serde(default)]
    pub time_zone: Option<String>,
    /// Where its messages are processed; cannot change later.
    #[serde(default)]
    pub service_region: Option<ServiceRegion>,
    /// The step to go on with; absent or `null` when complete.
    #[serde(default)]
    pub setup_state: Option<SetupState>,
}

/// Changes a source; what is absent stays as it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SourceChange {
    /// Which one.
    pub source_id: SourceId,
    /// The version that the caller knows; travels as `If-Match`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
    /// Its new name, 1 to 120 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How messages arrive.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub communication_method: Patch<CommunicationMethod>,
    /// What the sending system writes.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub data_format: Patch<DataFormat>,
    /// The sending system.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub ehr: Patch<String>,
    /// An IANA time zone.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub time_zone: Patch<String>,
    /// Where its messages are processed; fixed once configured.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub service_region: Patch<ServiceRegion>,
    /// The step to go on with; `null` finishes the wizard.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub setup_state: Patch<SetupState>,
}

/// Deletes a source that no live subscription uses, outside Production.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SourceDelete {
    /// Which one.
    pub source_id: SourceId,
    /// The version that the caller knows; travels as `If-Match`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
}
