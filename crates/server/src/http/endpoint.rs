//! The one handler behind every line of the table: who is it, may they, and one transaction around the rules.

use super::{
    Site, body, credentials, own,
    refusal::{Refusal, respond},
    streams,
};
use crate::accounts::{Visit, recognize};
use crate::database::Transaction;
use axum::{
    extract::Request,
    http::header,
    response::{IntoResponse as _, Response},
};
use causeway_api::{AnsweredBy, ApiError, EndpointInfo, Method, WireRequest, WireResponse, serve};
use causeway_rules::{Actor, Service};
use std::sync::Arc;

pub(super) async fn answer(site: Arc<Site>, endpoint: &'static EndpointInfo, request: Request) -> Response {
    let (parts, sent) = request.into_parts();
    let visit = Visit { credentials: credentials::presented(&site, &parts), peer: credentials::peer(&site, &parts) };
    let outcome = async {
        let request = body::read(endpoint, &parts, sent).await?;
        let reply = match endpoint.answered_by {
            AnsweredBy::Rules => by_the_rules(&site, endpoint, request, visit).await?.into(),
            AnsweredBy::Server => own::answer(&site, endpoint, &request, &visit).await?,
            AnsweredBy::Stream => return streams::answer(Arc::clone(&site), endpoint, &request, &parts, &visit).await,
        };
        let own::Reply { answer, cookie } = reply;
        let mut response = respond(answer);
        if let Some(change) = cookie {
            response.headers_mut().insert(header::SET_COOKIE, change.header(&site.address));
        }
        Ok(response)
    };
    outcome.await.unwrap_or_else(|error| Refusal(error).into_response())
}

/// A read is recognized and answered on one snapshot. A write is recognized on a snapshot first, so that nobody unknown takes the
/// writer's turn, and again when its turn comes.
async fn by_the_rules(
    site: &Site,
    endpoint: &'static EndpointInfo,
    request: WireRequest,
    visit: Visit,
) -> Result<WireResponse, ApiError> {
    let is_read = endpoint.method == Method::Get;
    let recognized = site.database.read(move |transaction| -> Result<_, ApiError> {
        let identity = recognize(transaction, visit, endpoint.access)?;
        let is_unseen = identity.is_unseen(transaction.began());
        let answer = is_read.then(|| ask(transaction, identity.actor, &request));
        Ok((is_unseen, request, answer))
    });
    let (is_unseen, request, answer) = recognized.await?;
    if is_unseen {
        credentials::note_use(site, endpoint, visit.credentials).await?;
    }
    match answer {
        Some(answer) => Ok(answer),
        None => change(site, endpoint, request, visit).await,
    }
}

/// Why a write's changes are dropped.
enum Unchanged {
    /// The rules answered so.
    Answered(WireResponse),
    /// It did not come to the rules.
    Refused(ApiError),
}

impl<E: Into<ApiError>> From<E> for Unchanged {
    fn from(error: E) -> Self {
        Self::Refused(error.into())
    }
}

async fn change(
    site: &Site,
    endpoint: &'static EndpointInfo,
    request: WireRequest,
    visit: Visit,
) -> Result<WireResponse, ApiError> {
    let write = site.database.write(move |transaction| {
        let identity = recognize(transaction, visit, endpoint.access)?;
        let answer = ask(transaction, identity.actor, &request);
        if answer.is_success() { Ok(answer) } else { Err(Unchanged::Answered(answer)) }
    });
    match write.await {
        Ok(answer) | Err(Unchanged::Answered(answer)) => Ok(answer),
        Err(Unchanged::Refused(error)) => Err(error),
    }
}

fn ask(transaction: &mut Transaction<'_>, actor: Actor, request: &WireRequest) -> WireResponse {
    serve(&mut Service { tables: transaction, actor }, request)
}
