//! Everything there is, and what changes after it.

use crate::bench::{Bench, Caller};
use crate::visibility::rename_source;
use causeway_api::{
    ApiError, EnvironmentId, Subscription, SubscriptionChange, SubscriptionDelete, SubscriptionId, SubscriptionList,
    SubscriptionNews, SubscriptionRestore,
};
use causeway_rules::{ChangedObject, Memory, Service, Tables as _};
use std::collections::BTreeMap;

fn ask<R>(bench: &mut Bench, caller: Caller, question: impl FnOnce(&Service<&mut Memory>) -> R) -> R {
    let actor = caller.actor(&bench.memory);
    question(&Service { tables: &mut bench.memory, actor })
}

fn news(bench: &mut Bench, caller: Caller, environment: EnvironmentId, since: u64) -> SubscriptionNews {
    ask(bench, caller, |service| service.news(environment, since)).expect("it is the actor's own")
}

fn rows(news: SubscriptionNews) -> Vec<Subscription> {
    news.rows.expect("not too much to tell")
}

fn rename(id: SubscriptionId, name: &str) -> SubscriptionChange {
    SubscriptionChange { subscription_id: id, version: None, name: Some(name.to_owned()), queue_status: None }
}

#[test]
fn a_row_that_changed_is_told_once_and_as_it_is_by_now() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Lake"));
    let [row, other] = ["FHIR.Patient", "FHIR.Goal"].map(|model| bench.subscribe(source, destination, model));
    let (us, environment) = (bench.us, bench.environment(bench.us, 0).id);
    let began = bench.memory.sequence(environment).unwrap();
    assert_eq!(
        news(&mut bench, us, environment, began),
        SubscriptionNews { since: began, sequence: began, rows: Some(vec![]), connections_changed: false }
    );
    for name in ["one", "two", "three"] {
        bench.call(us, &rename(row.id, name)).unwrap();
    }
    bench.call(us, &SubscriptionDelete { subscription_id: other.id, version: None }).unwrap();
    let told = news(&mut bench, us, environment, began);
    assert_eq!((told.since, told.sequence), (began, began + 4));
    let told = rows(told);
    assert_eq!((told.len(), told[0].name.as_str(), told[0].version), (2, "three", 4));
    assert_eq!((told[1].id, told[1].is_live()), (other.id, false), "whoever shows it takes it away");
    bench.call(us, &SubscriptionRestore { subscription_id: other.id, version: None }).unwrap();
    assert!(rows(news(&mut bench, us, environment, began + 4))[0].is_live());
}

#[test]
fn both_sides_of_a_subscription_hear_of_it_and_nobody_else() {
    let mut bench = Bench::new();
    let (source, inbound) = (bench.source("Intake"), bench.their_destination("Epic inbound"));
    let row = bench.agree(source, inbound, "FHIR.Patient");
    let (us, them) = (bench.us, bench.them);
    let (ours, theirs) = (bench.environment(us, 0).id, bench.environment(them, 0).id);
    let before = [ours, theirs].map(|environment| bench.memory.sequence(environment).unwrap());
    bench.call(us, &rename(row.id, "Both")).unwrap();
    bench.call(us, &rename_source(source)).unwrap();
    for (actor, environment, since) in [(us, ours, before[0]), (them, theirs, before[1])] {
        let told = rows(news(&mut bench, actor, environment, since));
        assert_eq!((told.len(), told[0].name.as_str(), told[0].source.name.as_str()), (1, "Both", "Theirs"));
    }
    for (actor, environment) in [(us, theirs), (them, ours)] {
        assert_eq!(ask(&mut bench, actor, |service| service.news(environment, 0)), Err(ApiError::not_found()));
        assert_eq!(ask(&mut bench, actor, |service| service.begin_snapshot(environment)), Err(ApiError::not_found()));
        assert_eq!(ask(&mut bench, actor, |service| service.continue_snapshot(environment, None, 9)), Err(ApiError::not_found()));
        assert_eq!(ask(&mut bench, actor, |service| service.sequence(environment)), Err(ApiError::not_found()));
    }
}

#[test]
fn a_snapshot_and_what_comes_after_it_leave_nothing_out() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Lake"));
    let models = ["FHIR.Patient", "FHIR.Goal", "FHIR.Task", "FHIR.Account"];
    let made = models.map(|model| bench.subscribe(source, destination, model));
    let (us, environment) = (bench.us, bench.environment(bench.us, 0).id);
    let head = ask(&mut bench, us, |service| service.begin_snapshot(environment)).unwrap();
    assert_eq!((head.sequence, head.total), (bench.memory.sequence(environment).unwrap(), 8), "four came with the organization");
    let first = ask(&mut bench, us, |service| service.continue_snapshot(environment, None, 5)).unwrap();
    // One that was read goes, one that was not is renamed, and one comes that sorts where nobody looks any more.
    bench.call(us, &SubscriptionDelete { subscription_id: first[4].id, version: None }).unwrap();
    bench.call(us, &rename(made[2].id, "Renamed")).unwrap();
    let place = first.last().map(|row| (row.created_at, row.id));
    let rest = ask(&mut bench, us, |service| service.continue_snapshot(environment, place, 5)).unwrap();
    let mut known: BTreeMap<_, _> = first.into_iter().chain(rest).map(|row| (row.id, row)).collect();
    for row in rows(news(&mut bench, us, environment, head.sequence)) {
        if row.is_live() {
            known.insert(row.id, row)
        } else {
            known.remove(&row.id)
        };
    }
    let list = bench.call(us, &SubscriptionList::all(environment)).unwrap().items;
    assert_eq!(known.into_values().collect::<Vec<_>>(), list);
}

#[test]
fn what_is_too_much_to_tell_is_not_told() {
    let mut bench = Bench::new();
    let (us, environment) = (bench.us, bench.environment(bench.us, 0).id);
    let sequence = bench.memory.sequence(environment).unwrap();
    assert_eq!(news(&mut bench, us, environment, sequence + 1).rows, None, "a number of another time, or of another database");
    let id = ChangedObject::Subscription(SubscriptionId(bench.memory.new_id()));
    for _ in 0..513 {
        bench.memory.record_change(environment, id).unwrap();
    }
    assert_eq!(news(&mut bench, us, environment, sequence).rows, None, "the maps keep the last 512");
    let told = news(&mut bench, us, environment, sequence + 1);
    assert_eq!((told.sequence, told.rows), (sequence + 513, Some(vec![])));
}
