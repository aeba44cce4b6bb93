//! One request and its answer, of which no more is read than a limit. Nothing is followed, decoded or sent again.

use super::connect::Stream;
use super::failure::Failure;
use axum::http::{HeaderMap, HeaderName, Request, StatusCode, header};
use causeway_api::VerificationFailure as Kind;
use http_body_util::{BodyExt as _, Full};
use hyper::{
    body::{Bytes, Incoming},
    client::conn::http1,
};
use hyper_util::rt::TokioIo;
use tokio::{
    task::JoinSet,
    time::{Instant, timeout_at},
};

/// An answer's head is at most this large, and has at most so many headers.
const HEAD_LIMIT: usize = 16 * 1024;
const HEADERS_LIMIT: usize = 100;

/// What came back.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) content_type: Option<String>,
    pub(super) location: Option<String>,
    pub(super) body: Vec<u8>,
    /// Why the body is not whole.
    pub(super) cut: Option<Failure>,
}

/// Sends a request and reads what comes back, up to `most` bytes and until a moment.
pub(super) async fn exchange(
    stream: Box<dyn Stream>,
    request: Request<Full<Bytes>>,
    most: usize,
    until: Instant,
) -> Result<Answer, Failure> {
    let mut builder = http1::Builder::new();
    builder.max_headers(HEADERS_LIMIT).max_buf_size(HEAD_LIMIT);
    let (mut sender, connection) = builder.handshake(TokioIo::new(stream)).await.map_err(|error| broken(&error, ""))?;
    // Ends with this function, however that ends.
    let mut driver = JoinSet::new();
    driver.spawn(connection);
    let head = timeout_at(until, sender.send_request(request)).await.map_err(|_| Failure::timed_out("answer"))?;
    let (head, mut body) = head.map_err(|error| broken(&error, " before it answered"))?.into_parts();
    let mut answer = Answer {
        status: head.status,
        content_type: text(&head.headers, &header::CONTENT_TYPE),
        location: text(&head.headers, &header::LOCATION),
        body: Vec::new(),
        cut: None,
    };
    let encoding = text(&head.headers, &header::CONTENT_ENCODING);
    if encoding.is_some_and(|encoding| !encoding.eq_ignore_ascii_case("identity")) {
        answer.cut = Some(Failure::plain(Kind::Compressed));
    } else {
        answer.cut = read(&mut body, &mut answer.body, most, until).await.err();
    }
    Ok(answer)
}

async fn read(body: &mut Incoming, into: &mut Vec<u8>, most: usize, until: Instant) -> Result<(), Failure> {
    loop {
        let frame = timeout_at(until, body.frame()).await.map_err(|_| Failure::timed_out("finish its answer"))?;
        let Some(frame) = frame else { return Ok(()) };
        let frame = frame.map_err(|error| broken(&error, " in the middle of its answer"))?;
        let Ok(data) = frame.into_data() else { continue };
        let room = most - into.len();
        into.extend_from_slice(&data[..data.len().min(room)]);
        if data.len() > room {
            return Err(Failure::with(Kind::TooLarge, spoken(most)));
        }
    }
}

fn spoken(bytes: usize) -> String {
    match bytes / 1024 {
        0..1024 => format!("{} KiB", bytes / 1024),
        kib => format!("{} MiB", kib / 1024),
    }
}

fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).trim().to_owned())
}

fn broken(error: &hyper::Error, when: &str) -> Failure {
    tracing::debug!(%error, "not an answer");
    if error.is_parse_too_large() {
        return Failure::with(Kind::TooLarge, format!("{} in its headers alone", spoken(HEAD_LIMIT)));
    }
    Failure::with(Kind::NotHttp, if error.is_parse() { "" } else { when })
}
