//! What organizations that are connected show each other.

use super::connections::{announce, refuse_unconnected, seen};
use super::{Answered, Service, page};
use crate::joining::rejected;
use crate::{Audited, End, Tables};
use causeway_api::{
    Action, ApiError, AuditAction, AuditKind, AuditObject, Connection, ConnectionId, ConnectionKind, DestinationId,
    EnvironmentFlag, EnvironmentId, ErrorCode, FieldError, OrganizationId, OrganizationRef, Page, PageRequest, SharedEnd,
    SharedEndList, SharedEndsChange, SourceId,
};
use serde::Serialize;

/// Everything that can be asked for at once.
const WHOLE: PageRequest = PageRequest { page: 1, size: PageRequest::MOST };

pub(super) fn list<T: Tables>(service: &Service<T>, request: &SharedEndList) -> Answered<Page<SharedEnd>> {
    let asked = PageRequest::checked(request.page, request.count)?;
    let connection = seen(service, request.connection_id)?;
    Ok(page(service.tables.shared_ends(connection.id, &service.flags_in_sight()?, asked)?, asked))
}

pub(super) fn change<T: Tables>(service: &mut Service<T>, request: &SharedEndsChange) -> Answered<Page<SharedEnd>> {
    let connection = seen(service, request.connection_id)?;
    let environment = service.own_environment(request.environment_id)?;
    service.may_there(Action::ShareEnds, environment.reference())?;
    if connection.kind != ConnectionKind::Partner {
        let message = "Ends are shared with partners. Your own are yours to use already.";
        return Err(ApiError::at(ErrorCode::ConnectionMismatch, "connectionId", message));
    }
    refuse_unconnected(&connection)?;
    let mut problems = Vec::new();
    if request.source_ids.len() > MOST_SHARED || !own_sources(service, environment.id, &request.source_ids)? {
        problems.push(not_yours("sourceIds", "sources"));
    }
    if request.destination_ids.len() > MOST_SHARED || !own_destinations(service, environment.id, &request.destination_ids)? {
        problems.push(not_yours("destinationIds", "destinations"));
    }
    if !problems.is_empty() {
        return Err(rejected(problems));
    }
    let sources = request.source_ids.iter().map(|id| End::Source(*id));
    let ends: Vec<_> = sources.chain(request.destination_ids.iter().map(|id| End::Destination(*id))).collect();
    let before = Sharing::of(service, &connection, &environment.organization)?;
    service.tables.set_shared_ends(connection.id, environment.id, &ends)?;
    let after = Sharing::of(service, &connection, &environment.organization)?;
    if after.shared_ends != before.shared_ends {
        announce(service, &connection)?;
        service.record(AuditAction::ConnectionShare, Some(&before), Some(&after))?;
    }
    Ok(page(service.tables.shared_ends(connection.id, &service.flags_in_sight()?, WHOLE)?, WHOLE))
}

/// The most sources, and the most destinations, of one environment that are shared in one connection.
const MOST_SHARED: usize = 1000;

fn own_sources<T: Tables>(service: &Service<T>, environment: EnvironmentId, ids: &[SourceId]) -> Answered<bool> {
    for id in ids {
        if service.tables.source(*id)?.is_none_or(|source| source.environment.id != environment) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn own_destinations<T: Tables>(service: &Service<T>, environment: EnvironmentId, ids: &[DestinationId]) -> Answered<bool> {
    for id in ids {
        if service.tables.destination(*id)?.is_none_or(|destination| destination.environment.id != environment) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The same for an end that does not exist and for one that is somewhere else.
fn not_yours(field: &str, kind: &str) -> FieldError {
    let message = format!("Choose up to 1000 {kind}, all of them of this environment.");
    FieldError { field: field.to_owned(), code: ErrorCode::NotYourEnd, message }
}

/// What an organization shares in a connection, as it is recorded for both sides.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Sharing {
    shared_ends: Vec<SharedEnd>,
    #[serde(skip)]
    connection: ConnectionId,
    #[serde(skip)]
    sides: [OrganizationRef; 2],
}

impl Sharing {
    fn of<T: Tables>(service: &Service<T>, connection: &Connection, us: &OrganizationRef) -> Answered<Self> {
        let all = service.tables.shared_ends(connection.id, &EnvironmentFlag::ALL, WHOLE)?.items.into_iter();
        let shared_ends = all.filter(|end| end.organization.id == us.id).collect();
        Ok(Self { shared_ends, connection: connection.id, sides: [us.clone(), connection.organization.clone()] })
    }
}

impl Audited for Sharing {
    fn audit_object(&self, viewer: OrganizationId) -> AuditObject {
        let [us, them] = &self.sides;
        let other = if us.id == viewer { them } else { us };
        AuditObject { id: self.connection.to_string(), kind: AuditKind::Connection, name: other.name.clone() }
    }

    fn parties(&self) -> Vec<OrganizationId> {
        self.sides.iter().map(|side| side.id).collect()
    }
}
