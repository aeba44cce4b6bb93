//! People join by invitation, change organizations, and are gone at once when they are removed.

use crate::client::Answer;
use crate::site::{DAY, Owner, PASSWORD, TestSite};
use causeway_api::{EnvironmentRole, OrganizationId, OrganizationRole};
use causeway_rules::{Tables as _, admit, found_organization};
use serde_json::{Value, json};

const GUEST: &str = "ines@tidewell.example";
const GUESTS_PASSWORD: &str = "a password of her own";

fn ours(owner: &Owner, below: &str) -> String {
    format!("/platform/v1/organizations/{}{below}", owner.session["organization"]["id"])
}

fn invite(site: &TestSite, owner: &Owner, email: &str, role: &str) -> Value {
    let roles = json!([{"environmentId": owner.environment, "role": "support"}]);
    let body = json!({"email": email, "role": role, "environmentRoles": roles});
    let answer = site.post(&ours(owner, "/invitations"), &body).cookie(&owner.cookie).send();
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.payload("invitation")
}

fn secret(invitation: &Value) -> String {
    let link = invitation["link"].as_str().unwrap();
    link.split_once("/invitation#").unwrap().1.to_owned()
}

fn accept(site: &TestSite, token: &str, name: Option<&str>, password: &str) -> Answer {
    let body = json!({"token": token, "name": name, "password": password});
    site.post("/platform/v1/links/invitation", &body).send()
}

/// A member who has just joined: their session's cookie and what it says.
fn join(site: &TestSite, owner: &Owner) -> (String, Value) {
    let invitation = invite(site, owner, GUEST, "member");
    let joined = accept(site, &secret(&invitation), Some("Inês Ferreira"), GUESTS_PASSWORD);
    assert_eq!(joined.status, 201, "{}", joined.text());
    (joined.cookie(), joined.payload("session"))
}

fn member(owner: &Owner, session: &Value) -> String {
    ours(owner, &format!("/members/{}", session["person"]["id"].as_str().unwrap()))
}

#[test]
fn an_invitation_makes_an_account_and_a_member_once() {
    let site = TestSite::start();
    let owner = site.owner();
    let invitation = invite(&site, &owner, " Ines@Tidewell.example", "admin");
    assert_eq!((invitation["email"].as_str(), invitation["role"].as_str()), (Some(GUEST), Some("admin")));
    let listed = site.get(&ours(&owner, "/invitations")).cookie(&owner.cookie).send().payload("invitations");
    assert_eq!(listed[0]["id"], invitation["id"]);
    assert_eq!(listed[0].get("link"), None, "the link is shown once");

    let token = secret(&invitation);
    let link = site.post("/platform/v1/links/check", &json!({"token": token})).send().payload("link");
    let expected = json!({"purpose": "membership", "email": GUEST, "organizationName": "Tidewell Health", "hasAccount": false});
    assert_eq!(link, expected);
    let refused = accept(&site, &token, None, "short");
    let fields: Vec<_> = refused.json()["errors"].as_array().unwrap().iter().map(|error| error["field"].clone()).collect();
    assert_eq!((refused.status, fields), (422, vec![json!("name"), json!("password")]));

    let joined = accept(&site, &token, Some("Inês Ferreira"), GUESTS_PASSWORD);
    let session = joined.payload("session");
    assert_eq!((joined.status, &session["role"]), (201, &json!("admin")));
    let roles: Vec<_> = session["environments"].as_array().unwrap().iter().map(|row| row["role"].clone()).collect();
    assert_eq!(roles, ["support", "none", "none"]);
    assert_eq!(accept(&site, &token, Some("Again"), GUESTS_PASSWORD).code(), "link_invalid");
    let signed_in = site.post("/platform/v1/session", &json!({"email": GUEST, "password": GUESTS_PASSWORD})).send();
    assert_eq!(signed_in.payload("session"), session);
    let again = site.post(&ours(&owner, "/invitations"), &json!({"email": GUEST, "role": "member"})).cookie(&owner.cookie);
    assert_eq!(again.send().code(), "already_member");
}

#[test]
fn an_invitation_ends_with_time_by_another_one_and_when_it_is_taken_back() {
    let site = TestSite::start();
    let owner = site.owner();
    let usable =
        |invitation: &Value| site.post("/platform/v1/links/check", &json!({"token": secret(invitation)})).send().status == 200;
    let first = invite(&site, &owner, GUEST, "member");
    let second = invite(&site, &owner, GUEST, "member");
    assert!(!usable(&first) && usable(&second));
    let path = format!("/platform/v1/invitations/{}", second["id"].as_str().unwrap());
    let revoked = site.request("DELETE", &path).cookie(&owner.cookie).send().payload("message");
    assert_eq!(revoked, format!("The invitation of {GUEST} was taken back."));
    assert!(!usable(&second));
    let third = invite(&site, &owner, GUEST, "member");
    site.pass(7 * DAY - 1);
    assert!(usable(&third));
    site.pass(1);
    assert!(!usable(&third));
    let gone = site.request("DELETE", &path).cookie(&site.sign_in(PASSWORD).send().cookie()).send();
    assert_eq!(gone.status, 404);
}

#[test]
fn who_has_an_account_joins_with_its_password_and_changes_between_organizations() {
    let site = TestSite::start();
    let owner = site.owner();
    let (cookie, session) = join(&site, &owner);
    let (theirs, partner) = site.write(|transaction| {
        let theirs = found_organization(transaction, "Mercy Valley Health")?;
        Ok((theirs.0, theirs))
    });
    let person: causeway_api::Person = serde_json::from_value(owner.session["person"].clone()).unwrap();
    site.write(move |transaction| admit(transaction, partner, &person, OrganizationRole::Owner, |_| EnvironmentRole::Viewer));
    let change = |cookie: &str, organization: u32| {
        site.request("PATCH", "/platform/v1/session").json(&json!({"organizationId": organization})).cookie(cookie).send()
    };
    assert_eq!(change(&cookie, theirs).status, 404, "not hers yet");
    let switched = change(&owner.cookie, theirs).payload("session");
    assert_eq!((&switched["organization"]["name"], &switched["role"]), (&json!("Mercy Valley Health"), &json!("owner")));
    let names: Vec<_> = switched["organizations"].as_array().unwrap().iter().map(|row| row["name"].clone()).collect();
    assert_eq!(names, ["Tidewell Health", "Mercy Valley Health"]);
    let hidden = site.get(&format!("/platform/v1/environments/{}/sources", owner.environment)).cookie(&owner.cookie).send();
    assert_eq!(hidden.status, 404, "it acts for the other one now");

    let path = format!("/platform/v1/organizations/{theirs}/invitations");
    let invited = site.post(&path, &json!({"email": GUEST, "role": "member"})).cookie(&owner.cookie).send();
    let token = secret(&invited.payload("invitation"));
    let link = site.post("/platform/v1/links/check", &json!({"token": token})).send().payload("link");
    assert_eq!(link["hasAccount"], true);
    assert_eq!(accept(&site, &token, Some("Somebody"), "a guess").code(), "wrong_credentials");
    let joined = accept(&site, &token, None, GUESTS_PASSWORD).payload("session");
    assert_eq!(joined["person"], session["person"], "the same account, and its name");
    assert_eq!(change(&cookie, theirs).payload("session")["organization"]["id"], theirs);
}

#[test]
fn guessing_a_password_by_invitation_counts_like_signing_in() {
    let site = TestSite::start();
    let owner = site.owner();
    join(&site, &owner);
    let theirs = site.write(|transaction| found_organization(transaction, "Mercy Valley Health"));
    let person: causeway_api::Person = serde_json::from_value(owner.session["person"].clone()).unwrap();
    site.write(move |transaction| admit(transaction, theirs, &person, OrganizationRole::Owner, |_| EnvironmentRole::Viewer));
    let switch = site.request("PATCH", "/platform/v1/session").json(&json!({"organizationId": theirs.0}));
    switch.cookie(&owner.cookie).send();
    let path = format!("/platform/v1/organizations/{}/invitations", theirs.0);
    let invited = site.post(&path, &json!({"email": GUEST, "role": "member"})).cookie(&owner.cookie).send();
    let token = secret(&invited.payload("invitation"));
    for _ in 0..5 {
        assert_eq!(accept(&site, &token, None, "a guess").code(), "wrong_credentials");
    }
    assert_eq!(accept(&site, &token, None, GUESTS_PASSWORD).code(), "too_many_attempts");
}

#[test]
fn a_removed_members_sessions_and_tokens_end_at_once() {
    let site = TestSite::start();
    let owner = site.owner();
    let (cookie, session) = join(&site, &owner);
    let body = json!({"name": "a script", "scope": "read", "days": 1});
    let token = site.post("/platform/v1/tokens", &body).cookie(&cookie).send().payload("token");
    let token = token["secret"].as_str().unwrap();
    let status = || {
        let request = || site.get("/platform/v1/session");
        [request().cookie(&cookie).send().status, request().bearer(token).send().status]
    };
    assert_eq!(status(), [200, 200]);
    let removed = site.request("DELETE", &member(&owner, &session)).cookie(&owner.cookie).send();
    assert_eq!(removed.payload("message"), "Inês Ferreira was removed.");
    assert_eq!(status(), [401, 401]);
    let again = site.post("/platform/v1/session", &json!({"email": GUEST, "password": GUESTS_PASSWORD})).send();
    assert_eq!((again.status, again.code().as_str()), (403, "forbidden"), "{}", again.text());
}

#[test]
fn a_changed_role_counts_from_the_next_call_on_also_for_tokens() {
    let site = TestSite::start();
    let owner = site.owner();
    let (cookie, session) = join(&site, &owner);
    let body = json!({"name": "a script", "scope": "write", "days": 1});
    let token = site.post("/platform/v1/tokens", &body).cookie(&cookie).send().payload("token");
    let create = || {
        let path = format!("/platform/v1/environments/{}/sources", owner.environment);
        let request =
            site.post(&path, &json!({"name": "Intake", "setupState": {"step": 1}})).bearer(token["secret"].as_str().unwrap());
        request.send().status
    };
    let give = |role| {
        let body = json!({"environmentRoles": [{"environmentId": owner.environment, "role": role}]});
        let request = site.request("PATCH", &member(&owner, &session)).json(&body).cookie(&owner.cookie);
        assert_eq!(request.send().status, 200);
    };
    assert_eq!(create(), 403);
    give("engineer");
    assert_eq!(create(), 201);
    give("none");
    assert_eq!(create(), 404);
}

#[test]
fn what_somebody_could_not_invite_to_any_more_ends() {
    let site = TestSite::start();
    let owner = site.owner();
    let (cookie, session) = join(&site, &owner);
    let make = |role| {
        let request = site.request("PATCH", &member(&owner, &session)).json(&json!({"role": role})).cookie(&owner.cookie);
        assert_eq!(request.send().status, 200);
    };
    let invite = |email: &str, role: &str| {
        let body = json!({"email": email, "role": role});
        site.post(&ours(&owner, "/invitations"), &body).cookie(&cookie).send()
    };
    let listed = || {
        let rows = site.get(&ours(&owner, "/invitations")).cookie(&owner.cookie).send().payload("invitations");
        rows.as_array().unwrap().iter().map(|row| row["role"].clone()).collect::<Vec<_>>()
    };
    make("owner");
    assert_eq!(invite("one@tidewell.example", "owner").status, 201);
    assert_eq!(invite("two@tidewell.example", "member").status, 201);
    make("admin");
    assert_eq!(listed(), ["member"]);
    let denied = invite("three@tidewell.example", "owner");
    assert_eq!((denied.status, denied.code().as_str()), (403, "forbidden"));
    make("member");
    assert!(listed().is_empty());
}

#[test]
fn people_of_the_sample_cannot_sign_in_until_somebody_gives_them_a_password() {
    let site = TestSite::start();
    site.write(|transaction| causeway_rules::sample_organization(transaction));
    let email = "marcus.okafor@tidewell.example";
    for password in ["", PASSWORD] {
        let refused = site.post("/platform/v1/session", &json!({"email": email, "password": password})).send();
        assert_eq!(refused.code(), "wrong_credentials");
    }
    let mut form = crate::site::owner_form(&site.set_up_link());
    form["email"] = email.into();
    let taken = site.post("/platform/v1/links/owner", &form).send();
    assert_eq!((taken.status, taken.code().as_str()), (422, "invalid_fields"));
    let members = site.write(|transaction| transaction.count_owners(OrganizationId(1)));
    assert_eq!(members, 0);
}
