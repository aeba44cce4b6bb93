//! An organization that is not here yet is invited, and comes connected with the one that invited it.

use crate::client::Answer;
use crate::site::{DAY, EMAIL, Owner, PASSWORD, TestSite};
use causeway_api::OrganizationId;
use causeway_rules::Tables as _;
use serde_json::{Value, json};

const GUEST: &str = "bea@cedar.example";
const GUESTS_PASSWORD: &str = "a password of her own";
const INVITATIONS: &str = "/platform/v1/connection-invitations";

fn invite(site: &TestSite, cookie: &str, email: &str) -> Answer {
    let body = json!({"email": email, "organizationName": " Cedar Clinic ", "message": "Let us share referrals."});
    site.post(INVITATIONS, &body).cookie(cookie).send()
}

fn invited(site: &TestSite, owner: &Owner) -> Value {
    invite(site, &owner.cookie, GUEST).payload("connectionInvitation")
}

fn secret(invitation: &Value) -> String {
    let link = invitation["link"].as_str().unwrap();
    link.split_once("/invitation#").unwrap().1.to_owned()
}

fn path(invitation: &Value) -> String {
    format!("{INVITATIONS}/{}", invitation["id"].as_str().unwrap())
}

fn check(site: &TestSite, invitation: &Value) -> Answer {
    site.post("/platform/v1/links/check", &json!({"token": secret(invitation)})).send()
}

fn form(invitation: &Value, password: &str) -> Value {
    json!({"token": secret(invitation), "organizationName": "Cedar Clinics", "name": "Bea Lorenz", "password": password})
}

fn accept(site: &TestSite, invitation: &Value, password: &str) -> Answer {
    site.post("/platform/v1/links/organization", &form(invitation, password)).send()
}

fn partner(site: &TestSite, cookie: &str, environment: &Value, name: &str) -> Value {
    let path = format!("/platform/v1/environments/{}/connections", environment.as_str().unwrap());
    let all = site.get(&path).cookie(cookie).send().payload("connections");
    let found = all.as_array().unwrap().iter().find(|row| row["organization"]["name"] == name);
    found.unwrap_or_else(|| panic!("no {name} in {all}")).clone()
}

#[test]
fn an_organization_comes_by_invitation_and_both_see_the_connection() {
    let site = TestSite::start();
    let owner = site.owner();
    let invitation = invite(&site, &owner.cookie, " Bea@Cedar.example").payload("connectionInvitation");
    assert_eq!((&invitation["email"], &invitation["organizationName"]), (&json!(GUEST), &json!("Cedar Clinic")));
    let listed = site.get(INVITATIONS).cookie(&owner.cookie).send().payload("connectionInvitations");
    assert_eq!((&listed[0]["id"], listed[0].get("link")), (&invitation["id"], None), "the link is shown once");
    let expected = json!({
        "purpose": "newOrganization", "email": GUEST, "organizationName": "Tidewell Health", "suggestedName": "Cedar Clinic",
        "message": "Let us share referrals.", "hasAccount": false,
    });
    assert_eq!(check(&site, &invitation).payload("link"), expected);

    let body = json!({"token": secret(&invitation), "organizationName": " ", "password": "short"});
    let refused = site.post("/platform/v1/links/organization", &body).send();
    let fields: Vec<_> = refused.json()["errors"].as_array().unwrap().iter().map(|error| error["field"].clone()).collect();
    assert_eq!((refused.status, fields), (422, vec![json!("organizationName"), json!("name"), json!("password")]));

    let came = accept(&site, &invitation, GUESTS_PASSWORD);
    let session = came.payload("session");
    assert_eq!((came.status, &session["role"]), (201, &json!("owner")));
    assert_eq!((&session["person"]["email"], &session["organization"]["name"]), (&json!(GUEST), &json!("Cedar Clinics")));
    let roles: Vec<_> = session["environments"].as_array().unwrap().iter().map(|row| row["role"].clone()).collect();
    assert_eq!(roles, ["engineer", "engineer", "engineer"]);
    let theirs = partner(&site, &came.cookie(), &session["environments"][0]["id"], "Tidewell Health");
    let ours = partner(&site, &owner.cookie, &json!(owner.environment), "Cedar Clinics");
    assert_eq!(theirs["id"], ours["id"]);
    for side in [&theirs, &ours] {
        assert_eq!(
            (&side["status"], &side["kind"], &side["requestedBy"]),
            (&json!("Connected"), &json!("Partner"), &Value::Null)
        );
    }
    for default in ["Redox Engine", "Redox Health System"] {
        partner(&site, &came.cookie(), &session["environments"][0]["id"], default);
    }

    assert_eq!(check(&site, &invitation).code(), "link_invalid");
    assert_eq!(accept(&site, &invitation, GUESTS_PASSWORD).code(), "link_invalid", "it was used");
    assert_eq!(site.get(INVITATIONS).cookie(&owner.cookie).send().payload("connectionInvitations"), json!([]));
    assert_eq!(site.request("DELETE", &path(&invitation)).cookie(&owner.cookie).send().status, 404);
    let signed_in = site.post("/platform/v1/session", &json!({"email": GUEST, "password": GUESTS_PASSWORD})).send();
    assert_eq!(signed_in.payload("session"), session);
}

#[test]
fn who_has_an_account_signs_in_with_it_and_owns_the_new_organization_too() {
    let site = TestSite::start();
    let owner = site.owner();
    let first = invited(&site, &owner);
    let guest = accept(&site, &first, GUESTS_PASSWORD);
    // The other way round: the guest invites the owner, who has an account.
    let invitation = invite(&site, &guest.cookie(), EMAIL).payload("connectionInvitation");
    assert_eq!(check(&site, &invitation).payload("link")["hasAccount"], true);
    let refused = accept(&site, &invitation, "a guess");
    assert_eq!((refused.status, refused.code().as_str()), (401, "wrong_credentials"));
    let nameless = json!({"token": secret(&invitation), "organizationName": "", "password": PASSWORD});
    assert_eq!(site.post("/platform/v1/links/organization", &nameless).send().json()["errors"][0]["field"], "organizationName");

    let came = accept(&site, &invitation, PASSWORD).payload("session");
    assert_eq!(came["person"], owner.session["person"], "the same account, and its name");
    let names: Vec<_> = came["organizations"].as_array().unwrap().iter().map(|row| (&row["name"], &row["role"])).collect();
    let expected = [(&json!("Tidewell Health"), &json!("owner")), (&json!("Cedar Clinics"), &json!("owner"))];
    assert_eq!(names, expected);
    assert_ne!(came["organization"]["id"], guest.payload("session")["organization"]["id"], "a name may be had twice");
}

#[test]
fn an_invitation_ends_with_time_by_another_one_and_when_it_is_taken_back() {
    let site = TestSite::start();
    let owner = site.owner();
    let ended = |invitation: &Value| {
        let (checked, accepted) = (check(&site, invitation), accept(&site, invitation, GUESTS_PASSWORD));
        assert_eq!([checked.status, accepted.status], [401, 401]);
        assert_eq!([checked.code(), accepted.code()], ["link_invalid", "link_invalid"]);
    };
    let first = invited(&site, &owner);
    let second = invited(&site, &owner);
    ended(&first);
    assert_eq!(check(&site, &second).status, 200);
    let revoked = site.request("DELETE", &path(&second)).cookie(&owner.cookie).send().payload("message");
    assert_eq!(revoked, "The invitation of Cedar Clinic was taken back.");
    ended(&second);
    let third = invited(&site, &owner);
    site.pass(7 * DAY - 1);
    assert_eq!(check(&site, &third).status, 200);
    site.pass(1);
    ended(&third);
}

#[test]
fn invitations_are_the_organizations_own_and_for_its_owners_and_admins() {
    let site = TestSite::start();
    let owner = site.owner();
    let invitation = invited(&site, &owner);
    let stranger = {
        let theirs = invite(&site, &owner.cookie, "stranger@elm.example").payload("connectionInvitation");
        accept(&site, &theirs, GUESTS_PASSWORD).cookie()
    };
    assert_eq!(site.get(INVITATIONS).cookie(&stranger).send().payload("connectionInvitations"), json!([]));
    let hidden = site.request("DELETE", &path(&invitation)).cookie(&stranger).send();
    let missing = site.request("DELETE", &format!("{INVITATIONS}/00000000-0000-7000-8000-000000000000"));
    let missing = missing.cookie(&stranger).send();
    assert_eq!((hidden.status, &hidden.body), (404, &missing.body), "nobody can tell them apart");
    // A link is for one thing only.
    for path in ["invitation", "owner", "password"] {
        let body = match path {
            "owner" => crate::site::owner_form(&secret(&invitation)),
            _ => json!({"token": secret(&invitation), "password": GUESTS_PASSWORD}),
        };
        let answer = site.post(&format!("/platform/v1/links/{path}"), &body).send();
        assert!([401, 409].contains(&answer.status), "{path}: {}", answer.text());
    }
    assert_eq!(check(&site, &invitation).status, 200);

    // What somebody could not invite to any more ends.
    let ours = OrganizationId(u32::try_from(owner.session["organization"]["id"].as_u64().unwrap()).unwrap());
    let path = format!("/platform/v1/organizations/{ours}");
    let joining = site.post(&format!("{path}/invitations"), &json!({"email": "ines@tidewell.example", "role": "admin"}));
    let joining = joining.cookie(&owner.cookie).send().payload("invitation");
    let body = json!({"token": secret(&joining), "name": "Inês Ferreira", "password": GUESTS_PASSWORD});
    let admin = site.post("/platform/v1/links/invitation", &body).send();
    let by_admin = invite(&site, &admin.cookie(), "elm@elm.example").payload("connectionInvitation");
    let member = format!("{path}/members/{}", admin.payload("session")["person"]["id"].as_str().unwrap());
    let demoted = site.request("PATCH", &member).json(&json!({"role": "member"})).cookie(&owner.cookie).send();
    assert_eq!(demoted.status, 200, "{}", demoted.text());
    assert_eq!(check(&site, &by_admin).code(), "link_invalid");
    let denied = invite(&site, &admin.cookie(), "elm@elm.example");
    assert_eq!((denied.status, denied.code().as_str()), (403, "forbidden"));
}

#[test]
fn a_repeated_acceptance_founds_one_organization() {
    let site = TestSite::start();
    let owner = site.owner();
    let invite = || {
        let body = json!({"email": GUEST, "organizationName": "Cedar Clinic"});
        site.post(INVITATIONS, &body).cookie(&owner.cookie).header("Idempotency-Key", "once").send()
    };
    let invitation = invite().payload("connectionInvitation");
    assert_eq!(invite().payload("connectionInvitation"), invitation, "with the same link");
    let come = || {
        let request = site.post("/platform/v1/links/organization", &form(&invitation, GUESTS_PASSWORD));
        request.header("Idempotency-Key", "once").send()
    };
    let (first, second) = (come(), come());
    assert_eq!((first.status, first.payload("session")), (201, second.payload("session")));
    let partners = site.write(|transaction| {
        let system = ["Redox Engine", "Redox Health System"].len();
        let mut count = 0;
        while transaction.organization(OrganizationId(count + 1))?.is_some() {
            count += 1;
        }
        Ok(usize::try_from(count).unwrap() - system)
    });
    assert_eq!(partners, 2, "the one that invites, and the one that came");
}
