//! The way to the server, by `fetch`.

use super::CallError;
use causeway_api::{Method, WireRequest, WireResponse};
use gloo_net::http::{Request, RequestBuilder, Response};
use leptos::web_sys::AbortSignal;

/// Longer than the server takes for anything. A connection that died answers nothing, and nobody should wait for it for good.
const PATIENCE: u32 = 35_000;

/// Sends a request and waits for its answer.
pub(super) async fn exchange(request: WireRequest) -> Result<WireResponse, CallError> {
    fetch(request).await.map_err(|_| CallError::Unreachable)
}

async fn fetch(request: WireRequest) -> Result<WireResponse, gloo_net::Error> {
    finish(begin(&request, &AbortSignal::timeout_with_u32(PATIENCE)).await?).await
}

/// Sends a request, and waits until its answer begins.
pub(super) async fn begin(request: &WireRequest, signal: &AbortSignal) -> Result<Response, gloo_net::Error> {
    let builder: RequestBuilder = match request.method {
        Method::Get => Request::get(&request.url),
        Method::Post => Request::post(&request.url),
        Method::Patch => Request::patch(&request.url),
        Method::Delete => Request::delete(&request.url),
    };
    let builder = builder.abort_signal(Some(signal));
    let builder = request.if_match.iter().fold(builder, |builder, version| builder.header("If-Match", version));
    let builder = request.idempotency_key.iter().fold(builder, |builder, key| builder.header("Idempotency-Key", key));
    if request.method.has_body() {
        let body = std::str::from_utf8(&request.body).map_err(|error| gloo_net::Error::GlooError(error.to_string()))?;
        builder.header("Content-Type", "application/json").body(body)?.send().await
    } else {
        builder.send().await
    }
}

/// Waits until an answer is complete.
pub(super) async fn finish(response: Response) -> Result<WireResponse, gloo_net::Error> {
    let headers = response.headers();
    Ok(WireResponse {
        status: response.status(),
        etag: headers.get("ETag"),
        content_type: headers.get("Content-Type").unwrap_or_default(),
        retry_after: headers.get("Retry-After").and_then(|seconds| seconds.parse().ok()),
        allow: None,
        body: response.binary().await?,
    })
}
