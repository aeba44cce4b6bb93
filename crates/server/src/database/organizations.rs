//! Organizations and their environments.

use super::{
    Transaction,
    directory::{PROFILE, profile},
    row::{Columns as _, Text},
};
use causeway_api::{Environment, EnvironmentFlag, EnvironmentId, OrganizationId, OrganizationRef};
use causeway_rules::{OrganizationKind, OrganizationRow, StorageError, Stored};
use rusqlite::{Row, params};

pub(super) fn kind(name: &str) -> Option<OrganizationKind> {
    match name {
        "Member" => Some(OrganizationKind::Member),
        "System" => Some(OrganizationKind::System),
        _ => None,
    }
}

pub(super) fn flag(name: &str) -> Option<EnvironmentFlag> {
    EnvironmentFlag::ALL.into_iter().find(|flag| flag.as_str() == name)
}

/// What a statement would change is not there.
pub(super) fn missing() -> StorageError {
    StorageError::Failed("a row that is mentioned does not exist".to_owned())
}

fn organization_row(row: &Row<'_>) -> rusqlite::Result<OrganizationRow> {
    Ok(OrganizationRow { profile: profile(row)?, kind: row.choice(9, kind)? })
}

pub(super) fn get(transaction: &Transaction<'_>, id: OrganizationId) -> Stored<Option<OrganizationRow>> {
    let sql = format!("SELECT {PROFILE}, o.kind FROM organizations o WHERE o.id = ?1");
    transaction.one(&sql, [id.0], organization_row)
}

pub(super) fn system(transaction: &Transaction<'_>, name: &str) -> Stored<Option<OrganizationRow>> {
    let sql = format!("SELECT {PROFILE}, o.kind FROM organizations o WHERE o.kind = 'System' AND o.name = ?1");
    transaction.one(&sql, [name], organization_row)
}

pub(super) fn insert(transaction: &Transaction<'_>, name: &str, kind: OrganizationKind, about: &str) -> Stored<OrganizationId> {
    let kind = match kind {
        OrganizationKind::Member => "Member",
        OrganizationKind::System => "System",
    };
    let sql = "INSERT INTO organizations (name, kind, description) VALUES (?1, ?2, ?3)";
    transaction.run(sql, params![name, kind, about])?;
    u32::try_from(transaction.last_number())
        .map(OrganizationId)
        .map_err(|_| StorageError::Failed("there are too many organizations".to_owned()))
}

const ENVIRONMENT: &str = "SELECT e.id, e.name, e.environment_flag, o.id, o.name
    FROM environments e JOIN organizations o ON o.id = e.organization_id";

fn environment_row(row: &Row<'_>) -> rusqlite::Result<Environment> {
    Ok(Environment {
        id: row.text(0)?,
        name: row.get(1)?,
        environment_flag: row.choice(2, flag)?,
        organization: OrganizationRef { id: OrganizationId(row.get(3)?), name: row.get(4)? },
    })
}

pub(super) fn environments(transaction: &Transaction<'_>, organization: OrganizationId) -> Stored<Vec<Environment>> {
    let sql = format!("{ENVIRONMENT} WHERE e.organization_id = ?1");
    let mut environments = transaction.all(&sql, [organization.0], environment_row)?;
    environments.sort_by_key(|environment| (environment.environment_flag, environment.id));
    Ok(environments)
}

pub(super) fn environment(transaction: &Transaction<'_>, id: EnvironmentId) -> Stored<Option<Environment>> {
    transaction.one(&format!("{ENVIRONMENT} WHERE e.id = ?1"), [Text(id)], environment_row)
}

pub(super) fn insert_environment(transaction: &Transaction<'_>, environment: &Environment) -> Stored<()> {
    let sql = "INSERT INTO environments (id, organization_id, name, environment_flag) VALUES (?1, ?2, ?3, ?4)";
    let flag = environment.environment_flag.as_str();
    transaction.run(sql, params![Text(environment.id), environment.organization.id.0, environment.name, flag]).map(drop)
}
