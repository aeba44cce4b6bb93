//! One line of log for each request: what and how long, never who or with which contents.

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use std::time::Instant;
use tracing::Instrument as _;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

pub(super) async fn log(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = uuid::Uuid::now_v7().simple().to_string();
    // The path without its query: a search term may be a person's name.
    let span = tracing::info_span!("request", id, method = %request.method(), path = request.uri().path());
    async move {
        let mut response = next.run(request).await;
        let microseconds = started.elapsed().as_micros();
        tracing::info!(status = response.status().as_u16(), microseconds, "answered");
        let id = HeaderValue::try_from(id).expect("hexadecimal digits");
        response.headers_mut().insert(REQUEST_ID, id);
        response
    }
    .instrument(span)
    .await
}
