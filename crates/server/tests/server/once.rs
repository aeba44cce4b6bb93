//! Idempotency keys where the answer holds secrets: the same answer again, and nothing in the file that gives it away.

use crate::client::{Answer, Request};
use crate::site::{DAY, EMAIL, PASSWORD, TestSite, owner_form};
use causeway_api::{ENDPOINTS, Method};
use serde_json::{Value, json};
use std::thread;

const SESSION: &str = "/platform/v1/session";
const TOKENS: &str = "/platform/v1/tokens";
const OWNER: &str = "/platform/v1/links/owner";
const PASSWORD_LINK: &str = "/platform/v1/links/password";

fn keyed(site: &TestSite, path: &str, body: &Value, key: &str) -> Request {
    site.post(path, body).header("Idempotency-Key", key)
}

fn sign_in(site: &TestSite, password: &str, key: &str) -> Answer {
    keyed(site, SESSION, &json!({"email": EMAIL, "password": password}), key).send()
}

fn count(site: &TestSite, table: &str) -> i64 {
    site.file().query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
}

/// Body, status and cookie are the same.
#[track_caller]
fn same(one: &Answer, other: &Answer) {
    assert!((200..300).contains(&one.status), "{}", one.text());
    assert_eq!((one.status, one.text()), (other.status, other.text()));
    assert_eq!(one.header("set-cookie"), other.header("set-cookie"));
}

#[test]
fn a_token_is_made_once_and_its_secret_shown_again_to_who_has_the_key() {
    let site = TestSite::start();
    let owner = site.owner();
    let create = |name: &str, key: &str| {
        let body = json!({"name": name, "scope": "read", "days": 1});
        keyed(&site, TOKENS, &body, key).cookie(&owner.cookie).send()
    };
    let first = create("engine", "one");
    same(&first, &create("engine", "one"));
    assert_eq!(count(&site, "tokens"), 1);
    let other = create("another engine", "one");
    assert_eq!((other.status, other.code().as_str()), (422, "idempotency_key_reused"));
    assert_ne!(create("engine", "two").payload("token")["id"], first.payload("token")["id"]);
    let bare = || site.post(TOKENS, &json!({"name": "engine", "scope": "read", "days": 1})).cookie(&owner.cookie).send();
    assert_ne!(bare().payload("token")["id"], bare().payload("token")["id"], "without a key each is a new one");
    let stranger = keyed(&site, TOKENS, &json!({"name": "engine", "scope": "read", "days": 1}), "one").send();
    assert_eq!(stranger.code(), "not_signed_in");
    for key in ["", "a b", &"x".repeat(256)] {
        assert_eq!(create("engine", key).code(), "invalid_header", "{key}");
    }
    site.pass(DAY + 1);
    let cookie = site.sign_in(PASSWORD).send().cookie();
    let late = keyed(&site, TOKENS, &json!({"name": "engine", "scope": "read", "days": 1}), "one").cookie(&cookie).send();
    assert_ne!(late.payload("token")["id"], first.payload("token")["id"], "after a day the key is free");
}

#[test]
fn signing_in_again_under_the_same_key_is_the_same_session() {
    let site = TestSite::start();
    site.owner();
    let before = count(&site, "sessions");
    let first = sign_in(&site, PASSWORD, "one");
    same(&first, &sign_in(&site, PASSWORD, "one"));
    assert_eq!(count(&site, "sessions"), before + 1);
    assert_eq!(site.get(SESSION).cookie(&first.cookie()).send().status, 200);
    assert_ne!(sign_in(&site, PASSWORD, "two").cookie(), first.cookie());

    // A session that ended is not handed out again; the key is free.
    site.request("DELETE", SESSION).cookie(&first.cookie()).send().payload("message");
    let next = sign_in(&site, PASSWORD, "one");
    assert_ne!(next.cookie(), first.cookie());
    assert_eq!(site.get(SESSION).cookie(&next.cookie()).send().status, 200);
}

#[test]
fn a_known_key_helps_nobody_to_guess_the_password() {
    let site = TestSite::start();
    site.owner();
    let first = sign_in(&site, PASSWORD, "known");
    for number in 0..5 {
        assert_eq!(sign_in(&site, &format!("wrong password {number}"), "known").code(), "idempotency_key_reused");
    }
    let refused = sign_in(&site, PASSWORD, "known");
    assert_eq!((refused.status, refused.code().as_str()), (429, "too_many_attempts"));
    site.pass(15_000);
    same(&first, &sign_in(&site, PASSWORD, "known"));
    // The right one took the count back.
    assert_eq!(sign_in(&site, "wrong password", "other").code(), "wrong_credentials");
    same(&first, &sign_in(&site, PASSWORD, "known"));
}

#[test]
fn an_answer_that_was_lost_at_set_up_locks_nobody_out() {
    let site = TestSite::start();
    let form = owner_form(&site.set_up_link());
    let create = |form: &Value| keyed(&site, OWNER, form, "one").send();
    let lost = create(&form);
    let again = create(&form);
    same(&lost, &again);
    assert_eq!(site.get(SESSION).cookie(&again.cookie()).send().status, 200);
    assert_eq!((count(&site, "people"), count(&site, "sessions")), (1, 1));
    let mut other = form.clone();
    other["name"] = json!("Somebody Else");
    assert_eq!(create(&other).code(), "idempotency_key_reused");
    assert_eq!(keyed(&site, OWNER, &form, "two").send().code(), "already_set_up");
    site.request("DELETE", SESSION).cookie(&again.cookie()).send().payload("message");
    assert_eq!(create(&form).code(), "already_set_up", "signed out, it signs nobody in");
}

#[test]
fn a_new_password_is_set_once() {
    let site = TestSite::start();
    site.owner();
    let body = json!({"token": site.password_link(), "password": "a better passphrase"});
    let reset = || keyed(&site, PASSWORD_LINK, &body, "one").send();
    let first = reset();
    same(&first, &reset());
    assert_eq!(count(&site, "sessions"), 1);
    assert_eq!(site.post(PASSWORD_LINK, &body).send().code(), "link_invalid");
}

#[test]
fn twins_that_arrive_together_make_one() {
    let site = TestSite::start();
    let form = owner_form(&site.set_up_link());
    let answers: Vec<_> = thread::scope(|scope| {
        let twins: Vec<_> = (0..4).map(|_| scope.spawn(|| keyed(&site, OWNER, &form, "one").send())).collect();
        twins.into_iter().map(|twin| twin.join().unwrap()).collect()
    });
    for answer in &answers {
        same(&answers[0], answer);
    }
    assert_eq!(count(&site, "people"), 1);
}

#[test]
fn a_refusal_is_not_remembered() {
    let site = TestSite::start();
    site.owner();
    assert_eq!(sign_in(&site, "wrong password", "one").code(), "wrong_credentials");
    assert_eq!(sign_in(&site, PASSWORD, "one").status, 201);
}

#[test]
fn a_key_is_looked_at_where_the_table_says_that_it_is_honoured_and_nowhere_else() {
    let site = TestSite::start();
    let owner = site.owner();
    let body = json!({"email": EMAIL, "password": PASSWORD});
    for endpoint in ENDPOINTS.iter().filter(|endpoint| endpoint.method == Method::Post) {
        let path = endpoint.path.replace(['{', '}'], "");
        let answer = site.post(&path, &body).cookie(&owner.cookie).header("Idempotency-Key", "not a key").send();
        assert_eq!(answer.code() == "invalid_header", endpoint.is_keyed, "{}: {}", endpoint.name, answer.text());
    }
}

#[test]
fn the_file_gives_no_answer_and_no_key_away() {
    let site = TestSite::start();
    let owner = site.owner();
    let key = "idempotency-key-0123456789";
    let session = sign_in(&site, PASSWORD, key).cookie();
    let form = json!({"name": "engine", "scope": "read", "days": 1});
    let token = keyed(&site, TOKENS, &form, key).cookie(&owner.cookie).send().payload("token");
    assert_eq!(count(&site, "remembered"), 2);
    let bytes = site.bytes();
    for hidden in [key, token["secret"].as_str().unwrap(), session.split_once('=').unwrap().1, PASSWORD] {
        assert!(!bytes.windows(hidden.len()).any(|window| window == hidden.as_bytes()), "the file holds {hidden}");
    }
}
