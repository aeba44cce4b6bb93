//! Destinations: created, changed and deleted by their owner; read by partners who share a live subscription.

use super::ends::names_in_use;
use super::{Answered, Service, check_version, page};
use crate::joining::rejected;
use crate::{ChangedObject, End, Tables};
use causeway_api::{
    Action, ApiError, AuditAction, Destination, DestinationChange, DestinationCreate, DestinationDelete, DestinationGet,
    DestinationId, DestinationList, ErrorCode, Message, One, Page, PageRequest, SecretName, SecretText,
};

pub(super) fn list<T: Tables>(service: &Service<T>, request: &DestinationList) -> Answered<Page<Destination>> {
    let asked = PageRequest::checked(request.page, request.count)?;
    let environment = service.own_environment(request.environment_id)?;
    Ok(page(service.tables.destinations(environment.id, asked)?, asked))
}

pub(super) fn create<T: Tables>(service: &mut Service<T>, request: DestinationCreate) -> Answered<One<Destination>> {
    let environment = service.own_environment(request.environment_id)?;
    service.may_there(Action::ManageDestinations, environment.reference())?;
    let now = service.tables.now();
    let blank =
        Destination::blank(DestinationId(service.tables.new_id()), environment.reference(), environment.organization, now);
    let change = request.into_change(blank.id);
    let secrets = change.secrets();
    let destination = blank.changed(change).map_err(rejected)?;
    service.tables.put_destination(&destination)?;
    keep_secrets(service, &blank, &destination, &secrets)?;
    service.tables.record_change(environment.id, ChangedObject::Destination(destination.id))?;
    service.record(AuditAction::DestinationCreate, None, Some(&destination))?;
    Ok(One(destination))
}

/// Stores the secrets that were given, and forgets those that a destination no longer has.
fn keep_secrets<T: Tables>(
    service: &mut Service<T>,
    before: &Destination,
    after: &Destination,
    given: &[(SecretName, SecretText)],
) -> Answered<()> {
    for name in SecretName::ALL {
        match given.iter().find(|(given, _)| given == name) {
            Some((_, secret)) if after.has(*name) => service.tables.put_secret(after.id, *name, secret)?,
            _ if before.has(*name) && !after.has(*name) => service.tables.remove_secret(after.id, *name)?,
            _ => {}
        }
    }
    Ok(())
}

pub(super) fn get<T: Tables>(service: &Service<T>, request: &DestinationGet) -> Answered<One<Destination>> {
    let destination = service.tables.destination(request.destination_id)?.ok_or_else(ApiError::not_found)?;
    let viewer = service.actor.organization;
    if destination.organization.id == viewer {
        if service.sees(destination.environment.id) { Ok(One(destination)) } else { Err(ApiError::not_found()) }
    } else if service.sees_type(destination.environment.environment_flag)?
        && service.is_shown(End::Destination(destination.id))?
    {
        Ok(One(destination.as_partners_see()))
    } else {
        Err(ApiError::not_found())
    }
}

pub(super) fn change<T: Tables>(service: &mut Service<T>, request: DestinationChange) -> Answered<One<Destination>> {
    let destination = own(service, request.destination_id)?;
    service.may_there(Action::ManageDestinations, destination.environment)?;
    check_version(request.version, &destination)?;
    let secrets = request.secrets();
    let mut next = destination.changed(request).map_err(rejected)?;
    if next == destination && secrets.is_empty() {
        return Ok(One(destination));
    }
    next.updated_at = service.tables.now();
    next.version += 1;
    service.tables.put_destination(&next)?;
    keep_secrets(service, &destination, &next, &secrets)?;
    service.record_end_change(End::Destination(next.id), next.environment.id, next.name != destination.name)?;
    // Another secret in the place of one is seen in no field.
    let action = if secrets.is_empty() { AuditAction::DestinationChange } else { AuditAction::DestinationCredentials };
    service.record(action, Some(&destination), Some(&next))?;
    Ok(One(next))
}

pub(super) fn delete<T: Tables>(service: &mut Service<T>, request: &DestinationDelete) -> Answered<Message> {
    let destination = own(service, request.destination_id)?;
    service.may_there(Action::ManageDestinations, destination.environment)?;
    check_version(request.version, &destination)?;
    if !destination.environment.environment_flag.allows_deletion() {
        let message = "Destinations in Production are not deleted. Delete its subscriptions instead.";
        return Err(ApiError::new(ErrorCode::ProductionDelete, message));
    }
    if let Some(names) = names_in_use(&service.tables, End::Destination(destination.id))? {
        return Err(ApiError::new(ErrorCode::EndInUse, format!("Delete the subscriptions to this destination first: {names}.")));
    }
    // What is gone is used by nobody, so its secrets are not kept with its name.
    for name in SecretName::ALL.iter().filter(|name| destination.has(**name)) {
        service.tables.remove_secret(destination.id, *name)?;
    }
    service.tables.remove_destination(destination.id, service.tables.now())?;
    service.tables.record_change(destination.environment.id, ChangedObject::Destination(destination.id))?;
    service.record(AuditAction::DestinationDelete, Some(&destination), None)?;
    Ok(Message(format!("“{}” was deleted.", destination.name)))
}

pub(super) fn own<T: Tables>(service: &Service<T>, id: DestinationId) -> Answered<Destination> {
    let destination = service.tables.destination(id)?;
    let is_own = |destination: &Destination| {
        destination.organization.id == service.actor.organization && service.sees(destination.environment.id)
    };
    destination.filter(is_own).ok_or_else(ApiError::not_found)
}
