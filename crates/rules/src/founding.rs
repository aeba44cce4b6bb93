//! A new organization, with what every new organization finds (`product.md`, point 3).

use crate::establish::{Establishment, establish};
use crate::joining::record_connection_change;
use crate::{OrganizationKind, StorageError, Stored, Tables};
use causeway_api::{
    ApiError, CommunicationMethod, ConnectionId, DataFormat, DataModel, Destination, DestinationId, DestinationType, Environment,
    EnvironmentFlag, EnvironmentId, EnvironmentRef, ErrorCode, Instant, OrganizationId, QueueStatus, ServiceRegion, Source,
    SourceId,
};

/// One of the two organizations that come with Causeway, and the subscriptions a new organization starts with.
struct SystemOrganization {
    name: &'static str,
    description: &'static str,
    /// Its test source and its test destination.
    ends: (&'static str, &'static str),
    /// What its source sends you: name and data model.
    to_you: (&'static str, &'static str),
    /// What you send its destination.
    from_you: (&'static str, &'static str),
}

const SYSTEM_ORGANIZATIONS: [SystemOrganization; 2] = [
    SystemOrganization {
        name: "Redox Engine",
        description: "Answers what you send and sends what you ask for, to try your set-up.",
        ends: ("Engine test source", "Engine test destination"),
        to_you: ("Echo test", "FHIR.Patient"),
        from_you: ("Echo test", "FHIR.Patient"),
    },
    SystemOrganization {
        name: "Redox Health System",
        description: "A simulated health system with invented patients, to rehearse with.",
        ends: ("Sandbox EHR feed", "Sandbox EHR inbound"),
        to_you: ("Sandbox admissions", "FHIR.Event.PatientAdmin"),
        from_you: ("Sandbox results", "FHIR.Event.Result"),
    },
];

/// What the default source and the default destination are both called.
const DEFAULT_END: &str = "Redox API Endpoint";

const DEFAULT_ENDPOINT: &str = "https://api.causeway.example/endpoint";

/// Creates a member organization: three environments, its own connection, the two default connections, in Development a default source
/// and a default destination, and one subscription each way with each of the two. The two system organizations belong to the
/// deployment and are created with its first organization.
///
/// # Errors
/// When storage did not answer.
///
/// # Panics
/// Never: the data models of the defaults are documented ones.
pub fn found_organization<T: Tables + ?Sized>(tables: &mut T, name: &str) -> Stored<OrganizationId> {
    let now = tables.now();
    found_organization_at(tables, name, now)
}

/// Creates a member organization that is connected from the beginning with the one that invited it.
///
/// # Errors
/// When storage did not answer.
pub fn found_invited_organization<T: Tables + ?Sized>(
    tables: &mut T,
    name: &str,
    inviter: OrganizationId,
) -> Stored<(OrganizationId, ConnectionId)> {
    let organization = found_organization(tables, name)?;
    let now = tables.now();
    let connection = connect(tables, organization, inviter, now)?;
    record_connection_change(tables, [organization, inviter], connection)?;
    Ok((organization, connection))
}

/// As if it had been founded then.
pub(crate) fn found_organization_at<T: Tables + ?Sized>(tables: &mut T, name: &str, at: Instant) -> Stored<OrganizationId> {
    let (organization, development) = insert_organization(tables, name, OrganizationKind::Member, "", at)?;
    let source = insert_api_source(tables, &development, DEFAULT_END, at)?;
    let destination = insert_url_destination(tables, &development, DEFAULT_END, DEFAULT_ENDPOINT, at)?;
    for system in &SYSTEM_ORGANIZATIONS {
        let (partner, test_source, test_destination) = system_organization(tables, system, at)?;
        connect(tables, organization, partner, at)?;
        for (from, to, (name, model)) in [(test_source, destination, system.to_you), (source, test_destination, system.from_you)]
        {
            let agreed = Establishment {
                name: name.to_owned(),
                source: from,
                destination: to,
                data_model: DataModel::named(model).expect("the models of the defaults are documented"),
                queue_status: QueueStatus::Active,
                activated_at: at,
            };
            establish(tables, &agreed).map_err(broken_rule)?;
        }
    }
    Ok(organization)
}

/// Connects two organizations.
pub(crate) fn connect<T: Tables + ?Sized>(
    tables: &mut T,
    one: OrganizationId,
    other: OrganizationId,
    at: Instant,
) -> Stored<ConnectionId> {
    let id = ConnectionId(tables.new_id());
    tables.insert_connection(id, one, other, at)?;
    Ok(id)
}

/// An organization with its three environments and its own connection; also gives its Development environment.
pub(crate) fn insert_organization<T: Tables + ?Sized>(
    tables: &mut T,
    name: &str,
    kind: OrganizationKind,
    description: &str,
    at: Instant,
) -> Stored<(OrganizationId, Environment)> {
    let id = tables.insert_organization(name, kind, description)?;
    let organization = causeway_api::OrganizationRef { id, name: name.to_owned() };
    let [development, staging, production] = EnvironmentFlag::ALL.map(|environment_flag| Environment {
        id: EnvironmentId(tables.new_id()),
        name: environment_flag.as_str().to_owned(),
        environment_flag,
        organization: organization.clone(),
    });
    for environment in [&development, &staging, &production] {
        tables.insert_environment(environment)?;
    }
    connect(tables, id, id, at)?;
    Ok((id, development))
}

/// A configured source that takes JSON over the API.
pub(crate) fn insert_api_source<T: Tables + ?Sized>(
    tables: &mut T,
    environment: &Environment,
    name: &str,
    at: Instant,
) -> Stored<SourceId> {
    let source = Source {
        id: SourceId(tables.new_id()),
        name: name.to_owned(),
        environment: EnvironmentRef { id: environment.id, environment_flag: environment.environment_flag },
        organization: environment.organization.clone(),
        communication_method: Some(CommunicationMethod::Api),
        data_format: Some(DataFormat::Json),
        ehr: Some("Other".to_owned()),
        time_zone: Some("America/Chicago".to_owned()),
        service_region: Some(ServiceRegion::UnitedStates),
        setup_state: None,
        created_at: at,
        updated_at: at,
        version: 1,
    };
    debug_assert_eq!(source.problems(), [], "what is founded is configured");
    tables.put_source(&source)?;
    Ok(source.id)
}

/// A configured standard URL endpoint.
pub(crate) fn insert_url_destination<T: Tables + ?Sized>(
    tables: &mut T,
    environment: &Environment,
    name: &str,
    endpoint: &str,
    at: Instant,
) -> Stored<DestinationId> {
    let place = EnvironmentRef { id: environment.id, environment_flag: environment.environment_flag };
    let destination = Destination {
        name: name.to_owned(),
        destination_type: Some(DestinationType::Url),
        endpoint: Some(endpoint.to_owned()),
        setup_state: None,
        ..Destination::blank(DestinationId(tables.new_id()), place, environment.organization.clone(), at)
    };
    debug_assert_eq!(destination.problems(), [], "what is founded is configured");
    tables.put_destination(&destination)?;
    Ok(destination.id)
}

/// A system organization with its test source and test destination in Development, created when this deployment has none yet.
fn system_organization<T: Tables + ?Sized>(
    tables: &mut T,
    system: &SystemOrganization,
    at: Instant,
) -> Stored<(OrganizationId, SourceId, DestinationId)> {
    let (source_name, destination_name) = system.ends;
    if let Some(existing) = tables.system_organization(system.name)? {
        let first = causeway_api::PageRequest { page: 1, size: 1 };
        let development = tables.environments(existing.profile.id)?.into_iter().next().ok_or_else(incomplete)?;
        let source = tables.sources(development.id, first)?.items.pop().ok_or_else(incomplete)?;
        let destination = tables.destinations(development.id, first)?.items.pop().ok_or_else(incomplete)?;
        return Ok((existing.profile.id, source.id, destination.id));
    }
    let (id, development) = insert_organization(tables, system.name, OrganizationKind::System, system.description, at)?;
    let source = insert_api_source(tables, &development, source_name, at)?;
    let endpoint = "https://sandbox.causeway.example/inbound";
    let destination = insert_url_destination(tables, &development, destination_name, endpoint, at)?;
    Ok((id, source, destination))
}

fn incomplete() -> StorageError {
    StorageError::Failed("a system organization lacks its environments or its test ends".to_owned())
}

/// A refusal where none was to be expected: the data that Causeway brings breaks one of its own rules, or storage is busy.
#[expect(clippy::needless_pass_by_value, reason = "it is mapped over errors")]
pub(crate) fn broken_rule(error: ApiError) -> StorageError {
    match error.code {
        ErrorCode::Unavailable => StorageError::Busy,
        _ => StorageError::Failed(error.to_string()),
    }
}
