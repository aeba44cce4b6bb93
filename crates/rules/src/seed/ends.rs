//! Sources and destinations, made by their owners' service.

use super::Sample;
use super::own::{self, OwnDestination, OwnSource, Place, Setup};
use super::partners::Partner;
use crate::Tables;
use causeway_api::{
    Api, ApiError, AuthCredentialChange, AuthType, CloudProviderSettings, CommunicationMethod, DataFormat, Destination,
    DestinationCreate, DestinationId, DestinationType, EnvironmentFlag, EnvironmentId, Instant, One, OrganizationId, SecretText,
    ServiceRegion, Setting, SetupState, Source, SourceCreate, SourceId,
};

/// Tidewell's configured ends by environment and name.
#[derive(Default)]
pub(super) struct OwnEnds {
    sources: Vec<(EnvironmentFlag, &'static str, SourceId)>,
    destinations: Vec<(EnvironmentFlag, &'static str, DestinationId)>,
}

impl OwnEnds {
    pub(super) fn source(&self, flag: EnvironmentFlag, name: &str) -> Result<SourceId, ApiError> {
        let mut all = self.sources.iter();
        all.find(|(place, known, _)| (*place, *known) == (flag, name)).map(|end| end.2).ok_or_else(ApiError::not_found)
    }

    pub(super) fn destination(&self, flag: EnvironmentFlag, name: &str) -> Result<DestinationId, ApiError> {
        let mut all = self.destinations.iter();
        all.find(|(place, known, _)| (*place, *known) == (flag, name)).map(|end| end.2).ok_or_else(ApiError::not_found)
    }
}

/// A partner's ends in one environment.
pub(super) struct PartnerEnds {
    pub(super) organization: OrganizationId,
    pub(super) sources: Vec<(&'static str, SourceId)>,
    pub(super) destination: DestinationId,
}

/// What a complete source says.
struct SourceForm {
    name: &'static str,
    method: CommunicationMethod,
    format: DataFormat,
    ehr: &'static str,
    time_zone: &'static str,
}

impl SourceForm {
    fn complete(&self, environment_id: EnvironmentId) -> SourceCreate {
        SourceCreate {
            environment_id,
            name: self.name.to_owned(),
            communication_method: Some(self.method),
            data_format: Some(self.format),
            ehr: Some(self.ehr.to_owned()),
            time_zone: Some(self.time_zone.to_owned()),
            service_region: Some(ServiceRegion::UnitedStates),
            setup_state: None,
        }
    }
}

impl<T: Tables + ?Sized> Sample<'_, T> {
    pub(super) fn own_ends(&mut self) -> Result<OwnEnds, ApiError> {
        let mut ends = OwnEnds::default();
        for form in &own::SOURCES {
            for place in form.places {
                let id = self.own_source(form, *place)?;
                if place.1.is_none() {
                    ends.sources.push((place.0, form.name, id));
                }
            }
        }
        for form in &own::DESTINATIONS {
            for place in form.places {
                let id = self.own_destination(form, *place)?;
                if place.1.is_none() {
                    ends.destinations.push((place.0, form.name, id));
                }
            }
        }
        Ok(ends)
    }

    fn own_source(&mut self, form: &OwnSource, (flag, step): Place) -> Result<SourceId, ApiError> {
        let environment = self.environment(self.organization, flag)?;
        let OwnSource { name, method, format, ehr, .. } = *form;
        let mut create = SourceForm { name, method, format, ehr, time_zone: "America/New_York" }.complete(environment);
        if let Some(step) = step {
            // What is asked for in the steps to come is still open.
            create = SourceCreate {
                data_format: create.data_format.filter(|_| step > 1),
                ehr: None,
                time_zone: None,
                service_region: None,
                setup_state: Some(SetupState { step }),
                ..create
            };
        }
        let at = self.end_date(step);
        self.create_source(self.organization, create, at)
    }

    fn own_destination(&mut self, form: &OwnDestination, (flag, step): Place) -> Result<DestinationId, ApiError> {
        let environment_id = self.environment(self.organization, flag)?;
        let mut create = DestinationCreate::named(environment_id, form.name);
        create.setup_state = step.map(|step| SetupState { step });
        match &form.setup {
            Setup::Url(url) => {
                create.destination_type = Some(DestinationType::Url);
                create.endpoint = Some((*url).to_owned());
            }
            Setup::Cloud(product, settings) => {
                create.destination_type = Some(DestinationType::Cloud);
                let filled = settings.iter().filter(|_| step.is_none());
                create.cloud_provider_settings = Some(CloudProviderSettings {
                    type_id: Some(product.provider()),
                    product_id: Some(*product).filter(|_| step != Some(1)),
                    settings: filled.map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect(),
                });
                create.auth_credential = Some(product.auth()).filter(|_| step.is_none()).map(invented_credential);
            }
        }
        let at = self.end_date(step);
        self.create_destination(self.organization, create, at)
    }

    pub(super) fn partner_ends(
        &mut self,
        organization: OrganizationId,
        partner: &Partner,
        flag: EnvironmentFlag,
    ) -> Result<PartnerEnds, ApiError> {
        let environment = self.environment(organization, flag)?;
        let at = self.days_ago(partner.connected_days_ago - 1);
        let mut sources = Vec::new();
        for &(name, method, format) in partner.kind.sources {
            let form = SourceForm { name, method, format, ehr: partner.ehr, time_zone: partner.time_zone };
            sources.push((name, self.create_source(organization, form.complete(environment), at)?));
        }
        let mut create = DestinationCreate::named(environment, partner.destination);
        create.destination_type = Some(DestinationType::Url);
        create.endpoint = Some(format!("https://fhir.{}/inbound", partner.host));
        let destination = self.create_destination(organization, create, at)?;
        Ok(PartnerEnds { organization, sources, destination })
    }

    /// Finished wizards date from the organization's first days, unfinished ones from this week.
    fn end_date(&mut self, step: Option<u8>) -> Instant {
        let days = if step.is_some() { 1 + self.dice.below(6) } else { 352 + self.dice.below(10) };
        self.days_ago(i64::from(days))
    }

    fn create_source(&mut self, owner: OrganizationId, create: SourceCreate, at: Instant) -> Result<SourceId, ApiError> {
        let One(source) = self.person(owner)?.source_create(create)?;
        self.tables.put_source(&Source { created_at: at, updated_at: at, ..source.clone() })?;
        Ok(source.id)
    }

    fn create_destination(
        &mut self,
        owner: OrganizationId,
        create: DestinationCreate,
        at: Instant,
    ) -> Result<DestinationId, ApiError> {
        let One(destination) = self.person(owner)?.destination_create(create)?;
        self.tables.put_destination(&Destination { created_at: at, updated_at: at, ..destination.clone() })?;
        Ok(destination.id)
    }
}

/// A credential that opens nothing: the fields' own examples, and secrets that say what they are.
fn invented_credential(way: AuthType) -> AuthCredentialChange {
    let value = |field: &Setting| if field.is_secret { "EXAMPLEONLYNOTASECRET" } else { field.example };
    let settings = way.fields().iter().map(|field| (field.key.to_owned(), SecretText(value(field).to_owned())));
    AuthCredentialChange { type_id: way, settings: settings.collect() }
}
