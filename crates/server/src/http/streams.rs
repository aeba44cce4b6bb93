//! Answers that come piece by piece. They bypass `serve`, which answers a request in one transaction: each piece is read in a short one of
//! its own, asked for when the reader has room for it, so that a slow reader holds neither a connection to the database nor memory.

mod audit;
mod events;
mod open;
mod snapshot;

use super::Site;
use crate::accounts::{Visit, recognize};
use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, header, request::Parts},
    response::Response,
};
use causeway_api::{ApiError, EndpointInfo, WireRequest};
use causeway_rules::Service;
use std::{io, sync::Arc};

pub(super) use open::Streams;

/// Who reads which of the streams.
#[derive(Clone)]
struct Reader {
    site: Arc<Site>,
    endpoint: &'static EndpointInfo,
    visit: Visit,
}

/// Answers one of the table's streams.
pub(super) async fn answer(
    site: Arc<Site>,
    endpoint: &'static EndpointInfo,
    request: &WireRequest,
    parts: &Parts,
    visit: &Visit,
) -> Result<Response, ApiError> {
    let reader = Reader { site, endpoint, visit: *visit };
    match endpoint.name {
        "audit_export" => audit::answer(reader, request).await,
        "subscription_snapshot" => snapshot::answer(reader, request, parts).await,
        "subscription_events" => events::answer(reader, request, parts).await,
        _ => Err(ApiError::not_found()),
    }
}

impl Reader {
    /// Asks the rules, as whoever reads, if they still may; also says whether their last use has to be noted.
    async fn ask<R: Send + 'static>(
        &self,
        question: impl FnOnce(&Service<&mut crate::Transaction<'_>>, bool) -> Result<R, ApiError> + Send + 'static,
    ) -> Result<R, ApiError> {
        let (visit, access) = (self.visit, self.endpoint.access);
        let read = self.site.database.read(move |transaction| {
            let identity = recognize(transaction, visit, access)?;
            let is_unseen = identity.is_unseen(transaction.began());
            question(&Service { tables: transaction, actor: identity.actor }, is_unseen)
        });
        read.await
    }
}

/// A response whose body comes in pieces.
fn respond(content_type: &'static str, pieces: impl Pieces) -> Response {
    let pieces = futures_util::stream::unfold(pieces, |mut pieces| async { Some((pieces.next().await?, pieces)) });
    let mut response = Response::new(Body::from_stream(pieces));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// A body in the making.
trait Pieces: Send + 'static {
    /// The next piece, when the reader wants it; none at the end. A reader that is told of a failure knows that something is missing.
    fn next(&mut self) -> impl Future<Output = Option<io::Result<Bytes>>> + Send;
}
