//! Answers of the contract as HTTP responses.

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use causeway_api::{ApiError, ErrorCode, Method, WireResponse, allowed_methods};

/// A refusal outside the rules, written as they write theirs.
pub(super) struct Refusal(pub(super) ApiError);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let code = self.0.code;
        let mut response = respond(self.0.into());
        if code == ErrorCode::NotSignedIn {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl Refusal {
    /// 405 with the methods that the path has.
    pub(super) fn wrong_method(path: &str) -> Response {
        let allowed = allowed_methods(path);
        // What is no endpoint is a page for those who watch the server.
        let allowed = if allowed.is_empty() { allowed.with(Method::Get) } else { allowed };
        respond(ApiError::method_not_allowed(allowed).into())
    }
}

/// Writes an answer's parts into their headers.
pub(super) fn respond(answer: WireResponse) -> Response {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).expect("the table's statuses exist");
    let mut set = |name: HeaderName, value: Option<String>| {
        if let Some(value) = value {
            let value = HeaderValue::try_from(value).expect("the contract's headers are visible ASCII");
            response.headers_mut().insert(name, value);
        }
    };
    set(header::CONTENT_TYPE, Some(answer.content_type));
    set(header::ETAG, answer.etag);
    set(header::RETRY_AFTER, answer.retry_after.map(|seconds| seconds.to_string()));
    set(header::ALLOW, answer.allow);
    response
}
