//! What changes, as it changes.

use super::listener::Listener;
use super::{fill, path, rename, subscribe};
use crate::client::Request;
use crate::process::Server;
use crate::site::{EMAIL, Owner, PASSWORD, TestSite, owner_form};
use serde_json::{Value, json};
use std::{collections::BTreeMap, thread, time::Duration};

fn events(site: &TestSite, owner: &Owner, query: &str) -> Request {
    site.get(&path(owner, &format!("/events{query}"))).cookie(&owner.cookie)
}

#[test]
fn a_change_by_somebody_else_is_told_when_it_is_committed() {
    let site = TestSite::start();
    let owner = site.owner();
    let row = subscribe(&site, &owner, &["FHIR.Patient"]).remove(0);
    let mut listener = Listener::open(events(&site, &owner, ""));
    let first = listener.told();
    assert_eq!((first.name.as_str(), &first.data), ("rows", &json!({"since": 5, "sequence": 5, "rows": []})));

    let other = Owner { cookie: site.sign_in(PASSWORD).send().cookie(), ..site_owner(&owner) };
    rename(&site, &other, &row, "Renamed");
    let told = listener.told();
    assert_eq!((&told.data["since"], told.id), (&json!(5), 6));
    assert_eq!((told.data["rows"].as_array().unwrap().len(), &told.data["rows"][0]["name"]), (1, &json!("Renamed")));

    let gone = format!("/platform/v1/subscriptions/{}", row["id"].as_str().unwrap());
    site.request("DELETE", &gone).cookie(&other.cookie).send().payload("message");
    let told = listener.told();
    assert_eq!((told.id, &told.data["rows"][0]["id"]), (7, &row["id"]));
    assert!(told.data["rows"][0]["deletedAt"].is_string(), "{told:?}");

    // What changes nothing, and what is refused, is not told.
    rename(&site, &other, &subscribe(&site, &other, &["FHIR.Goal"])[0], "Referrals");
    assert_eq!(listener.told().id, 8);
    assert_eq!(site.request("DELETE", &gone).cookie(&other.cookie).send().status, 404);
    assert!(listener.is_quiet());
}

fn site_owner(owner: &Owner) -> Owner {
    Owner { cookie: owner.cookie.clone(), session: owner.session.clone(), environment: owner.environment.clone() }
}

#[test]
fn a_reader_that_was_away_gets_what_it_missed_and_each_row_once() {
    let site = TestSite::start();
    let owner = site.owner();
    let rows = subscribe(&site, &owner, &["FHIR.Patient", "FHIR.Goal"]);
    let since = {
        let mut listener = Listener::open(events(&site, &owner, ""));
        listener.told().id
    };
    for name in ["one", "two", "three"] {
        rename(&site, &owner, &rows[0], name);
    }
    rename(&site, &owner, &rows[1], "other");
    let reconnected = [
        events(&site, &owner, &format!("?since={since}")),
        events(&site, &owner, "?since=1").header("Last-Event-ID", since.to_string()),
    ];
    for request in reconnected {
        let told = Listener::open(request).told();
        assert_eq!((&told.data["since"], told.id), (&json!(since), since + 4));
        let names: Vec<_> = told.data["rows"].as_array().unwrap().iter().map(|row| &row["name"]).collect();
        assert_eq!(names, ["three", "other"]);
    }
    for (wrong, code) in [("?since=soon", "malformed_request"), ("?from=1", "malformed_request")] {
        assert_eq!(events(&site, &owner, wrong).send().code(), code);
    }
    assert_eq!(events(&site, &owner, "").header("Last-Event-ID", "soon").send().code(), "invalid_header");
}

#[test]
fn a_number_that_nobody_gave_is_answered_with_reset_and_the_end() {
    let site = TestSite::start();
    let owner = site.owner();
    let mut listener = Listener::open(events(&site, &owner, "?since=9000"));
    let told = listener.told();
    assert_eq!((told.name.as_str(), &told.data["rows"]), ("reset", &Value::Null));
    assert!(listener.next().is_none());
}

#[test]
fn much_at_once_comes_in_pieces_and_a_slow_reader_gets_the_newest_state() {
    let site = TestSite::start();
    let owner = site.owner();
    fill(&site, &owner, 1_200);
    let mut listener = Listener::open(events(&site, &owner, ""));
    let began = listener.told().id;
    let id = |number: u32| format!("00000002-0000-7000-8000-{number:012x}");
    let items: Vec<_> = (0..1_200).map(|number| json!({"id": id(number)})).collect();
    // Nobody reads meanwhile: what fits in between is sent, and the rest is not even made.
    for action in ["pause", "resume", "pause", "resume"] {
        let body = json!({"action": action, "items": items});
        site.post(&path(&owner, "/bulk"), &body).cookie(&owner.cookie).send().payload("outcomes");
    }
    let (mut since, mut versions) = (began, BTreeMap::new());
    while since < began + 4_800 {
        let told = listener.told();
        assert_eq!(told.data["since"], since, "nothing is left out");
        let rows = told.data["rows"].as_array().unwrap();
        assert!(rows.len() <= 1_000);
        versions.extend(rows.iter().map(|row| (row["id"].as_str().unwrap().to_owned(), row["version"].as_u64().unwrap())));
        since = told.id;
    }
    assert_eq!((versions.len(), versions.values().all(|version| *version == 5)), (1_200, true));
}

#[test]
fn what_happens_at_once_is_told_at_once() {
    let site = TestSite::start();
    let owner = site.owner();
    let row = subscribe(&site, &owner, &["FHIR.Patient"]).remove(0);
    let mut listener = Listener::open(events(&site, &owner, ""));
    let began = listener.told().id;
    thread::scope(|scope| {
        for thread in 0..4 {
            let (site, owner, row) = (&site, &owner, &row);
            scope.spawn(move || (0..25).for_each(|number| rename(site, owner, row, &format!("{thread}-{number}"))));
        }
    });
    let (mut since, mut count) = (began, 0);
    while since < began + 100 {
        since = listener.told().id;
        count += 1;
    }
    assert!(count < 60, "100 changes came in {count} events");
}

#[test]
fn a_partner_hears_of_what_both_have() {
    let site = TestSite::start();
    let owner = site.owner();
    // The system organizations are at the other ends of the first four; nobody signs in for them, so their numbers are looked at.
    let numbers = || -> Vec<(String, i64)> {
        let file = site.file();
        let sql =
            "SELECT o.name, sum(e.sequence) FROM environments e JOIN organizations o ON o.id = e.organization_id GROUP BY o.id";
        let mut statement = file.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };
    let before = numbers();
    let source = format!("/platform/v1/sources/{}", site.default_end(&owner, "sources"));
    let mut listener = Listener::open(events(&site, &owner, ""));
    listener.told();
    site.request("PATCH", &source).json(&json!({"name": "Front desk"})).cookie(&owner.cookie).send().payload("source");
    let told = listener.told();
    let rows = told.data["rows"].as_array().unwrap();
    assert_eq!((rows.len(), &rows[0]["source"]["name"]), (2, &json!("Front desk")));
    let grown: Vec<_> = numbers().iter().zip(&before).map(|(now, before)| now.1 - before.1).collect();
    assert_eq!(grown, [3, 1, 1], "{before:?}");
}

#[test]
fn who_invites_an_organization_is_told_when_it_has_come() {
    let site = TestSite::start();
    let owner = site.owner();
    let body = json!({"email": "bea@cedar.example", "organizationName": "Cedar Clinic"});
    let invited = site.post("/platform/v1/connection-invitations", &body).cookie(&owner.cookie).send();
    let link = invited.payload("connectionInvitation")["link"].as_str().unwrap().to_owned();
    let mut listener = Listener::open(events(&site, &owner, ""));
    listener.told();
    let (token, password) = (link.split_once('#').unwrap().1, "a password of her own");
    let body = json!({"token": token, "organizationName": "Cedar Clinic", "name": "Bea", "password": password});
    assert_eq!(site.post("/platform/v1/links/organization", &body).send().status, 201);
    assert_eq!(listener.told().data["connectionsChanged"], true);
}

#[test]
fn a_server_that_was_started_again_knows_what_was_missed() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("causeway.sqlite");
    let mut server = Server::start(&database, &[]);
    let link = server.line().rsplit('#').next().unwrap().to_owned();
    let address = server.address;
    let answer = Request::new(address, "POST", "/platform/v1/links/owner").json(&owner_form(&link)).send();
    let session = answer.payload("session");
    let base = format!("/platform/v1/environments/{}", session["environments"][0]["id"].as_str().unwrap());
    let events = |server: &Server, cookie: &str, query: &str| {
        Request::new(server.address, "GET", &format!("{base}/subscriptions/events{query}")).cookie(cookie)
    };
    let mut listener = Listener::open(events(&server, &answer.cookie(), ""));
    let since = listener.told().id;
    // A stream does not keep a server from stopping.
    let began = std::time::Instant::now();
    nix_terminate(&server);
    assert!(listener.next().is_none());
    assert!(server.child.wait().unwrap().success());
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());

    let server = Server::start(&database, &[]);
    let sign_in = json!({"email": EMAIL, "password": PASSWORD});
    let cookie = Request::new(server.address, "POST", "/platform/v1/session").json(&sign_in).send().cookie();
    let first = Request::new(server.address, "GET", &format!("{base}/subscriptions?_count=1")).cookie(&cookie).send();
    let row = format!("/platform/v1/subscriptions/{}", first.payload("subscriptions")[0]["id"].as_str().unwrap());
    Request::new(server.address, "PATCH", &row).json(&json!({"name": "Missed"})).cookie(&cookie).send().payload("subscription");
    let server = {
        drop(server);
        Server::start(&database, &[])
    };
    let cookie = Request::new(server.address, "POST", "/platform/v1/session").json(&sign_in).send().cookie();
    let told = Listener::open(events(&server, &cookie, &format!("?since={since}"))).told();
    assert_eq!((told.id, &told.data["rows"][0]["name"]), (since + 1, &json!("Missed")));
}

/// As a service manager stops it.
fn nix_terminate(server: &Server) {
    let status = std::process::Command::new("kill").arg("-TERM").arg(server.child.id().to_string()).status();
    assert!(status.unwrap().success());
}
