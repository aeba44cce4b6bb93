//! A source or a destination, where the Developer page treats both alike.

use crate::filter::Words;
use crate::pages::dates::ago;
use crate::paths::{Place, Query};
use crate::ui::{IconName, State};
use causeway_api::{
    Action, CommunicationMethod, DataFormat, Destination, DestinationId, DestinationType, EnvironmentFlag, EnvironmentId,
    EnvironmentRef, FieldError, Instant, OrganizationRef, SETUP_STEPS, SessionEnvironment, SetupState, Source, SourceId,
};
use uuid::Uuid;

/// Which of the two.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum EndKind {
    /// Where messages start.
    Source,
    /// Where they are delivered.
    Destination,
}

impl EndKind {
    /// *source*
    pub(super) const fn noun(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Destination => "destination",
        }
    }

    /// *Sources*
    pub(super) const fn plural(self) -> &'static str {
        match self {
            Self::Source => "Sources",
            Self::Destination => "Destinations",
        }
    }

    /// What one is, for somebody who has none.
    pub(super) const fn explanation(self) -> &'static str {
        match self {
            Self::Source => {
                "A source is where a message starts, like From. One API source usually serves all your connections; use another for \
                 each communication method."
            }
            Self::Destination => {
                "A destination is where messages are delivered, like To: a URL endpoint of your own, or a cloud product that your \
                 organization uses."
            }
        }
    }

    /// Its drawing.
    pub(super) const fn icon(self) -> IconName {
        match self {
            Self::Source => IconName::Source,
            Self::Destination => IconName::Destination,
        }
    }

    /// Changing one.
    pub(super) const fn managing(self) -> Action {
        match self {
            Self::Source => Action::ManageSources,
            Self::Destination => Action::ManageDestinations,
        }
    }

    /// All of them.
    pub(super) const fn list(self, environment: EnvironmentId) -> Place {
        match self {
            Self::Source => Place::Sources(environment),
            Self::Destination => Place::Destinations(environment),
        }
    }

    /// The wizard for another one.
    pub(super) const fn new_place(self, environment: EnvironmentId) -> Place {
        match self {
            Self::Source => Place::SourceNew(environment),
            Self::Destination => Place::DestinationNew(environment),
        }
    }
}

/// The wizard's step that asks for a field.
pub(super) fn step_of(field: &str) -> u8 {
    match field {
        "endpoint" | "verificationToken" | "isFhir" | "ehr" | "timeZone" | "serviceRegion" => 2,
        _ if field.starts_with("cloudProviderSettings.settings") || field.starts_with("authCredential") => 2,
        _ => 1,
    }
}

/// Either of the two.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum End {
    /// A source.
    Source(Source),
    /// A destination.
    Destination(Destination),
}

/// One field of either, by reference.
macro_rules! field {
    ($end:expr, $field:ident) => {
        match $end {
            End::Source(end) => &end.$field,
            End::Destination(end) => &end.$field,
        }
    };
}

impl End {
    /// One that nobody has filled in or stored.
    pub(super) fn blank(kind: EndKind, environment: SessionEnvironment) -> Self {
        let organization = environment.organization;
        let environment = EnvironmentRef { id: environment.id, environment_flag: environment.environment_flag };
        let setup_state = Some(SetupState { step: 1 });
        let (name, created_at, updated_at, version) = (String::new(), Instant::default(), Instant::default(), 0);
        match kind {
            EndKind::Source => Self::Source(Source {
                id: SourceId(Uuid::nil()),
                name,
                environment,
                organization,
                communication_method: None,
                data_format: None,
                ehr: None,
                time_zone: None,
                service_region: None,
                setup_state,
                created_at,
                updated_at,
                version,
            }),
            EndKind::Destination => {
                let blank = Destination::blank(DestinationId(Uuid::nil()), environment, organization, created_at);
                Self::Destination(Destination { name, setup_state, version, ..blank })
            }
        }
    }

    pub(super) const fn kind(&self) -> EndKind {
        match self {
            Self::Source(_) => EndKind::Source,
            Self::Destination(_) => EndKind::Destination,
        }
    }

    pub(super) const fn uuid(&self) -> Uuid {
        match self {
            Self::Source(source) => source.id.0,
            Self::Destination(destination) => destination.id.0,
        }
    }

    pub(super) const fn version(&self) -> u64 {
        *field!(self, version)
    }

    pub(super) fn name(&self) -> &str {
        field!(self, name)
    }

    pub(super) const fn organization(&self) -> &OrganizationRef {
        field!(self, organization)
    }

    pub(super) const fn flag(&self) -> EnvironmentFlag {
        field!(self, environment).environment_flag
    }

    pub(super) const fn setup_state(&self) -> Option<SetupState> {
        *field!(self, setup_state)
    }

    /// The wizard's steps. A URL endpoint is verified, everything else looked over.
    pub(super) fn steps(&self) -> [&'static str; SETUP_STEPS as usize] {
        match self {
            Self::Source(_) => ["Name and format", "Sending system", "Review"],
            Self::Destination(_) if self.is_url() => ["Name and type", "Configure", "Verify"],
            Self::Destination(_) => ["Name and type", "Configure", "Review"],
        }
    }

    /// Whether it is a standard URL endpoint, which can be verified.
    pub(super) fn is_url(&self) -> bool {
        matches!(self, Self::Destination(destination) if destination.destination_type == Some(DestinationType::Url))
    }

    pub(super) fn problems(&self) -> Vec<FieldError> {
        match self {
            Self::Source(source) => source.problems(),
            Self::Destination(destination) => destination.problems(),
        }
    }

    /// Its own page, seen from an environment.
    pub(super) const fn place(&self, environment: EnvironmentId) -> Place {
        match self {
            Self::Source(source) => Place::Source(environment, source.id),
            Self::Destination(destination) => Place::Destination(environment, destination.id),
        }
    }

    /// The same page with the create dialog over it, this end already chosen.
    pub(super) fn create_query(&self, query: &Query) -> Query {
        match self {
            Self::Source(source) => crate::paths::create_query(query, None, Some(source.id), None),
            Self::Destination(destination) => crate::paths::create_query(query, None, None, Some(destination.id)),
        }
    }

    /// What the button is called that leads there.
    pub(super) const fn create_label(&self) -> &'static str {
        match self {
            Self::Source(_) => "Create a subscription from this source",
            Self::Destination(_) => "Create a subscription to this destination",
        }
    }

    /// What kind of thing it is: format and method, or product, or that it is a URL.
    pub(super) fn about(&self) -> String {
        match self {
            Self::Source(source) => {
                let format = source.data_format.map(DataFormat::label);
                let method = source.communication_method.map(CommunicationMethod::label);
                match (format, method) {
                    (Some(format), Some(method)) => [format, " over ", method].concat(),
                    (one, other) => one.or(other).unwrap_or("Nothing chosen yet").to_owned(),
                }
            }
            Self::Destination(destination) => match (destination.destination_type, destination.product()) {
                (Some(DestinationType::Cloud), Some(product)) => [product.provider().label(), " ", product.label()].concat(),
                (Some(kind), _) => kind.label().to_owned(),
                (None, _) => "Nothing chosen yet".to_owned(),
            },
        }
    }

    /// What tells it from others of its kind: the sending system, the URL, the bucket. May be empty.
    pub(super) fn detail(&self) -> String {
        match self {
            Self::Source(source) => source.ehr.clone().unwrap_or_default(),
            Self::Destination(destination) => destination.endpoint.clone().unwrap_or_else(|| {
                let first = destination.product().and_then(|product| product.settings().first());
                let cloud = destination.cloud_provider_settings.as_ref();
                first.and_then(|setting| cloud?.settings.get(setting.key).cloned()).unwrap_or_default()
            }),
        }
    }

    pub(super) const fn state(&self) -> State {
        if self.setup_state().is_some() { State::Progress } else { State::Configured }
    }

    /// How far its set-up is, or that it is configured and whether it was verified.
    pub(super) fn state_label(&self) -> String {
        match (self.setup_state(), self) {
            (Some(state), _) => {
                let label = state.label();
                ["I", label.strip_prefix('i').unwrap_or(&label)].concat()
            }
            (None, Self::Destination(Destination { verified_at: Some(at), .. })) => ["Verified ", &ago(*at)].concat(),
            (None, end) if end.is_url() => "Configured, not verified".to_owned(),
            (None, _) => "Configured".to_owned(),
        }
    }

    /// Why it cannot be deleted, given the live subscriptions that use it.
    pub(super) fn why_kept(&self, users: &[String]) -> Option<String> {
        const NAMED: usize = 3;
        if !self.flag().allows_deletion() {
            return Some("Nothing is deleted in Production.".to_owned());
        }
        let more = users.len().saturating_sub(NAMED);
        let named = users.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        match (users.len(), more) {
            (0, _) => None,
            (1, _) => Some(["One live subscription uses it: ", &named, "."].concat()),
            (count, 0) => Some([&count.to_string(), " live subscriptions use it: ", &named, "."].concat()),
            (count, more) => {
                Some([&count.to_string(), " live subscriptions use it: ", &named, " and ", &more.to_string(), " more."].concat())
            }
        }
    }

    /// Whether every word occurs in something that its tile shows.
    pub(super) fn matches(&self, wanted: &Words) -> bool {
        wanted.match_texts(&[self.name(), &self.about(), &self.detail(), &self.state_label(), &self.uuid().to_string()])
    }

    /// The same with what a verification found out. Where it was changed by somebody else meanwhile, the version stays as it was known,
    /// so that storing says so.
    pub(super) fn verified_as(self, answer: &Destination) -> Self {
        match self {
            Self::Destination(known) => Self::Destination(Destination {
                version: if answer.version <= known.version + 1 { answer.version } else { known.version },
                verified_at: answer.verified_at,
                fhir_capability: answer.fhir_capability.clone(),
                updated_at: answer.updated_at,
                ..known
            }),
            source @ Self::Source(_) => source,
        }
    }
}
