//! What changes in an environment, as server-sent events.
//!
//! A commit rings a bell; what changed is then read from the rows, after the number that the reader has. So nothing is kept for a reader:
//! one that is slow, was away, or comes back after the server was started again gets the newest state of what it missed.

use super::super::credentials::note_use;
use super::open::OpenStream;
use super::{Pieces, Reader, respond};
use crate::accounts::Credentials;
use crate::database::Listener;
use axum::{
    body::Bytes,
    http::{HeaderName, HeaderValue, request::Parts},
    response::Response,
};
use causeway_api::{
    Answer as _, ApiError, EnvironmentId, ErrorCode, Events, SubscriptionEvents, SubscriptionNews, WireRequest, decode_request,
};
use std::{io, time::Duration};
use tokio::time::{Instant, sleep_until, timeout};

/// How often something is sent though nothing happens, so that nobody in between takes the connection for dead.
const KEEP_ALIVE: Duration = Duration::from_secs(20);

/// What happens within this time comes as one event, unless nothing was told for a while.
const PACE: Duration = Duration::from_millis(50);

/// Nginx and others would keep events back until there are enough of them.
const UNBUFFERED: (HeaderName, HeaderValue) = (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));

pub(super) async fn answer(reader: Reader, request: &WireRequest, parts: &Parts) -> Result<Response, ApiError> {
    let SubscriptionEvents { environment_id: environment, since } = decode_request(request)?;
    let since = last_event(parts)?.or(since);
    let (caller, is_unseen, sequence) = reader
        .ask(move |service, is_unseen| {
            let sequence = service.sequence(environment)?;
            Ok((service.actor.key(), is_unseen, sequence))
        })
        .await?;
    // An open window is no sign that somebody is there: it does not make a session last longer.
    if is_unseen && matches!(reader.visit.credentials, Credentials::Token(_)) {
        note_use(&reader.site, reader.endpoint, reader.visit.credentials).await?;
    }
    let stream = reader.site.streams.open(caller)?;
    let listener = reader.site.database.listen(environment);
    let since = since.unwrap_or(sequence);
    let told = Telling { reader, environment, stream, listener, state: State::First { since } };
    let mut response = respond(Events::CONTENT_TYPE, told);
    let (name, value) = UNBUFFERED;
    response.headers_mut().insert(name, value);
    Ok(response)
}

/// What a browser that reconnects has got already.
fn last_event(parts: &Parts) -> Result<Option<u64>, ApiError> {
    let Some(value) = parts.headers.get("last-event-id").filter(|value| !value.is_empty()) else { return Ok(None) };
    let number = value.to_str().ok().and_then(|text| text.parse().ok());
    let refusal = || ApiError::new(ErrorCode::InvalidHeader, "Last-Event-ID takes the id of an event, which is a number.");
    number.ok_or_else(refusal).map(Some)
}

/// One reader, and what it has been told.
struct Telling {
    reader: Reader,
    environment: EnvironmentId,
    stream: OpenStream,
    listener: Listener,
    state: State,
}

#[derive(Clone, Copy)]
enum State {
    /// Nothing was sent yet: the first event says where the reader stands, also where nothing is new.
    First { since: u64 },
    /// There may be more right now.
    Next { since: u64, told_at: Instant },
    /// It is at its end.
    Over,
}

impl Pieces for Telling {
    async fn next(&mut self) -> Option<io::Result<Bytes>> {
        let Self { reader, environment, stream, listener, state } = self;
        tokio::select! {
            // Nobody who may not know it any more hears the reason either: asking anew gives it.
            told = tell(reader, *environment, listener, state) => told.ok().flatten().map(Ok),
            () = stream.closing() => None,
        }
    }
}

/// Waits until there is something to tell; nothing at the end.
async fn tell(
    reader: &Reader,
    environment: EnvironmentId,
    listener: &mut Listener,
    state: &mut State,
) -> Result<Option<Bytes>, ApiError> {
    let (since, told_at) = match *state {
        State::First { since } => (since, None),
        State::Next { since, told_at } => (since, Some(told_at)),
        State::Over => return Ok(None),
    };
    loop {
        let news = reader.ask(move |service, _| service.news(environment, since)).await?;
        if told_at.is_none() || news.sequence != since || news.rows.is_none() {
            *state = after(&news);
            return Ok(Some(news.to_event().into()));
        }
        if timeout(KEEP_ALIVE, listener.hear()).await.is_err() {
            // Time alone ends sessions and tokens, too.
            reader.ask(|_, _| Ok(())).await?;
            return Ok(Some(Bytes::from_static(b":\n\n")));
        }
        if let Some(told_at) = told_at {
            sleep_until(told_at + PACE).await;
        }
    }
}

fn after(news: &SubscriptionNews) -> State {
    match news.rows {
        Some(_) => State::Next { since: news.sequence, told_at: Instant::now() },
        None => State::Over,
    }
}
