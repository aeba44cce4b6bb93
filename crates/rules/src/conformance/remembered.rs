//! The memory of idempotency keys.

use crate::{Remembered, Tables};
use causeway_api::{Instant, WireResponse};

fn answer(status: u16, at: i64) -> Remembered {
    Remembered {
        fingerprint: [7; 32],
        answer: WireResponse {
            status,
            etag: Some("\"1\"".to_owned()),
            content_type: "application/json".to_owned(),
            retry_after: None,
            allow: None,
            body: vec![0, 255, b'{'],
        },
        at: Instant(at),
    }
}

/// All three have to be the same; a newer answer replaces an older one.
pub fn an_answer_is_remembered_for_its_actor_endpoint_and_key(tables: &mut dyn Tables) {
    assert_eq!(tables.remembered("actor", "create", "key"), Ok(None));
    tables.remember("actor", "create", "key", &answer(201, 1)).expect("stored");
    assert_eq!(tables.remembered("actor", "create", "key"), Ok(Some(answer(201, 1))));
    for (actor, endpoint, key) in [("Actor", "create", "key"), ("actor", "batch", "key"), ("actor", "create", "KEY")] {
        assert_eq!(tables.remembered(actor, endpoint, key), Ok(None));
    }
    tables.remember("actor", "create", "key", &answer(200, 2)).expect("stored");
    assert_eq!(tables.remembered("actor", "create", "key"), Ok(Some(answer(200, 2))));
}

/// Those before the instant, and no other.
pub fn old_answers_are_forgotten(tables: &mut dyn Tables) {
    for (key, at) in [("older", 9), ("same", 10), ("newer", 11)] {
        tables.remember("actor", "create", key, &answer(201, at)).expect("stored");
    }
    tables.forget_before(Instant(10)).expect("stored");
    let is_there = |key| tables.remembered("actor", "create", key).expect("read").is_some();
    assert_eq!([is_there("older"), is_there("same"), is_there("newer")], [false, true, true]);
}
