//! What organizations say of themselves, and who can be found.

use super::{Answered, Service, check_version, page};
use crate::joining::rejected;
use crate::{OrganizationRow, Tables};
use causeway_api::{
    Action, ApiError, AuditAction, ConnectionStatus, DirectoryEntry, DirectoryList, Object, One, Organization,
    OrganizationChange, OrganizationGet, Page, PageRequest,
};

pub(super) fn list<T: Tables>(service: &Service<T>, request: &DirectoryList) -> Answered<Page<DirectoryEntry>> {
    let asked = PageRequest::checked(request.page, request.count)?;
    Ok(page(service.tables.directory(service.actor.organization, request, asked)?, asked))
}

pub(super) fn get<T: Tables>(service: &Service<T>, request: &OrganizationGet) -> Answered<One<Organization>> {
    let OrganizationRow { profile, .. } =
        service.tables.organization(request.organization_id)?.ok_or_else(ApiError::not_found)?;
    if profile.is_listed || is_related(service, &profile)? { Ok(One(profile)) } else { Err(ApiError::not_found()) }
}

/// Whether it is the actor's own organization, or one that is or wants to be connected with it.
fn is_related<T: Tables>(service: &Service<T>, profile: &Organization) -> Answered<bool> {
    let viewer = service.actor.organization;
    let Some(id) = service.tables.connection_between(viewer, profile.id)? else { return Ok(false) };
    let connection = service.tables.connection(viewer, id)?;
    Ok(connection
        .is_some_and(|connection| matches!(connection.status, ConnectionStatus::Requested | ConnectionStatus::Connected)))
}

pub(super) fn change<T: Tables>(service: &mut Service<T>, request: OrganizationChange) -> Answered<One<Organization>> {
    if request.organization_id != service.actor.organization {
        return Err(ApiError::not_found());
    }
    service.may(Action::ManageProfile, Object::Organization)?;
    let row = service.tables.organization(request.organization_id)?.ok_or_else(ApiError::not_found)?;
    let current = row.profile;
    check_version(request.version, &current)?;
    let mut next = current.changed(request).map_err(rejected)?;
    if next == current {
        return Ok(One(current));
    }
    next.version += 1;
    service.tables.put_profile(&next)?;
    service.record(AuditAction::OrganizationChange, Some(&current), Some(&next))?;
    Ok(One(next))
}
