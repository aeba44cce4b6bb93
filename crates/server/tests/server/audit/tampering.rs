//! Whoever gets at the file and past its triggers is found by the check.

use super::scene::Scene;
use serde_json::{Value, json};

fn scene() -> Scene {
    let scene = Scene::new();
    for _ in 0..4 {
        scene.source();
    }
    scene
}

fn check(scene: &Scene) -> Value {
    scene.request("GET", &scene.ours("/audit/check")).send().payload("finding")
}

#[test]
fn the_record_is_only_ever_added_to() {
    let scene = scene();
    for change in ["DELETE FROM audit WHERE sequence = 5", "UPDATE audit SET person_name = 'Somebody else'"] {
        let refused = scene.file.execute(change, []).unwrap_err().to_string();
        assert!(refused.contains("only ever added to"), "{refused}");
    }
}

#[test]
fn an_entry_that_was_edited_removed_moved_or_cut_off_is_found() {
    let scene = scene();
    let keep = "DROP TRIGGER audit_stays; DROP TRIGGER audit_stays_as_it_is;
        CREATE TABLE kept AS SELECT * FROM audit; CREATE TABLE kept_ends AS SELECT * FROM audit_ends;";
    scene.file.execute_batch(keep).unwrap();
    let intact = check(&scene);
    assert_eq!((&intact["isIntact"], &intact["entries"], &intact["firstBroken"]), (&json!(true), &json!(5), &json!(null)));
    assert_eq!(intact["hash"], scene.record()[0]["hash"]);

    // Every column is covered, the hashes themselves too.
    let edits = [
        "at = at + 1",
        "by_organization_id = 1, by_organization_name = 'Tidewell Health'",
        "person_id = '00000000-0000-7000-8000-000000000000'",
        "person_name = 'Somebody else'",
        "token_id = '00000000-0000-7000-8000-000000000000', token_name = 'engine'",
        "address = NULL",
        "action = 'source.delete'",
        "object_kind = 'destination'",
        "object_id = 'another'",
        "object_name = 'Another'",
        "before = '{}'",
        "after = NULL",
        "after = 'nothing that can be read'",
        "after = replace(after, 'Scans', 'Outlet')",
        // What no column ever holds.
        "person_id = 'nobody'",
        "token_id = 'none', token_name = 'engine'",
        "by_organization_id = -1, by_organization_name = 'Tidewell Health'",
        "action = 'source.fly'",
        "object_kind = 'secret'",
        "object_name = CAST(X'FF' AS TEXT)",
        "previous_hash = hash",
        "hash = previous_hash",
    ];
    let edits = edits.map(|set| (format!("UPDATE audit SET {set} WHERE sequence = 3"), 3, "edited"));
    let others = [
        ("DELETE FROM audit WHERE sequence = 3", 3, "missing"),
        ("DELETE FROM audit WHERE sequence = 1", 1, "missing"),
        ("DELETE FROM audit WHERE sequence = 5", 5, "cutOff"),
        ("DELETE FROM audit WHERE sequence > 2", 3, "cutOff"),
        ("DELETE FROM audit", 1, "cutOff"),
        ("UPDATE audit_ends SET entries = 4", 5, "added"),
        ("UPDATE audit_ends SET entries = -1", 1, "added"),
        ("UPDATE audit_ends SET hash = ''", 5, "edited"),
        ("DELETE FROM audit WHERE sequence = 3; UPDATE audit SET sequence = sequence - 1 WHERE sequence > 3", 3, "edited"),
        (
            "UPDATE audit SET sequence = 9 WHERE sequence = 2; UPDATE audit SET sequence = 2 WHERE sequence = 4;
                UPDATE audit SET sequence = 4 WHERE sequence = 9",
            2,
            "edited",
        ),
        (
            "INSERT INTO audit SELECT organization_id, 6, at, by_organization_id, by_organization_name, person_id, person_name,
                token_id, token_name, address, action, object_kind, object_id, object_name, hash, previous_hash, before, after
                FROM kept WHERE sequence = 5",
            6,
            "edited",
        ),
    ];
    let others = others.map(|(sql, sequence, fault)| (sql.to_owned(), sequence, fault));
    for (sql, sequence, fault) in edits.into_iter().chain(others) {
        scene.file.execute_batch(&sql).unwrap();
        let found = check(&scene);
        let expected = json!({"sequence": sequence, "fault": fault});
        assert_eq!((&found["isIntact"], &found["firstBroken"]), (&json!(false), &expected), "{sql}");
        let restore = "DELETE FROM audit; INSERT INTO audit SELECT * FROM kept;
            DELETE FROM audit_ends; INSERT INTO audit_ends SELECT * FROM kept_ends;";
        scene.file.execute_batch(restore).unwrap();
    }
    assert_eq!(check(&scene), intact);
}
