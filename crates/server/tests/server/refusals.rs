//! What is refused, and with which body.

use crate::site::TestSite;
use causeway_api::TokenScope;
use serde_json::json;

#[test]
fn an_unknown_path_of_the_api_is_a_problem_and_not_a_page() {
    let site = TestSite::start();
    for path in ["/platform", "/platform/v1/nothing", "/platform/v1/sources/", "/platform/v2/session"] {
        let answer = site.get(path).send();
        assert_eq!((answer.status, answer.code().as_str()), (404, "not_found"), "{path}");
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    }
}

#[test]
fn a_wrong_method_is_told_the_right_ones() {
    let site = TestSite::start();
    for method in ["PUT", "DELETE", "PATCH"] {
        let answer = site.request(method, "/platform/v1/tokens").send();
        assert_eq!((answer.status, answer.code().as_str()), (405, "method_not_allowed"));
        assert_eq!(answer.header("allow"), Some("GET, POST"));
    }
}

#[test]
fn head_is_answered_like_get_without_a_body() {
    let site = TestSite::start();
    let owner = site.owner();
    let answer = site.request("HEAD", "/platform/v1/session").cookie(&owner.cookie).send();
    assert_eq!((answer.status, answer.body.len()), (200, 0));
    assert_eq!(answer.header("content-type"), Some("application/json"));
}

#[test]
fn malformed_json_is_refused_by_line_and_column() {
    let site = TestSite::start();
    let answer = site.request("POST", "/platform/v1/session").body("application/json", "{\n  \"email\": oops\n}").send();
    assert_eq!((answer.status, answer.code().as_str()), (400, "malformed_json"));
    let detail = answer.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("line 2, column 12"), "{detail}");
}

#[test]
fn an_unknown_field_is_refused_by_its_name() {
    let site = TestSite::start();
    let answer = site.post("/platform/v1/links/check", &json!({"token": "x", "colour": "teal"})).send();
    assert_eq!((answer.status, answer.code().as_str()), (400, "malformed_request"));
    assert_eq!(answer.json()["errors"][0]["field"], "colour");
}

#[test]
fn a_body_over_a_megabyte_is_refused() {
    let site = TestSite::start();
    let body = format!("{{\"token\":\"{}\"}}", "x".repeat(1_000_000));
    let answer = site.request("POST", "/platform/v1/links/check").body("application/json", body).send();
    assert_eq!((answer.status, answer.code().as_str()), (413, "body_too_large"));
}

#[test]
fn only_json_is_taken() {
    let site = TestSite::start();
    for content_type in ["text/plain", "application/x-www-form-urlencoded", "application/jsonp"] {
        let answer = site.request("POST", "/platform/v1/session").body(content_type, "{}").send();
        assert_eq!((answer.status, answer.code().as_str()), (415, "not_json"), "{content_type}");
    }
    let charset = site.request("POST", "/platform/v1/links/check").body("application/json; charset=utf-8", "{\"token\":\"x\"}");
    assert_eq!(charset.send().code(), "link_invalid");
}

#[test]
fn an_outdated_version_is_answered_with_the_current_object() {
    let site = TestSite::start();
    let owner = site.owner();
    let path = format!("/platform/v1/sources/{}", site.default_end(&owner, "sources"));
    let rename = |version: &str, name: &str| {
        let request = site.request("PATCH", &path).cookie(&owner.cookie).header("If-Match", version);
        request.json(&json!({"name": name})).send()
    };
    let renamed = rename("\"1\"", "Lab feed");
    assert_eq!((renamed.status, renamed.header("etag")), (200, Some("\"2\"")));
    let outdated = rename("\"1\"", "Late feed");
    assert_eq!((outdated.status, outdated.code().as_str()), (412, "version_mismatch"));
    assert_eq!(outdated.json()["current"]["name"], "Lab feed");
    assert_eq!(rename("1", "Unquoted").code(), "invalid_header");
}

#[test]
fn a_rejected_form_has_an_entry_for_each_field() {
    let site = TestSite::start();
    let owner = site.owner();
    let path = format!("/platform/v1/environments/{}/sources", owner.environment);
    let answer = site.post(&path, &json!({"name": "Feed", "timeZone": "Not a zone!"})).cookie(&owner.cookie).send();
    assert_eq!((answer.status, answer.code().as_str()), (422, "invalid_fields"));
    let fields: Vec<_> = answer.json()["errors"].as_array().unwrap().iter().map(|error| error["field"].clone()).collect();
    assert_eq!(fields, ["communicationMethod", "dataFormat", "ehr", "timeZone", "serviceRegion"]);
}

#[test]
fn an_idempotency_key_gives_the_same_answer_to_the_same_request_only() {
    let site = TestSite::start();
    let owner = site.owner();
    let token = site.token(&owner, TokenScope::Write, 1);
    let path = format!("/platform/v1/environments/{}/subscriptions", owner.environment);
    let (source, destination) = (site.default_end(&owner, "sources"), site.default_end(&owner, "destinations"));
    let create = |model: &str| {
        let body = json!({"source": {"id": source}, "destination": {"id": destination}, "dataModel": model});
        site.post(&path, &body).bearer(&token).header("Idempotency-Key", "one").send()
    };
    let first = create("FHIR.Patient");
    let again = create("FHIR.Patient");
    assert_eq!((first.status, again.status), (201, 201));
    assert_eq!((&first.body, first.header("etag")), (&again.body, again.header("etag")));
    let other = create("FHIR.Encounter");
    assert_eq!((other.status, other.code().as_str()), (422, "idempotency_key_reused"));
    let listed = site.get(&format!("{path}?dataModel=FHIR.Patient&sourceId={source}&destinationId={destination}"));
    assert_eq!(listed.bearer(&token).send().json()["meta"]["totalRecords"], 1);
}
