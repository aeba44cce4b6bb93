//! What whoever runs the server does at the machine to what is in the database, and how the organizations' records tell it.

use crate::database::row::{Columns as _, Text};
use crate::database::{Transaction, forget_all};
use causeway_api::{AuditAction, AuditActor, Authority, DestinationId, OrganizationId, OrganizationRole, Person, PersonId};
use causeway_rules::{Actor, Audited, Stored, Tables as _, record};
use uuid::Uuid;

/// Forgets the credentials of all destinations, which is recorded for each of them; says how many credentials there were.
pub(crate) fn forget_credentials(transaction: &mut Transaction<'_>) -> Stored<usize> {
    let sql = "SELECT DISTINCT destination_id FROM secrets ORDER BY destination_id";
    let ids: Vec<DestinationId> = transaction.all(sql, [], |row| row.text(0))?;
    let mut destinations = Vec::new();
    for id in ids {
        destinations.extend(transaction.destination(id)?);
    }
    let count = forget_all(transaction)?;
    for before in destinations {
        let after = transaction.destination(before.id)?;
        let organization = before.organization.id;
        record_for_operator(transaction, organization, AuditAction::DestinationCredentials, Some(&before), after.as_ref())?;
    }
    Ok(count)
}

/// Records in each organization that somebody belongs to that there is a link for a new password of theirs.
pub(crate) fn record_password_link(transaction: &mut Transaction<'_>, person: PersonId) -> Stored<()> {
    let sql = "SELECT id, name, email FROM people WHERE id = ?1";
    let read = |row: &rusqlite::Row<'_>| Ok(Person { id: row.text(0)?, name: row.get(1)?, email: row.get(2)? });
    let Some(person) = transaction.one(sql, [Text(person)], read)? else { return Ok(()) };
    for membership in transaction.memberships(person.id)? {
        record_for_operator(transaction, membership.id, AuditAction::PasswordLink, None, Some(&person))?;
    }
    Ok(())
}

/// Records what nobody did who is known here.
fn record_for_operator<O: Audited>(
    transaction: &mut Transaction<'_>,
    organization: OrganizationId,
    action: AuditAction,
    before: Option<&O>,
    after: Option<&O>,
) -> Stored<()> {
    let authority = Authority { role: OrganizationRole::Member, environments: Vec::new() };
    let author = Some(AuditActor::default());
    let actor = Actor { organization, person: PersonId(Uuid::nil()), token: None, authority, address: None, author };
    record(transaction, &actor, action, before, after)
}
