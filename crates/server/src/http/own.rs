//! The lines of the table that the server answers itself: sessions, links, tokens, and verification, which waits for the network.
//!
//! They remember no idempotency keys: what they answer holds secrets, which are kept nowhere.

mod links;
mod sessions;
mod tokens;
mod verification;

use super::{Site, cookie::CookieChange, credentials};
use crate::accounts::{Credentials, Identity, Secret, recognize};
use crate::database::Transaction;
use causeway_api::{Answer, ApiError, Endpoint, EndpointInfo, One, Session, WireRequest, WireResponse, decode_request};
use std::net::IpAddr;

/// Who comes, before it is known who they are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Visit {
    pub(super) credentials: Credentials,
    pub(super) peer: IpAddr,
}

/// An answer, and what becomes of the session's cookie.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) answer: WireResponse,
    pub(super) cookie: Option<CookieChange>,
}

impl From<WireResponse> for Reply {
    fn from(answer: WireResponse) -> Self {
        Self { answer, cookie: None }
    }
}

/// Answers one of the server's own lines.
pub(super) async fn answer(
    site: &Site,
    endpoint: &EndpointInfo,
    request: &WireRequest,
    visit: &Visit,
) -> Result<Reply, ApiError> {
    let call = Call { site, endpoint, request, visit };
    match endpoint.name {
        "session_get" => sessions::get(&call).await,
        "session_create" => sessions::create(&call).await,
        "session_delete" => sessions::delete(&call).await,
        "link_check" => links::check(&call).await,
        "owner_create" => links::create_owner(&call).await,
        "password_reset" => links::reset_password(&call).await,
        "token_list" => tokens::list(&call).await,
        "token_create" => tokens::create(&call).await,
        "token_revoke" => tokens::revoke(&call).await,
        "destination_verify" => verification::verify(&call).await,
        _ => Err(ApiError::not_found()),
    }
}

/// One request to one of these lines.
struct Call<'a> {
    site: &'a Site,
    endpoint: &'a EndpointInfo,
    request: &'a WireRequest,
    visit: &'a Visit,
}

impl Call<'_> {
    fn decode<E: Endpoint>(&self) -> Result<E, ApiError> {
        decode_request(self.request)
    }

    fn success(&self, answer: &impl Answer) -> Reply {
        WireResponse::success(self.endpoint, answer, &self.request.url).into()
    }

    /// The answer to somebody who just signed in.
    fn signed_in(&self, session: Session, secret: Secret) -> Reply {
        Reply { cookie: Some(CookieChange::Set(secret)), ..self.success(&One(session)) }
    }

    /// Recognizes who calls, and notes that they were seen.
    async fn recognize(&self) -> Result<Identity, ApiError> {
        let (access, credentials) = (self.endpoint.access, self.visit.credentials);
        let read = self.site.database.read(move |transaction| -> Result<_, ApiError> {
            let identity = recognize(transaction, credentials, access)?;
            Ok((identity, identity.is_unseen(transaction.began())))
        });
        let (identity, is_unseen) = read.await?;
        if is_unseen {
            credentials::note_use(self.site, self.endpoint, credentials).await?;
        }
        Ok(identity)
    }

    /// Changes something as whoever calls, while they still may.
    async fn change<R: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Transaction<'_>, Identity) -> Result<R, ApiError> + Send + 'static,
    ) -> Result<R, ApiError> {
        let (access, credentials) = (self.endpoint.access, self.visit.credentials);
        let write = self.site.database.write(move |transaction| {
            let identity = recognize(transaction, credentials, access)?;
            job(transaction, identity)
        });
        write.await
    }
}
