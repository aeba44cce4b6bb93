//! Invitations to organizations, each with a one-time link.

use super::secret::{Secret, SecretHash};
use crate::database::Transaction;
use crate::database::members::role;
use crate::database::row::{Columns as _, Millis, Text};
use causeway_api::{
    GivenRole, Instant, Invitation, InvitationId, MemberEnvironment, OrganizationId, OrganizationRole, PersonId, given_role,
};
use causeway_rules::{StorageError, Stored, Tables as _};
use rusqlite::{Row, params};

/// Long enough to be found after a holiday weekend.
const LIFE: i64 = 7 * 24 * 60 * 60_000;

/// An invitation as it is kept.
pub(crate) struct InvitationRow {
    pub(crate) id: InvitationId,
    pub(crate) organization: OrganizationId,
    pub(crate) email: String,
    pub(crate) role: OrganizationRole,
    pub(crate) environment_roles: Vec<GivenRole>,
    created_at: Instant,
    expires_at: Instant,
}

const INVITATION: &str = "SELECT id, organization_id, email, role, environment_roles, created_at, expires_at FROM invitations";

fn invitation_row(row: &Row<'_>) -> rusqlite::Result<InvitationRow> {
    let given = row.get_ref(4)?.as_str()?;
    Ok(InvitationRow {
        id: row.text(0)?,
        organization: OrganizationId(row.get(1)?),
        email: row.get(2)?,
        role: row.choice(3, role)?,
        environment_roles: serde_json::from_str(given)
            .map_err(|error| rusqlite::Error::FromSqlConversionFailure(4, rusqlite::types::Type::Text, error.into()))?,
        created_at: row.instant(5)?,
        expires_at: row.instant(6)?,
    })
}

/// An invitation as it is shown: with a role in each of the organization's environments.
pub(crate) fn shown(transaction: &Transaction<'_>, row: InvitationRow) -> Stored<Invitation> {
    let environments = transaction.environments(row.organization)?.into_iter().map(|environment| MemberEnvironment {
        environment: environment.reference(),
        role: given_role(&row.environment_roles, environment.id),
    });
    Ok(Invitation {
        id: row.id,
        email: row.email,
        role: row.role,
        environment_roles: environments.collect(),
        created_at: row.created_at,
        expires_at: row.expires_at,
        link: None,
    })
}

/// Whom somebody invites.
pub(crate) struct NewInvitation {
    pub(crate) email: String,
    pub(crate) role: OrganizationRole,
    pub(crate) environment_roles: Vec<GivenRole>,
}

/// Invites somebody; what they were invited with before stops working.
pub(crate) fn invite(
    transaction: &Transaction<'_>,
    (organization, inviter): (OrganizationId, PersonId),
    new: NewInvitation,
) -> Stored<(Invitation, Secret)> {
    let now = transaction.began();
    let old = "DELETE FROM invitations WHERE expires_at <= ?1 OR (organization_id = ?2 AND email = ?3)";
    transaction.run(old, params![Millis(now), organization.0, new.email])?;
    let secret = Secret::random("");
    let row = InvitationRow {
        id: InvitationId(transaction.fresh_id()),
        organization,
        email: new.email,
        role: new.role,
        environment_roles: new.environment_roles,
        created_at: now,
        expires_at: now.plus_milliseconds(LIFE),
    };
    let given = serde_json::to_string(&row.environment_roles)
        .map_err(|error| StorageError::Failed(format!("roles cannot be written: {error}")))?;
    let sql = "INSERT INTO invitations
        (id, hash, organization_id, email, role, environment_roles, invited_by, created_at, expires_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let values = params![
        Text(row.id),
        secret.hash().0,
        organization.0,
        row.email,
        row.role.as_str(),
        given,
        Text(inviter),
        Millis(row.created_at),
        Millis(row.expires_at),
    ];
    transaction.run(sql, values)?;
    Ok((shown(transaction, row)?, secret))
}

/// An organization's invitations that can still be accepted, newest first.
pub(crate) fn list_invitations(transaction: &Transaction<'_>, organization: OrganizationId) -> Stored<Vec<Invitation>> {
    let sql = format!("{INVITATION} WHERE organization_id = ?1 AND expires_at > ?2 ORDER BY created_at DESC, id DESC");
    let rows = transaction.all(&sql, params![organization.0, Millis(transaction.began())], invitation_row)?;
    rows.into_iter().map(|row| shown(transaction, row)).collect()
}

/// One of an organization's invitations that can still be accepted.
pub(crate) fn invitation(
    transaction: &Transaction<'_>,
    organization: OrganizationId,
    id: InvitationId,
) -> Stored<Option<InvitationRow>> {
    let sql = format!("{INVITATION} WHERE id = ?1 AND organization_id = ?2 AND expires_at > ?3");
    transaction.one(&sql, params![Text(id), organization.0, Millis(transaction.began())], invitation_row)
}

/// The invitation whose link has this secret, while it can be accepted.
pub(crate) fn find_invitation(transaction: &Transaction<'_>, secret: &str) -> Stored<Option<InvitationRow>> {
    let sql = format!("{INVITATION} WHERE hash = ?1 AND expires_at > ?2");
    transaction.one(&sql, params![SecretHash::of(secret).0, Millis(transaction.began())], invitation_row)
}

/// Ends an invitation: it was taken back or accepted.
pub(crate) fn end_invitation(transaction: &Transaction<'_>, id: InvitationId) -> Stored<()> {
    transaction.run("DELETE FROM invitations WHERE id = ?1", [Text(id)]).map(drop)
}
