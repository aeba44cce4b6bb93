//! Who may call what: every line of the table, for everyone who can come.

use crate::client::Answer;
use crate::site::{DAY, PASSWORD, TestSite};
use causeway_api::{ENDPOINTS, Method, TokenScope};
use serde_json::json;

/// What a line says to anonymous, expired token, read token, write token and session: why it refuses them, or nothing.
type Verdicts = [&'static str; 5];

const NOBODY: &str = "not_signed_in";
const OPEN: Verdicts = ["", "", "", "", ""];
const READ: Verdicts = [NOBODY, NOBODY, "", "", ""];
const WRITE: Verdicts = [NOBODY, NOBODY, "token_scope", "", ""];
const PERSON: Verdicts = [NOBODY, NOBODY, "forbidden", "forbidden", ""];

const MATRIX: &[(&str, Verdicts)] = &[
    ("environment_list", READ),
    ("member_list", READ),
    ("member_change", PERSON),
    ("member_remove", PERSON),
    ("organization_get", READ),
    ("organization_change", WRITE),
    ("directory_list", READ),
    ("audit_list", READ),
    ("audit_check", READ),
    ("connection_list", READ),
    ("connection_get", READ),
    ("connection_request_list", READ),
    ("connection_request_get", READ),
    ("connection_request", WRITE),
    ("connection_accept", WRITE),
    ("connection_decline", WRITE),
    ("connection_withdraw", WRITE),
    ("connection_end", WRITE),
    ("source_list", READ),
    ("source_create", WRITE),
    ("source_get", READ),
    ("source_change", WRITE),
    ("source_delete", WRITE),
    ("destination_list", READ),
    ("destination_create", WRITE),
    ("destination_get", READ),
    ("destination_change", WRITE),
    ("destination_delete", WRITE),
    ("subscription_list", READ),
    ("subscription_create", WRITE),
    ("subscription_create_batch", WRITE),
    ("subscription_bulk", WRITE),
    ("subscription_get", READ),
    ("subscription_change", WRITE),
    ("subscription_delete", WRITE),
    ("subscription_restore", WRITE),
    ("audit_export", READ),
    ("subscription_snapshot", READ),
    ("subscription_events", READ),
    ("destination_verify", WRITE),
    ("session_get", READ),
    ("session_create", OPEN),
    ("session_change", PERSON),
    ("session_delete", OPEN),
    ("link_check", OPEN),
    ("owner_create", OPEN),
    ("password_reset", OPEN),
    ("invitation_accept", OPEN),
    ("invitation_list", READ),
    ("invitation_create", PERSON),
    ("invitation_revoke", PERSON),
    ("token_list", PERSON),
    ("token_create", PERSON),
    ("token_revoke", PERSON),
];

#[test]
fn every_line_of_the_table_lets_in_whom_it_should() {
    let names: Vec<_> = ENDPOINTS.iter().map(|endpoint| endpoint.name).collect();
    let known: Vec<_> = MATRIX.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, known, "a new line of the table needs its verdicts here");

    let site = TestSite::start();
    let owner = site.owner();
    let expired = site.token(&owner, TokenScope::Write, 1);
    site.pass(DAY);
    let read = site.token(&owner, TokenScope::Read, 1);
    let write = site.token(&owner, TokenScope::Write, 1);

    for (endpoint, (_, verdicts)) in ENDPOINTS.iter().zip(MATRIX) {
        // Nobody has these ids, and no body is complete: whoever is let in changes nothing.
        let path: String = endpoint
            .path
            .split('/')
            .map(|part| if part.starts_with('{') { "00000000-0000-7000-8000-000000000000" } else { part })
            .collect::<Vec<_>>()
            .join("/");
        let cookie = site.sign_in(PASSWORD).send().cookie();
        let request = || {
            let request = site.request(endpoint.method.as_str(), &path);
            if matches!(endpoint.method, Method::Post | Method::Patch) { request.json(&json!({})) } else { request }
        };
        let answers = [
            request().send(),
            request().bearer(&expired).send(),
            request().bearer(&read).send(),
            request().bearer(&write).send(),
            request().cookie(&cookie).send(),
        ];
        let refused = |code: &str| [NOBODY, "token_scope", "forbidden"].contains(&code);
        let codes: Vec<_> =
            answers.iter().map(Answer::code).map(|code| if refused(&code) { code } else { String::new() }).collect();
        assert_eq!(codes, verdicts, "{}", endpoint.name);
        for (answer, verdict) in answers.iter().zip(verdicts) {
            let expected = match *verdict {
                NOBODY => 401,
                "" => answer.status,
                _ => 403,
            };
            assert_eq!(answer.status, expected, "{}", endpoint.name);
            assert!(answer.status < 500, "{}: {}", endpoint.name, answer.text());
        }
    }
}

#[test]
fn what_is_not_a_token_is_refused_even_with_a_session_beside_it() {
    let site = TestSite::start();
    let owner = site.owner();
    for authorization in ["Bearer cwy_nobodys", "Basic YTpi", "Bearer", ""] {
        let request = site.get("/platform/v1/session").cookie(&owner.cookie).header("Authorization", authorization);
        assert_eq!(request.send().code(), NOBODY, "{authorization}");
    }
}
