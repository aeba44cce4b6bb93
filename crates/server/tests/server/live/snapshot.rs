//! The whole list, line by line.

use super::{fill, lines, list, path, rename, subscribe};
use crate::site::TestSite;
use serde_json::json;
use std::{
    io::Read as _,
    process::{Command, Stdio},
};

#[test]
fn it_says_what_the_list_says_and_up_to_where() {
    let site = TestSite::start();
    let owner = site.owner();
    let rows = subscribe(&site, &owner, &["FHIR.Patient", "FHIR.Goal"]);
    let answer = site.get(&path(&owner, "/snapshot")).cookie(&owner.cookie).send();
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/x-ndjson")));
    let (head, told) = lines(&answer.text());
    assert_eq!(head, json!({"sequence": 6, "total": 6}));
    assert_eq!(json!(told), list(&site, &owner));

    let known = answer.header("etag").unwrap().to_owned();
    let again = || site.get(&path(&owner, "/snapshot")).cookie(&owner.cookie).header("If-None-Match", &known).send();
    assert_eq!((again().status, again().text().as_str()), (304, ""));
    rename(&site, &owner, &rows[0], "Renamed");
    let (head, told) = lines(&again().text());
    assert_eq!((&head["sequence"], &told[4]["name"]), (&json!(7), &json!("Renamed")));
}

#[test]
fn an_empty_environment_has_a_first_line_only() {
    let site = TestSite::start();
    let mut owner = site.owner();
    owner.environment = owner.session["environments"][2]["id"].as_str().unwrap().to_owned();
    let answer = site.get(&path(&owner, "/snapshot")).cookie(&owner.cookie).send();
    assert_eq!(answer.text(), "{\"sequence\":0,\"total\":0}\n");
}

#[test]
fn many_rows_come_in_pieces_and_compressed_where_that_pays() {
    let site = TestSite::behind("https://causeway.example");
    let owner = site.owner();
    fill(&site, &owner, 2_500);
    let get = |encodings: &str| {
        let request = site.get(&path(&owner, "/snapshot")).cookie(&owner.cookie).header("Host", "causeway.example");
        request.header("X-Forwarded-For", "203.0.113.7").header("Accept-Encoding", encodings).send()
    };
    let plain = get("identity");
    let (head, told) = lines(&plain.text());
    assert_eq!((&head["total"], told.len(), plain.header("content-encoding")), (&json!(2_504), 2_504, None));
    let mut ids: Vec<_> = told.iter().map(|row| row["id"].as_str().unwrap()).collect();
    ids.dedup();
    assert_eq!(ids.len(), 2_504, "each once");

    let packed = get("gzip, br");
    assert_eq!((packed.header("content-encoding"), packed.header("vary")), (Some("gzip"), Some("accept-encoding")));
    assert!(packed.body.len() < plain.body.len() / 5, "{} of {}", packed.body.len(), plain.body.len());
    let mut unpacked = String::new();
    let mut gzip = Command::new("gzip").arg("-d").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = gzip.stdin.take().unwrap();
    let writer = std::thread::spawn(move || std::io::Write::write_all(&mut input, &packed.body));
    gzip.stdout.take().unwrap().read_to_string(&mut unpacked).unwrap();
    writer.join().unwrap().unwrap();
    gzip.wait().unwrap();
    assert_eq!(unpacked, plain.text());
}
