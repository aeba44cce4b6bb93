//! A request from its wire form, with refusals that name line and column, or the field.

use super::{Endpoint, Route, WireRequest};
use crate::{ApiError, ErrorCode, FieldError};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Reads a request that was routed to its endpoint.
pub(crate) fn decode<E: Endpoint>(route: &Route<'_>, request: &WireRequest) -> Result<E, ApiError> {
    if request.method.has_body() { from_body(route, request) } else { from_query(route, request) }
}

fn from_body<E: DeserializeOwned>(route: &Route<'_>, request: &WireRequest) -> Result<E, ApiError> {
    if let Some((name, _)) = form_urlencoded::parse(request.query().as_bytes()).next() {
        return Err(unreadable(&name, "There are no query parameters here; send it in the body."));
    }
    let mut fields: Map<String, Value> = if request.body.is_empty() {
        Map::new()
    } else {
        serde_json::from_slice(&request.body).map_err(|error| malformed(&error))?
    };
    if fields.contains_key("version") {
        return Err(unreadable("version", "This is not a field of the body; send If-Match."));
    }
    if let Some((name, _)) = route.parameters.iter().find(|(name, _)| fields.contains_key(*name)) {
        return Err(unreadable(name, "This is not a field of the body; it stands in the path."));
    }
    if let Some(version) = version(request)? {
        fields.insert("version".to_owned(), version.into());
    }
    for (name, value) in &route.parameters {
        fields.insert((*name).to_owned(), (*value).into());
    }
    serde_path_to_error::deserialize(Value::Object(fields)).map_err(|error| {
        let path = error.path().to_string();
        field_problem(route, &path, &error.into_inner().to_string())
    })
}

fn from_query<E: DeserializeOwned>(route: &Route<'_>, request: &WireRequest) -> Result<E, ApiError> {
    let mut fields = form_urlencoded::Serializer::new(String::new());
    for (name, value) in &route.parameters {
        fields.append_pair(name, value);
    }
    if let Some(version) = version(request)? {
        fields.append_pair("version", &version.to_string());
    }
    for (name, value) in form_urlencoded::parse(request.query().as_bytes()) {
        if name == "version" || route.parameters.iter().any(|(known, _)| *known == name) {
            return Err(unreadable(&name, "This is not a query parameter here."));
        }
        fields.append_pair(&name, &value);
    }
    let fields = fields.finish();
    let deserializer = serde_urlencoded::Deserializer::new(form_urlencoded::parse(fields.as_bytes()));
    serde_path_to_error::deserialize(deserializer).map_err(|error| {
        let path = error.path().to_string();
        field_problem(route, &path, &error.into_inner().to_string())
    })
}

/// The version that `If-Match` names; none for `*` or without the header.
fn version(request: &WireRequest) -> Result<Option<u64>, ApiError> {
    match request.if_match.as_deref().map(str::trim) {
        None | Some("*") => Ok(None),
        Some(text) => text
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'))
            .and_then(|version| version.parse().ok())
            .map(Some)
            .ok_or_else(|| {
                ApiError::new(
                    ErrorCode::InvalidHeader,
                    "If-Match takes one version in double quotes, as the ETag gave it: If-Match: \"3\".",
                )
            }),
    }
}

fn malformed(error: &serde_json::Error) -> ApiError {
    if error.is_data() {
        return ApiError::new(ErrorCode::MalformedRequest, "The body must be a JSON object.");
    }
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    let reason = text.split(" at line ").next().unwrap_or_default();
    ApiError::new(ErrorCode::MalformedJson, format!("Not valid JSON at line {line}, column {column}: {reason}."))
}

/// An id in the path that cannot be one names nothing, so it is not found; any other field is named.
fn field_problem(route: &Route<'_>, path: &str, reason: &str) -> ApiError {
    if route.parameters.iter().any(|(name, _)| *name == path) {
        return ApiError::not_found();
    }
    let reason = &without_value(reason);
    // What is unknown or missing is named inside the sentence, between backquotes; its parent is the path.
    let named = reason
        .strip_prefix("unknown field `")
        .or_else(|| reason.strip_prefix("missing field `"))
        .or_else(|| reason.strip_prefix("duplicate field `"))
        .and_then(|rest| rest.split('`').next());
    let field = match (path, named) {
        ("." | "", Some(name)) => name.to_owned(),
        (parent, Some(name)) if !parent.ends_with(name) => format!("{parent}.{name}"),
        (path, _) => path.to_owned(),
    };
    // Neither query nor body may hold it, so the header brought it.
    if field == "version" {
        return ApiError::new(
            ErrorCode::InvalidHeader,
            "If-Match is for changes and deletions of one object; leave it out here.",
        );
    }
    unreadable(&field, reason)
}

/// `invalid type: integer, expected a string`: a value is never repeated, since it may be a secret in the wrong form.
fn without_value(reason: &str) -> String {
    match (reason.split_once(": "), reason.rsplit_once(", expected ")) {
        (Some((problem @ ("invalid type" | "invalid value"), found)), Some((_, expected))) => {
            let kind = found.split(['`', '"', ',']).next().unwrap_or_default();
            format!("{problem}: {}, expected {expected}", kind.trim_end())
        }
        _ => reason.to_owned(),
    }
}

fn unreadable(field: &str, reason: &str) -> ApiError {
    let mut error = ApiError::new(ErrorCode::MalformedRequest, format!("{field}: {reason}"));
    error.errors.push(FieldError { field: field.to_owned(), code: ErrorCode::MalformedRequest, message: reason.to_owned() });
    error
}
