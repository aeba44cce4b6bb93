//! Invitations of organizations that are not here yet, each with a one-time link.

use super::identity::member_from;
use super::secret::{Secret, SecretHash};
use crate::database::Transaction;
use crate::database::row::{Columns as _, Millis, Text};
use causeway_api::{
    AuditAction, ConnectionInvitation, ConnectionInvitationCreate, ConnectionInvitationId, EnvironmentRole, OrganizationId,
    OrganizationRole, Person, PersonId,
};
use causeway_rules::{Stored, Tables as _, admit, found_invited_organization, record, record_for};
use rusqlite::{Row, params};
use std::net::IpAddr;

/// As long as an invitation of a person.
const LIFE: i64 = 7 * 24 * 60 * 60_000;

/// The columns of an invitation, and last the organization that invites.
const INVITATION: &str =
    "SELECT id, email, organization_name, message, created_at, expires_at, organization_id FROM connection_invitations";

fn invitation(row: &Row<'_>) -> rusqlite::Result<ConnectionInvitation> {
    Ok(ConnectionInvitation {
        id: row.text(0)?,
        email: row.get(1)?,
        organization_name: row.get(2)?,
        message: row.get(3)?,
        created_at: row.instant(4)?,
        expires_at: row.instant(5)?,
        link: None,
    })
}

/// Invites an organization; what the same address was invited with before stops working.
pub(crate) fn invite_organization(
    transaction: &Transaction<'_>,
    (organization, inviter): (OrganizationId, PersonId),
    new: ConnectionInvitationCreate,
) -> Stored<(ConnectionInvitation, Secret)> {
    let now = transaction.began();
    let old = "DELETE FROM connection_invitations WHERE expires_at <= ?1 OR (organization_id = ?2 AND email = ?3)";
    transaction.run(old, params![Millis(now), organization.0, new.email])?;
    let secret = Secret::random("");
    let invitation = ConnectionInvitation {
        id: ConnectionInvitationId(transaction.fresh_id()),
        email: new.email,
        organization_name: new.organization_name,
        message: new.message,
        created_at: now,
        expires_at: now.plus_milliseconds(LIFE),
        link: None,
    };
    let sql = "INSERT INTO connection_invitations
        (id, hash, organization_id, email, organization_name, message, invited_by, created_at, expires_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let values = params![
        Text(invitation.id),
        secret.hash().0,
        organization.0,
        invitation.email,
        invitation.organization_name,
        invitation.message,
        Text(inviter),
        Millis(invitation.created_at),
        Millis(invitation.expires_at),
    ];
    transaction.run(sql, values)?;
    Ok((invitation, secret))
}

/// An organization's invitations of others that can still be accepted, newest first.
pub(crate) fn list_connection_invitations(
    transaction: &Transaction<'_>,
    organization: OrganizationId,
) -> Stored<Vec<ConnectionInvitation>> {
    let sql = format!("{INVITATION} WHERE organization_id = ?1 AND expires_at > ?2 ORDER BY created_at DESC, id DESC");
    transaction.all(&sql, params![organization.0, Millis(transaction.began())], invitation)
}

/// One of an organization's invitations of others that can still be accepted.
pub(crate) fn connection_invitation(
    transaction: &Transaction<'_>,
    organization: OrganizationId,
    id: ConnectionInvitationId,
) -> Stored<Option<ConnectionInvitation>> {
    let sql = format!("{INVITATION} WHERE id = ?1 AND organization_id = ?2 AND expires_at > ?3");
    transaction.one(&sql, params![Text(id), organization.0, Millis(transaction.began())], invitation)
}

/// The invitation whose link has this secret, while it can be accepted, and who invites.
pub(crate) fn find_connection_invitation(
    transaction: &Transaction<'_>,
    secret: &str,
) -> Stored<Option<(ConnectionInvitation, OrganizationId)>> {
    let sql = format!("{INVITATION} WHERE hash = ?1 AND expires_at > ?2");
    transaction.one(&sql, params![SecretHash::of(secret).0, Millis(transaction.began())], |row| {
        Ok((invitation(row)?, OrganizationId(row.get(6)?)))
    })
}

/// Ends an invitation: it was taken back or accepted.
pub(crate) fn end_connection_invitation(transaction: &Transaction<'_>, id: ConnectionInvitationId) -> Stored<()> {
    transaction.run("DELETE FROM connection_invitations WHERE id = ?1", [Text(id)]).map(drop)
}

/// Creates the organization that was invited, with this person as its owner, connected with the one that invited it.
pub(crate) fn found_invited(
    transaction: &mut Transaction<'_>,
    inviter: OrganizationId,
    name: &str,
    person: &Person,
    peer: IpAddr,
) -> Stored<OrganizationId> {
    let (organization, connection) = found_invited_organization(transaction, name, inviter)?;
    admit(transaction, organization, person, OrganizationRole::Owner, |_| EnvironmentRole::Engineer)?;
    if let Some(actor) = member_from(transaction, organization, person.id, peer)? {
        let founded = transaction.organization(organization)?.map(|row| row.profile);
        record(transaction, &actor, AuditAction::OrganizationFound, None, founded.as_ref())?;
        // Each side sees the other in it.
        for side in [organization, inviter] {
            let connected = transaction.connection(side, connection)?;
            record_for(transaction, side, &actor, AuditAction::ConnectionAccept, None, connected.as_ref())?;
        }
    }
    Ok(organization)
}
