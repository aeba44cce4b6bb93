//! Sessions of people, kept on the server.

use super::secret::{Secret, SecretHash};
use crate::database::Transaction;
use crate::database::row::{Columns as _, Millis, Text};
use causeway_api::{Instant, OrganizationId, PersonId};
use causeway_rules::Stored;
use rusqlite::params;

/// A session that nobody used for this long has ended: a working day, so that the next morning begins with signing in.
pub(crate) const IDLE_LIMIT: i64 = 12 * 60 * 60_000;
/// A session ends after this long, however much it was used (NIST SP 800-63B: at most 30 days).
pub(crate) const ABSOLUTE_LIMIT: i64 = 30 * 24 * 60 * 60_000;

/// A session that goes on.
pub(crate) struct SessionRow {
    pub(crate) person: PersonId,
    pub(crate) organization: OrganizationId,
    pub(crate) last_seen_at: Instant,
}

/// Begins a session; whoever signs in gets a new one, whatever they presented before.
pub(crate) fn begin_session(transaction: &Transaction<'_>, person: PersonId, organization: OrganizationId) -> Stored<Secret> {
    let now = transaction.began();
    transaction.run("DELETE FROM sessions WHERE last_seen_at < ?1", [Millis(now.plus_milliseconds(-IDLE_LIMIT))])?;
    let secret = Secret::random("");
    let sql = "INSERT INTO sessions (hash, person_id, organization_id, created_at, last_seen_at) VALUES (?1, ?2, ?3, ?4, ?4)";
    transaction.run(sql, params![secret.hash().0, Text(person), organization.0, Millis(now)])?;
    Ok(secret)
}

pub(super) fn find_session(transaction: &Transaction<'_>, hash: SecretHash) -> Stored<Option<SessionRow>> {
    let now = transaction.began();
    let sql = "SELECT person_id, organization_id, last_seen_at FROM sessions
        WHERE hash = ?1 AND created_at > ?2 AND last_seen_at > ?3";
    let limits = (Millis(now.plus_milliseconds(-ABSOLUTE_LIMIT)), Millis(now.plus_milliseconds(-IDLE_LIMIT)));
    transaction.one(sql, params![hash.0, limits.0, limits.1], |row| {
        Ok(SessionRow { person: row.text(0)?, organization: OrganizationId(row.get(1)?), last_seen_at: row.instant(2)? })
    })
}

/// Whether a session goes on.
pub(crate) fn session_lives(transaction: &Transaction<'_>, hash: SecretHash) -> Stored<bool> {
    find_session(transaction, hash).map(|session| session.is_some())
}

/// Lets a session act for another organization.
pub(crate) fn change_session(transaction: &Transaction<'_>, hash: SecretHash, organization: OrganizationId) -> Stored<()> {
    // What is open was opened for the one before.
    transaction.announce_ended_access();
    let sql = "UPDATE sessions SET organization_id = ?2 WHERE hash = ?1";
    transaction.run(sql, params![hash.0, organization.0]).map(drop)
}

pub(crate) fn end_session(transaction: &Transaction<'_>, hash: SecretHash) -> Stored<()> {
    transaction.announce_ended_access();
    transaction.run("DELETE FROM sessions WHERE hash = ?1", [hash.0]).map(drop)
}

pub(crate) fn end_all_sessions(transaction: &Transaction<'_>, person: PersonId) -> Stored<()> {
    transaction.announce_ended_access();
    transaction.run("DELETE FROM sessions WHERE person_id = ?1", [Text(person)]).map(drop)
}
