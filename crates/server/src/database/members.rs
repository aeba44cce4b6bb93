//! People and their memberships.

use super::{
    Transaction, organizations,
    row::{Columns as _, Millis, Text},
};
use causeway_api::{
    EnvironmentRef, EnvironmentRole, Member, MemberEnvironment, Membership, OrganizationId, OrganizationRole, PageRequest,
    Person, PersonId,
};
use causeway_rules::{Rows, Stored};
use rusqlite::{Row, params};

pub(crate) fn role(name: &str) -> Option<OrganizationRole> {
    OrganizationRole::ALL.into_iter().find(|role| role.as_str() == name)
}

fn environment_role(name: &str) -> Option<EnvironmentRole> {
    EnvironmentRole::ALL.into_iter().find(|role| role.as_str() == name)
}

/// A new person cannot sign in until they have a password.
pub(super) fn put_person(transaction: &Transaction<'_>, person: &Person) -> Stored<()> {
    let sql = "INSERT INTO people (id, name, email, password_hash, created_at) VALUES (?1, ?2, ?3, '', ?4)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email";
    transaction.run(sql, params![Text(person.id), person.name, person.email, Millis(transaction.began())]).map(drop)
}

const MEMBER: &str = "SELECT p.id, p.name, p.email, m.role, m.joined_at, m.version
    FROM memberships m JOIN people p ON p.id = m.person_id WHERE m.organization_id = ?1";

fn member(row: &Row<'_>) -> rusqlite::Result<Member> {
    Ok(Member {
        person: Person { id: row.text(0)?, name: row.get(1)?, email: row.get(2)? },
        role: row.choice(3, role)?,
        environment_roles: Vec::new(),
        joined_at: row.instant(4)?,
        version: row.count(5)?,
    })
}

fn environment_roles(
    transaction: &Transaction<'_>,
    organization: OrganizationId,
    person: PersonId,
) -> Stored<Vec<MemberEnvironment>> {
    let sql = "SELECT e.id, e.environment_flag, r.role FROM environments e
        LEFT JOIN environment_roles r ON r.environment_id = e.id AND r.person_id = ?2 WHERE e.organization_id = ?1";
    let mut roles = transaction.all(sql, params![organization.0, Text(person)], |row| {
        let environment = EnvironmentRef { id: row.text(0)?, environment_flag: row.choice(1, organizations::flag)? };
        let role = row.choice_or_none(2, environment_role)?.unwrap_or(EnvironmentRole::None);
        Ok(MemberEnvironment { environment, role })
    })?;
    roles.sort_by_key(|entry| (entry.environment.environment_flag, entry.environment.id));
    Ok(roles)
}

pub(super) fn page(transaction: &Transaction<'_>, organization: OrganizationId, page: PageRequest) -> Stored<Rows<Member>> {
    let sql = format!("{MEMBER} ORDER BY fold(p.name), p.id LIMIT ?2 OFFSET ?3");
    let mut items = transaction.all(&sql, params![organization.0, page.size, page.offset()], member)?;
    for member in &mut items {
        member.environment_roles = environment_roles(transaction, organization, member.person.id)?;
    }
    let total = transaction.count("SELECT count(*) FROM memberships WHERE organization_id = ?1", [organization.0])?;
    Ok(Rows { items, total })
}

pub(super) fn get(transaction: &Transaction<'_>, organization: OrganizationId, person: PersonId) -> Stored<Option<Member>> {
    let found = transaction.one(&format!("{MEMBER} AND p.id = ?2"), params![organization.0, Text(person)], member)?;
    let Some(member) = found else { return Ok(None) };
    Ok(Some(Member { environment_roles: environment_roles(transaction, organization, person)?, ..member }))
}

pub(super) fn of(transaction: &Transaction<'_>, person: PersonId) -> Stored<Vec<Membership>> {
    let sql = "SELECT o.id, o.name, m.role FROM memberships m JOIN organizations o ON o.id = m.organization_id
        WHERE m.person_id = ?1 ORDER BY o.id";
    transaction.all(sql, [Text(person)], |row| {
        Ok(Membership { id: OrganizationId(row.get(0)?), name: row.get(1)?, role: row.choice(2, role)? })
    })
}

pub(super) fn count_owners(transaction: &Transaction<'_>, organization: OrganizationId) -> Stored<u64> {
    let sql = "SELECT count(*) FROM memberships WHERE organization_id = ?1 AND role = 'owner'";
    transaction.count(sql, [organization.0])
}

pub(super) fn put(transaction: &Transaction<'_>, organization: OrganizationId, member: &Member) -> Stored<()> {
    let person = member.person.id;
    let sql = "INSERT INTO memberships (organization_id, person_id, role, joined_at, version) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (person_id, organization_id) DO UPDATE SET role = excluded.role, version = excluded.version";
    let joined_at = Millis(member.joined_at);
    transaction.run(sql, params![organization.0, Text(person), member.role.as_str(), joined_at, member.version])?;
    forget_environment_roles(transaction, organization, person)?;
    let sql = "INSERT INTO environment_roles (person_id, environment_id, role) VALUES (?1, ?2, ?3)";
    for entry in member.environment_roles.iter().filter(|entry| entry.role > EnvironmentRole::None) {
        transaction.run(sql, params![Text(person), Text(entry.environment.id), entry.role.as_str()])?;
    }
    forget_invitations(transaction, organization, person, member.role)?;
    // What they read right now may not be theirs to read any more.
    transaction.announce_ended_access();
    Ok(())
}

fn forget_environment_roles(transaction: &Transaction<'_>, organization: OrganizationId, person: PersonId) -> Stored<()> {
    let sql = "DELETE FROM environment_roles WHERE person_id = ?2
        AND environment_id IN (SELECT id FROM environments WHERE organization_id = ?1)";
    transaction.run(sql, params![organization.0, Text(person)]).map(drop)
}

/// Invitations that somebody could not make any more end, of people and of organizations: they may have kept the links.
fn forget_invitations(
    transaction: &Transaction<'_>,
    organization: OrganizationId,
    person: PersonId,
    role: OrganizationRole,
) -> Stored<()> {
    let sql = match role {
        OrganizationRole::Owner => return Ok(()),
        OrganizationRole::Admin => "DELETE FROM invitations WHERE organization_id = ?1 AND invited_by = ?2 AND role = 'owner'",
        OrganizationRole::Member => {
            let sql = "DELETE FROM connection_invitations WHERE organization_id = ?1 AND invited_by = ?2";
            transaction.run(sql, params![organization.0, Text(person)])?;
            "DELETE FROM invitations WHERE organization_id = ?1 AND invited_by = ?2"
        }
    };
    transaction.run(sql, params![organization.0, Text(person)]).map(drop)
}

pub(super) fn remove(transaction: &Transaction<'_>, organization: OrganizationId, person: PersonId) -> Stored<()> {
    forget_environment_roles(transaction, organization, person)?;
    forget_invitations(transaction, organization, person, OrganizationRole::Member)?;
    for table in ["memberships", "sessions", "tokens"] {
        let sql = format!("DELETE FROM {table} WHERE organization_id = ?1 AND person_id = ?2");
        transaction.run(&sql, params![organization.0, Text(person)])?;
    }
    transaction.announce_ended_access();
    Ok(())
}
