//! The same key and body, the same answer.

use crate::bench::{Bench, complete_source};
use causeway_api::{ApiError, ErrorCode, SourceList, WireRequest, encode};

const DAY: i64 = 24 * 60 * 60 * 1000;

fn create(bench: &Bench, name: &str, key: &str) -> WireRequest {
    let request = complete_source(bench.environment(bench.us, 0).id, name);
    WireRequest { idempotency_key: Some(key.to_owned()), ..encode(&request) }
}

fn count(bench: &mut Bench) -> u64 {
    let list = SourceList { environment_id: bench.environment(bench.us, 0).id, page: None, count: None };
    bench.call(bench.us, &list).expect("the list is ours").total
}

#[test]
fn a_repeated_request_is_answered_alike_and_done_once() {
    let mut bench = Bench::new();
    let request = create(&bench, "Intake", "key-1");
    let first = bench.send(bench.us, &request);
    bench.wait(DAY);
    let second = bench.send(bench.us, &request);
    assert_eq!((first.status, &first), (201, &second));
    assert_eq!(count(&mut bench), 2, "the default one and this");
}

#[test]
fn a_key_is_not_used_for_something_else() {
    let mut bench = Bench::new();
    let (request, other) = (create(&bench, "Intake", "key-1"), create(&bench, "Results", "key-1"));
    bench.send(bench.us, &request);
    let response = bench.send(bench.us, &other);
    let error: ApiError = serde_json::from_slice(&response.body).unwrap();
    assert_eq!((response.status, error.code), (422, ErrorCode::IdempotencyKeyReused));
}

#[test]
fn a_key_belongs_to_its_actor_and_lasts_a_day() {
    let mut bench = Bench::new();
    let request = create(&bench, "Intake", "key-1");
    bench.send(bench.us, &request);
    let engine = bench.engine();
    assert_eq!(bench.send(engine, &request).status, 201);
    assert_eq!(count(&mut bench), 3, "the engine’s key is its own");
    bench.wait(DAY + 1);
    let other = create(&bench, "Results", "key-1");
    assert_eq!(bench.send(bench.us, &other).status, 201, "yesterday’s key is forgotten");
}

#[test]
fn a_refused_request_may_be_mended_under_its_key() {
    let mut bench = Bench::new();
    let (bad, good) = (create(&bench, " ", "key-1"), create(&bench, "Intake", "key-1"));
    assert_eq!(bench.send(bench.us, &bad).status, 422);
    assert_eq!(bench.send(bench.us, &good).status, 201);
}
