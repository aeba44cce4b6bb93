//! Many subscriptions in one request, as they travel and as they are stored.

use crate::site::{Owner, TestSite};
use causeway_api::{BULK_LIMIT, TokenScope};
use serde_json::{Value, json};

fn path(owner: &Owner) -> String {
    format!("/platform/v1/environments/{}/subscriptions/bulk", owner.environment)
}

/// Live subscriptions from and to the organization's default ends.
fn subscribe(site: &TestSite, owner: &Owner, models: &[&str]) -> Vec<Value> {
    let body = json!({
        "name": "Referrals",
        "source": {"id": site.default_end(owner, "sources")},
        "destination": {"id": site.default_end(owner, "destinations")},
        "dataModels": models,
    });
    let path = format!("/platform/v1/environments/{}/subscriptions/batch", owner.environment);
    let created = site.post(&path, &body).cookie(&owner.cookie).send().payload("subscriptions");
    created.as_array().unwrap().clone()
}

fn count(site: &TestSite, sql: &str) -> i64 {
    site.file().query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn each_item_has_its_outcome_and_each_change_its_record() {
    let site = TestSite::start();
    let owner = site.owner();
    let token = site.token(&owner, TokenScope::Write, 1);
    let rows = subscribe(&site, &owner, &["FHIR.Patient", "FHIR.Goal", "FHIR.Task"]);
    let before = count(&site, "SELECT count(*) FROM changes");
    let items = json!([
        {"id": rows[0]["id"], "version": 1},
        {"id": rows[1]["id"], "version": 7},
        {"id": owner.environment},
        {"id": rows[2]["id"]},
        {"id": rows[2]["id"]},
    ]);
    let body = json!({"action": "pause", "items": items});
    let send = || site.post(&path(&owner), &body).bearer(&token).header("Idempotency-Key", "one").send();
    let first = send();
    let outcomes = first.payload("outcomes");
    let said = |outcome: &Value| match &outcome["refusal"] {
        Value::Null => outcome["subscription"]["queueStatus"].as_str().unwrap().to_owned(),
        refusal => refusal["code"].as_str().unwrap().to_owned(),
    };
    let said: Vec<_> = outcomes.as_array().unwrap().iter().map(said).collect();
    assert_eq!(said, ["Paused", "version_mismatch", "not_found", "Paused", "repeated_item"]);
    assert_eq!(outcomes[1]["refusal"]["current"], rows[1]);
    assert_eq!((first.status, count(&site, "SELECT count(*) FROM changes")), (200, before + 2));

    let again = send();
    assert_eq!((again.status, again.text()), (200, first.text()));
    assert_eq!(count(&site, "SELECT count(*) FROM changes"), before + 2, "done once");
    let paused = "SELECT count(*) FROM subscriptions WHERE queue_status = 'Paused' AND version = 2";
    assert_eq!(count(&site, paused), 2);
}

#[test]
fn the_most_items_with_the_longest_versions_fit_into_a_body() {
    let site = TestSite::start();
    let owner = site.owner();
    let id = |number: usize| format!("00000000-0000-7000-8000-{number:012}");
    let items = |count: usize| (0..count).map(|number| json!({"id": id(number), "version": u64::MAX})).collect::<Vec<_>>();
    let send = |items: Vec<Value>| {
        let body = json!({"action": "restore", "items": items});
        site.post(&path(&owner), &body).cookie(&owner.cookie).send()
    };
    let most = send(items(BULK_LIMIT)).payload("outcomes");
    assert_eq!(most.as_array().unwrap().len(), BULK_LIMIT);
    assert_eq!((&most[9_999]["id"], &most[9_999]["refusal"]["code"]), (&json!(id(9_999)), &json!("not_found")));
    let more = send(items(BULK_LIMIT + 1));
    assert_eq!((more.status, more.code().as_str()), (422, "invalid_fields"));
}
