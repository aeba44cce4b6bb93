//! Destinations: created, changed and deleted by their owner; read by partners who share a live subscription.

use super::ends::names_in_use;
use super::{Answered, Service, check_version, page};
use crate::joining::rejected;
use crate::{ChangedObject, End, Tables};
use causeway_api::{
    ApiError, Destination, DestinationChange, DestinationCreate, DestinationDelete, DestinationGet, DestinationId,
    DestinationList, DestinationType, EnvironmentRef, ErrorCode, Message, One, Page, PageRequest, Patch, SetupState,
};

pub(super) fn list<T: Tables>(service: &Service<T>, request: &DestinationList) -> Answered<Page<Destination>> {
    let asked = PageRequest::checked(request.page, request.count)?;
    let environment = service.own_environment(request.environment_id)?;
    Ok(page(service.tables.destinations(environment.id, asked)?, asked))
}

pub(super) fn create<T: Tables>(service: &mut Service<T>, request: DestinationCreate) -> Answered<One<Destination>> {
    let environment = service.own_environment(request.environment_id)?;
    let now = service.tables.now();
    let blank = Destination {
        id: DestinationId(service.tables.new_id()),
        name: String::new(),
        environment: EnvironmentRef { id: environment.id, environment_flag: environment.environment_flag },
        organization: environment.organization,
        destination_type: None,
        endpoint: None,
        cloud_provider_settings: None,
        setup_state: Some(SetupState { step: 1 }),
        created_at: now,
        updated_at: now,
        version: 1,
    };
    let destination_type = request.destination_type.or_else(|| implied_type(&request));
    let change = DestinationChange {
        destination_id: blank.id,
        version: None,
        name: Some(request.name),
        destination_type: Patch::from(destination_type),
        endpoint: Patch::from(request.endpoint),
        cloud_provider_settings: Patch::from(request.cloud_provider_settings),
        setup_state: Patch::from(request.setup_state),
    };
    let destination = blank.changed(change).map_err(rejected)?;
    service.tables.put_destination(&destination)?;
    service.tables.record_change(environment.id, ChangedObject::Destination(destination.id))?;
    Ok(One(destination))
}

/// The described API has no field for the type: it follows from what is set up.
const fn implied_type(request: &DestinationCreate) -> Option<DestinationType> {
    if request.cloud_provider_settings.is_some() {
        Some(DestinationType::Cloud)
    } else if request.endpoint.is_some() {
        Some(DestinationType::Url)
    } else {
        None
    }
}

pub(super) fn get<T: Tables>(service: &Service<T>, request: &DestinationGet) -> Answered<One<Destination>> {
    let destination = service.tables.destination(request.destination_id)?.ok_or_else(ApiError::not_found)?;
    let viewer = service.actor.organization;
    if destination.organization.id == viewer {
        Ok(One(destination))
    } else if service.tables.shares_subscription(End::Destination(destination.id), viewer)? {
        Ok(One(as_partners_see(destination)))
    } else {
        Err(ApiError::not_found())
    }
}

pub(super) fn change<T: Tables>(service: &mut Service<T>, request: DestinationChange) -> Answered<One<Destination>> {
    let destination = own(service, request.destination_id)?;
    check_version(request.version, &destination)?;
    let mut next = destination.changed(request).map_err(rejected)?;
    if next == destination {
        return Ok(One(destination));
    }
    next.updated_at = service.tables.now();
    next.version += 1;
    service.tables.put_destination(&next)?;
    service.record_end_change(End::Destination(next.id), next.environment.id, next.name != destination.name)?;
    Ok(One(next))
}

pub(super) fn delete<T: Tables>(service: &mut Service<T>, request: &DestinationDelete) -> Answered<Message> {
    let destination = own(service, request.destination_id)?;
    check_version(request.version, &destination)?;
    if !destination.environment.environment_flag.allows_deletion() {
        let message = "Destinations in Production are not deleted. Delete its subscriptions instead.";
        return Err(ApiError::new(ErrorCode::ProductionDelete, message));
    }
    if let Some(names) = names_in_use(&service.tables, End::Destination(destination.id))? {
        return Err(ApiError::new(ErrorCode::EndInUse, format!("Delete the subscriptions to this destination first: {names}.")));
    }
    service.tables.remove_destination(destination.id, service.tables.now())?;
    service.tables.record_change(destination.environment.id, ChangedObject::Destination(destination.id))?;
    Ok(Message(format!("“{}” was deleted.", destination.name)))
}

fn own<T: Tables>(service: &Service<T>, id: DestinationId) -> Answered<Destination> {
    let destination = service.tables.destination(id)?;
    destination.filter(|destination| destination.organization.id == service.actor.organization).ok_or_else(ApiError::not_found)
}

/// Its name and its kind; where it is and how its owner set it up stays with them.
fn as_partners_see(destination: Destination) -> Destination {
    Destination { endpoint: None, cloud_provider_settings: None, ..destination }
}
