//! Who may listen, for how long, and how often at a time.

use super::listener::Listener;
use super::{lines, path, rename, subscribe};
use crate::client::Request;
use crate::site::{DAY, Owner, TestSite};
use causeway_api::{EnvironmentRole, OrganizationId, OrganizationRole, Person, PersonId, TokenScope};
use causeway_rules::{Tables as _, admit};
use causeway_server::create_token;
use std::{thread, time::Duration};
use uuid::Uuid;

const STREAMS: [&str; 2] = ["/snapshot", "/events"];

#[test]
fn what_is_another_organizations_is_not_there() {
    let site = TestSite::start();
    let owner = site.owner();
    let sql = "SELECT e.id FROM environments e JOIN organizations o ON o.id = e.organization_id WHERE o.kind = 'System'";
    let theirs: String = site.file().query_row(sql, [], |row| row.get(0)).unwrap();
    for below in STREAMS {
        let get = |environment: &str| {
            let path = format!("/platform/v1/environments/{environment}/subscriptions{below}");
            site.get(&path).cookie(&owner.cookie).send()
        };
        let (foreign, missing, nonsense) = (get(&theirs), get("00000000-0000-7000-8000-000000000000"), get("elsewhere"));
        assert_eq!((foreign.status, foreign.code().as_str()), (404, "not_found"));
        assert_eq!((foreign.text(), foreign.text()), (missing.text(), nonsense.text()));
    }
}

#[test]
fn signing_out_ends_what_the_session_listens_to() {
    let site = TestSite::start();
    let owner = site.owner();
    let events = || site.get(&path(&owner, "/events"));
    let token = site.token(&owner, TokenScope::Read, 1);
    let mut by_session = Listener::open(events().cookie(&owner.cookie));
    let mut by_token = Listener::open(events().bearer(&token));
    by_session.told();
    by_token.told();
    site.request("DELETE", "/platform/v1/session").cookie(&owner.cookie).send().payload("message");
    assert!(by_session.next().is_none());
    assert_eq!(events().cookie(&owner.cookie).send().status, 401);
    assert!(by_token.is_quiet(), "it goes on");
}

#[test]
fn revoking_a_token_ends_what_it_listens_to() {
    let site = TestSite::start();
    let owner = site.owner();
    let mut listener = Listener::open(site.get(&path(&owner, "/events")).bearer(&site.token(&owner, TokenScope::Read, 1)));
    listener.told();
    let tokens = site.get("/platform/v1/tokens").cookie(&owner.cookie).send().payload("tokens");
    let token = format!("/platform/v1/tokens/{}", tokens[0]["id"].as_str().unwrap());
    site.request("DELETE", &token).cookie(&owner.cookie).send().payload("message");
    assert!(listener.next().is_none());
}

#[test]
fn who_may_not_know_any_more_is_told_nothing() {
    let site = TestSite::start();
    let owner = site.owner();
    let row = subscribe(&site, &owner, &["FHIR.Patient"]).remove(0);
    let token = site.token(&owner, TokenScope::Read, 1);
    let mut listener = Listener::open(site.get(&path(&owner, "/events")).bearer(&token));
    listener.told();
    site.pass(DAY);
    let cookie = site.sign_in(crate::site::PASSWORD).send().cookie();
    rename(&site, &Owner { cookie, session: owner.session.clone(), environment: owner.environment.clone() }, &row, "Later");
    assert!(listener.next().is_none(), "its day is over");
}

#[test]
fn there_is_a_most_for_each_caller_and_room_when_one_closes() {
    let site = TestSite::start();
    let owner = site.owner();
    let events = || -> Request { site.get(&path(&owner, "/events")).cookie(&owner.cookie) };
    let mut open: Vec<Listener> = (0..16).map(|_| Listener::open(events())).collect();
    for listener in &mut open {
        listener.told();
    }
    for below in STREAMS {
        let refused = site.get(&path(&owner, below)).cookie(&owner.cookie).send();
        assert_eq!((refused.status, refused.code().as_str()), (429, "too_many_streams"));
        assert_eq!(refused.header("retry-after"), Some("5"));
    }
    let token = site.token(&owner, TokenScope::Read, 1);
    Listener::open(site.get(&path(&owner, "/events")).bearer(&token)).told();

    open.truncate(15);
    // The server notices by itself that somebody hung up.
    let there_is_room = (0..50).any(|_| {
        thread::sleep(Duration::from_millis(20));
        site.get(&path(&owner, "/snapshot")).cookie(&owner.cookie).send().status == 200
    });
    assert!(there_is_room);
    Listener::open(events()).told();
    drop(open);
    let (head, _) = lines(&site.get(&path(&owner, "/snapshot")).cookie(&owner.cookie).send().text());
    assert_eq!(head["total"], 4);
}

#[test]
fn what_somebody_listens_to_ends_with_their_role_there() {
    let site = TestSite::start();
    let owner = site.owner();
    let person = PersonId(Uuid::from_u128(7));
    let organization = OrganizationId(1);
    let guest = Person { id: person, name: "Noah".to_owned(), email: "noah@tidewell.example".to_owned() };
    let token = site.write(move |transaction| {
        transaction.put_person(&guest)?;
        admit(transaction, organization, &guest, OrganizationRole::Member, |_| EnvironmentRole::Viewer)?;
        create_token(transaction, (person, organization), "a script", TokenScope::Read, 1)
    });
    let mut listener = Listener::open(site.get(&path(&owner, "/events")).bearer(&token.secret.unwrap()));
    listener.told();
    site.write(move |transaction| {
        let mut member = transaction.member(organization, person)?.unwrap();
        member.environment_roles.clear();
        transaction.put_member(organization, &member)
    });
    assert!(listener.next().is_none());
}
