//! What is done at the machine is recorded without a person, as nobody signs in for it.

use super::scene::Scene;
use crate::keys::bucket;
use crate::process::causeway;
use crate::site::EMAIL;
use serde_json::{Value, json};

/// Runs a command on the scene's database; answers the entries that it left, newest first.
fn recorded(scene: &Scene, command: &[&str]) -> Vec<Value> {
    let before = scene.record().len();
    let output = causeway(command).args(["--database", scene.file.path().unwrap()]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let mut record = scene.record();
    record.truncate(record.len() - before);
    for entry in &record {
        assert_eq!(entry["actor"], json!({"organization": null, "person": null, "token": null}));
        assert_eq!(entry["address"], json!(null));
    }
    record
}

#[test]
fn a_link_for_a_password_is_recorded() {
    let scene = Scene::new();
    let entries = recorded(&scene, &["owner-link", "--email", EMAIL]);
    assert_eq!(entries.len(), 1);
    assert_eq!((&entries[0]["action"], &entries[0]["object"]["id"]), (&json!("password.link"), &json!(scene.person())));
}

#[test]
fn forgotten_credentials_are_recorded_for_each_destination() {
    let scene = Scene::new();
    let ids = [0, 1].map(|_| {
        let lake = scene.post(&scene.there("/destinations"), &bucket("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI"));
        Scene::made(lake, "destination")["id"].clone()
    });
    let entries = recorded(&scene, &["forget-credentials"]);
    assert_eq!(entries.len(), 2);
    for entry in &entries {
        let has = |side: &str| entry[side]["authCredential"]["hasSecretKey"].clone();
        assert_eq!(
            (&entry["action"], has("before"), has("after")),
            (&json!("destination.credentials"), json!(true), json!(false))
        );
        assert!(ids.contains(&entry["object"]["id"]));
    }
    assert_eq!(recorded(&scene, &["forget-credentials"]), Vec::<Value>::new());
}
