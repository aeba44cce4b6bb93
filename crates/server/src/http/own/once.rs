//! Idempotency keys of the server's own creates, whose answers hold secrets: a token, a session's cookie.
//!
//! An answer is kept sealed under a key that is derived from the server's and the caller's `Idempotency-Key`. Of the latter storage keeps
//! only a keyed hash, and of the request there is one under the derived key. Who has the database, even with the key file, reads no
//! answer and tries no password against what is kept, unless they guess the caller's key too.

use super::Reply;
use crate::accounts::{Secret, session_lives};
use crate::database::Transaction;
use crate::{SealingKey, http::cookie::CookieChange};
use causeway_api::{ApiError, EndpointInfo, WireRequest, WireResponse, idempotency_key};
use causeway_rules::{Actor, REMEMBERED_FOR, Remembered, Tables as _};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// Whose key it is where nobody is signed in yet.
const ANYONE: &str = "anyone";

/// What the sealed answers are for.
const ANSWER: &str = "answer";

/// A request that may be sent again under its key.
#[derive(Clone)]
pub(super) struct Keyed {
    actor: String,
    endpoint: &'static str,
    /// The caller's key.
    key: String,
    /// The keyed hash of the request.
    fingerprint: [u8; 32],
    seal: SealingKey,
}

/// What is kept of an answer.
#[derive(Serialize, Deserialize)]
struct Kept {
    answer: WireResponse,
    /// The secret of the session that it began.
    session: Option<String>,
}

impl Keyed {
    /// None for a request that was sent without a key.
    pub(super) fn of(
        key: &SealingKey,
        endpoint: &'static EndpointInfo,
        request: &WireRequest,
        actor: Option<&Actor>,
    ) -> Result<Option<Self>, ApiError> {
        let Some(text) = idempotency_key(endpoint, request)? else { return Ok(None) };
        let seal = key.derived(ANSWER, text.as_bytes());
        let content = Zeroizing::new([request.url.as_bytes(), b"\0", &request.body].concat());
        let fingerprint = seal.digest("request", &content);
        let actor = actor.map_or_else(|| ANYONE.to_owned(), Actor::key);
        Ok(Some(Self { actor, endpoint: endpoint.name, key: text.to_owned(), fingerprint, seal }))
    }

    /// What this request was answered before. An answer that signs in is repeated while its session lives: a cookie that no longer works
    /// helps nobody, and the key is then free again.
    pub(super) fn recall(&self, transaction: &Transaction<'_>) -> Result<Option<Reply>, ApiError> {
        let oldest = transaction.began().plus_milliseconds(-REMEMBERED_FOR);
        let remembered = transaction.remembered(&self.actor, self.endpoint, &self.key)?;
        let Some(remembered) = remembered.filter(|remembered| remembered.at >= oldest) else { return Ok(None) };
        if remembered.fingerprint != self.fingerprint {
            return Err(ApiError::key_reused());
        }
        let opened = self.seal.open(ANSWER, &remembered.answer.body).map(Zeroizing::new);
        let Some(kept) = opened.and_then(|json| serde_json::from_slice::<Kept>(&json).ok()) else { return Ok(None) };
        let session = kept.session.map(Secret::kept);
        if let Some(session) = &session
            && !session_lives(transaction, session.hash())?
        {
            return Ok(None);
        }
        Ok(Some(Reply { answer: kept.answer, cookie: session.map(CookieChange::Set) }))
    }

    /// Keeps an answer, in the transaction of what it tells.
    pub(super) fn remember(&self, transaction: &mut Transaction<'_>, reply: &Reply) -> Result<(), ApiError> {
        let session = match &reply.cookie {
            Some(CookieChange::Set(secret)) => Some(secret.reveal().to_owned()),
            Some(CookieChange::Remove) | None => None,
        };
        let kept = Kept { answer: reply.answer.clone(), session };
        let json = Zeroizing::new(serde_json::to_vec(&kept).expect("an answer has string keys only"));
        let answer = WireResponse { etag: None, body: self.seal.seal(ANSWER, &json), ..kept.answer };
        let now = transaction.began();
        transaction.forget_before(now.plus_milliseconds(-REMEMBERED_FOR))?;
        let remembered = Remembered { fingerprint: self.fingerprint, answer, at: now };
        Ok(transaction.remember(&self.actor, self.endpoint, &self.key, &remembered)?)
    }
}
