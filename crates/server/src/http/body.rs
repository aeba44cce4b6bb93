//! An HTTP request as the contract sees it.

use axum::{
    body::Body,
    http::{HeaderMap, header, request::Parts},
};
use causeway_api::{ApiError, BODY_LIMIT, EndpointInfo, ErrorCode, WireRequest};
use http_body_util::BodyExt as _;

/// How much of a body that is too large is still read, and thrown away: a client that sends on does not see the answer.
const PATIENCE: usize = 8 * BODY_LIMIT;

/// Reads the body, up to the limit, and what the contract wants of the headers.
pub(super) async fn read(endpoint: &EndpointInfo, parts: &Parts, body: Body) -> Result<WireRequest, ApiError> {
    let body = if endpoint.method.has_body() { collect(body).await? } else { Vec::new() };
    if !body.is_empty() && !is_json(&parts.headers) {
        return Err(ApiError::new(ErrorCode::NotJson, "Send the body with Content-Type: application/json."));
    }
    Ok(WireRequest {
        method: endpoint.method,
        url: parts.uri.path_and_query().map_or_else(String::new, ToString::to_string),
        if_match: text(&parts.headers, "If-Match")?,
        idempotency_key: text(&parts.headers, "Idempotency-Key")?,
        body,
    })
}

async fn collect(mut body: Body) -> Result<Vec<u8>, ApiError> {
    let (mut bytes, mut seen) = (Vec::new(), 0);
    while let Some(frame) = body.frame().await {
        let broken_off = |_| ApiError::new(ErrorCode::MalformedRequest, "The body ended before it was complete.");
        let Ok(data) = frame.map_err(broken_off)?.into_data() else { continue };
        seen += data.len();
        if seen <= BODY_LIMIT {
            bytes.extend_from_slice(&data);
        } else if seen > PATIENCE {
            break;
        }
    }
    if seen > BODY_LIMIT { Err(ApiError::new(ErrorCode::BodyTooLarge, "Send at most 1 MB.")) } else { Ok(bytes) }
}

fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = content_type.split(';').next().unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("application/json")
}

fn text(headers: &HeaderMap, name: &str) -> Result<Option<String>, ApiError> {
    let value = headers.get(name).map(|value| value.to_str().map(str::to_owned)).transpose();
    value.map_err(|_| ApiError::new(ErrorCode::InvalidHeader, format!("{name} takes visible ASCII characters only.")))
}
