//! What a FHIR server says of itself: its capability statement, read tolerantly.

use super::{challenge::is_success, challenge::request, exchange::Answer, failure::Failure};
use axum::http::{Method, Request, header};
use causeway_api::{FhirCapability, FhirCheck, Instant, VerificationFailure as Kind};
use http_body_util::Full;
use hyper::body::Bytes;
use serde_json::Value;
use std::collections::BTreeSet;
use url::Url;

/// More resource types than FHIR has.
const MOST_RESOURCES: usize = 500;

/// The statement's address: `metadata` below the endpoint, without its query.
fn statement_url(endpoint: &Url) -> Url {
    let mut url = endpoint.clone();
    url.set_query(None);
    url.set_path(&format!("{}/metadata", endpoint.path().trim_end_matches('/')));
    url
}

pub(super) fn statement_request(endpoint: &Url) -> Option<Request<Full<Bytes>>> {
    let request = request(Method::GET, &statement_url(endpoint));
    request.header(header::ACCEPT, "application/fhir+json, application/json").body(Full::default()).ok()
}

/// What was read, or why not, with a sentence in either case.
pub(super) fn check(answered: Result<Answer, Failure>, read_at: Instant) -> FhirCheck {
    let capability = answered.map_err(|failure| unread(&failure)).and_then(|answer| {
        if !is_success(&answer) {
            let status = answer.status.as_u16();
            return Err(format!(
                "/metadata answers {status} instead of 200. Check that the endpoint is the FHIR server’s base address."
            ));
        }
        match &answer.cut {
            Some(cut) => Err(unread(cut)),
            None => read(&answer.body, read_at),
        }
    });
    match capability {
        Ok(capability) => {
            let software = capability.software.as_ref().map_or_else(String::new, |name| format!(" from {name}"));
            let count = match capability.resources.len() {
                1 => "1 resource type".to_owned(),
                count => format!("{count} resource types"),
            };
            let message = format!("FHIR {}{software}, with {count}.", capability.fhir_version);
            FhirCheck { capability: Some(capability), message }
        }
        Err(message) => FhirCheck { capability: None, message },
    }
}

/// The message says what is wrong with `/metadata`; what is wrong with the connection stands in the verification's own.
fn unread(failure: &Failure) -> String {
    let why = match failure.kind {
        Kind::TimedOut => "did not answer in time. Capability statements can be slow: try again",
        Kind::TooLarge => "answers with more than this server reads (2 MiB). Have it list fewer details",
        Kind::Compressed => "answers compressed, although this was not asked for. Have it send JSON as it is",
        _ => "could not be read. See to the connection first, then verify again",
    };
    format!("/metadata {why}.")
}

fn read(body: &[u8], read_at: Instant) -> Result<FhirCapability, String> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let statement: Value = serde_json::from_slice(body).map_err(|_| {
        "/metadata does not answer with JSON. Check that the endpoint is the FHIR server’s base address.".to_owned()
    })?;
    match statement["resourceType"].as_str() {
        Some("CapabilityStatement") => {}
        Some("Conformance") => {
            return Err("This FHIR server speaks DSTU2 or older. Use its endpoint for R4, if it has one.".to_owned());
        }
        _ => {
            let sentence = "/metadata does not answer with a CapabilityStatement. Check that the endpoint is the FHIR server’s base address.";
            return Err(sentence.to_owned());
        }
    }
    let resources: BTreeSet<String> = statement["rest"]
        .as_array()
        .into_iter()
        .flatten()
        // A statement may also describe what this system asks of others.
        .filter(|rest| rest["mode"].as_str().is_none_or(|mode| mode == "server"))
        .flat_map(|rest| rest["resource"].as_array().into_iter().flatten())
        .filter_map(|resource| resource["type"].as_str())
        .filter(|name| (1..=64).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        .take(MOST_RESOURCES)
        .map(str::to_owned)
        .collect();
    if resources.is_empty() {
        let sentence =
            "The capability statement names no resource types. Have the FHIR server list what it supports, then verify again.";
        return Err(sentence.to_owned());
    }
    Ok(FhirCapability {
        read_at,
        fhir_version: line(&statement["fhirVersion"]).unwrap_or_else(|| "of unknown version".to_owned()),
        software: line(&statement["software"]["name"]).map(|name| match line(&statement["software"]["version"]) {
            Some(version) => format!("{name} {version}"),
            None => name,
        }),
        resources: resources.into_iter().collect(),
    })
}

/// A short text on one line.
fn line(value: &Value) -> Option<String> {
    let text: String = value.as_str()?.trim().chars().filter(|c| !c.is_control()).take(80).collect();
    Some(text).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(body: &str) -> String {
        read(body.as_bytes(), Instant(0)).expect_err("no statement")
    }

    #[test]
    fn a_statement_is_read_although_much_is_missing_or_odd() {
        let body = "\u{feff}{\"resourceType\": \"CapabilityStatement\", \"software\": {\"name\": \" HAPI\\n FHIR \"}, \"rest\": [
            {\"resource\": [{\"type\": \"Patient\"}, {\"type\": 7}, {}, {\"type\": \"Bundle\"}, {\"type\": \"<b>\"}, {\"type\": \"Patient\"}]},
            {\"mode\": \"client\", \"resource\": [{\"type\": \"Slot\"}]}, 3]}";
        let capability = read(body.as_bytes(), Instant(7)).expect("a statement");
        assert_eq!(capability.resources, ["Bundle", "Patient"]);
        assert_eq!((capability.software.as_deref(), capability.fhir_version.as_str()), (Some("HAPI FHIR"), "of unknown version"));
    }

    #[test]
    fn what_is_no_statement_is_told_apart() {
        assert!(message("<html>").contains("does not answer with JSON"));
        assert!(message("[]").contains("does not answer with a CapabilityStatement"));
        assert!(message("{\"resourceType\": \"Conformance\"}").contains("DSTU2"));
        assert!(message("{\"resourceType\": \"CapabilityStatement\"}").contains("names no resource types"));
    }

    #[test]
    fn the_statement_lies_below_the_endpoint() {
        for (endpoint, statement) in [
            ("https://fhir.example.org", "https://fhir.example.org/metadata"),
            ("https://fhir.example.org/r4/", "https://fhir.example.org/r4/metadata"),
            ("https://fhir.example.org:8443/a/r4?key=1", "https://fhir.example.org:8443/a/r4/metadata"),
        ] {
            assert_eq!(statement_url(&endpoint.parse().expect("a URL")).as_str(), statement);
        }
    }
}
