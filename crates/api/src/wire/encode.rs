//! A request to its wire form.

use super::write::write;
use super::{Endpoint, EndpointInfo, WireRequest};
use serde_json::Value;

/// Writes a request: fields to path, query, headers and body.
///
/// # Panics
/// Never for the contract's own types: each serializes to an object that holds its path's parameters.
pub fn encode<E: Endpoint>(request: &E) -> WireRequest {
    place(&E::INFO, serde_json::to_value(request))
}

/// Puts the fields where the endpoint wants them; not compiled for each endpoint anew.
fn place(info: &EndpointInfo, fields: serde_json::Result<Value>) -> WireRequest {
    let Ok(Value::Object(mut fields)) = fields else { unreachable!("every request is a struct with named fields") };
    let if_match = fields.remove("version").and_then(|version| Some(format!("\"{}\"", version.as_u64()?)));

    let mut url = String::new();
    for (index, segment) in info.path.split('/').enumerate() {
        if index > 0 {
            url.push('/');
        }
        match segment.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            Some(name) => url.push_str(&as_text(&fields.remove(name).expect("a path's parameters are fields"))),
            None => url.push_str(segment),
        }
    }

    let mut body = String::new();
    if info.method.has_body() {
        write(&Value::Object(fields), &mut body);
    } else {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in fields.iter().filter(|(_, value)| !value.is_null()) {
            query.append_pair(name, &as_text(value));
        }
        let query = query.finish();
        if !query.is_empty() {
            url.push('?');
            url.push_str(&query);
        }
    }
    WireRequest { method: info.method, url, if_match, idempotency_key: None, body: body.into_bytes() }
}

fn as_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => {
            let mut text = String::new();
            write(other, &mut text);
            text
        }
    }
}
