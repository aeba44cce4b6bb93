//! API tokens over HTTP.

use crate::site::{DAY, MINUTE, TestSite};
use causeway_api::TokenScope;
use serde_json::json;

const TOKENS: &str = "/platform/v1/tokens";

#[test]
fn a_token_shows_its_secret_once_and_works_until_it_is_revoked() {
    let site = TestSite::start();
    let owner = site.owner();
    let form = json!({"name": " Nightly sync ", "scope": "write", "days": 30});
    let created = site.post(TOKENS, &form).cookie(&owner.cookie).send();
    let token = created.payload("token");
    assert_eq!((created.status, &token["name"], &token["lastUsedAt"]), (201, &json!("Nightly sync"), &json!(null)));
    let secret = token["secret"].as_str().unwrap();
    assert!(secret.starts_with("cwy_") && secret.len() == 68, "{secret}");

    assert_eq!(site.get("/platform/v1/session").bearer(secret).send().payload("session"), owner.session);
    let listed = site.get(TOKENS).cookie(&owner.cookie).send().payload("tokens");
    assert_eq!((&listed[0]["id"], &listed[0]["secret"]), (&token["id"], &json!(null)));
    assert!(listed[0]["lastUsedAt"].is_string());

    let path = format!("{TOKENS}/{}", token["id"].as_str().unwrap());
    assert_eq!(site.request("DELETE", &path).cookie(&owner.cookie).send().payload("message"), "The token was revoked.");
    let refused = site.get("/platform/v1/session").bearer(secret).send();
    assert_eq!((refused.status, refused.code().as_str()), (401, "not_signed_in"));
    assert_eq!(site.request("DELETE", &path).cookie(&owner.cookie).send().code(), "not_found");
}

#[test]
fn a_token_expires() {
    let site = TestSite::start();
    let owner = site.owner();
    let token = site.token(&owner, TokenScope::Read, 2);
    let status = || site.get("/platform/v1/session").bearer(&token).send().status;
    site.pass(2 * DAY - 1);
    assert_eq!(status(), 200);
    site.pass(1);
    assert_eq!(status(), 401);
}

#[test]
fn when_a_token_was_used_is_kept_to_the_minute() {
    let site = TestSite::start();
    let owner = site.owner();
    let token = site.token(&owner, TokenScope::Read, 1);
    let last_used = || site.get(TOKENS).cookie(&owner.cookie).send().payload("tokens")[0]["lastUsedAt"].clone();
    let mut seen = Vec::new();
    for _ in 0..3 {
        assert_eq!(site.get("/platform/v1/session").bearer(&token).send().status, 200);
        seen.push(last_used());
        site.pass(MINUTE / 2);
    }
    assert_eq!(seen[0], seen[1]);
    assert_ne!(seen[1], seen[2]);
}

#[test]
fn a_tokens_form_is_checked() {
    let site = TestSite::start();
    let owner = site.owner();
    for days in [0, 367] {
        let answer = site.post(TOKENS, &json!({"name": "", "scope": "read", "days": days})).cookie(&owner.cookie).send();
        assert_eq!((answer.status, answer.code().as_str()), (422, "invalid_fields"));
        let fields: Vec<_> = answer.json()["errors"].as_array().unwrap().iter().map(|error| error["field"].clone()).collect();
        assert_eq!(fields, ["name", "days"]);
    }
    let unknown = site.post(TOKENS, &json!({"name": "x", "scope": "all", "days": 1})).cookie(&owner.cookie).send();
    assert_eq!(unknown.status, 400);
}

#[test]
fn the_newest_token_comes_first() {
    let site = TestSite::start();
    let owner = site.owner();
    for name in ["first", "second"] {
        site.post(TOKENS, &json!({"name": name, "scope": "read", "days": 1})).cookie(&owner.cookie).send().payload("token");
    }
    let listed = site.get(TOKENS).cookie(&owner.cookie).send().payload("tokens");
    assert_eq!((&listed[0]["name"], &listed[1]["name"]), (&json!("second"), &json!("first")));
}
