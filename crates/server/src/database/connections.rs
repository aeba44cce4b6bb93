//! Connections, from the view of one of their two organizations.

use super::{
    Transaction, organizations,
    row::{Columns as _, Millis, Text},
};
use causeway_api::{Connection, ConnectionId, ConnectionKind, Instant, OrganizationId, OrganizationRef, PageRequest};
use causeway_rules::{OrganizationKind, Rows, Stored};
use rusqlite::{Row, params};

/// `?1` is the viewer; `o` the other organization (the viewer itself for its own connection).
const SEEN: &str = "SELECT c.id, o.id, o.name, o.kind, o.description, c.connected_at, c.version, o.id = ?1
    FROM connections c
    JOIN organizations o ON o.id = CASE c.lower_id WHEN ?1 THEN c.higher_id ELSE c.lower_id END
    WHERE (c.lower_id = ?1 OR c.higher_id = ?1)";

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
        description: row.get(4)?,
        connected_at: row.instant(5)?,
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

pub(super) fn insert(
    transaction: &Transaction<'_>,
    id: ConnectionId,
    (one, other): (OrganizationId, OrganizationId),
    at: Instant,
) -> Stored<()> {
    let sql = "INSERT INTO connections (id, lower_id, higher_id, connected_at) VALUES (?1, ?2, ?3, ?4)";
    transaction.run(sql, params![Text(id), one.min(other).0, one.max(other).0, Millis(at)]).map(drop)
}
