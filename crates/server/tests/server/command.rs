//! The command line of the real binary.

use crate::client::Request;
use crate::process::{Server, causeway};
use crate::site::{EMAIL, PASSWORD, owner_form};
use serde_json::{Value, json};
use std::{
    fs,
    net::TcpListener,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

fn fails(arguments: &[&str]) -> (i32, String) {
    let output = causeway(arguments).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// The secret in a printed link.
fn secret(line: &str) -> &str {
    line.rsplit('#').next().unwrap()
}

#[test]
fn an_empty_folder_is_served_within_a_second() {
    let is_quick = |_| {
        let folder = tempfile::tempdir().unwrap();
        let started = Instant::now();
        let _server = Server::start(&folder.path().join("causeway.sqlite"), &[]);
        started.elapsed() < Duration::from_secs(1)
    };
    // The best of three: other tests load the machine meanwhile.
    assert!((0..3).any(is_quick));
}

#[test]
fn a_server_prints_its_set_up_link_and_stops_in_good_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(&folder.path().join("causeway.sqlite"), &[]);
    let line = server.line();
    assert!(line.starts_with(&format!("Create the owner's account: http://{}/setup#", server.address)), "{line}");
    let answer = Request::new(server.address, "POST", "/platform/v1/links/check").json(&json!({"token": secret(&line)})).send();
    assert_eq!(answer.payload("link")["purpose"], "firstOwner");

    // The shell's own `kill`: the program is not everywhere.
    Command::new("sh").args(["-c", &format!("kill -TERM {}", server.child.id())]).status().unwrap();
    let status = server.child.wait().unwrap();
    assert_eq!(status.code(), Some(0), "a signal stops it in good order");
}

#[test]
fn a_lost_password_is_replaced_while_the_server_runs() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("causeway.sqlite");
    let mut server = Server::start(&database, &[]);
    let link = server.line();
    let path = database.to_str().unwrap();
    assert!(fails(&["owner-link", "--database", path]).1.contains("there is no owner yet"));

    let created = Request::new(server.address, "POST", "/platform/v1/links/owner").json(&owner_form(secret(&link))).send();
    assert_eq!(created.status, 201);
    assert!(fails(&["owner-link", "--database", path, "--email", "x@y.org"]).1.contains("nobody signs in as x@y.org"));
    let output = causeway(&["owner-link", "--database", path, "--email", EMAIL]).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.starts_with(&format!("http://{}/password#", server.address)), "{printed}");
    let body = json!({"token": secret(printed.trim_end()), "password": "a better passphrase"});
    assert_eq!(Request::new(server.address, "POST", "/platform/v1/links/password").json(&body).send().status, 200);

    drop(server);
    let server = Server::start(&database, &[]);
    assert_eq!(server.printed.len(), 1, "there is an owner: no link is printed");
}

#[test]
fn another_organization_is_founded_while_the_server_runs() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("causeway.sqlite");
    let mut server = Server::start(&database, &[]);
    let link = server.line();
    let path = database.to_str().unwrap();
    assert!(fails(&["organization-link", "--database", path]).1.contains("there is no owner yet"));
    let create = |form: &Value| Request::new(server.address, "POST", "/platform/v1/links/owner").json(form).send();
    let first = create(&owner_form(secret(&link))).payload("session");

    let output = causeway(&["organization-link", "--database", path]).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.starts_with(&format!("http://{}/setup#", server.address)), "{printed}");
    let mut form = owner_form(secret(printed.trim_end()));
    assert_eq!(create(&form).code(), "invalid_fields", "the address has an account");
    form["organizationName"] = json!("Mercy Lake Cardiology");
    form["email"] = json!("bea@mercylake.example");
    let second = create(&form);
    assert_eq!((second.status, second.payload("session")["role"].as_str()), (201, Some("owner")));
    assert_ne!(second.payload("session")["organization"]["id"], first["organization"]["id"]);
    assert_eq!(create(&form).code(), "already_set_up", "a link is used once");
}

#[test]
fn the_first_owner_takes_over_the_sample_data() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("causeway.sqlite");
    let mut server = Server::start(&database, &["--sample-data"]);
    assert!(server.printed[0].starts_with("Added sample data: Tidewell Health."), "{:?}", server.printed);
    let link = server.line();
    let form = json!({
        "token": secret(&link), "organizationName": "Northwind Clinics", "name": "Aria", "email": EMAIL, "password": "correct horse battery",
    });
    let created = Request::new(server.address, "POST", "/platform/v1/links/owner").json(&form).send();
    let session = created.payload("session");
    assert_eq!(session["organization"]["name"], "Northwind Clinics");
    let total: u64 = session["environments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|environment| {
            let path = format!("/platform/v1/environments/{}/subscriptions", environment["id"].as_str().unwrap());
            let list = Request::new(server.address, "GET", &path).cookie(&created.cookie()).send();
            list.json()["meta"]["totalRecords"].as_u64().unwrap()
        })
        .sum();
    assert!(total >= 200, "{total}");

    drop(server);
    let server = Server::start(&database, &["--sample-data"]);
    assert_eq!(server.printed.len(), 1, "a database that is not empty is left as it is");
}

#[test]
fn what_cannot_work_is_said_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let database = path("causeway.sqlite");

    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (status, message) = fails(&["--listen", &address, "--database", &database]);
    assert_eq!(status, 1);
    assert_eq!(
        message,
        format!("causeway: cannot listen on {address}: another program uses this port; choose another one with --listen\n")
    );

    let (status, message) = fails(&["--listen", "0.0.0.0:0", "--database", &database]);
    assert_eq!(status, 1);
    assert!(message.contains("there is no TLS") && message.contains("--public-url"), "{message}");

    let (_, message) = fails(&["--listen", "127.0.0.1:0", "--database", &path("missing/causeway.sqlite")]);
    assert!(message.contains("its folder does not exist"), "{message}");
    let (_, message) = fails(&["--listen", "127.0.0.1:0", "--database", &database, "--app", folder.path().to_str().unwrap()]);
    assert!(message.contains("holds no index.html"), "{message}");
    let (_, message) = fails(&["owner-link", "--database", &path("nothing.sqlite")]);
    assert!(message.contains("there is no database at"), "{message}");
    assert!(!Path::new(&path("nothing.sqlite")).exists());

    let (status, message) = fails(&["--public-url", "causeway.example.org"]);
    assert_eq!(status, 2);
    assert!(message.contains("expected an address such as https://causeway.example.org"), "{message}");
}

#[test]
fn the_log_says_what_happened_and_nothing_secret() {
    let folder = tempfile::tempdir().unwrap();
    let (database, log) = (folder.path().join("causeway.sqlite"), folder.path().join("log"));
    let arguments = ["--listen", "127.0.0.1:0", "--database", database.to_str().unwrap(), "--log-format", "json"];
    let mut command = causeway(&arguments);
    let mut server = Server::run(command.env("CAUSEWAY_LOG", "debug").stderr(fs::File::create(&log).unwrap()));
    let link = server.line();
    let post = |path: &str, body: &Value| Request::new(server.address, "POST", path).json(body);
    let created = post("/platform/v1/links/owner", &owner_form(secret(&link))).send();
    let form = json!({"name": "logged", "scope": "read", "days": 1});
    let token = post("/platform/v1/tokens", &form).cookie(&created.cookie()).send().payload("token");
    let token = token["secret"].as_str().unwrap();
    assert_eq!(Request::new(server.address, "GET", "/platform/v1/session?search=Lindqvist").bearer(token).send().status, 400);
    drop(server);

    let log = fs::read_to_string(log).unwrap();
    let last: Value = serde_json::from_str(log.lines().last().unwrap()).unwrap();
    assert_eq!((&last["message"], &last["status"]), (&json!("answered"), &json!(400)));
    assert_eq!((&last["span"]["method"], &last["span"]["path"]), (&json!("GET"), &json!("/platform/v1/session")));
    let session = created.cookie();
    for hidden in [secret(&link), token, session.split_once('=').unwrap().1, EMAIL, PASSWORD, "Lindqvist"] {
        assert!(!log.contains(hidden), "the log holds {hidden}:\n{log}");
    }
}

#[test]
fn the_document_is_printed() {
    let output = causeway(&["openapi"]).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), causeway_server::document() + "\n");
}
