//! One action on many subscriptions: as if each had been asked for alone.

use crate::bench::{Bench, model};
use causeway_api::{
    ApiError, BULK_LIMIT, BulkAction, BulkItem, BulkOutcome, EnvironmentId, ErrorCode, QueueStatus, Subscription,
    SubscriptionBulk, SubscriptionChange, SubscriptionDelete, SubscriptionId, SubscriptionRestore, WireRequest, decode_answer,
    encode,
};
use causeway_rules::Tables;
use proptest::prelude::*;
use uuid::Uuid;

const fn item(row: &Subscription) -> BulkItem {
    BulkItem { id: row.id, version: None }
}

fn run(bench: &mut Bench, action: BulkAction, items: &[BulkItem]) -> Vec<BulkOutcome> {
    let environment_id = bench.environment(bench.us, 0).id;
    let request = SubscriptionBulk { environment_id, action, items: items.to_vec() };
    let outcomes = bench.call(bench.us, &request).expect("the environment is ours").items;
    assert!(outcomes.iter().map(|outcome| outcome.id).eq(items.iter().map(|item| item.id)), "in the order asked");
    outcomes
}

/// Why each item was refused; none where it was done.
fn refusals(outcomes: &[BulkOutcome]) -> Vec<Option<ErrorCode>> {
    outcomes.iter().map(|outcome| outcome.refusal.as_ref().map(|refusal| refusal.code)).collect()
}

fn keyed(environment_id: EnvironmentId, action: BulkAction, items: Vec<BulkItem>) -> WireRequest {
    WireRequest { idempotency_key: Some("key-1".to_owned()), ..encode(&SubscriptionBulk { environment_id, action, items }) }
}

fn send(bench: &mut Bench, request: &WireRequest) -> Vec<BulkOutcome> {
    let response = bench.send(bench.us, request);
    decode_answer::<SubscriptionBulk>(&response).expect("what is served can be read").expect("the environment is ours").items
}

#[test]
fn what_is_refused_keeps_nothing_else_back() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Lake"));
    let rows = ["FHIR.Patient", "FHIR.Goal", "FHIR.Task", "FHIR.Slot"].map(|name| bench.subscribe(source, destination, name));
    bench.call(bench.us, &SubscriptionDelete { subscription_id: rows[2].id, version: None }).unwrap();
    let environment = bench.environment(bench.us, 0).id;
    let before = bench.memory.sequence(environment).unwrap();
    let nobodys = BulkItem { id: SubscriptionId(Uuid::from_u128(7)), version: None };
    let outdated = BulkItem { version: Some(9), ..item(&rows[1]) };
    let items = [item(&rows[3]), outdated, nobodys, item(&rows[2]), BulkItem { version: Some(1), ..item(&rows[0]) }];
    let outcomes = run(&mut bench, BulkAction::Pause, &items);
    let expected = [None, Some(ErrorCode::VersionMismatch), Some(ErrorCode::NotFound), Some(ErrorCode::NotFound), None];
    assert_eq!(refusals(&outcomes), expected);
    for (outcome, row) in [(&outcomes[0], &rows[3]), (&outcomes[4], &rows[0])] {
        let done = outcome.subscription.clone().unwrap();
        assert_eq!((done.queue_status, done.version), (QueueStatus::Paused, 2));
        assert_eq!(bench.subscription(row.id), done);
    }
    let refusal = outcomes[1].refusal.as_ref().unwrap();
    assert_eq!(refusal.current.as_ref().unwrap()["id"], rows[1].id.to_string(), "as it is now");
    assert_eq!(bench.subscription(rows[1].id), rows[1]);
    assert_eq!(bench.memory.sequence(environment).unwrap(), before + 2, "one record for each that changed");
}

#[test]
fn what_is_so_already_is_done_without_a_change() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Lake"));
    let row = bench.subscribe(source, destination, "FHIR.Patient");
    let environment = bench.environment(bench.us, 0).id;
    let before = bench.memory.sequence(environment).unwrap();
    assert_eq!(run(&mut bench, BulkAction::Resume, &[item(&row)])[0].subscription, Some(row));
    assert_eq!(bench.memory.sequence(environment).unwrap(), before);
}

#[test]
fn what_is_named_twice_is_done_once() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Lake"));
    let row = bench.subscribe(source, destination, "FHIR.Patient");
    let outcomes = run(&mut bench, BulkAction::Pause, &[item(&row), item(&row), BulkItem { version: Some(9), ..item(&row) }]);
    assert_eq!(refusals(&outcomes), [None, Some(ErrorCode::RepeatedItem), Some(ErrorCode::RepeatedItem)]);
    assert_eq!(bench.subscription(row.id).version, 2);
}

#[test]
fn of_two_with_one_triple_the_first_is_restored() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Lake"));
    let first = bench.subscribe(source, destination, "FHIR.Patient");
    assert_eq!(refusals(&run(&mut bench, BulkAction::Delete, &[item(&first)])), [None]);
    let second = bench.subscribe(source, destination, "FHIR.Patient");
    assert_eq!(refusals(&run(&mut bench, BulkAction::Delete, &[item(&second)])), [None]);
    let outcomes = run(&mut bench, BulkAction::Restore, &[item(&second), item(&first)]);
    assert_eq!(refusals(&outcomes), [None, Some(ErrorCode::DuplicateSubscription)]);
    assert!(bench.subscription(second.id).is_live() && !bench.subscription(first.id).is_live());
    assert_eq!(refusals(&run(&mut bench, BulkAction::Restore, &[item(&second)])), [Some(ErrorCode::NotDeleted)]);
}

#[test]
fn an_item_of_another_environment_is_not_found() {
    let mut bench = Bench::new();
    let (source, inbound) = (bench.source("Intake"), bench.their_destination("Epic inbound"));
    let row = bench.agree(source, inbound, "FHIR.Patient");
    let call = |bench: &mut Bench, actor, index| {
        let environment_id = bench.environment(actor, index).id;
        let request = SubscriptionBulk { environment_id, action: BulkAction::Pause, items: vec![item(&row)] };
        bench.call(actor, &request).map(|page| refusals(&page.items))
    };
    let (us, them) = (bench.us, bench.them);
    assert_eq!(call(&mut bench, us, 1), Ok(vec![Some(ErrorCode::NotFound)]));
    assert_eq!(call(&mut bench, them, 0), Ok(vec![None]), "either side may");
    let environment_id = bench.environment(them, 0).id;
    let theirs = SubscriptionBulk { environment_id, action: BulkAction::Resume, items: vec![item(&row)] };
    assert_eq!(bench.call(us, &theirs), Err(ApiError::not_found()));
}

#[test]
fn it_is_1_to_10_000_at_a_time() {
    let mut bench = Bench::new();
    let environment_id = bench.environment(bench.us, 0).id;
    let items = |count: u128| (0..count).map(|id| BulkItem { id: SubscriptionId(Uuid::from_u128(id)), version: None }).collect();
    for count in [0, 10_001] {
        let request = SubscriptionBulk { environment_id, action: BulkAction::Delete, items: items(count) };
        let error = bench.call(bench.us, &request).unwrap_err();
        assert_eq!((error.code, error.errors[0].field.as_str()), (ErrorCode::InvalidFields, "items"));
    }
    assert_eq!(items(10_000).len(), BULK_LIMIT);
}

#[test]
fn a_repeated_request_has_the_same_outcomes_and_is_done_once() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Lake"));
    let rows = ["FHIR.Patient", "FHIR.Goal", "FHIR.Task"].map(|name| bench.subscribe(source, destination, name));
    let environment = bench.environment(bench.us, 0).id;
    let outdated = BulkItem { version: Some(9), ..item(&rows[2]) };
    let request = keyed(environment, BulkAction::Pause, vec![item(&rows[0]), item(&rows[1]), outdated, item(&rows[0])]);
    let first = send(&mut bench, &request);
    assert_eq!(send(&mut bench, &request), first);
    let rename = SubscriptionChange { subscription_id: rows[2].id, version: None, name: Some("New".into()), queue_status: None };
    let resume =
        SubscriptionChange { subscription_id: rows[0].id, name: None, queue_status: Some(QueueStatus::Active), ..rename };
    let renamed = bench.call(bench.us, &rename).unwrap().0;
    let resumed = bench.call(bench.us, &resume).unwrap().0;
    let again = send(&mut bench, &request);
    assert_eq!(refusals(&again), refusals(&first));
    assert_eq!(again[0].subscription.as_ref(), Some(&resumed), "as it is by now, and not paused again");
    assert_eq!((&again[1], &again[3]), (&first[1], &first[3]));
    assert_eq!(again[2].refusal, Some(ApiError::version_mismatch(&renamed)));
    let other = keyed(environment, BulkAction::Resume, vec![item(&rows[0])]);
    assert_eq!(bench.send(bench.us, &other).status, 422, "the key is taken");
}

#[test]
fn what_is_remembered_of_an_answer_is_small() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Lake"));
    let rows = ["FHIR.Patient", "FHIR.Goal", "FHIR.Task"].map(|name| bench.subscribe(source, destination, name));
    let request = keyed(bench.environment(bench.us, 0).id, BulkAction::Pause, rows.iter().map(item).collect());
    bench.send(bench.us, &request);
    let kept = bench.memory.remembered(&bench.us.actor(&bench.memory).key(), "subscription_bulk", "key-1").unwrap().unwrap();
    assert_eq!(kept.answer.body, b"{}", "that all was done, as the request says");
}

/// A subscription to begin with.
#[derive(Clone, Debug)]
struct Prepared {
    is_two_party: bool,
    model: usize,
    status: QueueStatus,
    is_deleted: bool,
}

fn prepared() -> impl Strategy<Value = Prepared> {
    (any::<bool>(), 0..3_usize, prop::sample::select(QueueStatus::ALL[..3].to_vec()), any::<bool>())
        .prop_map(|(is_two_party, model, status, is_deleted)| Prepared { is_two_party, model, status, is_deleted })
}

fn action() -> impl Strategy<Value = BulkAction> {
    prop::sample::select(vec![BulkAction::Pause, BulkAction::Resume, BulkAction::Delete, BulkAction::Restore])
}

/// Those that could be prepared: the second of two that are live with the same triple is left out.
fn prepare(bench: &mut Bench, wanted: &[Prepared]) -> Vec<Subscription> {
    let (source, own, theirs) = (bench.source("Intake"), bench.destination("Lake"), bench.their_destination("Epic inbound"));
    let engine = bench.engine();
    let mut rows = Vec::new();
    for Prepared { is_two_party, model: index, status, is_deleted } in wanted {
        let (name, destination) = (["FHIR.Patient", "FHIR.Goal", "FHIR.Task"][*index], if *is_two_party { theirs } else { own });
        if bench.memory.live_subscription(source, destination, model(name)).expect("memory always answers").is_some() {
            continue;
        }
        let row = if *is_two_party { bench.agree(source, destination, name) } else { bench.subscribe(source, destination, name) };
        let set = SubscriptionChange { subscription_id: row.id, version: None, name: None, queue_status: Some(*status) };
        bench.call(engine, &set).expect("an engine sets any status");
        if *is_deleted {
            bench.call(engine, &SubscriptionDelete { subscription_id: row.id, version: None }).expect("it is live");
        }
        rows.push(bench.subscription(row.id));
    }
    rows
}

/// What the call for this one alone comes to.
fn alone(bench: &mut Bench, action: BulkAction, BulkItem { id: subscription_id, version }: BulkItem) -> BulkOutcome {
    let us = bench.us;
    let set = |status| SubscriptionChange { subscription_id, version, name: None, queue_status: Some(status) };
    let result = match action {
        BulkAction::Pause => bench.call(us, &set(QueueStatus::Paused)).map(|row| row.0),
        BulkAction::Resume => bench.call(us, &set(QueueStatus::Active)).map(|row| row.0),
        BulkAction::Restore => bench.call(us, &SubscriptionRestore { subscription_id, version }).map(|row| row.0),
        BulkAction::Delete => {
            bench.call(us, &SubscriptionDelete { subscription_id, version }).map(|_| bench.subscription(subscription_id))
        }
    };
    BulkOutcome::of(subscription_id, result)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn it_is_the_same_as_one_call_after_another(
        wanted in prop::collection::vec(prepared(), 1..10),
        steps in prop::collection::vec((action(), any::<prop::sample::Index>(), prop::collection::vec(0..4_u64, 10)), 1..4),
    ) {
        let mut single = Bench::new();
        let rows = prepare(&mut single, &wanted);
        let mut many = Bench { memory: single.memory.clone(), ..single };
        for (action, first, versions) in steps {
            // No version, the current one, or another; from any of the rows on.
            let mut items: Vec<_> = rows.iter().zip(versions).map(|(row, pick)| BulkItem {
                id: row.id,
                version: (pick > 1).then(|| row.version + pick - 2),
            }).collect();
            if !items.is_empty() {
                let first = first.index(items.len());
                items.rotate_left(first);
                let expected: Vec<_> = items.iter().map(|item| alone(&mut single, action, *item)).collect();
                prop_assert_eq!(run(&mut many, action, &items), expected);
                prop_assert!(single.memory.to_json() == many.memory.to_json(), "the same is stored");
            }
        }
    }
}
