//! People and the organization they act for.

use super::identity::member_from;
use crate::database::Transaction;
use crate::database::row::{Columns as _, Text};
use causeway_api::{
    ApiError, AuditAction, EnvironmentRole, ErrorCode, OrganizationId, OrganizationRole, Person, PersonId, Session,
};
use causeway_rules::{Stored, Tables as _, admit, found_organization, record};
use rusqlite::params;
use std::net::IpAddr;

/// An e-mail address as it is stored and compared.
pub(crate) fn email_form(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Whether somebody owns an organization of this deployment: then it is set up.
pub(crate) fn has_owner(transaction: &Transaction<'_>) -> Stored<bool> {
    transaction.count("SELECT count(*) FROM memberships WHERE role = 'owner'", []).map(|count| count > 0)
}

/// Notes that an organization of sample data waits for its first owner.
pub(crate) fn waits_for_owner(transaction: &Transaction<'_>, organization: OrganizationId) -> Stored<()> {
    transaction.run("INSERT INTO unclaimed_organizations (organization_id) VALUES (?1)", [organization.0]).map(drop)
}

/// Who signs in with this address, if they have a password, and the hash of their password.
pub(crate) fn person_by_email(transaction: &Transaction<'_>, email: &str) -> Stored<Option<(PersonId, String)>> {
    let sql = "SELECT id, password_hash FROM people WHERE email = ?1 AND password_hash <> ''";
    transaction.one(sql, [email], |row| Ok((row.text(0)?, row.get(1)?)))
}

/// The hash of a person's password, as it is now.
pub(crate) fn password_hash(transaction: &Transaction<'_>, person: PersonId) -> Stored<Option<String>> {
    transaction.one("SELECT password_hash FROM people WHERE id = ?1", [Text(person)], |row| row.get(0))
}

pub(crate) fn set_password(transaction: &Transaction<'_>, person: PersonId, hash: &str) -> Stored<()> {
    transaction.run("UPDATE people SET password_hash = ?2 WHERE id = ?1", params![Text(person), hash]).map(drop)
}

/// Creates the first owner and their organization, or hands them the one with sample data, under the name they gave.
pub(crate) fn found(
    transaction: &mut Transaction<'_>,
    organization_name: &str,
    (name, email, password_hash): (&str, &str, &str),
    peer: IpAddr,
) -> Stored<(PersonId, OrganizationId)> {
    let unclaimed = "DELETE FROM unclaimed_organizations RETURNING organization_id";
    let mut before = None;
    let organization = match transaction.one(unclaimed, [], |row| row.get(0).map(OrganizationId))? {
        Some(waiting) => {
            before = transaction.organization(waiting)?.map(|row| row.profile);
            let renamed = "UPDATE organizations SET name = ?2 WHERE id = ?1";
            transaction.run(renamed, params![waiting.0, organization_name])?;
            waiting
        }
        None => found_organization(transaction, organization_name)?,
    };
    let person = insert_person(transaction, name, email, password_hash)?;
    admit(transaction, organization, &person, OrganizationRole::Owner, |_| EnvironmentRole::Engineer)?;
    if let Some(actor) = member_from(transaction, organization, person.id, peer)? {
        let after = transaction.organization(organization)?.map(|row| row.profile);
        let action = if before.is_some() { AuditAction::OrganizationClaim } else { AuditAction::OrganizationFound };
        record(transaction, &actor, action, before.as_ref(), after.as_ref())?;
    }
    Ok((person.id, organization))
}

/// Who is signed in and where they can go; the organization is theirs, or the first they belong to.
pub(crate) fn session_of(
    transaction: &Transaction<'_>,
    person: PersonId,
    organization: Option<OrganizationId>,
) -> Result<Session, ApiError> {
    let first = || transaction.memberships(person).map(|all| all.first().map(|membership| membership.id));
    let session = match organization.map_or_else(first, |id| Ok(Some(id)))? {
        Some(organization) => causeway_rules::session_of(transaction, organization, person)?,
        None => None,
    };
    session.ok_or_else(|| {
        let detail = "You do not belong to an organization any more. Ask an owner or admin of one to invite you.";
        ApiError::new(ErrorCode::Forbidden, detail)
    })
}

/// Stores a person who signs in with a password.
pub(crate) fn insert_person(transaction: &mut Transaction<'_>, name: &str, email: &str, password_hash: &str) -> Stored<Person> {
    let person = Person { id: PersonId(transaction.fresh_id()), name: name.to_owned(), email: email.to_owned() };
    transaction.put_person(&person)?;
    set_password(transaction, person.id, password_hash)?;
    Ok(person)
}

/// Whoever has this e-mail address, also where they cannot sign in for want of a password.
pub(crate) fn person_named(transaction: &Transaction<'_>, email: &str) -> Stored<Option<Person>> {
    transaction.one("SELECT id, name, email FROM people WHERE email = ?1", [email], |row| {
        Ok(Person { id: row.text(0)?, name: row.get(1)?, email: row.get(2)? })
    })
}
