//! Organizations' records of changes, in rows that are only ever added.

use super::{
    Transaction,
    row::{Columns as _, Millis, Text},
};
use causeway_api::{
    AuditAction, AuditActor, AuditEntry, AuditKind, AuditList, AuditObject, OrganizationId, OrganizationRef, PageRequest,
    PersonRef, TokenRef, fold,
};
use causeway_rules::{AuditEnds, AuditMark, Rows, Stored};
use rusqlite::{Row, params, types::Value};

pub(super) fn append(transaction: &Transaction<'_>, organization: OrganizationId, entry: &AuditEntry) -> Stored<()> {
    let AuditEntry { sequence, at, actor, address, action, object, before, after, previous_hash, hash } = entry;
    let json = |value: &Option<serde_json::Value>| value.as_ref().map(ToString::to_string);
    let sql =
        "INSERT INTO audit (organization_id, sequence, at, by_organization_id, by_organization_name, person_id, person_name,
            token_id, token_name, address, action, object_kind, object_id, object_name, before, after, previous_hash, hash)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)";
    let values = params![
        organization.0,
        sequence,
        Millis(*at),
        actor.organization.as_ref().map(|organization| organization.id.0),
        actor.organization.as_ref().map(|organization| &organization.name),
        actor.person.as_ref().map(|person| Text(person.id)),
        actor.person.as_ref().map(|person| &person.name),
        actor.token.as_ref().map(|token| Text(token.id)),
        actor.token.as_ref().map(|token| &token.name),
        address,
        action.as_str(),
        object.kind.as_str(),
        object.id,
        object.name,
        json(before),
        json(after),
        previous_hash,
        hash,
    ];
    transaction.run(sql, values)?;
    let sql = "INSERT INTO audit_ends (organization_id, entries, hash) VALUES (?1, ?2, ?3)
        ON CONFLICT (organization_id) DO UPDATE SET entries = excluded.entries, hash = excluded.hash";
    transaction.run(sql, params![organization.0, sequence, hash]).map(drop)
}

pub(super) fn ends(transaction: &Transaction<'_>, organization: OrganizationId) -> Stored<AuditEnds> {
    let sql = "SELECT entries, hash FROM audit_ends WHERE organization_id = ?1";
    // Somebody's negative number is none, and what there is then too much.
    let read = |row: &Row<'_>| Ok(AuditMark { entries: row.get::<_, i64>(0)?.try_into().unwrap_or(0), hash: row.get(1)? });
    let written = transaction.one(sql, [organization.0], read)?;
    let first = AuditMark::beginning(organization);
    Ok(AuditEnds { last: written.unwrap_or_else(|| first.clone()), first })
}

const COLUMNS: &str =
    "sequence, at, by_organization_id, by_organization_name, person_id, person_name, token_id, token_name, address,
    action, object_kind, object_id, object_name, before, after, previous_hash, hash";

fn entry(row: &Row<'_>) -> rusqlite::Result<AuditEntry> {
    let (by, by_name): (Option<u32>, Option<String>) = (row.get(2)?, row.get(3)?);
    let organization = by.zip(by_name).map(|(id, name)| OrganizationRef { id: OrganizationId(id), name });
    let (person, person_name): (Option<Text<_>>, Option<String>) = (row.get(4)?, row.get(5)?);
    let (token, token_name): (Option<Text<_>>, Option<String>) = (row.get(6)?, row.get(7)?);
    Ok(AuditEntry {
        sequence: row.count(0)?,
        at: row.instant(1)?,
        actor: AuditActor {
            organization,
            person: person.zip(person_name).map(|(id, name)| PersonRef { id: id.0, name }),
            token: token.zip(token_name).map(|(id, name)| TokenRef { id: id.0, name }),
        },
        address: row.get(8)?,
        action: row.choice(9, AuditAction::named)?,
        object: AuditObject { kind: row.choice(10, AuditKind::named)?, id: row.get(11)?, name: row.get(12)? },
        before: recorded(row.get(13)?),
        after: recorded(row.get(14)?),
        previous_hash: row.get(15)?,
        hash: row.get(16)?,
    })
}

/// What somebody made unreadable is still shown, as text, and found by its hash.
fn recorded(json: Option<String>) -> Option<serde_json::Value> {
    json.map(|json| serde_json::from_str(&json).unwrap_or(serde_json::Value::String(json)))
}

pub(super) fn after(
    transaction: &Transaction<'_>,
    organization: OrganizationId,
    after: u64,
    most: u32,
) -> Stored<Vec<AuditEntry>> {
    let sql = format!("SELECT {COLUMNS} FROM audit WHERE organization_id = ?1 AND sequence > ?2 ORDER BY sequence LIMIT ?3");
    transaction.all(&sql, params![organization.0, after, most], entry)
}

pub(super) fn page(transaction: &Transaction<'_>, list: &AuditList, page: PageRequest) -> Stored<Rows<AuditEntry>> {
    let mut conditions = vec!["organization_id = ?1".to_owned()];
    let mut values: Vec<Value> = vec![list.organization_id.0.into()];
    let mut add = |condition: &str, value: Option<Value>| {
        let Some(value) = value else { return };
        values.push(value);
        conditions.push(condition.replace('?', &format!("?{}", values.len())));
    };
    add("person_id = ?", list.person_id.map(|id| id.to_string().into()));
    add("action = ?", list.action.map(|action| action.as_str().to_owned().into()));
    add("object_id = ?", list.object_id.clone().map(Value::from));
    add("at >= ?", list.since.map(|instant| instant.0.into()));
    add("at < ?", list.until.map(|instant| instant.0.into()));
    let found = "(instr(fold(object_name), ?) OR instr(object_id, ?) OR instr(fold(coalesce(person_name, '')), ?)
        OR instr(fold(coalesce(token_name, '')), ?))";
    add(found, list.search_term.as_deref().map(|term| fold(term).into()));
    let conditions = conditions.join(" AND ");

    let total =
        transaction.count(&format!("SELECT count(*) FROM audit WHERE {conditions}"), rusqlite::params_from_iter(&values))?;
    let (size, offset) = (values.len() + 1, values.len() + 2);
    values.push(page.size.into());
    // Beyond what SQLite can count there is no row either.
    values.push(i64::try_from(page.offset()).unwrap_or(i64::MAX).into());
    let sql = format!("SELECT {COLUMNS} FROM audit WHERE {conditions} ORDER BY sequence DESC LIMIT ?{size} OFFSET ?{offset}");
    Ok(Rows { items: transaction.all(&sql, rusqlite::params_from_iter(&values), entry)?, total })
}
