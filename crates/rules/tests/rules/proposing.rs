//! Subscriptions between two organizations: proposed, approved, declined, ended.

use crate::bench::{Bench, Caller, complete_destination, model};
use crate::sharing::share;
use causeway_api::{
    ApiError, BulkAction, BulkItem, ConnectionEnd, DestinationId, ErrorCode, OrganizationId, QueueStatus, Reference, SourceGet,
    SourceId, Subscription, SubscriptionApprove, SubscriptionBulk, SubscriptionChange, SubscriptionCreate,
    SubscriptionCreateBatch, SubscriptionDecline, SubscriptionDelete, SubscriptionGet, SubscriptionId, SubscriptionList,
    SubscriptionRestore,
};
use causeway_rules::Tables;

/// A source of ours, and a destination that they share with us.
fn shared() -> (Bench, SourceId, DestinationId) {
    let mut bench = Bench::new();
    let (source, inbound) = (bench.source("Intake"), bench.their_destination("Epic inbound"));
    let them = bench.them;
    share(&mut bench, them, &[], &[inbound]);
    (bench, source, inbound)
}

fn propose(bench: &mut Bench, source: SourceId, destination: DestinationId, name: &str) -> Subscription {
    let batch = bench.batch(source, destination, &[name]);
    bench.call(bench.us, &batch).expect("nothing forbids it").items.remove(0)
}

fn approve(id: SubscriptionId) -> SubscriptionApprove {
    SubscriptionApprove { subscription_id: id, version: None }
}

fn decline(id: SubscriptionId) -> SubscriptionDecline {
    SubscriptionDecline { subscription_id: id, version: None }
}

fn set(id: SubscriptionId, status: QueueStatus) -> SubscriptionChange {
    SubscriptionChange { subscription_id: id, version: None, name: None, queue_status: Some(status) }
}

fn restore(id: SubscriptionId) -> SubscriptionRestore {
    SubscriptionRestore { subscription_id: id, version: None }
}

fn delete(id: SubscriptionId) -> SubscriptionDelete {
    SubscriptionDelete { subscription_id: id, version: None }
}

fn code<T>(answer: Result<T, ApiError>) -> ErrorCode {
    answer.map(|_| ()).expect_err("it is refused").code
}

#[test]
fn a_proposal_is_live_once_the_other_side_approves() {
    let (mut bench, source, inbound) = shared();
    let (us, them) = (bench.us, bench.them);
    let row = propose(&mut bench, source, inbound, "FHIR.Patient");
    assert_eq!((row.queue_status, row.proposed_by, row.activated_at), (QueueStatus::Proposed, Some(us.organization), None));
    assert_eq!(row.connection_id, bench.shared);
    for caller in [us, them] {
        let environment = bench.environment(caller, 0).id;
        let listed = bench.call(caller, &SubscriptionList::all(environment)).unwrap().items;
        assert!(listed.contains(&row), "proposed on both sides");
    }
    assert!(bench.call(them, &SourceGet { source_id: source }).is_ok(), "they see what they are asked about");
    assert_eq!(code(bench.call(us, &approve(row.id))), ErrorCode::NotProposed, "nobody approves for the other side");
    let approved = bench.call(them, &SubscriptionApprove { subscription_id: row.id, version: Some(1) }).unwrap().0;
    assert_eq!((approved.queue_status, approved.proposed_by, approved.version), (QueueStatus::Active, None, 2));
    assert!(approved.activated_at.is_some());
    for caller in [us, them] {
        assert_eq!(code(bench.call(caller, &approve(row.id))), ErrorCode::NotProposed);
        assert_eq!(code(bench.call(caller, &decline(row.id))), ErrorCode::NotProposed);
        bench.call(caller, &set(row.id, QueueStatus::Paused)).unwrap();
        bench.call(caller, &set(row.id, QueueStatus::Active)).unwrap();
    }
}

#[test]
fn what_is_proposed_is_neither_paused_nor_resumed_nor_reported() {
    let (mut bench, source, inbound) = shared();
    let (us, them, engine) = (bench.us, bench.them, bench.engine());
    let row = propose(&mut bench, source, inbound, "FHIR.Patient");
    for caller in [us, them] {
        for status in [QueueStatus::Active, QueueStatus::Paused] {
            assert_eq!(code(bench.call(caller, &set(row.id, status))), ErrorCode::StillProposed);
        }
    }
    assert_eq!(code(bench.call(engine, &set(row.id, QueueStatus::Failing))), ErrorCode::StillProposed);
    for action in [BulkAction::Pause, BulkAction::Resume] {
        let environment_id = bench.environment(us, 0).id;
        let bulk = SubscriptionBulk { environment_id, action, items: vec![BulkItem { id: row.id, version: None }] };
        let outcome = bench.call(us, &bulk).unwrap().items.remove(0);
        assert_eq!(outcome.refusal.map(|refusal| refusal.code), Some(ErrorCode::StillProposed));
    }
    bench.call(them, &approve(row.id)).unwrap();
    for caller in [us, engine] {
        assert_eq!(code(bench.call(caller, &set(row.id, QueueStatus::Proposed))), ErrorCode::QueueStatusNotSettable);
    }
}

#[test]
fn whoever_ended_it_brings_it_back_and_nobody_else() {
    let (mut bench, source, inbound) = shared();
    let (us, them) = (bench.us, bench.them);
    let declined = propose(&mut bench, source, inbound, "FHIR.Patient");
    let gone = bench.call(them, &decline(declined.id)).unwrap().0;
    assert!(!gone.is_live() && gone.queue_status == QueueStatus::Proposed);
    assert_eq!(code(bench.call(us, &restore(declined.id))), ErrorCode::EndedByPartner);
    let back = bench.call(them, &restore(declined.id)).unwrap().0;
    assert_eq!((back.queue_status, back.proposed_by), (QueueStatus::Proposed, Some(us.organization)));

    bench.call(them, &approve(declined.id)).unwrap();
    bench.call(us, &delete(declined.id)).unwrap();
    assert_eq!(code(bench.call(them, &restore(declined.id))), ErrorCode::EndedByPartner);
    assert_eq!(bench.call(us, &restore(declined.id)).unwrap().0.queue_status, QueueStatus::Active);

    bench.call(us, &delete(declined.id)).unwrap();
    bench.call(us, &ConnectionEnd { connection_id: bench.shared, version: None }).unwrap();
    assert_eq!(code(bench.call(us, &restore(declined.id))), ErrorCode::NotConnected);
}

#[test]
fn every_rule_of_creation_holds_for_proposals() {
    let (mut bench, source, inbound) = shared();
    let (us, them) = (bench.us, bench.them);
    let row = propose(&mut bench, source, inbound, "FHIR.Patient");
    let batch = |bench: &Bench, source, destination| bench.batch(source, destination, &["FHIR.Patient"]);
    assert_eq!(code(bench.call(us, &batch(&bench, source, inbound))), ErrorCode::DuplicateSubscription, "proposed counts");

    let unshared = bench.their_destination("Hidden inbound");
    let missing = DestinationId(bench.memory.new_id());
    let hidden = bench.call(us, &batch(&bench, source, unshared)).unwrap_err();
    assert_eq!(hidden, bench.call(us, &batch(&bench, source, missing)).unwrap_err(), "nobody can tell them apart");
    assert_eq!(hidden.code, ErrorCode::NotYourEnd);

    let staging = bench.environment(them, 1).id;
    let staged = bench.create_destination(them, &complete_destination(staging, "Staged inbound")).id;
    let sharing = causeway_api::SharedEndsChange {
        connection_id: bench.shared,
        environment_id: staging,
        source_ids: vec![],
        destination_ids: vec![staged],
    };
    bench.call(them, &sharing).unwrap();
    assert_eq!(code(bench.call(us, &batch(&bench, source, staged))), ErrorCode::EnvironmentMismatch);

    let theirs = bench.call(them, &crate::bench::complete_source(bench.environment(them, 0).id, "ADT feed")).unwrap().0.id;
    share(&mut bench, them, &[theirs], &[inbound]);
    assert_eq!(code(bench.call(us, &batch(&bench, theirs, inbound))), ErrorCode::NotYourEnd, "one end is yours");

    let own = bench.memory.connection_between(us.organization, us.organization).unwrap();
    let misfiled =
        SubscriptionCreateBatch { connection_id: own, data_models: vec![model("FHIR.Goal")], ..batch(&bench, source, inbound) };
    assert_eq!(code(bench.call(us, &misfiled)), ErrorCode::ConnectionMismatch);

    let single = SubscriptionCreate {
        environment_id: bench.environment(us, 0).id,
        source: Reference { id: source },
        destination: Reference { id: inbound },
        data_model: model("FHIR.Task"),
        connection_id: Some(bench.shared),
    };
    assert_eq!(bench.call(us, &single).unwrap().0.queue_status, QueueStatus::Proposed);
    bench.call(us, &ConnectionEnd { connection_id: bench.shared, version: None }).unwrap();
    assert!(!bench.subscription(row.id).is_live(), "proposals end with the connection");
}

#[test]
fn strangers_can_neither_see_nor_answer_a_proposal() {
    let (mut bench, source, inbound) = shared();
    let row = propose(&mut bench, source, inbound, "FHIR.Patient");
    let stranger: Caller = crate::bench::person(OrganizationId(99));
    assert_eq!(bench.call(stranger, &SubscriptionGet { subscription_id: row.id }), Err(ApiError::not_found()));
    assert_eq!(bench.call(stranger, &approve(row.id)), Err(ApiError::not_found()));
    assert_eq!(bench.call(stranger, &decline(row.id)), Err(ApiError::not_found()));
}
