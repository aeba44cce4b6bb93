//! One-time links: the first owner and lost passwords.

use crate::site::{DAY, EMAIL, HOUR, PASSWORD, TestSite, owner_form};
use serde_json::json;

#[test]
fn a_set_up_link_creates_owner_and_organization_once() {
    let site = TestSite::start();
    let link = site.set_up_link();
    let checked = site.post("/platform/v1/links/check", &json!({"token": link})).send();
    assert_eq!(checked.payload("link"), json!({"purpose": "firstOwner", "email": null, "hasAccount": false}));

    let created = site.post("/platform/v1/links/owner", &owner_form(&link)).send();
    let session = created.payload("session");
    assert_eq!(created.status, 201);
    assert_eq!(session["person"]["email"], EMAIL);
    assert_eq!(session["organization"]["name"], "Tidewell Health");
    let flags: Vec<_> = session["environments"].as_array().unwrap().iter().map(|one| one["environmentFlag"].clone()).collect();
    assert_eq!(flags, ["Development", "Staging", "Production"]);
    assert_eq!(site.get("/platform/v1/session").cookie(&created.cookie()).send().payload("session"), session);

    let again = site.post("/platform/v1/links/owner", &owner_form(&link)).send();
    assert_eq!((again.status, again.code().as_str()), (409, "already_set_up"));
    let used = site.post("/platform/v1/links/check", &json!({"token": link})).send();
    assert_eq!((used.status, used.code().as_str()), (401, "link_invalid"));
}

#[test]
fn a_refused_form_names_each_field_and_uses_nothing_up() {
    let site = TestSite::start();
    let link = site.set_up_link();
    let body = json!({"token": link, "organizationName": " ", "name": "a\nb", "email": "aria", "password": "short"});
    let answer = site.post("/platform/v1/links/owner", &body).send();
    assert_eq!((answer.status, answer.code().as_str()), (422, "invalid_fields"));
    let fields: Vec<_> = answer.json()["errors"].as_array().unwrap().iter().map(|error| error["field"].clone()).collect();
    assert_eq!(fields, ["organizationName", "name", "email", "password"]);
    assert_eq!(site.post("/platform/v1/links/owner", &owner_form(&link)).send().status, 201);
}

#[test]
fn a_set_up_link_lasts_a_day_or_until_the_next_start() {
    let site = TestSite::start();
    let first = site.set_up_link();
    let second = site.set_up_link();
    let check = |link: &str| site.post("/platform/v1/links/check", &json!({"token": link})).send().status;
    assert_eq!((check(&first), check(&second)), (401, 200));
    site.pass(DAY - 1);
    assert_eq!(check(&second), 200);
    site.pass(1);
    assert_eq!(check(&second), 401);
    assert_eq!(site.post("/platform/v1/links/owner", &owner_form(&second)).send().code(), "link_invalid");
}

#[test]
fn a_link_for_a_password_sets_it_once_and_ends_other_sessions_and_links() {
    let site = TestSite::start();
    let owner = site.owner();
    let (link, unused) = (site.password_link(), site.password_link());
    let checked = site.post("/platform/v1/links/check", &json!({"token": link})).send();
    assert_eq!(checked.payload("link"), json!({"purpose": "newPassword", "email": EMAIL, "hasAccount": true}));

    let reset = |password: &str| site.post("/platform/v1/links/password", &json!({"token": link, "password": password})).send();
    assert_eq!(reset("short").json()["errors"][0]["field"], "password");
    let answer = reset("a better passphrase");
    assert_eq!(answer.status, 200);
    assert_eq!(site.get("/platform/v1/session").cookie(&answer.cookie()).send().status, 200);
    assert_eq!(site.get("/platform/v1/session").cookie(&owner.cookie).send().status, 401);
    assert_eq!(site.sign_in(PASSWORD).send().code(), "wrong_credentials");
    assert_eq!(site.sign_in("a better passphrase").send().status, 201);
    assert_eq!(reset("once more, please").code(), "link_invalid");
    assert_eq!(site.post("/platform/v1/links/check", &json!({"token": unused})).send().code(), "link_invalid");
}

#[test]
fn a_link_for_a_password_lasts_an_hour_and_is_for_nothing_else() {
    let site = TestSite::start();
    site.owner();
    let link = site.password_link();
    assert_eq!(site.post("/platform/v1/links/owner", &owner_form(&link)).send().code(), "already_set_up");
    site.pass(HOUR);
    let body = json!({"token": link, "password": "a better passphrase"});
    assert_eq!(site.post("/platform/v1/links/password", &body).send().code(), "link_invalid");
}
