//! Who makes a request, and what they may call.

use super::secret::SecretHash;
use super::{sessions::find_session, tokens::find_token};
use crate::database::Transaction;
use crate::database::row::Millis;
use causeway_api::{Access, ApiError, AuditActor, ErrorCode, Instant, OrganizationId, PersonId, TokenScope};
use causeway_rules::{Actor, Stored};
use rusqlite::params;
use std::net::IpAddr;

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

/// Who comes, before it is known who they are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Visit {
    pub(crate) credentials: Credentials,
    pub(crate) peer: IpAddr,
}

/// Somebody who was recognized.
#[derive(Clone, Debug)]
pub(crate) struct Identity {
    pub(crate) actor: Actor,
    /// What a token is limited to; none for a session.
    scope: Option<TokenScope>,
    last_seen_at: Option<Instant>,
}

impl Identity {
    pub(crate) fn organization(&self) -> OrganizationId {
        self.actor.organization
    }

    pub(crate) fn person(&self) -> PersonId {
        self.actor.person
    }

    /// Refuses what is not for them.
    fn check(&self, access: Access) -> Result<(), ApiError> {
        match (access, self.scope) {
            (Access::Open | Access::Read, _) | (_, None) | (Access::Write, Some(TokenScope::Write)) => Ok(()),
            (Access::Write, Some(TokenScope::Read)) => {
                Err(ApiError::new(ErrorCode::TokenScope, "This token may only read. Use one with the scope “write”."))
            }
            (Access::Person, Some(_)) => {
                Err(ApiError::new(ErrorCode::Forbidden, "This is for a person who is signed in, not for a token."))
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
/// What they may do is read along, so that a role that was taken away no longer counts. Called once more by each write, in its own transaction: while it waited, a token may have been revoked or a session have ended.
pub(crate) fn recognize(transaction: &Transaction<'_>, visit: Visit, access: Access) -> Result<Identity, ApiError> {
    let identity = authenticate(transaction, visit)?;
    identity.check(access)?;
    Ok(identity)
}

fn authenticate(transaction: &Transaction<'_>, visit: Visit) -> Result<Identity, ApiError> {
    let found = match visit.credentials {
        Credentials::None => None,
        Credentials::Session(hash) => find_session(transaction, hash)?
            .map(|session| (session.organization, session.person, None, None, Some(session.last_seen_at))),
        Credentials::Token(hash) => find_token(transaction, hash)?
            .map(|token| (token.organization, token.person, Some(token.reference), Some(token.scope), token.last_used_at)),
    };
    if let Some((organization, person, token, scope, last_seen_at)) = found
        // Whoever does not belong to it any more is nobody there.
        && let Some(actor) = member_from(transaction, organization, person, visit.peer)?
    {
        let id = token.as_ref().map(|token| token.id);
        let author = actor.author.map(|author| AuditActor { token, ..author });
        return Ok(Identity { actor: Actor { token: id, author, ..actor }, scope, last_seen_at });
    }
    Err(ApiError::new(
        ErrorCode::NotSignedIn,
        match visit.credentials {
            Credentials::None => "Sign in, or send a token: Authorization: Bearer cwy_…",
            Credentials::Session(_) => "Your session has ended. Sign in again.",
            Credentials::Token(_) => "This token is unknown, was revoked or has expired.",
        },
    ))
}

/// Somebody as a member of an organization, calling from this address; none when they do not belong to it.
pub(crate) fn member_from(
    transaction: &Transaction<'_>,
    organization: OrganizationId,
    person: PersonId,
    peer: IpAddr,
) -> Stored<Option<Actor>> {
    let address = Some(peer).filter(|peer| !peer.is_unspecified());
    Ok(Actor::member(transaction, organization, person)?.map(|actor| Actor { address, ..actor }))
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
