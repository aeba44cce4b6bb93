//! Sources: created, changed and deleted by their owner; read by partners who share a live subscription.

use super::ends::names_in_use;
use super::{Answered, Service, check_version, page};
use crate::joining::rejected;
use crate::{ChangedObject, End, Tables};
use causeway_api::{
    Action, ApiError, AuditAction, ErrorCode, Message, One, Page, PageRequest, Patch, SetupState, Source, SourceChange,
    SourceCreate, SourceDelete, SourceGet, SourceId, SourceList,
};

pub(super) fn list<T: Tables>(service: &Service<T>, request: &SourceList) -> Answered<Page<Source>> {
    let asked = PageRequest::checked(request.page, request.count)?;
    let environment = service.own_environment(request.environment_id)?;
    Ok(page(service.tables.sources(environment.id, asked)?, asked))
}

pub(super) fn create<T: Tables>(service: &mut Service<T>, request: SourceCreate) -> Answered<One<Source>> {
    let environment = service.own_environment(request.environment_id)?;
    service.may_there(Action::ManageSources, environment.reference())?;
    let now = service.tables.now();
    let blank = Source {
        id: SourceId(service.tables.new_id()),
        name: String::new(),
        environment: environment.reference(),
        organization: environment.organization,
        communication_method: None,
        data_format: None,
        ehr: None,
        time_zone: None,
        service_region: None,
        setup_state: Some(SetupState { step: 1 }),
        created_at: now,
        updated_at: now,
        version: 1,
    };
    let change = SourceChange {
        source_id: blank.id,
        version: None,
        name: Some(request.name),
        communication_method: Patch::from(request.communication_method),
        data_format: Patch::from(request.data_format),
        ehr: Patch::from(request.ehr),
        time_zone: Patch::from(request.time_zone),
        service_region: Patch::from(request.service_region),
        setup_state: Patch::from(request.setup_state),
    };
    let source = blank.changed(change).map_err(rejected)?;
    service.tables.put_source(&source)?;
    service.tables.record_change(environment.id, ChangedObject::Source(source.id))?;
    service.record(AuditAction::SourceCreate, None, Some(&source))?;
    Ok(One(source))
}

pub(super) fn get<T: Tables>(service: &Service<T>, request: &SourceGet) -> Answered<One<Source>> {
    let source = service.tables.source(request.source_id)?.ok_or_else(ApiError::not_found)?;
    let viewer = service.actor.organization;
    if source.organization.id == viewer {
        if service.sees(source.environment.id) { Ok(One(source)) } else { Err(ApiError::not_found()) }
    } else if service.sees_type(source.environment.environment_flag)? && service.is_shown(End::Source(source.id))? {
        Ok(One(as_partners_see(source)))
    } else {
        Err(ApiError::not_found())
    }
}

pub(super) fn change<T: Tables>(service: &mut Service<T>, request: SourceChange) -> Answered<One<Source>> {
    let source = own(service, request.source_id)?;
    service.may_there(Action::ManageSources, source.environment)?;
    check_version(request.version, &source)?;
    let mut next = source.changed(request).map_err(rejected)?;
    if next == source {
        return Ok(One(source));
    }
    next.updated_at = service.tables.now();
    next.version += 1;
    service.tables.put_source(&next)?;
    service.record_end_change(End::Source(next.id), next.environment.id, next.name != source.name)?;
    service.record(AuditAction::SourceChange, Some(&source), Some(&next))?;
    Ok(One(next))
}

pub(super) fn delete<T: Tables>(service: &mut Service<T>, request: &SourceDelete) -> Answered<Message> {
    let source = own(service, request.source_id)?;
    service.may_there(Action::ManageSources, source.environment)?;
    check_version(request.version, &source)?;
    if !source.environment.environment_flag.allows_deletion() {
        return Err(ApiError::new(
            ErrorCode::ProductionDelete,
            "Sources in Production are not deleted. Delete its subscriptions instead.",
        ));
    }
    if let Some(names) = names_in_use(&service.tables, End::Source(source.id))? {
        return Err(ApiError::new(ErrorCode::EndInUse, format!("Delete the subscriptions from this source first: {names}.")));
    }
    service.tables.remove_source(source.id, service.tables.now())?;
    service.tables.record_change(source.environment.id, ChangedObject::Source(source.id))?;
    service.record(AuditAction::SourceDelete, Some(&source), None)?;
    Ok(Message(format!("“{}” was deleted.", source.name)))
}

fn own<T: Tables>(service: &Service<T>, id: SourceId) -> Answered<Source> {
    let source = service.tables.source(id)?;
    let is_own = |source: &Source| source.organization.id == service.actor.organization && service.sees(source.environment.id);
    source.filter(is_own).ok_or_else(ApiError::not_found)
}

/// Its name and what it sends; how its owner set it up stays with them.
fn as_partners_see(source: Source) -> Source {
    Source { ehr: None, time_zone: None, service_region: None, ..source }
}
