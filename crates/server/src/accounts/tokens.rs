//! API tokens.

use super::secret::{Secret, SecretHash};
use crate::database::Transaction;
use crate::database::row::{Columns as _, Millis, Text};
use causeway_api::{Instant, OrganizationId, PersonId, Token, TokenId, TokenRef, TokenScope};
use causeway_rules::Stored;
use rusqlite::{Row, params};

/// Says what it is, so that people and secret scanners recognize one that leaked.
const PREFIX: &str = "cwy_";

const DAY: i64 = 24 * 60 * 60_000;

/// A token that works.
pub(super) struct TokenRow {
    pub(super) reference: TokenRef,
    pub(super) person: PersonId,
    pub(super) organization: OrganizationId,
    pub(super) scope: TokenScope,
    pub(super) last_used_at: Option<Instant>,
}

fn scope(name: &str) -> Option<TokenScope> {
    [TokenScope::Read, TokenScope::Write].into_iter().find(|scope| scope_name(*scope) == name)
}

const fn scope_name(scope: TokenScope) -> &'static str {
    match scope {
        TokenScope::Read => "read",
        TokenScope::Write => "write",
    }
}

pub(super) fn find_token(transaction: &Transaction<'_>, hash: SecretHash) -> Stored<Option<TokenRow>> {
    let sql = "SELECT id, person_id, organization_id, scope, last_used_at, name FROM tokens WHERE hash = ?1 AND expires_at > ?2";
    transaction.one(sql, params![hash.0, Millis(transaction.began())], |row| {
        Ok(TokenRow {
            reference: TokenRef { id: row.text(0)?, name: row.get(5)? },
            person: row.text(1)?,
            organization: OrganizationId(row.get(2)?),
            scope: row.choice(3, scope)?,
            last_used_at: row.instant_or_none(4)?,
        })
    })
}

/// A person's tokens for one organization, newest first; expired ones too, so that it can be seen why a script stopped.
pub(crate) fn list_tokens(transaction: &Transaction<'_>, person: PersonId, organization: OrganizationId) -> Stored<Vec<Token>> {
    let sql = "SELECT id, name, scope, created_at, expires_at, last_used_at FROM tokens
        WHERE person_id = ?1 AND organization_id = ?2 ORDER BY created_at DESC, id DESC";
    transaction.all(sql, params![Text(person), organization.0], token)
}

fn token(row: &Row<'_>) -> rusqlite::Result<Token> {
    Ok(Token {
        id: row.text(0)?,
        name: row.get(1)?,
        scope: row.choice(2, scope)?,
        created_at: row.instant(3)?,
        expires_at: row.instant(4)?,
        last_used_at: row.instant_or_none(5)?,
        secret: None,
    })
}

/// Creates a token; its secret is in the result and nowhere else.
///
/// # Errors
/// When storage fails.
pub fn create_token(
    transaction: &mut Transaction<'_>,
    (person, organization): (PersonId, OrganizationId),
    name: &str,
    scope: TokenScope,
    days: u16,
) -> Stored<Token> {
    let secret = Secret::random(PREFIX);
    let now = transaction.began();
    let token = Token {
        id: TokenId(transaction.fresh_id()),
        name: name.to_owned(),
        scope,
        created_at: now,
        expires_at: now.plus_milliseconds(i64::from(days) * DAY),
        last_used_at: None,
        secret: Some(secret.reveal().to_owned()),
    };
    let sql = "INSERT INTO tokens (id, hash, person_id, organization_id, name, scope, created_at, expires_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let values = params![
        Text(token.id),
        secret.hash().0,
        Text(person),
        organization.0,
        token.name,
        scope_name(scope),
        Millis(token.created_at),
        Millis(token.expires_at),
    ];
    transaction.run(sql, values)?;
    Ok(token)
}

/// Revokes one of a person's own tokens; gives it, and for which organization it was, if there was one.
pub(crate) fn revoke_token(
    transaction: &Transaction<'_>,
    person: PersonId,
    id: TokenId,
) -> Stored<Option<(Token, OrganizationId)>> {
    transaction.announce_ended_access();
    let sql = "DELETE FROM tokens WHERE id = ?1 AND person_id = ?2
        RETURNING id, name, scope, created_at, expires_at, last_used_at, organization_id";
    transaction.one(sql, params![Text(id), Text(person)], |row| Ok((token(row)?, OrganizationId(row.get(6)?))))
}
