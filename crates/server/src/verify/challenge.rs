//! The challenge: how it is sent, and how it is recognized in an answer.

use super::{exchange::Answer, failure::Failure, redact::Redaction};
use axum::http::{Method, Request, StatusCode, header};
use causeway_api::{ReceivedAnswer, SentChallenge, VerificationFailure as Kind, VerificationMethod};
use http_body_util::Full;
use hyper::body::Bytes;
use serde_json::{Value, json};
use url::Url;

const TOKEN: &str = "verification-token";
const CHALLENGE: &str = "challenge";

/// How much of an answer is shown.
const SHOWN: usize = 2048;

/// What identifies this program to an endpoint.
pub(super) const USER_AGENT: &str = concat!("Causeway/", env!("CARGO_PKG_VERSION"));

/// A challenge that is ready to be sent.
pub(super) struct Challenge<'a> {
    pub(super) method: VerificationMethod,
    pub(super) token: Option<&'a str>,
    /// The value that has to come back.
    pub(super) value: &'a str,
}

impl Challenge<'_> {
    /// The address that is called; by GET, with what else would be the body.
    fn url(&self, endpoint: &Url) -> Url {
        let mut url = endpoint.clone();
        if self.method == VerificationMethod::Get {
            let mut query = url.query_pairs_mut();
            if let Some(token) = self.token {
                query.append_pair(TOKEN, token);
            }
            query.append_pair(CHALLENGE, self.value);
        }
        url
    }

    fn body(&self) -> Option<String> {
        (self.method == VerificationMethod::Post).then(|| {
            let body = match self.token {
                Some(token) => json!({ TOKEN: token, CHALLENGE: self.value }),
                None => json!({ CHALLENGE: self.value }),
            };
            body.to_string()
        })
    }

    /// The request; none for an address that cannot stand in one.
    pub(super) fn request(&self, endpoint: &Url) -> Option<Request<Full<Bytes>>> {
        let url = self.url(endpoint);
        let (method, body) = match self.body() {
            Some(body) => (Method::POST, body),
            None => (Method::GET, String::new()),
        };
        let request = request(method, &url).header(header::ACCEPT, "text/plain, application/json");
        let request = if body.is_empty() { request } else { request.header(header::CONTENT_TYPE, "application/json") };
        request.body(Full::new(body.into())).ok()
    }

    /// What was sent, as it is shown.
    pub(super) fn shown(&self, endpoint: &Url, redaction: &Redaction) -> SentChallenge {
        SentChallenge {
            method: self.method,
            url: redaction.apply(self.url(endpoint).as_str()),
            body: self.body().map(|body| redaction.apply(&body)),
        }
    }

    /// Whether an answer brings the challenge back, and if not, why not.
    pub(super) fn judge(&self, answer: &Answer, endpoint: &Url, redaction: &Redaction) -> Result<(), Failure> {
        match answer.status.as_u16() {
            200 => {}
            300..=399 => {
                let to = answer.location.as_deref().and_then(|to| endpoint.join(to).ok());
                let to = to.map(|to| brief(&redaction.apply(&without_query(&to))));
                return Err(Failure { kind: Kind::Redirected, detail: to });
            }
            401 => return Err(Failure::plain(Kind::Unauthorized)),
            403 => return Err(Failure::plain(Kind::Forbidden)),
            404 => return Err(Failure::plain(Kind::NotFound)),
            500.. => return Err(Failure::plain(Kind::ServerError)),
            _ => return Err(Failure::plain(Kind::OtherStatus)),
        }
        match &answer.cut {
            Some(cut) => Err(cut.clone()),
            None => self.find(answer),
        }
    }

    /// As text, as a JSON string or as a JSON object's member, whatever type the answer says to be.
    fn find(&self, answer: &Answer) -> Result<(), Failure> {
        let wrong = |detail: &str| Err(Failure::with(Kind::WrongChallenge, detail));
        let text = String::from_utf8_lossy(&answer.body);
        let text = text.trim_start_matches('\u{feff}').trim();
        let is_it = |text: &str| text.trim() == self.value;
        if is_it(text) {
            return Ok(());
        }
        match serde_json::from_str(text) {
            Ok(Value::String(text)) if is_it(&text) => Ok(()),
            Ok(Value::Object(members)) => match members.get(CHALLENGE).and_then(Value::as_str) {
                Some(text) if is_it(text) => Ok(()),
                Some(_) => wrong("with another challenge than the one that was sent"),
                None => wrong("with JSON that has no member “challenge”"),
            },
            _ if text.is_empty() => wrong("with an empty body"),
            Err(_) if says_json(answer) => Err(Failure::plain(Kind::NotJson)),
            _ => wrong("with something else than the challenge"),
        }
    }
}

/// Begins a request for an address. Compressed answers are not asked for: what is small on the way may be endless when undone.
pub(super) fn request(method: Method, url: &Url) -> axum::http::request::Builder {
    let host = url.host_str().unwrap_or_default();
    let host = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
    let path = url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, host)
        .header(header::USER_AGENT, USER_AGENT)
        .header(header::ACCEPT_ENCODING, "identity")
        .header(header::CONNECTION, "close")
}

/// An answer as it is shown: the beginning, as text.
pub(super) fn shown(answer: &Answer, redaction: &Redaction) -> ReceivedAnswer {
    // Redacted as a whole first: a token that lies across the end would show its beginning.
    let text = redaction.apply(&String::from_utf8_lossy(&answer.body));
    let mut end = SHOWN.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let printable = |c: char| if c.is_control() && !matches!(c, '\n' | '\t') { '\u{fffd}' } else { c };
    ReceivedAnswer {
        status: answer.status.as_u16(),
        content_type: answer.content_type.as_deref().map(|kind| brief(&redaction.apply(kind))),
        body: text[..end].replace("\r\n", "\n").chars().map(printable).collect(),
        is_truncated: end < text.len() || answer.cut.is_some(),
    }
}

/// What a header says is shown up to here.
fn brief(text: &str) -> String {
    text.chars().take(200).collect()
}

pub(super) fn is_success(answer: &Answer) -> bool {
    answer.status == StatusCode::OK
}

/// An address without what may be secret in it.
pub(super) fn without_query(url: &Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    url.set_fragment(None);
    // Fails for addresses that have no host, and so no names and passwords either.
    let _ = url.set_username("").and_then(|()| url.set_password(None));
    url.into()
}

fn says_json(answer: &Answer) -> bool {
    let kind =
        answer.content_type.as_deref().unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || kind.ends_with("+json")
}
