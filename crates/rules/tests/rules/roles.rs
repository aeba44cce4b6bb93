//! What each role may do, as the rules ask it: seen first, then allowed, then the version.

use crate::bench::{Bench, complete_destination, complete_source, model};
use crate::visibility::rename_source;
use causeway_api::{
    ApiError, BulkAction, BulkItem, DestinationChange, DestinationDelete, DestinationGet, DestinationVerify, Endpoint,
    EnvironmentList, EnvironmentRole, ErrorCode, OrganizationRole, QueueStatus, Reference, SourceDelete, SourceGet, SourceList,
    Subscription, SubscriptionBulk, SubscriptionChange, SubscriptionCreate, SubscriptionDelete, SubscriptionGet,
    SubscriptionList, SubscriptionRestore,
};
use causeway_rules::{Actor, Service, Tables as _};

/// What becomes of a call, besides success: only what this is about.
fn outcome<T>(answer: Result<T, ApiError>) -> &'static str {
    match answer.map_err(|error| error.code) {
        Err(ErrorCode::NotFound) => "not found",
        Err(ErrorCode::Forbidden) => "forbidden",
        _ => "allowed",
    }
}

struct Things {
    bench: Bench,
    row: Subscription,
}

impl Things {
    fn new() -> Self {
        let mut bench = Bench::new();
        let (source, destination) = (bench.source("Intake"), bench.destination("Lake"));
        let row = bench.subscribe(source, destination, "FHIR.Patient");
        Self { bench, row }
    }

    fn try_it<E: Endpoint>(actor: &Actor, request: impl FnOnce(&mut Bench, &Subscription) -> E) -> &'static str {
        let Self { mut bench, row } = Self::new();
        let request = request(&mut bench, &row);
        outcome(bench.call_as(actor.clone(), &request))
    }
}

fn set(status: QueueStatus) -> impl FnOnce(&mut Bench, &Subscription) -> SubscriptionChange {
    // An outdated version tells nothing to those who may not change it.
    move |_, row| SubscriptionChange { subscription_id: row.id, version: Some(1), name: None, queue_status: Some(status) }
}

fn bulk(action: BulkAction) -> impl FnOnce(&mut Bench, &Subscription) -> SubscriptionBulk {
    move |bench, row| {
        let items = vec![BulkItem { id: row.id, version: None }];
        SubscriptionBulk { environment_id: bench.environment(bench.us, 0).id, action, items }
    }
}

/// Each call, as somebody with this role in Development and none elsewhere.
fn all(there: EnvironmentRole) -> [Vec<&'static str>; 3] {
    let none = EnvironmentRole::None;
    // Being an owner opens nothing in an environment.
    let actor = Things::new().bench.member(OrganizationRole::Owner, [there, none, none]);
    let actor = &actor;
    let reads = vec![
        Things::try_it(actor, |bench, _| SubscriptionList::all(bench.environment(bench.us, 0).id)),
        Things::try_it(actor, |bench, _| SourceList {
            environment_id: bench.environment(bench.us, 0).id,
            page: None,
            count: None,
        }),
        Things::try_it(actor, |_, row| SourceGet { source_id: row.source.id }),
        Things::try_it(actor, |_, row| DestinationGet { destination_id: row.destination.id }),
        Things::try_it(actor, |_, row| SubscriptionGet { subscription_id: row.id }),
    ];
    let pauses = vec![
        Things::try_it(actor, set(QueueStatus::Paused)),
        Things::try_it(actor, set(QueueStatus::Active)),
        Things::try_it(actor, bulk(BulkAction::Pause)),
        Things::try_it(actor, bulk(BulkAction::Resume)),
    ];
    let writes = vec![
        Things::try_it(actor, |bench, _| complete_source(bench.environment(bench.us, 0).id, "New")),
        Things::try_it(actor, |_, row| rename_source(row.source.id)),
        Things::try_it(actor, |_, row| SourceDelete { source_id: row.source.id, version: Some(9) }),
        Things::try_it(actor, |bench, _| complete_destination(bench.environment(bench.us, 0).id, "New")),
        Things::try_it(actor, |_, row| DestinationChange::of(row.destination.id)),
        Things::try_it(actor, |_, row| DestinationDelete { destination_id: row.destination.id, version: Some(9) }),
        Things::try_it(actor, |bench, row| SubscriptionCreate {
            environment_id: bench.environment(bench.us, 0).id,
            source: Reference { id: row.source.id },
            destination: Reference { id: row.destination.id },
            data_model: model("FHIR.Goal"),
            connection_id: None,
        }),
        Things::try_it(actor, |bench, row| bench.batch(row.source.id, row.destination.id, &["FHIR.Goal"])),
        Things::try_it(actor, |_, row| SubscriptionChange {
            subscription_id: row.id,
            version: None,
            name: Some("Other".to_owned()),
            queue_status: Some(QueueStatus::Paused),
        }),
        Things::try_it(actor, |_, row| SubscriptionDelete { subscription_id: row.id, version: Some(9) }),
        Things::try_it(actor, |_, row| SubscriptionRestore { subscription_id: row.id, version: Some(9) }),
        Things::try_it(actor, bulk(BulkAction::Delete)),
        Things::try_it(actor, bulk(BulkAction::Restore)),
    ];
    [reads, pauses, writes]
}

#[test]
fn a_role_allows_what_it_says_and_no_role_sees_nothing() {
    for (there, expected) in [
        (EnvironmentRole::Engineer, ["allowed", "allowed", "allowed"]),
        (EnvironmentRole::Support, ["allowed", "allowed", "forbidden"]),
        (EnvironmentRole::Viewer, ["allowed", "forbidden", "forbidden"]),
        (EnvironmentRole::None, ["not found", "not found", "not found"]),
    ] {
        for (found, expected) in all(there).into_iter().zip(expected) {
            assert!(found.iter().all(|outcome| *outcome == expected), "{there:?}: {found:?}, not {expected}");
        }
    }
}

#[test]
fn verifying_takes_an_engineer_to_the_end() {
    let Things { mut bench, row } = Things::new();
    let [viewer, engineer] = [EnvironmentRole::Viewer, EnvironmentRole::Engineer]
        .map(|there| bench.member(OrganizationRole::Member, [there, EnvironmentRole::None, EnvironmentRole::None]));
    let mut plan = |actor| {
        let request = DestinationVerify {
            destination_id: row.destination.id,
            endpoint: None,
            verification_token: None,
            verification_method: None,
        };
        Service { tables: &mut bench.memory, actor }.plan_verification(request)
    };
    assert_eq!(outcome(plan(viewer)), "forbidden");
    assert_eq!(outcome(plan(engineer)), "allowed");
}

#[test]
fn only_environments_with_a_role_are_listed_and_streamed() {
    let mut bench = Bench::new();
    let (viewer, none) = (EnvironmentRole::Viewer, EnvironmentRole::None);
    let actor = bench.member(OrganizationRole::Member, [viewer, none, viewer]);
    let list = EnvironmentList { organization_id: bench.us.organization, page: None, count: None };
    let listed: Vec<_> = bench.call_as(actor.clone(), &list).unwrap().items.into_iter().map(|row| row.name).collect();
    assert_eq!(listed, ["Development", "Production"]);
    let [development, staging] = [0, 1].map(|index| bench.environment(bench.us, index).id);
    let service = Service { tables: &mut bench.memory, actor };
    assert!(service.begin_snapshot(development).is_ok() && service.news(development, 0).is_ok());
    assert_eq!(service.begin_snapshot(staging), Err(ApiError::not_found()));
    assert_eq!(service.news(staging, 0), Err(ApiError::not_found()));
}

#[test]
fn what_a_partner_shares_is_seen_by_those_who_see_their_own_side() {
    let mut bench = Bench::new();
    let (source, inbound) = (bench.source("Intake"), bench.their_destination("Epic inbound"));
    let row = bench.agree(source, inbound, "FHIR.Patient");
    let (viewer, none) = (EnvironmentRole::Viewer, EnvironmentRole::None);
    let mut seen = |roles| {
        let actor = bench.member(OrganizationRole::Member, roles);
        [
            outcome(bench.call_as(actor.clone(), &DestinationGet { destination_id: inbound })),
            outcome(bench.call_as(actor, &SubscriptionGet { subscription_id: row.id })),
        ]
    };
    assert_eq!(seen([viewer, none, none]), ["allowed", "allowed"]);
    assert_eq!(seen([none, viewer, viewer]), ["not found", "not found"]);
    assert!(bench.memory.subscription(row.id).unwrap().is_some());
}
