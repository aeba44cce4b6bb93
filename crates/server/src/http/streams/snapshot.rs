//! All live subscriptions of an environment, a line each.

use super::super::credentials::note_use;
use super::open::OpenStream;
use super::{Pieces, Reader, respond};
use crate::app::accepts_gzip;
use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::Response,
};
use causeway_api::{
    Answer as _, ApiError, EnvironmentId, Instant, Snapshot, SnapshotHead, SubscriptionId, SubscriptionSnapshot, WireRequest,
    decode_request,
};
use flate2::{Compression, write::GzEncoder};
use std::io::{self, Write as _};

/// How many rows the first piece has: more than a window shows, and there at once.
const FIRST: u32 = 100;

/// How many rows the other pieces have.
const MOST: u32 = 1000;

pub(super) async fn answer(reader: Reader, request: &WireRequest, parts: &Parts) -> Result<Response, ApiError> {
    let SubscriptionSnapshot { environment_id: environment } = decode_request(request)?;
    let begun = reader.ask(move |service, is_unseen| {
        let head = service.begin_snapshot(environment)?;
        Ok((service.actor.key(), is_unseen, head))
    });
    let (caller, is_unseen, head) = begun.await?;
    if is_unseen {
        note_use(&reader.site, reader.endpoint, reader.visit.credentials).await?;
    }
    // The number that the environment's changes count: whoever has the snapshot of this number has this one.
    let tag = format!("W/\"{}\"", head.sequence);
    let mut response = if knows(&parts.headers, &tag) {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response
    } else {
        let stream = reader.site.streams.open(caller)?;
        // Within one machine, compressing takes longer than sending.
        let is_compressed = !reader.visit.peer.is_loopback() && accepts_gzip(&parts.headers);
        let encoder = is_compressed.then(|| GzEncoder::new(Vec::new(), Compression::fast()));
        let pieces = Reading { reader, environment, encoder, state: State::First(head), _stream: stream };
        let mut response = respond(Snapshot::CONTENT_TYPE, pieces);
        if is_compressed {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        response
    };
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::ETAG, HeaderValue::try_from(tag).expect("digits"));
    Ok(response)
}

/// Whether the caller has the snapshot with this tag.
fn knows(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get_all(header::IF_NONE_MATCH).into_iter().filter_map(|value| value.to_str().ok());
    let bare = tag.trim_start_matches("W/");
    known.flat_map(|value| value.split(',')).any(|known| known.trim().trim_start_matches("W/") == bare)
}

/// A snapshot on its way.
struct Reading {
    reader: Reader,
    environment: EnvironmentId,
    encoder: Option<GzEncoder<Vec<u8>>>,
    state: State,
    _stream: OpenStream,
}

#[derive(Clone, Copy)]
enum State {
    First(SnapshotHead),
    After(Instant, SubscriptionId),
    Over,
}

impl Pieces for Reading {
    async fn next(&mut self) -> Option<io::Result<Bytes>> {
        if matches!(self.state, State::Over) {
            return None;
        }
        let piece = self.piece().await;
        if piece.is_err() {
            self.state = State::Over;
        }
        Some(piece)
    }
}

impl Reading {
    async fn piece(&mut self) -> io::Result<Bytes> {
        let (environment, state) = (self.environment, self.state);
        let lines = self.reader.ask(move |service, _| {
            let (after, most) = match state {
                State::After(at, id) => (Some((at, id)), MOST),
                State::First(_) | State::Over => (None, FIRST),
            };
            let rows = service.continue_snapshot(environment, after, most)?;
            let mut lines = Vec::new();
            if let State::First(head) = state {
                Snapshot::write_line(&mut lines, &head);
            }
            for row in &rows {
                Snapshot::write_line(&mut lines, row);
            }
            let is_full = rows.len() == most as usize;
            Ok((lines, rows.last().filter(|_| is_full).map_or(State::Over, |last| State::After(last.created_at, last.id))))
        });
        let (lines, next) = lines.await.map_err(io::Error::other)?;
        self.state = next;
        let Some(mut encoder) = self.encoder.take() else { return Ok(lines.into()) };
        let compressing = tokio::task::spawn_blocking(move || -> io::Result<_> {
            encoder.write_all(&lines)?;
            if matches!(next, State::Over) {
                return Ok((encoder.finish()?, None));
            }
            // The first rows are wanted at once, not when there is enough to compress well.
            encoder.flush()?;
            let compressed = std::mem::take(encoder.get_mut());
            Ok((compressed, Some(encoder)))
        });
        let (compressed, encoder) = compressing.await.map_err(io::Error::other)??;
        self.encoder = encoder;
        Ok(compressed.into())
    }
}
