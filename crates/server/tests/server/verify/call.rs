//! The call: who may, what it keeps, what is recorded, and how often.

use super::{
    names::Names,
    peer::{
        Peer,
        Step::{self, Send},
        impatient,
    },
};
use crate::process::Server;
use crate::site::{Owner, TestSite};
use causeway_api::TokenScope;
use causeway_server::{Limits, Verifier};
use serde_json::{Value, json};
use std::fs;
use tokio::runtime::Runtime;

const TWICE: &[Step] = &[Send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{challenge} {challenge}")];
const GOOD: &[Step] = &[Send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{challenge}")];
const TOKEN: &str = "t0ken-of-ours";

/// A site that may verify one peer, and its owner.
struct Scene {
    runtime: Runtime,
    peer: Peer,
    site: TestSite,
    owner: Owner,
}

impl Scene {
    fn with(script: &'static [Step]) -> Self {
        let runtime = Runtime::new().unwrap();
        let peer = runtime.block_on(Peer::start(script));
        let site = TestSite::verifying(peer.verifier());
        let owner = site.owner();
        Self { runtime, peer, site, owner }
    }

    fn destination(&self, more: &Value) -> String {
        let mut body = json!({
            "name": "Intake", "destinationType": "URL", "endpoint": self.peer.url("/hook"), "verificationToken": TOKEN,
        });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let path = format!("/platform/v1/environments/{}/destinations", self.owner.environment);
        let created = self.site.post(&path, &body).cookie(&self.owner.cookie).send();
        created.payload("destination")["id"].as_str().unwrap().to_owned()
    }

    fn verify(&self, id: &str, body: &Value) -> crate::client::Answer {
        self.site.post(&format!("/platform/v1/destinations/{id}/verify"), body).cookie(&self.owner.cookie).send()
    }
}

#[test]
fn a_verified_destination_says_so_and_the_record_says_who_verified_it() {
    let scene = Scene::with(GOOD);
    let id = scene.destination(&json!({}));
    let answer = scene.verify(&id, &json!({}));
    assert!(!answer.text().contains(TOKEN), "{}", answer.text());
    let verification = answer.payload("verification");
    assert_eq!((&verification["isVerified"], &verification["isSimulated"]), (&json!(true), &json!(false)));
    assert_eq!(verification["destination"]["version"], 2);
    assert!(verification["destination"]["verifiedAt"].is_string());
    assert!(scene.peer.requests()[0].contains(TOKEN), "the stored token is sent");

    let recorded = scene.site.file().query_row(
        "SELECT url, method, outcome, address, person_id, organization_id, destination_id FROM verifications",
        [],
        |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, String>(2)?,
                row.get::<_, String>(3)?,
                row.get::<_, String>(4)?,
                row.get::<_, u32>(5)?,
                row.get::<_, String>(6)?,
            ))
        },
    );
    let (url, method, outcome, address, person, organization, destination) = recorded.unwrap();
    assert_eq!((url, method.as_str(), outcome.as_str()), (scene.peer.url("/hook"), "POST", "verified"));
    assert_eq!((address, destination), (scene.peer.address.to_string(), id));
    assert_eq!(
        (json!(person), json!(organization)),
        (scene.owner.session["person"]["id"].clone(), scene.owner.session["organization"]["id"].clone())
    );
    for change in ["DELETE FROM verifications", "UPDATE verifications SET outcome = 'verified'"] {
        assert!(scene.site.file().execute(change, []).is_err(), "the record is only ever added to");
    }
}

#[test]
fn another_address_or_another_token_is_tried_and_not_kept() {
    let scene = Scene::with(GOOD);
    let id = scene.destination(&json!({}));
    for body in [
        json!({"endpoint": scene.peer.url("/other?key=s3cret")}),
        json!({"verificationToken": "another"}),
        json!({"verificationToken": ""}),
    ] {
        let verification = scene.verify(&id, &body).payload("verification");
        assert_eq!(verification["isVerified"], true, "{body}");
        assert_eq!(
            (&verification["destination"]["verifiedAt"], &verification["destination"]["version"]),
            (&json!(null), &json!(1))
        );
    }
    let own = scene.verify(&id, &json!({"verificationToken": TOKEN, "verificationMethod": "GET"})).payload("verification");
    assert!(own["destination"]["verifiedAt"].is_string(), "the destination's own token, given once more");
    let urls: Vec<String> = {
        let file = scene.site.file();
        let mut query = file.prepare("SELECT url FROM verifications ORDER BY id").unwrap();
        query.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    };
    assert_eq!(urls.len(), 4);
    assert_eq!(urls[0], scene.peer.url("/other"), "without the query");
}

#[test]
fn a_failure_takes_no_earlier_success_back() {
    let scene = Scene::with(TWICE);
    let id = scene.destination(&json!({}));
    scene.site.file().execute("UPDATE destinations SET verified_at = 1 WHERE id = ?1", [&id]).unwrap();
    let verification = scene.verify(&id, &json!({})).payload("verification");
    assert_eq!((&verification["failure"], &verification["isVerified"]), (&json!("wrongChallenge"), &json!(false)));
    assert_eq!(verification["destination"]["verifiedAt"], "1970-01-01T00:00:00.001Z");
    assert_eq!(verification["destination"]["version"], 1);
}

#[test]
fn only_the_owner_of_a_url_endpoint_verifies_it() {
    let scene = Scene::with(GOOD);
    let unknown = scene.verify("0190a000-0000-7000-8000-000000000000", &json!({}));
    assert_eq!((unknown.status, unknown.code().as_str()), (404, "not_found"));
    let blank = scene.destination(&json!({"endpoint": null, "setupState": {"step": 2}}));
    assert_eq!(scene.verify(&blank, &json!({})).code(), "not_verifiable");
    assert_eq!(scene.verify(&blank, &json!({"endpoint": "ftp://hub.example.org"})).code(), "invalid_fields");
    let id = scene.destination(&json!({}));
    let path = format!("/platform/v1/destinations/{id}/verify");
    let reader = scene.site.token(&scene.owner, TokenScope::Read, 1);
    assert_eq!(scene.site.post(&path, &json!({})).bearer(&reader).send().code(), "token_scope");
    assert_eq!(scene.site.post(&path, &json!({})).send().code(), "not_signed_in");
    assert!(scene.peer.requests().is_empty(), "nobody was asked");
    let writer = scene.site.token(&scene.owner, TokenScope::Write, 1);
    assert_eq!(scene.site.post(&path, &json!({})).bearer(&writer).send().status, 200);
}

#[test]
fn a_host_is_not_flooded() {
    let scene = Scene::with(GOOD);
    let id = scene.destination(&json!({}));
    for _ in 0..10 {
        assert_eq!(scene.verify(&id, &json!({})).status, 200);
    }
    let refused = scene.verify(&id, &json!({}));
    assert_eq!((refused.status, refused.code().as_str()), (429, "too_many_verifications"));
    assert_eq!(refused.header("retry-after"), Some("60"));
    assert_eq!(scene.peer.requests().len(), 10);
    scene.site.pass(60_000);
    assert_eq!(scene.verify(&id, &json!({})).status, 200);
}

const STATEMENT: &str = r#"{"resourceType": "CapabilityStatement", "fhirVersion": "4.0.1", "software": {"name": "Peer", "version": "7"},
    "rest": [{"mode": "server", "resource": [{"type": "Patient"}, {"type": "Observation"}]}]}"#;

#[test]
fn a_fhir_server_is_asked_what_it_supports_although_it_sends_no_challenge_back() {
    // One script for both requests: no challenge in it, but a statement.
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\n\r\n{STATEMENT}");
    let script: &'static [Step] = Box::leak(Box::new([Send(Box::leak(answer.into_boxed_str()))]));
    let scene = Scene::with(script);
    let id = scene.destination(&json!({"isFhir": true, "endpoint": scene.peer.url("/r4/")}));
    let verification = scene.verify(&id, &json!({})).payload("verification");
    assert_eq!(verification["failure"], "wrongChallenge");
    let message = verification["message"].as_str().unwrap();
    assert!(message.contains("no member “challenge”") && message.contains("was read nevertheless"), "{message}");
    assert_eq!(verification["fhir"]["message"], "FHIR 4.0.1 from Peer 7, with 2 resource types.");
    let kept = &verification["destination"]["fhirCapability"];
    assert_eq!((&kept["resources"], &kept["software"]), (&json!(["Observation", "Patient"]), &json!("Peer 7")));
    assert_eq!((&verification["destination"]["verifiedAt"], &verification["destination"]["version"]), (&json!(null), &json!(2)));
    let statement =
        scene.peer.requests().into_iter().find(|request| request.starts_with("GET /r4/metadata HTTP/1.1\r\n")).unwrap();
    assert!(!statement.contains(TOKEN), "the token is for the endpoint, not for /metadata");
}

#[test]
fn a_statement_may_be_larger_than_an_answer_but_not_endless() {
    for (script, part) in [
        (&[Send("HTTP/1.1 200 OK\r\n\r\n"), Step::Forever("[[[[[[[[[[[[[[[[")] as &[Step], "more than this server reads"),
        (&[Send("HTTP/1.1 404 Not Found\r\n\r\n")], "answers 404 instead of 200"),
        (&[Send("HTTP/1.1 200 OK\r\n\r\n<html>")], "does not answer with JSON"),
        (&[Step::Hang], "did not answer in time"),
    ] {
        let scene = Scene::with(script);
        let id = scene.destination(&json!({"isFhir": true}));
        let check = scene.verify(&id, &json!({})).payload("verification")["fhir"].clone();
        assert_eq!(check["capability"], json!(null));
        assert!(check["message"].as_str().unwrap().contains(part), "{check}");
    }
}

#[test]
fn what_was_sent_is_recorded_although_the_caller_goes_away() {
    use std::io::Write as _;
    let scene = Scene::with(&[Step::Hang]);
    let id = scene.destination(&json!({}));
    let head = format!(
        "POST /platform/v1/destinations/{id}/verify HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}",
        scene.site.address, scene.owner.cookie
    );
    let mut stream = std::net::TcpStream::connect(scene.site.address).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    let until = std::time::Instant::now() + std::time::Duration::from_secs(20);
    let wait = |what: &dyn Fn() -> bool| {
        while !what() {
            assert!(std::time::Instant::now() < until, "it did not come to that");
            std::thread::yield_now();
        }
    };
    wait(&|| !scene.peer.requests().is_empty());
    drop(stream);
    let file = scene.site.file();
    wait(&|| file.query_row("SELECT count(*) FROM verifications WHERE outcome = 'timedOut'", [], |row| row.get(0)) == Ok(1));
}

#[test]
fn only_so_many_attempts_are_under_way_at_once() {
    let runtime = Runtime::new().unwrap();
    let peer = runtime.block_on(Peer::start(&[Step::Hang]));
    let limits = Limits { at_once: 1, ..impatient() };
    let site = TestSite::verifying(Verifier::new(peer.guard(), limits, Names::default()));
    let owner = site.owner();
    let scene = Scene { runtime, peer, site, owner };
    let id = scene.destination(&json!({}));
    let codes: Vec<_> = std::thread::scope(|scope| {
        let calls: Vec<_> = (0..3).map(|_| scope.spawn(|| scene.verify(&id, &json!({})).status)).collect();
        calls.into_iter().map(|call| call.join().unwrap()).collect()
    });
    assert!(codes.contains(&200) && codes.contains(&429), "{codes:?}");
    assert_eq!(scene.verify(&id, &json!({})).status, 200, "when they are over, the next one is begun");
}

#[test]
fn the_command_line_allows_networks_ports_and_authorities_and_the_log_keeps_the_token_to_itself() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let authority = super::certificates::Authority::new();
    fs::write(path("ca.pem"), authority.pem()).unwrap();
    let runtime = Runtime::new().unwrap();
    let peer = runtime.block_on(Peer::encrypted(GOOD, authority.server("localhost")));
    let allowed = peer.address.port().to_string();
    let log = fs::File::create(path("log")).unwrap();
    let (database, authorities) = (path("causeway.sqlite"), path("ca.pem"));
    let arguments = [
        "--listen",
        "127.0.0.1:0",
        "--database",
        &database,
        "--allow-endpoints",
        "127.0.0.0/8,::1",
        "--allow-endpoint-ports",
        &allowed,
        "--endpoint-ca",
        &authorities,
        "--log-format",
        "json",
    ];
    let mut server = Server::run(crate::process::causeway(&arguments).env("CAUSEWAY_LOG", "debug").stderr(log));
    let link = server.line();
    let post = |path: &str, body: &Value| crate::client::Request::new(server.address, "POST", path).json(body);
    let created = post("/platform/v1/links/owner", &crate::site::owner_form(link.rsplit('#').next().unwrap())).send();
    let cookie = created.cookie();
    let environment = created.payload("session")["environments"][0]["id"].as_str().unwrap().to_owned();
    let endpoint = format!("https://localhost:{allowed}/hook?key=s3cret");
    let body = json!({"name": "Intake", "destinationType": "URL", "endpoint": endpoint, "verificationToken": TOKEN});
    let created = post(&format!("/platform/v1/environments/{environment}/destinations"), &body).cookie(&cookie).send();
    let id = created.payload("destination")["id"].as_str().unwrap().to_owned();
    let verify = |body: &Value| {
        post(&format!("/platform/v1/destinations/{id}/verify"), body).cookie(&cookie).send().payload("verification")
    };
    let verification = verify(&json!({}));
    assert_eq!(verification["isVerified"], true, "{verification}");
    drop(server);

    let log = fs::read_to_string(path("log")).unwrap();
    let entry = log.lines().find(|line| line.contains("verified an endpoint")).unwrap();
    let entry: Value = serde_json::from_str(entry).unwrap();
    assert_eq!((&entry["host"], &entry["outcome"]), (&json!("localhost"), &json!("verified")));
    assert!(!log.contains(TOKEN) && !log.contains("s3cret"), "{log}");

    let output =
        crate::process::causeway(&["--listen", "127.0.0.1:0", "--database", &database, "--endpoint-ca", &path("log")]).output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("cannot be used: no items found; name a PEM file"));
}

#[test]
fn by_default_nothing_inside_is_connected_to() {
    let scene = Scene::with(GOOD);
    let site = TestSite::verifying(Verifier::new(causeway_server::Guard::default(), impatient(), Names::default()));
    let inside = Scene { site, runtime: scene.runtime, peer: scene.peer, owner: scene.owner };
    let inside = Scene { owner: inside.site.owner(), ..inside };
    let id = inside.destination(&json!({}));
    let verification = inside.verify(&id, &json!({})).payload("verification");
    assert_eq!(verification["failure"], "addressRefused");
    assert!(inside.peer.requests().is_empty() && verification["sent"].is_null());
}
