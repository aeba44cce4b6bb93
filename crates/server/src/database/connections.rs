//! Connections, from the view of one of their two organizations, and the requests that they begin with.

use super::directory::json;
use super::{
    Transaction, organizations,
    row::{Columns as _, Millis, Text},
};
use causeway_api::{
    Connection, ConnectionAnswer, ConnectionId, ConnectionKind, ConnectionRequest, ConnectionStatus, Instant, OrganizationId,
    OrganizationRef, PageRequest,
};
use causeway_rules::{OrganizationKind, Rows, Stored};
use rusqlite::{Row, params};

/// `?1` is the viewer; `o` the other organization (the viewer itself for its own connection).
const SEEN: &str =
    "SELECT c.id, o.id, o.name, o.kind, o.description, c.connected_at, c.version, o.id = ?1, c.status, r.organization_id
    FROM connections c
    JOIN organizations o ON o.id = CASE c.lower_id WHEN ?1 THEN c.higher_id ELSE c.lower_id END
    LEFT JOIN connection_requests r ON r.connection_id = c.id
    WHERE (c.lower_id = ?1 OR c.higher_id = ?1)";

pub(super) fn status(name: &str) -> Option<ConnectionStatus> {
    ConnectionStatus::ALL.into_iter().find(|status| status.as_str() == name)
}

fn row(row: &Row<'_>) -> rusqlite::Result<Connection> {
    let kind = match (row.get(7)?, row.choice(3, organizations::kind)?) {
        (true, _) => ConnectionKind::Own,
        (false, OrganizationKind::System) => ConnectionKind::Default,
        (false, OrganizationKind::Member) => ConnectionKind::Partner,
    };
    Ok(Connection {
        id: row.text(0)?,
        organization: OrganizationRef { id: OrganizationId(row.get(1)?), name: row.get(2)? },
        kind,
        status: row.choice(8, status)?,
        requested_by: row.get::<_, Option<u32>>(9)?.map(OrganizationId),
        description: row.get(4)?,
        connected_at: row.instant_or_none(5)?,
        version: row.count(6)?,
    })
}

pub(super) fn page(transaction: &Transaction<'_>, viewer: OrganizationId, page: PageRequest) -> Stored<Rows<Connection>> {
    let sql = format!("{SEEN} ORDER BY o.id = ?1 DESC, fold(o.name), c.id LIMIT ?2 OFFSET ?3");
    let items = transaction.all(&sql, params![viewer.0, page.size, page.offset()], row)?;
    let total = transaction.count("SELECT count(*) FROM connections WHERE lower_id = ?1 OR higher_id = ?1", [viewer.0])?;
    Ok(Rows { items, total })
}

pub(super) fn get(transaction: &Transaction<'_>, viewer: OrganizationId, id: ConnectionId) -> Stored<Option<Connection>> {
    transaction.one(&format!("{SEEN} AND c.id = ?2"), params![viewer.0, Text(id)], row)
}

pub(super) fn between(transaction: &Transaction<'_>, one: OrganizationId, other: OrganizationId) -> Stored<Option<ConnectionId>> {
    let sql = "SELECT id FROM connections WHERE lower_id = ?1 AND higher_id = ?2";
    transaction.one(sql, [one.min(other).0, one.max(other).0], |row| row.text(0))
}

/// A new connection of two that are connected.
pub(super) fn insert(
    transaction: &Transaction<'_>,
    id: ConnectionId,
    (one, other): (OrganizationId, OrganizationId),
    at: Instant,
) -> Stored<()> {
    let sql = "INSERT INTO connections (id, lower_id, higher_id, status, connected_at, version)
        VALUES (?1, ?2, ?3, 'Connected', ?4, 1)";
    transaction.run(sql, params![Text(id), one.min(other).0, one.max(other).0, Millis(at)]).map(drop)
}

pub(super) fn put(transaction: &Transaction<'_>, viewer: OrganizationId, connection: &Connection) -> Stored<()> {
    let sql = "INSERT INTO connections (id, lower_id, higher_id, status, connected_at, version)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (id) DO UPDATE SET status = excluded.status, connected_at = excluded.connected_at, version = excluded.version";
    let other = connection.organization.id;
    let values = params![
        Text(connection.id),
        viewer.min(other).0,
        viewer.max(other).0,
        connection.status.as_str(),
        connection.connected_at.map(Millis),
        connection.version,
    ];
    transaction.run(sql, values).map(drop)
}

pub(super) fn remove(transaction: &Transaction<'_>, id: ConnectionId) -> Stored<()> {
    transaction.run("DELETE FROM connection_requests WHERE connection_id = ?1", [Text(id)])?;
    transaction.run("DELETE FROM connections WHERE id = ?1", [Text(id)]).map(drop)
}

/// `?1` is the viewer; `o` who asks, `t` who is asked.
const REQUEST: &str =
    "SELECT c.id, c.status, o.id, o.name, t.id, t.name, r.person_name, r.purpose, r.data_models, r.environment_flag,
        r.message, r.requested_at, r.answer, r.answered_at, c.version
    FROM connection_requests r
    JOIN connections c ON c.id = r.connection_id
    JOIN organizations o ON o.id = r.organization_id
    JOIN organizations t ON t.id = CASE c.lower_id WHEN o.id THEN c.higher_id ELSE c.lower_id END
    WHERE (c.lower_id = ?1 OR c.higher_id = ?1)";

fn request_row(row: &Row<'_>) -> rusqlite::Result<ConnectionRequest> {
    let organization = |index: usize| -> rusqlite::Result<_> {
        Ok(OrganizationRef { id: OrganizationId(row.get(index)?), name: row.get(index + 1)? })
    };
    let answered = (row.get::<_, Option<String>>(12)?, row.instant_or_none(13)?);
    Ok(ConnectionRequest {
        id: row.text(0)?,
        status: row.choice(1, status)?,
        by: organization(2)?,
        to: organization(4)?,
        person_name: row.get(6)?,
        purpose: row.get(7)?,
        data_models: json(row, 8)?,
        environment_flag: row.choice(9, organizations::flag)?,
        message: row.get(10)?,
        requested_at: row.instant(11)?,
        answer: answered.0.zip(answered.1).map(|(message, at)| ConnectionAnswer { message, at }),
        version: row.count(14)?,
    })
}

pub(super) fn requests(
    transaction: &Transaction<'_>,
    viewer: OrganizationId,
    page: PageRequest,
) -> Stored<Rows<ConnectionRequest>> {
    let sql = format!("{REQUEST} ORDER BY c.status = 'Requested' DESC, r.requested_at DESC, c.id LIMIT ?2 OFFSET ?3");
    let items = transaction.all(&sql, params![viewer.0, page.size, page.offset()], request_row)?;
    let counted = "SELECT count(*) FROM connection_requests r JOIN connections c ON c.id = r.connection_id
        WHERE c.lower_id = ?1 OR c.higher_id = ?1";
    Ok(Rows { items, total: transaction.count(counted, [viewer.0])? })
}

pub(super) fn request(
    transaction: &Transaction<'_>,
    viewer: OrganizationId,
    id: ConnectionId,
) -> Stored<Option<ConnectionRequest>> {
    transaction.one(&format!("{REQUEST} AND c.id = ?2"), params![viewer.0, Text(id)], request_row)
}

pub(super) fn put_request(transaction: &Transaction<'_>, request: &ConnectionRequest) -> Stored<()> {
    let sql = "INSERT OR REPLACE INTO connection_requests (connection_id, organization_id, person_name, purpose, data_models,
            environment_flag, message, requested_at, answer, answered_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let values = params![
        Text(request.id),
        request.by.id.0,
        request.person_name,
        request.purpose,
        serde_json::json!(request.data_models).to_string(),
        request.environment_flag.as_str(),
        request.message,
        Millis(request.requested_at),
        request.answer.as_ref().map(|answer| &answer.message),
        request.answer.as_ref().map(|answer| Millis(answer.at)),
    ];
    transaction.run(sql, values).map(drop)
}
