//! How two organizations come to be connected: one asks, the other answers.

use super::connections::{announce, seen, store};
use super::{Answered, Service, check_version, page};
use crate::joining::rejected;
use crate::{OrganizationKind, Tables};
use causeway_api::{
    Action, ApiError, AuditAction, Connection, ConnectionAccept, ConnectionAnswer, ConnectionAsk, ConnectionDecline,
    ConnectionId, ConnectionKind, ConnectionRequest, ConnectionRequestGet, ConnectionRequestList, ConnectionStatus,
    ConnectionWithdraw, ErrorCode, Message, Object, One, OrganizationId, OrganizationRef, Page, PageRequest, checked_message,
};

pub(super) fn list<T: Tables>(service: &Service<T>, request: &ConnectionRequestList) -> Answered<Page<ConnectionRequest>> {
    let asked = PageRequest::checked(request.page, request.count)?;
    let environment = service.own_environment(request.environment_id)?;
    Ok(page(service.tables.connection_requests(environment.organization.id, asked)?, asked))
}

pub(super) fn get<T: Tables>(service: &Service<T>, request: &ConnectionRequestGet) -> Answered<One<ConnectionRequest>> {
    asked(service, request.connection_id).map(One)
}

pub(super) fn ask<T: Tables>(service: &mut Service<T>, request: ConnectionAsk) -> Answered<One<Connection>> {
    let environment = service.own_environment(request.environment_id)?;
    service.may(Action::RequestConnection, Object::Organization)?;
    let request = request.checked().map_err(rejected)?;
    let (organization, person) = (service.actor.organization, service.actor.person);
    let member = service.tables.member(organization, person)?;
    let person_name = member.map(|member| member.person.name).unwrap_or_default();
    let connection = askable(service, request.organization_id)?;
    let before = service.tables.connection_request(service.actor.organization, connection.id)?;
    service.tables.put_connection(service.actor.organization, &connection)?;
    let asked = ConnectionRequest {
        id: connection.id,
        status: connection.status,
        by: environment.organization,
        to: connection.organization.clone(),
        person_name,
        purpose: request.purpose,
        data_models: request.data_models,
        environment_flag: environment.environment_flag,
        message: request.message,
        requested_at: service.tables.now(),
        answer: None,
        version: connection.version,
    };
    service.tables.put_connection_request(&asked)?;
    service.record(AuditAction::ConnectionRequest, before.as_ref(), Some(&asked))?;
    announce(service, &connection)?;
    seen(service, connection.id).map(One)
}

/// The connection with an organization as it is once it was asked for: a new one, or the next version of one that came to nothing.
fn askable<T: Tables>(service: &mut Service<T>, wanted: OrganizationId) -> Answered<Connection> {
    let viewer = service.actor.organization;
    if let Some(id) = service.tables.connection_between(viewer, wanted)? {
        let connection = seen(service, id)?;
        if connection.kind != ConnectionKind::Partner {
            return Err(nobody());
        }
        let name = &connection.organization.name;
        return match connection.status {
            ConnectionStatus::Connected => {
                let message = format!("You are connected with {name} already.");
                Err(ApiError::at(ErrorCode::AlreadyConnected, "organizationId", message))
            }
            ConnectionStatus::Requested => {
                let message = if connection.awaits_your_answer() {
                    format!("{name} has asked you already: accept their request.")
                } else {
                    format!("You have asked {name} already. Wait for their answer, or take your request back.")
                };
                Err(ApiError::at(ErrorCode::AlreadyRequested, "organizationId", message))
            }
            ConnectionStatus::Declined | ConnectionStatus::Ended => {
                let version = connection.version + 1;
                Ok(Connection { status: ConnectionStatus::Requested, version, ..connection })
            }
        };
    }
    let row = service.tables.organization(wanted)?;
    let found = row.filter(|row| row.kind == OrganizationKind::Member && row.profile.is_listed).ok_or_else(nobody)?;
    Ok(Connection {
        id: ConnectionId(service.tables.new_id()),
        organization: OrganizationRef { id: wanted, name: found.profile.name },
        kind: ConnectionKind::Partner,
        status: ConnectionStatus::Requested,
        requested_by: Some(viewer),
        description: found.profile.about,
        connected_at: None,
        version: 1,
    })
}

/// The same for an organization that does not exist and for one that does not want to be found: nobody can tell them apart.
fn nobody() -> ApiError {
    ApiError::at(
        ErrorCode::InvalidFields,
        "organizationId",
        "The directory has no organization with this number. Choose one of it.",
    )
}

pub(super) fn accept<T: Tables>(service: &mut Service<T>, request: &ConnectionAccept) -> Answered<One<Connection>> {
    let connection = answerable(service, request.connection_id, request.version)?;
    let connected_at = Some(service.tables.now());
    let next = Connection { status: ConnectionStatus::Connected, connected_at, ..connection };
    answer(service, AuditAction::ConnectionAccept, next, &request.message)
}

pub(super) fn decline<T: Tables>(service: &mut Service<T>, request: &ConnectionDecline) -> Answered<One<Connection>> {
    let connection = answerable(service, request.connection_id, request.version)?;
    let next = Connection { status: ConnectionStatus::Declined, ..connection };
    answer(service, AuditAction::ConnectionDecline, next, &request.message)
}

/// A connection that the other side asks for.
fn answerable<T: Tables>(service: &Service<T>, id: ConnectionId, version: Option<u64>) -> Answered<Connection> {
    let connection = seen(service, id)?;
    service.may(Action::DecideConnection, Object::Organization)?;
    check_version(version, &connection)?;
    if connection.awaits_your_answer() {
        return Ok(connection);
    }
    let name = &connection.organization.name;
    let detail = if connection.awaits_their_answer() {
        format!("{name} answers this request, since yours asked.")
    } else {
        format!("{name} has no open request to you.")
    };
    Err(ApiError::new(ErrorCode::NotRequested, detail))
}

/// Keeps what was answered, and what becomes of the connection by that.
fn answer<T: Tables>(
    service: &mut Service<T>,
    action: AuditAction,
    next: Connection,
    message: &str,
) -> Answered<One<Connection>> {
    let message = checked_message(message).map_err(|problem| rejected(vec![problem]))?;
    let before = asked(service, next.id)?;
    let answer = Some(ConnectionAnswer { message, at: service.tables.now() });
    service.tables.put_connection_request(&ConnectionRequest { answer, ..before.clone() })?;
    let connection = store(service, next)?;
    let after = asked(service, connection.id)?;
    service.record(action, Some(&before), Some(&after))?;
    Ok(One(connection))
}

/// What a connection began with.
fn asked<T: Tables>(service: &Service<T>, id: ConnectionId) -> Answered<ConnectionRequest> {
    service.tables.connection_request(service.actor.organization, id)?.ok_or_else(ApiError::not_found)
}

pub(super) fn withdraw<T: Tables>(service: &mut Service<T>, request: &ConnectionWithdraw) -> Answered<Message> {
    let connection = seen(service, request.connection_id)?;
    service.may(Action::RequestConnection, Object::Organization)?;
    check_version(request.version, &connection)?;
    if !connection.awaits_their_answer() {
        let detail = format!("You have no open request to {}.", connection.organization.name);
        return Err(ApiError::new(ErrorCode::NotRequested, detail));
    }
    let done = Message(format!("Your request to {} was taken back.", connection.organization.name));
    let before = asked(service, connection.id)?;
    if connection.connected_at.is_none() {
        announce(service, &connection)?;
        service.tables.remove_connection(connection.id)?;
        service.record(AuditAction::ConnectionWithdraw, Some(&before), None)?;
    } else {
        let ended = store(service, Connection { status: ConnectionStatus::Ended, ..connection })?;
        let after = asked(service, ended.id)?;
        service.record(AuditAction::ConnectionWithdraw, Some(&before), Some(&after))?;
    }
    Ok(done)
}
