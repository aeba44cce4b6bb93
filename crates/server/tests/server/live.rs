//! What arrives by itself: everything there is, and what changes after it.

mod access;
mod events;
mod listener;
mod snapshot;

use crate::site::{Owner, TestSite};
use serde_json::{Value, json};

/// The address of an environment's subscriptions, or of what is below it.
fn path(owner: &Owner, below: &str) -> String {
    format!("/platform/v1/environments/{}/subscriptions{below}", owner.environment)
}

/// Live subscriptions from and to the organization's default ends.
fn subscribe(site: &TestSite, owner: &Owner, models: &[&str]) -> Vec<Value> {
    let body = json!({
        "name": "Referrals",
        "source": {"id": site.default_end(owner, "sources")},
        "destination": {"id": site.default_end(owner, "destinations")},
        "dataModels": models,
    });
    let created = site.post(&path(owner, "/batch"), &body).cookie(&owner.cookie).send().payload("subscriptions");
    created.as_array().unwrap().clone()
}

fn rename(site: &TestSite, owner: &Owner, row: &Value, name: &str) {
    let path = format!("/platform/v1/subscriptions/{}", row["id"].as_str().unwrap());
    site.request("PATCH", &path).json(&json!({"name": name})).cookie(&owner.cookie).send().payload("subscription");
}

fn list(site: &TestSite, owner: &Owner) -> Value {
    site.get(&path(owner, "?_count=1000")).cookie(&owner.cookie).send().payload("subscriptions")
}

/// The lines of a snapshot: the head, and the rows.
fn lines(text: &str) -> (Value, Vec<Value>) {
    let mut lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
    (lines.next().unwrap(), lines.collect())
}

/// Fills an environment with live subscriptions between the default ends, past the rules: some models are not documented.
fn fill(site: &TestSite, owner: &Owner, count: u32) {
    let [source, destination] = ["sources", "destinations"].map(|plural| site.default_end(owner, plural));
    let (model, first) = (
        "FHIR.Patient",
        "INSERT INTO sources SELECT ?1, environment_id, ?1, communication_method, data_format, ehr,
        time_zone, service_region, setup_step, created_at, updated_at, deleted_at, version FROM sources WHERE id = ?2",
    );
    let mut file = site.file();
    let transaction = file.transaction().unwrap();
    for number in 0..count {
        let id = |kind: u32| format!("{kind:08x}-0000-7000-8000-{number:012x}");
        transaction.execute(first, [&id(1), &source]).unwrap();
        let sql = "INSERT INTO subscriptions SELECT ?1, 'Bulk', c.id, ?2, ?3, ?4, 'Active', NULL, 1, ?5, 1, NULL, NULL, 1 FROM connections c LIMIT 1";
        transaction.execute(sql, rusqlite::params![id(2), id(1), destination, model, number]).unwrap();
        let sql = "INSERT INTO listed_subscriptions VALUES (?1, ?2, ?3)";
        transaction.execute(sql, rusqlite::params![owner.environment, number, id(2)]).unwrap();
    }
    transaction.commit().unwrap();
}
