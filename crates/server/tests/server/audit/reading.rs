//! Who reads the record, and what they find in it.

use super::scene::Scene;
use crate::client::Answer;
use causeway_api::{AuditEntry, TokenScope};
use causeway_rules::{AuditMark, check_chain, entry_hash};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

#[test]
fn an_entry_says_who_did_what_to_what_from_where() {
    let scene = Scene::new();
    let token = scene.site.token(&scene.owner, TokenScope::Write, 1);
    let source = scene.source();
    let path = format!("/platform/v1/sources/{source}");
    let change = scene.site.request("PATCH", &path).json(&json!({"name": "Outlet"})).bearer(&token).send();
    let after = change.payload("source");
    let entry = scene.record().remove(0);
    assert_eq!(entry["sequence"], 3);
    assert_eq!((&entry["action"], &entry["address"]), (&json!("source.change"), &json!("127.0.0.1")));
    assert_eq!(entry["object"], json!({"id": source, "kind": "source", "name": "Outlet"}));
    assert_eq!((&entry["before"]["name"], &entry["after"]), (&json!("Scans 0"), &after));
    let actor = &entry["actor"];
    assert_eq!((&actor["person"]["name"], &actor["token"]["name"]), (&json!("Aria Lindqvist"), &json!("a script")));
    assert_eq!(actor["organization"], json!(null));
}

/// Who at the other side did it, but neither by which token nor from where.
#[test]
fn the_other_side_of_a_subscription_learns_who_changed_it() {
    let scene = Scene::new();
    let partner = scene.partner();
    let id = scene.shared(&partner);
    let paused = scene.by(&partner, "PATCH", &format!("/subscriptions/{id}"), &json!({"queueStatus": "Paused"}));
    let after = paused.payload("subscription");
    let entry = scene.record().remove(0);
    assert_eq!((&entry["action"], &entry["after"]), (&json!("subscription.pause"), &after));
    let actor = &entry["actor"];
    assert_eq!((&actor["organization"]["id"], &actor["person"]["name"]), (&json!(partner.organization), &json!("Bea Lorenz")));
    assert_eq!((&actor["token"], &entry["address"]), (&json!(null), &json!(null)));
}

#[test]
fn a_record_is_filtered_by_its_address() {
    let scene = Scene::new();
    let source = scene.source();
    scene.site.pass(60_000);
    scene.patch(&format!("/sources/{source}"), &json!({"name": "Outlet"})).send().payload("source");
    scene.token();
    let total = |query: &str| {
        let answer = scene.request("GET", &scene.ours(&format!("/audit?{query}"))).send();
        assert_eq!(answer.status, 200, "{query}: {}", answer.text());
        answer.json()["meta"]["totalRecords"].as_u64().unwrap()
    };
    let at = scene.record()[1]["at"].as_str().unwrap().to_owned();
    assert_eq!(total(""), 4);
    assert_eq!(total("action=source.change"), 1);
    assert_eq!(total(&format!("objectId={source}")), 2);
    assert_eq!(total(&format!("personId={}", scene.person())), 4);
    assert_eq!(total(&format!("since={at}")), 2);
    assert_eq!(total(&format!("until={at}&searchTerm=scans")), 1);
    for unreadable in ["action=source.fly", "since=yesterday", "personId=me", "_count=0"] {
        let refused = scene.request("GET", &scene.ours(&format!("/audit?{unreadable}"))).send();
        assert_eq!((refused.status, refused.code().as_str()), (400, "malformed_request"), "{unreadable}");
    }
}

#[test]
fn only_owners_and_admins_of_the_organization_read_it() {
    let scene = Scene::new();
    let partner = scene.partner();
    let member = scene.session(scene.member(), scene.organization);
    for below in ["/audit", "/audit/check", "/audit/export"] {
        let path = format!("/platform/v1{}", scene.ours(below));
        let refused = scene.site.get(&path).cookie(&member).send();
        assert_eq!((refused.status, refused.code().as_str()), (403, "forbidden"));
        let theirs = format!("/organizations/{}{below}", partner.organization);
        assert_eq!(scene.request("GET", &theirs).send().status, 404);
        assert_eq!(scene.site.get(&path).send().status, 401);
    }
}

fn lines(export: &Answer) -> Vec<Value> {
    export.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// More than one piece of it; each line can be checked with nothing but what the documentation says.
#[test]
fn the_whole_record_is_exported_oldest_first() {
    let scene = Scene::new();
    let source = scene.source();
    let ids = scene.subscriptions(&["FHIR.Patient", "FHIR.Goal", "FHIR.Task", "FHIR.Encounter"]);
    let items: Vec<_> = ids.iter().map(|id| json!({"id": id})).collect();
    for round in 0..128 {
        let action = if round % 2 == 0 { "pause" } else { "resume" };
        let body = json!({"action": action, "items": items});
        scene.post(&scene.there("/subscriptions/bulk"), &body).send().payload("outcomes");
    }
    scene.request("DELETE", &format!("/sources/{source}")).send().payload("message");
    let export = scene.request("GET", &scene.ours("/audit/export")).send();
    assert_eq!((export.status, export.header("content-type")), (200, Some("application/x-ndjson")));
    let name = format!("attachment; filename=\"audit-{}.ndjson\"", scene.organization);
    assert_eq!(export.header("content-disposition"), Some(name.as_str()));
    let lines = lines(&export);
    assert_eq!(lines.len(), 1 + 1 + 4 + 4 * 128 + 1);
    let mut listed = scene.record();
    listed.reverse();
    assert_eq!(lines, listed);

    let entries: Vec<AuditEntry> = lines.iter().map(|line| serde_json::from_value(line.clone()).unwrap()).collect();
    let end = check_chain(AuditMark::beginning(scene.organization), &entries).unwrap();
    let checked = scene.request("GET", &scene.ours("/audit/check")).send().payload("finding");
    assert_eq!((&checked["hash"], &checked["entries"]), (&json!(end.hash), &json!(end.entries)));
    for (line, entry) in lines.iter().zip(&entries) {
        // serde_json keeps keys in alphabetical order.
        let mut bare = line.clone();
        bare.as_object_mut().unwrap().remove("hash");
        let digest = Sha256::digest(bare.to_string());
        let written: Vec<u8> = (0..32).map(|at| u8::from_str_radix(&entry.hash[2 * at..2 * at + 2], 16).unwrap()).collect();
        assert_eq!((digest.as_slice(), entry_hash(entry)), (written.as_slice(), entry.hash.clone()));
    }
}
