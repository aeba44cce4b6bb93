//! An HTTP request as the contract sees it.

use axum::{
    body::Body,
    http::{HeaderMap, header, request::Parts},
};
use causeway_api::{ApiError, BODY_LIMIT, EndpointInfo, ErrorCode, WireRequest};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};

/// Reads the body, up to the limit, and what the contract wants of the headers.
pub(super) async fn read(endpoint: &EndpointInfo, parts: &Parts, body: Body) -> Result<WireRequest, ApiError> {
    let body = if endpoint.method.has_body() { collect(body).await? } else { Vec::new() };
    if !body.is_empty() && !is_json(&parts.headers) {
        return Err(ApiError::new(ErrorCode::NotJson, "Send the body with Content-Type: application/json."));
    }
    Ok(WireRequest {
        method: endpoint.method,
        url: parts.uri.path_and_query().map_or_else(String::new, ToString::to_string),
        if_match: text(&parts.headers, header::IF_MATCH.as_str())?,
        idempotency_key: text(&parts.headers, "idempotency-key")?,
        body,
    })
}

async fn collect(body: Body) -> Result<Vec<u8>, ApiError> {
    match Limited::new(body, BODY_LIMIT).collect().await {
        Ok(collected) => Ok(collected.to_bytes().into()),
        Err(error) if error.is::<LengthLimitError>() => Err(ApiError::new(ErrorCode::BodyTooLarge, "Send at most 1 MB.")),
        Err(_) => Err(ApiError::new(ErrorCode::MalformedRequest, "The body ended before it was complete.")),
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = content_type.split(';').next().unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("application/json")
}

fn text(headers: &HeaderMap, name: &str) -> Result<Option<String>, ApiError> {
    let value = headers.get(name).map(|value| value.to_str().map(str::to_owned)).transpose();
    value.map_err(|_| ApiError::new(ErrorCode::InvalidHeader, format!("{name} holds characters that a header cannot have.")))
}
