//! The lines of the table that the server answers itself: sessions, links, invitations, tokens, and verification, which waits for the network.
//!
//! Those that create take idempotency keys like the rules' endpoints, but what they answer holds secrets: [`once`] keeps it sealed.

mod accepting;
mod connection_invitations;
mod invitations;
mod links;
mod once;
mod sessions;
mod tokens;
mod verification;

use super::{Site, cookie::CookieChange, credentials};
use crate::accounts::{Identity, Secret, Visit, recognize};
use crate::database::Transaction;
use causeway_api::{Answer, ApiError, Endpoint, EndpointInfo, One, Session, WireRequest, WireResponse, decode_request};
use causeway_rules::Actor;
use once::Keyed;

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
    endpoint: &'static EndpointInfo,
    request: &WireRequest,
    visit: &Visit,
) -> Result<Reply, ApiError> {
    let call = Call { site, endpoint, request, visit };
    match endpoint.name {
        "session_get" => sessions::get(&call).await,
        "session_create" => sessions::create(&call).await,
        "session_change" => sessions::change(&call).await,
        "session_delete" => sessions::delete(&call).await,
        "link_check" => links::check(&call).await,
        "owner_create" => links::create_owner(&call).await,
        "password_reset" => links::reset_password(&call).await,
        "invitation_accept" => invitations::accept(&call).await,
        "invitation_list" => invitations::list(&call).await,
        "invitation_create" => invitations::create(&call).await,
        "invitation_revoke" => invitations::revoke(&call).await,
        "connection_invitation_accept" => connection_invitations::accept(&call).await,
        "connection_invitation_list" => connection_invitations::list(&call).await,
        "connection_invitation_create" => connection_invitations::create(&call).await,
        "connection_invitation_revoke" => connection_invitations::revoke(&call).await,
        "token_list" => tokens::list(&call).await,
        "token_create" => tokens::create(&call).await,
        "token_revoke" => tokens::revoke(&call).await,
        "destination_verify" => verification::verify(&call).await,
        _ => Err(ApiError::not_found()),
    }
}

/// What was created, and the session that it begins.
struct Created<A> {
    answer: A,
    session: Option<Secret>,
}

impl Created<One<Session>> {
    /// Somebody just signed in.
    fn signed_in(session: Session, secret: Secret) -> Self {
        Self { answer: One(session), session: Some(secret) }
    }
}

/// One request to one of these lines.
struct Call<'a> {
    site: &'a Site,
    endpoint: &'static EndpointInfo,
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

    /// The request under its idempotency key, if it has one; the key is this actor's, or anyone's before signing in.
    fn keyed(&self, actor: Option<&Actor>) -> Result<Option<Keyed>, ApiError> {
        Keyed::of(self.site.database.key(), self.endpoint, self.request, actor)
    }

    /// What the request was answered before under its key. Asked before the work, since what it needs, such as a link, may be used up;
    /// and again by [`Call::once`], since its twin may be on its way.
    async fn repeated(&self, keyed: Option<&Keyed>) -> Result<Option<Reply>, ApiError> {
        let Some(keyed) = keyed.cloned() else { return Ok(None) };
        self.site.database.read(move |transaction| keyed.recall(transaction)).await
    }

    /// Creates something, once for each key. `admit` says, in the same transaction, whether the caller still may.
    async fn once<W, A: Answer>(
        &self,
        keyed: Option<Keyed>,
        admit: impl FnOnce(&Transaction<'_>) -> Result<W, ApiError> + Send + 'static,
        create: impl FnOnce(&mut Transaction<'_>, W) -> Result<Created<A>, ApiError> + Send + 'static,
    ) -> Result<Reply, ApiError> {
        let (endpoint, url) = (self.endpoint, self.request.url.clone());
        let write = self.site.database.write(move |transaction| {
            let admitted = admit(transaction)?;
            if let Some(keyed) = &keyed
                && let Some(reply) = keyed.recall(transaction)?
            {
                return Ok(reply);
            }
            let Created { answer, session } = create(transaction, admitted)?;
            let answer = WireResponse::success(endpoint, &answer, &url);
            let reply = Reply { answer, cookie: session.map(CookieChange::Set) };
            if let Some(keyed) = &keyed {
                keyed.remember(transaction, &reply)?;
            }
            Ok(reply)
        });
        write.await
    }

    /// Recognizes who calls, and notes that they were seen.
    async fn recognize(&self) -> Result<Identity, ApiError> {
        let (access, visit) = (self.endpoint.access, *self.visit);
        let read = self.site.database.read(move |transaction| -> Result<_, ApiError> {
            let identity = recognize(transaction, visit, access)?;
            let is_unseen = identity.is_unseen(transaction.began());
            Ok((identity, is_unseen))
        });
        let (identity, is_unseen) = read.await?;
        if is_unseen {
            credentials::note_use(self.site, self.endpoint, visit.credentials).await?;
        }
        Ok(identity)
    }

    /// Changes something as whoever calls, while they still may.
    async fn change<R: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Transaction<'_>, Identity) -> Result<R, ApiError> + Send + 'static,
    ) -> Result<R, ApiError> {
        let (access, visit) = (self.endpoint.access, *self.visit);
        let write = self.site.database.write(move |transaction| {
            let identity = recognize(transaction, visit, access)?;
            job(transaction, identity)
        });
        write.await
    }
}
