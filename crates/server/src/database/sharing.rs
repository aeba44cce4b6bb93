//! What organizations show each other.

use super::{
    Transaction, organizations,
    row::{Columns as _, Text},
};
use causeway_api::{
    ConnectionId, EndKind, EnvironmentFlag, EnvironmentId, OrganizationId, OrganizationRef, PageRequest, SetupState, SharedEnd,
};
use causeway_rules::{End, Rows, Stored};
use rusqlite::{Row, params};
use std::collections::BTreeSet;

/// The ends shared in connection `?1` in environments of the types in the JSON list `?2`.
const SHARED: &str = "
    SELECT 'source' AS kind, x.id, x.name, x.setup_step, x.environment_id
        FROM shared_sources s JOIN sources x ON x.id = s.source_id WHERE s.connection_id = ?1 AND x.deleted_at IS NULL
    UNION ALL SELECT 'destination', x.id, x.name, x.setup_step, x.environment_id
        FROM shared_destinations s JOIN destinations x ON x.id = s.destination_id
        WHERE s.connection_id = ?1 AND x.deleted_at IS NULL";

fn row(row: &Row<'_>) -> rusqlite::Result<SharedEnd> {
    let kind = |name: &str| match name {
        "source" => Some(EndKind::Source),
        "destination" => Some(EndKind::Destination),
        _ => None,
    };
    Ok(SharedEnd {
        kind: row.choice(0, kind)?,
        id: row.text(1)?,
        name: row.get(2)?,
        setup_state: row.get::<_, Option<u8>>(3)?.map(|step| SetupState { step }),
        environment_flag: row.choice(4, organizations::flag)?,
        organization: OrganizationRef { id: OrganizationId(row.get(5)?), name: row.get(6)? },
    })
}

pub(super) fn page(
    transaction: &Transaction<'_>,
    connection: ConnectionId,
    flags: &[EnvironmentFlag],
    page: PageRequest,
) -> Stored<Rows<SharedEnd>> {
    let from = format!(
        "({SHARED}) x JOIN environments e ON e.id = x.environment_id JOIN organizations o ON o.id = e.organization_id
        WHERE e.environment_flag IN (SELECT value FROM json_each(?2))"
    );
    let flags = serde_json::json!(flags).to_string();
    let sql = format!(
        "SELECT x.kind, x.id, x.name, x.setup_step, e.environment_flag, o.id, o.name FROM {from}
        ORDER BY CASE e.environment_flag WHEN 'Development' THEN 0 WHEN 'Staging' THEN 1 ELSE 2 END, fold(x.name), x.id
        LIMIT ?3 OFFSET ?4"
    );
    let items = transaction.all(&sql, params![Text(connection), flags, page.size, page.offset()], row)?;
    let total = transaction.count(&format!("SELECT count(*) FROM {from}"), params![Text(connection), flags])?;
    Ok(Rows { items, total })
}

/// The table and the column of an end, and its id.
fn place(end: End) -> (&'static str, &'static str, String) {
    match end {
        End::Source(id) => ("sources", "source_id", id.to_string()),
        End::Destination(id) => ("destinations", "destination_id", id.to_string()),
    }
}

pub(super) fn is_shared(transaction: &Transaction<'_>, end: End, with: OrganizationId) -> Stored<bool> {
    let (table, column, id) = place(end);
    let sql = format!(
        "SELECT count(*) FROM shared_{table} s
        JOIN {table} x ON x.id = s.{column} AND x.deleted_at IS NULL
        JOIN environments e ON e.id = x.environment_id
        JOIN connections c ON c.id = s.connection_id AND c.status = 'Connected'
        WHERE s.{column} = ?1 AND c.lower_id = min(?2, e.organization_id) AND c.higher_id = max(?2, e.organization_id)"
    );
    transaction.count(&sql, params![id, with.0]).map(|count| count > 0)
}

pub(super) fn set(
    transaction: &Transaction<'_>,
    connection: ConnectionId,
    environment: EnvironmentId,
    ends: &[End],
) -> Stored<()> {
    for (table, column) in [("sources", "source_id"), ("destinations", "destination_id")] {
        let sql = format!(
            "DELETE FROM shared_{table}
            WHERE connection_id = ?1 AND {column} IN (SELECT id FROM {table} WHERE environment_id = ?2)"
        );
        transaction.run(&sql, params![Text(connection), Text(environment)])?;
    }
    for end in ends.iter().collect::<BTreeSet<_>>() {
        let (table, column, id) = place(*end);
        let sql = format!(
            "INSERT INTO shared_{table} (connection_id, {column}) SELECT ?1, id FROM {table} WHERE id = ?2 AND environment_id = ?3"
        );
        if transaction.run(&sql, params![Text(connection), id, Text(environment)])? == 0 {
            return Err(organizations::missing());
        }
    }
    Ok(())
}
