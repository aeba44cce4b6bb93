//! Who makes a request, and what they may call.

use super::secret::SecretHash;
use super::{sessions::find_session, tokens::find_token};
use crate::database::Transaction;
use crate::database::row::Millis;
use causeway_api::{Access, ApiError, ErrorCode, Instant, OrganizationId, PersonId, TokenScope};
use causeway_rules::{Actor, ActorKind, Stored};
use rusqlite::params;

/// When a session or a token was last used is kept to the minute, so that reading does not mean writing each time.
const SEEN_EVERY: i64 = 60_000;

/// What a request presents.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Credentials {
    /// Nothing.
    None,
    /// A cookie.
    Session(SecretHash),
    /// An `Authorization` header.
    Token(SecretHash),
}

/// Somebody who was recognized.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Identity {
    pub(crate) person: PersonId,
    pub(crate) actor: Actor,
    /// What a token is limited to; none for a session.
    scope: Option<TokenScope>,
    last_seen_at: Option<Instant>,
}

impl Identity {
    pub(crate) fn organization(&self) -> OrganizationId {
        self.actor.organization
    }

    /// Refuses what is not for them.
    fn check(&self, access: Access) -> Result<(), ApiError> {
        match (access, self.scope) {
            (Access::Open | Access::Read, _) | (_, None) | (Access::Write, Some(TokenScope::Write)) => Ok(()),
            (Access::Write, Some(TokenScope::Read)) => {
                Err(ApiError::new(ErrorCode::TokenScope, "This token may only read. Use one with the scope “write”."))
            }
            (Access::Person, Some(_)) => {
                Err(ApiError::new(ErrorCode::Forbidden, "Tokens are managed by a signed-in person, not by a token."))
            }
        }
    }

    /// Whether the time of use that is kept is out of date.
    pub(crate) fn is_unseen(&self, now: Instant) -> bool {
        self.last_seen_at.is_none_or(|seen| now.0 - seen.0 >= SEEN_EVERY)
    }
}

/// Recognizes who presents these credentials, and refuses what is not for them.
///
/// Called once more by each write, in its own transaction: while it waited, a token may have been revoked or a session have ended.
pub(crate) fn recognize(transaction: &Transaction<'_>, credentials: Credentials, access: Access) -> Result<Identity, ApiError> {
    let identity = authenticate(transaction, credentials)?;
    identity.check(access)?;
    Ok(identity)
}

fn authenticate(transaction: &Transaction<'_>, credentials: Credentials) -> Result<Identity, ApiError> {
    let found = match credentials {
        Credentials::None => None,
        Credentials::Session(hash) => find_session(transaction, hash)?.map(|session| Identity {
            person: session.person,
            actor: Actor { organization: session.organization, kind: ActorKind::Person(session.person) },
            scope: None,
            last_seen_at: Some(session.last_seen_at),
        }),
        Credentials::Token(hash) => find_token(transaction, hash)?.map(|token| Identity {
            person: token.person,
            actor: Actor { organization: token.organization, kind: ActorKind::Token(token.id) },
            scope: Some(token.scope),
            last_seen_at: token.last_used_at,
        }),
    };
    found.ok_or_else(|| {
        let detail = match credentials {
            Credentials::None => "Sign in, or send a token: Authorization: Bearer cwy_…",
            Credentials::Session(_) => "Your session has ended. Sign in again.",
            Credentials::Token(_) => "This token is unknown, was revoked or has expired.",
        };
        ApiError::new(ErrorCode::NotSignedIn, detail)
    })
}

/// Notes that a session or a token was used just now.
pub(crate) fn touch(transaction: &Transaction<'_>, credentials: Credentials) -> Stored<()> {
    let now = Millis(transaction.began());
    match credentials {
        Credentials::None => Ok(0),
        Credentials::Session(hash) => {
            transaction.run("UPDATE sessions SET last_seen_at = ?2 WHERE hash = ?1", params![hash.0, now])
        }
        Credentials::Token(hash) => transaction.run("UPDATE tokens SET last_used_at = ?2 WHERE hash = ?1", params![hash.0, now]),
    }
    .map(drop)
}
