//! Signing in, staying signed in, and being slowed down.

use crate::site::{DAY, EMAIL, HOUR, MINUTE, PASSWORD, TestSite};
use serde_json::json;

const SESSION: &str = "/platform/v1/session";

#[test]
fn without_a_session_nobody_is_signed_in() {
    let site = TestSite::start();
    let answer = site.get(SESSION).send();
    assert_eq!((answer.status, answer.code().as_str()), (401, "not_signed_in"));
    assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
}

#[test]
fn the_cookie_is_for_this_server_alone() {
    let site = TestSite::start();
    site.owner();
    let set = site.sign_in(PASSWORD).send().header("set-cookie").unwrap().to_owned();
    let (cookie, attributes) = set.split_once("; ").unwrap();
    let (name, value) = cookie.split_once('=').unwrap();
    assert_eq!(name, format!("causeway-{}", site.address.port()));
    assert_eq!(value.len(), 64, "256 bits");
    assert_eq!(attributes, "Path=/; Max-Age=2592000; HttpOnly; SameSite=Strict");
}

#[test]
fn with_tls_the_cookie_is_bound_to_the_host() {
    let site = TestSite::behind("https://causeway.example.org");
    site.owner();
    let set = site.sign_in(PASSWORD).send().header("set-cookie").unwrap().to_owned();
    assert!(set.starts_with("__Host-causeway=") && set.ends_with("; HttpOnly; SameSite=Strict; Secure"), "{set}");
}

#[test]
fn signing_in_begins_a_new_session_and_ends_the_one_before() {
    let site = TestSite::start();
    let owner = site.owner();
    let answer = site.sign_in(PASSWORD).cookie(&owner.cookie).send();
    assert_eq!((answer.status, answer.payload("session")), (201, owner.session.clone()));
    assert_ne!(answer.cookie(), owner.cookie);
    assert_eq!(site.get(SESSION).cookie(&owner.cookie).send().status, 401);
    assert_eq!(site.get(SESSION).cookie(&answer.cookie()).send().status, 200);
}

#[test]
fn the_address_is_compared_without_case_and_spaces() {
    let site = TestSite::start();
    site.owner();
    let body = json!({"email": format!(" {} ", EMAIL.to_uppercase()), "password": PASSWORD});
    assert_eq!(site.post(SESSION, &body).send().status, 201);
}

#[test]
fn signing_out_ends_the_session_and_takes_the_cookie_away() {
    let site = TestSite::start();
    let owner = site.owner();
    let answer = site.request("DELETE", SESSION).cookie(&owner.cookie).send();
    assert_eq!(answer.payload("message"), "You are signed out.");
    assert!(answer.header("set-cookie").unwrap().contains("=; Path=/; Max-Age=0"));
    assert_eq!(site.get(SESSION).cookie(&owner.cookie).send().status, 401);
    assert_eq!(site.request("DELETE", SESSION).send().status, 200, "signing out twice is no error");
}

#[test]
fn a_session_ends_when_nobody_uses_it_for_half_a_day() {
    let site = TestSite::start();
    let owner = site.owner();
    let status = || site.get(SESSION).cookie(&owner.cookie).send().status;
    for _ in 0..3 {
        site.pass(11 * HOUR);
        assert_eq!(status(), 200);
    }
    site.pass(12 * HOUR);
    assert_eq!(status(), 401);
}

#[test]
fn a_session_ends_after_thirty_days_however_much_it_is_used() {
    let site = TestSite::start();
    let owner = site.owner();
    let status = || site.get(SESSION).cookie(&owner.cookie).send().status;
    for _ in 0..59 {
        site.pass(DAY / 2 - MINUTE);
        assert_eq!(status(), 200);
    }
    site.pass(DAY / 2 + 59 * MINUTE);
    assert_eq!(status(), 401);
}

#[test]
fn unknown_addresses_and_wrong_passwords_are_not_told_apart() {
    let site = TestSite::start();
    site.owner();
    let wrong = site.sign_in("wrong password!").send();
    let unknown = site.post(SESSION, &json!({"email": "nobody@tidewell.example", "password": PASSWORD})).send();
    assert_eq!((wrong.status, wrong.code().as_str()), (401, "wrong_credentials"));
    assert_eq!((unknown.status, &unknown.body), (wrong.status, &wrong.body));
}

#[test]
fn wrong_passwords_slow_down_more_and_more_and_the_right_one_forgives() {
    let site = TestSite::start();
    site.owner();
    for _ in 0..5 {
        assert_eq!(site.sign_in("wrong password!").send().status, 401);
    }
    for expected in [15, 30, 60, 120, 240, 480, 900, 900] {
        let refused = site.sign_in(PASSWORD).send();
        assert_eq!((refused.status, refused.code().as_str()), (429, "too_many_attempts"));
        assert_eq!(refused.header("retry-after"), Some(expected.to_string().as_str()));
        site.pass(expected * 1000);
        assert_eq!(site.sign_in("wrong password!").send().status, 401, "waited {expected} s");
    }
    site.pass(900_000);
    assert_eq!(site.sign_in(PASSWORD).send().status, 201);
    for _ in 0..5 {
        assert_eq!(site.sign_in("wrong password!").send().status, 401);
    }
}

#[test]
fn an_unknown_address_is_slowed_down_like_a_known_one() {
    let site = TestSite::start();
    let sign_in = || site.post(SESSION, &json!({"email": "nobody@tidewell.example", "password": PASSWORD})).send().status;
    let statuses: Vec<_> = (0..6).map(|_| sign_in()).collect();
    assert_eq!(statuses, [401, 401, 401, 401, 401, 429]);
}

#[test]
fn behind_a_proxy_with_tls_the_peer_is_the_one_that_the_proxy_names_last() {
    let site = TestSite::behind("https://causeway.example.org");
    let sign_in = |number: usize, peer: &str| {
        let body = json!({"email": format!("nobody{number}@tidewell.example"), "password": PASSWORD});
        site.post(SESSION, &body).header("X-Forwarded-For", format!("198.51.100.{number}, {peer}")).send().status
    };
    assert!((0..50).all(|number| sign_in(number, "203.0.113.7") == 401));
    assert_eq!((sign_in(50, "203.0.113.7"), sign_in(50, "203.0.113.8")), (429, 401));
}

#[test]
fn one_peer_is_slowed_down_across_addresses() {
    let site = TestSite::start();
    let sign_in = |number: usize| {
        let body = json!({"email": format!("nobody{number}@tidewell.example"), "password": PASSWORD});
        site.post(SESSION, &body).send().status
    };
    assert!((0..50).all(|number| sign_in(number) == 401));
    assert_eq!(sign_in(50), 429);
}
