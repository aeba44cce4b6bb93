//! Whom the actor's organization is connected with, and how that ends.

use super::{Answered, Service, check_version, page};
use crate::joining::{record_connection_change, record_subscription_change};
use crate::{Tables, record_for};
use causeway_api::{
    Action, ApiError, AuditAction, Connection, ConnectionEnd, ConnectionGet, ConnectionId, ConnectionKind, ConnectionList,
    ConnectionStatus, ErrorCode, Object, One, Page, PageRequest, Subscription,
};

pub(super) fn list<T: Tables>(service: &Service<T>, request: &ConnectionList) -> Answered<Page<Connection>> {
    let asked = PageRequest::checked(request.page, request.count)?;
    let environment = service.own_environment(request.environment_id)?;
    Ok(page(service.tables.connections(environment.organization.id, asked)?, asked))
}

pub(super) fn get<T: Tables>(service: &Service<T>, request: &ConnectionGet) -> Answered<One<Connection>> {
    seen(service, request.connection_id).map(One)
}

/// A connection that the actor's organization takes part in, as it sees it.
pub(super) fn seen<T: Tables>(service: &Service<T>, id: ConnectionId) -> Answered<Connection> {
    service.tables.connection(service.actor.organization, id)?.ok_or_else(ApiError::not_found)
}

/// Stores the next version, notes the change on both sides, and gives the connection as it is then.
pub(super) fn store<T: Tables>(service: &mut Service<T>, mut next: Connection) -> Answered<Connection> {
    next.version += 1;
    service.tables.put_connection(service.actor.organization, &next)?;
    announce(service, &next)?;
    seen(service, next.id)
}

/// Notes on both sides that a connection changed.
pub(super) fn announce<T: Tables>(service: &mut Service<T>, connection: &Connection) -> Answered<()> {
    let both = [service.actor.organization, connection.organization.id];
    Ok(record_connection_change(&mut service.tables, both, connection.id)?)
}

pub(super) fn end<T: Tables>(service: &mut Service<T>, request: &ConnectionEnd) -> Answered<One<Connection>> {
    let connection = seen(service, request.connection_id)?;
    service.may(Action::EndConnection, Object::Organization)?;
    check_version(request.version, &connection)?;
    if connection.kind != ConnectionKind::Partner {
        let message = "Your own connection and the default ones stay. Delete their subscriptions instead.";
        return Err(ApiError::new(ErrorCode::ConnectionStays, message));
    }
    refuse_unconnected(&connection)?;
    let now = service.tables.now();
    for shared in service.tables.live_subscriptions_between(connection.id)? {
        let next = Subscription { deleted_at: Some(now), updated_at: now, version: shared.version + 1, ..shared };
        service.tables.put_subscription(&next)?;
        service.tables.set_ended_by(next.id, service.actor.organization)?;
        record_subscription_change(&mut service.tables, next.id)?;
    }
    // What was shared is not shared again by itself, should they connect again.
    for organization in [service.actor.organization, connection.organization.id] {
        for environment in service.tables.environments(organization)? {
            service.tables.set_shared_ends(connection.id, environment.id, &[])?;
        }
    }
    let sides = [service.actor.organization, connection.organization.id];
    let [ours, theirs] = sides.map(|side| service.tables.connection(side, connection.id));
    let before = [ours?, theirs?];
    let ended = store(service, Connection { status: ConnectionStatus::Ended, ..connection })?;
    for (side, before) in sides.into_iter().zip(&before) {
        let after = service.tables.connection(side, ended.id)?;
        record_for(&mut service.tables, side, &service.actor, AuditAction::ConnectionEnd, before.as_ref(), after.as_ref())?;
    }
    Ok(One(ended))
}

/// Refuses what takes a connection that both agreed on.
pub(super) fn refuse_unconnected(connection: &Connection) -> Answered<()> {
    match connection.why_not_connected() {
        None => Ok(()),
        Some(detail) => Err(ApiError::new(ErrorCode::NotConnected, detail)),
    }
}
