//! What may happen while a request waits for the writer.

use crate::client::{Answer, Request};
use crate::site::{MINUTE, TestSite};
use causeway_api::TokenScope;
use serde_json::json;
use std::{thread, time::Duration};

/// Sends a request while another process is writing, which then does this as well.
fn overtaken(site: &TestSite, request: Request, by: &str) -> Answer {
    let file = site.file();
    file.execute_batch("BEGIN IMMEDIATE").unwrap();
    thread::scope(|scope| {
        let answer = scope.spawn(|| request.send());
        // Long enough that the request was let in on what was true before.
        thread::sleep(Duration::from_millis(500));
        file.execute_batch(&format!("{by}; COMMIT")).unwrap();
        answer.join().unwrap()
    })
}

#[test]
fn a_token_that_was_revoked_meanwhile_changes_nothing() {
    let site = TestSite::start();
    let owner = site.owner();
    let token = site.token(&owner, TokenScope::Write, 1);
    let sources = format!("/platform/v1/environments/{}/sources", owner.environment);
    let count = || site.get(&sources).cookie(&owner.cookie).send().json()["meta"]["totalRecords"].clone();
    // Used just now, so that only the change itself has to wait.
    assert_eq!(site.get(&sources).bearer(&token).send().status, 200);
    let before = count();

    let request = site.post(&sources, &json!({"name": "Feed"})).bearer(&token);
    let refused = overtaken(&site, request, "DELETE FROM tokens");
    assert_eq!((refused.status, refused.code().as_str()), (401, "not_signed_in"));
    assert_eq!(refused.header("www-authenticate"), Some("Bearer"));
    assert_eq!(count(), before);
}

#[test]
fn a_session_that_ended_meanwhile_makes_no_token() {
    let site = TestSite::start();
    let owner = site.owner();
    let request = site.post("/platform/v1/tokens", &json!({"name": "late", "scope": "write", "days": 1})).cookie(&owner.cookie);
    let refused = overtaken(&site, request, "DELETE FROM sessions");
    assert_eq!((refused.status, refused.code().as_str()), (401, "not_signed_in"));
    let count = site.file().query_row("SELECT count(*) FROM tokens", [], |row| row.get(0));
    assert_eq!(count, Ok(0));
}

#[test]
fn reads_are_answered_although_their_use_cannot_be_noted() {
    let site = TestSite::start();
    let owner = site.owner();
    site.pass(2 * MINUTE);
    let file = site.file();
    file.execute_batch("BEGIN IMMEDIATE").unwrap();
    let sources = format!("/platform/v1/environments/{}/sources", owner.environment);
    thread::scope(|scope| {
        for path in ["/platform/v1/session", &sources] {
            scope.spawn(|| assert_eq!(site.get(path).cookie(&owner.cookie).send().status, 200));
        }
    });
}
