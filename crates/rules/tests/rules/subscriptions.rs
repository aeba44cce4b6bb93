//! What becomes of a subscription.

use crate::bench::Bench;
use causeway_api::{
    Destination, DestinationDelete, ErrorCode, QueueStatus, SourceDelete, SubscriptionChange, SubscriptionDelete, SubscriptionId,
    SubscriptionList, SubscriptionRestore,
};
use causeway_rules::Tables;

fn change(id: SubscriptionId) -> SubscriptionChange {
    SubscriptionChange { subscription_id: id, version: None, name: None, queue_status: None }
}

fn set(id: SubscriptionId, status: QueueStatus) -> SubscriptionChange {
    SubscriptionChange { queue_status: Some(status), ..change(id) }
}

const fn delete(id: SubscriptionId) -> SubscriptionDelete {
    SubscriptionDelete { subscription_id: id, version: None }
}

const fn restore(id: SubscriptionId) -> SubscriptionRestore {
    SubscriptionRestore { subscription_id: id, version: None }
}

#[test]
fn it_is_renamed_paused_and_resumed() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Lake"));
    let row = bench.subscribe(source, destination, "FHIR.Patient");
    bench.wait(5000);
    let both = SubscriptionChange { name: Some(" Intake to lake ".to_owned()), ..set(row.id, QueueStatus::Paused) };
    let changed = bench.call(bench.us, &both).unwrap().0;
    assert_eq!((changed.name.as_str(), changed.queue_status, changed.version), ("Intake to lake", QueueStatus::Paused, 2));
    assert_eq!(changed.updated_at.0 - row.updated_at.0, 5000);
    assert_eq!((changed.activated_at, changed.created_at), (row.activated_at, row.created_at));
    let changed = bench.call(bench.us, &set(row.id, QueueStatus::Active)).unwrap().0;
    assert_eq!((changed.name.as_str(), changed.queue_status, changed.version), ("Intake to lake", QueueStatus::Active, 3));
    assert_eq!(bench.subscription(row.id), changed);
    let nameless = SubscriptionChange { name: Some(String::new()), ..change(row.id) };
    let error = bench.call(bench.us, &nameless).unwrap_err();
    assert_eq!((error.code, error.for_field("name")), (ErrorCode::InvalidFields, Some("Enter a name.")));
}

#[test]
fn setting_what_is_set_changes_nothing() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Lake"));
    let row = bench.subscribe(source, destination, "FHIR.Patient");
    let environment = bench.environment(bench.us, 0).id;
    let before = bench.memory.sequence(environment);
    bench.wait(5000);
    assert_eq!(bench.call(bench.us, &set(row.id, QueueStatus::Active)).unwrap().0, row);
    let same_name = SubscriptionChange { name: Some("Referrals".to_owned()), ..change(row.id) };
    assert_eq!(bench.call(bench.us, &same_name).unwrap().0, row);
    assert_eq!(bench.call(bench.us, &change(row.id)).unwrap().0, row);
    assert_eq!(bench.memory.sequence(environment), before);
}

#[test]
fn failing_is_reported_and_not_set_by_hand() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Lake"));
    let row = bench.subscribe(source, destination, "FHIR.Patient");
    let failing = set(row.id, QueueStatus::Failing);
    let error = bench.call(bench.us, &failing).unwrap_err();
    assert_eq!((error.code, error.errors[0].field.as_str()), (ErrorCode::QueueStatusNotSettable, "queueStatus"));
    let engine = bench.engine();
    assert_eq!(bench.call(engine, &failing).unwrap().0.queue_status, QueueStatus::Failing);
    assert_eq!(bench.call(bench.us, &set(row.id, QueueStatus::Paused)).unwrap().0.queue_status, QueueStatus::Paused);
}

#[test]
fn an_outdated_version_is_answered_with_the_current_one() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Lake"));
    let row = bench.subscribe(source, destination, "FHIR.Patient");
    let rename = |name: &str, version| SubscriptionChange { name: Some(name.to_owned()), version, ..change(row.id) };
    bench.call(bench.us, &rename("First", Some(1))).unwrap();
    let error = bench.call(bench.us, &rename("Second", Some(1))).unwrap_err();
    assert_eq!(error.code, ErrorCode::VersionMismatch);
    let current = error.current.unwrap();
    assert_eq!((current["name"].as_str(), current["version"].as_u64()), (Some("First"), Some(2)));
    let error = bench.call(bench.us, &SubscriptionDelete { version: Some(1), ..delete(row.id) }).unwrap_err();
    assert_eq!(error.code, ErrorCode::VersionMismatch);
    bench.call(bench.us, &SubscriptionDelete { version: Some(2), ..delete(row.id) }).unwrap();
    let error = bench.call(bench.us, &SubscriptionRestore { version: Some(2), ..restore(row.id) }).unwrap_err();
    assert_eq!(error.code, ErrorCode::VersionMismatch);
    assert_eq!(bench.call(bench.us, &SubscriptionRestore { version: Some(3), ..restore(row.id) }).unwrap().0.version, 4);
}

#[test]
fn a_deleted_one_is_read_and_restored_and_nothing_else() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Lake"));
    let row = bench.subscribe(source, destination, "FHIR.Patient");
    bench.call(bench.us, &set(row.id, QueueStatus::Paused)).unwrap();
    let message = bench.call(bench.us, &delete(row.id)).unwrap().0;
    assert_eq!(message, "“Referrals” was deleted. It can be restored.");
    let deleted = bench.subscription(row.id);
    assert!(deleted.deleted_at.is_some() && deleted.version == 3);
    let list = SubscriptionList { source_id: Some(source), ..SubscriptionList::all(bench.environment(bench.us, 0).id) };
    assert_eq!(bench.call(bench.us, &list).unwrap().total, 0);
    assert_eq!(bench.call(bench.us, &set(row.id, QueueStatus::Active)).unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(bench.call(bench.us, &delete(row.id)).unwrap_err().code, ErrorCode::NotFound);

    let restored = bench.call(bench.us, &restore(row.id)).unwrap().0;
    assert_eq!((restored.queue_status, restored.deleted_at, restored.version), (QueueStatus::Paused, None, 4));
    assert_eq!(bench.call(bench.us, &list).unwrap().items, [restored]);
    let error = bench.call(bench.us, &restore(row.id)).unwrap_err();
    assert_eq!(error.code, ErrorCode::NotDeleted);
}

#[test]
fn it_is_not_restored_beside_another_with_its_triple() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Lake"));
    let row = bench.subscribe(source, destination, "FHIR.Patient");
    bench.call(bench.us, &delete(row.id)).unwrap();
    let other = bench.subscribe(source, destination, "FHIR.Patient");
    let rename = SubscriptionChange { name: Some("The new one".to_owned()), ..change(other.id) };
    bench.call(bench.us, &rename).unwrap();
    let error = bench.call(bench.us, &restore(row.id)).unwrap_err();
    assert_eq!((error.code, error.status), (ErrorCode::DuplicateSubscription, 409));
    assert!(error.detail.contains("“The new one” in Tidewell Health"), "{}", error.detail);
}

#[test]
fn it_is_not_restored_without_its_ends() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Lake"));
    let Destination { id: other, .. } = {
        let id = bench.destination("Inbox");
        bench.get_destination(bench.us, id).unwrap()
    };
    let rows = [bench.subscribe(source, destination, "FHIR.Patient"), bench.subscribe(source, other, "FHIR.Patient")];
    for row in &rows {
        bench.call(bench.us, &delete(row.id)).unwrap();
    }
    bench.call(bench.us, &DestinationDelete { destination_id: destination, version: None }).unwrap();
    let error = bench.call(bench.us, &restore(rows[0].id)).unwrap_err();
    assert_eq!(error.code, ErrorCode::EndDeleted);
    assert!(error.detail.contains("destination “Lake”"), "{}", error.detail);
    bench.call(bench.us, &SourceDelete { source_id: source, version: None }).unwrap();
    let error = bench.call(bench.us, &restore(rows[1].id)).unwrap_err();
    assert!(error.detail.contains("source “Intake”"), "{}", error.detail);
}
