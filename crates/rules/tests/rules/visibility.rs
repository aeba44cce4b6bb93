//! What is not visible to an organization does not exist for it.

use crate::bench::{Bench, Caller, person};
use causeway_api::{
    ApiError, ConnectionGet, ConnectionList, DestinationChange, DestinationDelete, DestinationGet, DestinationList, Endpoint,
    EnvironmentList, OrganizationId, Patch, SourceChange, SourceDelete, SourceGet, SourceId, SourceList, SubscriptionChange,
    SubscriptionCreate, SubscriptionDelete, SubscriptionGet, SubscriptionList, SubscriptionRestore,
};
use causeway_rules::Tables;

pub(crate) fn rename_source(id: SourceId) -> SourceChange {
    SourceChange {
        source_id: id,
        version: None,
        name: Some("Theirs".to_owned()),
        communication_method: Patch::Keep,
        data_format: Patch::Keep,
        ehr: Patch::Keep,
        time_zone: Patch::Keep,
        service_region: Patch::Keep,
        setup_state: Patch::Keep,
    }
}

fn rename_destination(id: causeway_api::DestinationId) -> DestinationChange {
    DestinationChange { name: Some("Theirs".to_owned()), ..DestinationChange::of(id) }
}

fn refused<E: Endpoint>(bench: &mut Bench, caller: Caller, request: &E) {
    let Err(error) = bench.call(caller, request) else { panic!("{} was answered", E::INFO.name) };
    // An outdated version must not tell that there is something, either.
    assert_eq!(error, ApiError::not_found(), "{}", E::INFO.name);
}

#[test]
fn what_is_not_yours_and_what_is_not_there_are_told_alike() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Lake"));
    let row = bench.subscribe(source, destination, "FHIR.Patient");
    let environment = bench.environment(bench.us, 0);
    let own = bench.memory.connection_between(bench.us.organization, bench.us.organization).unwrap().unwrap();
    let stranger = person(OrganizationId(99));

    for actor in [bench.them, stranger] {
        let (id, version) = (row.id, Some(9));
        refused(&mut bench, actor, &EnvironmentList { organization_id: environment.organization.id, page: None, count: None });
        refused(&mut bench, actor, &ConnectionList { environment_id: environment.id, page: None, count: None });
        refused(&mut bench, actor, &ConnectionGet { connection_id: own });
        refused(&mut bench, actor, &SourceList { environment_id: environment.id, page: None, count: None });
        refused(&mut bench, actor, &crate::bench::complete_source(environment.id, "Intruder"));
        refused(&mut bench, actor, &SourceGet { source_id: source });
        refused(&mut bench, actor, &SourceChange { version, ..rename_source(source) });
        refused(&mut bench, actor, &SourceDelete { source_id: source, version });
        refused(&mut bench, actor, &DestinationList { environment_id: environment.id, page: None, count: None });
        refused(&mut bench, actor, &crate::bench::complete_destination(environment.id, "Intruder"));
        refused(&mut bench, actor, &DestinationGet { destination_id: destination });
        refused(&mut bench, actor, &DestinationChange { version, ..rename_destination(destination) });
        refused(&mut bench, actor, &DestinationDelete { destination_id: destination, version });
        refused(&mut bench, actor, &SubscriptionList::all(environment.id));
        let create = SubscriptionCreate {
            environment_id: environment.id,
            source: causeway_api::Reference { id: source },
            destination: causeway_api::Reference { id: destination },
            data_model: crate::bench::model("FHIR.Goal"),
            connection_id: None,
        };
        refused(&mut bench, actor, &create);
        let batch = bench.batch(source, destination, &["FHIR.Goal"]);
        refused(&mut bench, actor, &batch);
        refused(&mut bench, actor, &SubscriptionGet { subscription_id: id });
        refused(&mut bench, actor, &SubscriptionChange { subscription_id: id, version, name: None, queue_status: None });
        refused(&mut bench, actor, &SubscriptionDelete { subscription_id: id, version });
        refused(&mut bench, actor, &SubscriptionRestore { subscription_id: id, version });
    }
}

#[test]
fn a_partner_who_shares_a_subscription_reads_an_end_without_its_settings() {
    let mut bench = Bench::new();
    let (source, inbound) = (bench.source("Intake"), bench.their_destination("Epic inbound"));
    assert_eq!(bench.get_destination(bench.us, inbound), Err(ApiError::not_found()));
    let row = bench.agree(source, inbound, "FHIR.Patient");

    let seen = bench.get_destination(bench.us, inbound).unwrap();
    assert_eq!((seen.name.as_str(), seen.endpoint, seen.cloud_provider_settings), ("Epic inbound", None, None));
    assert!(seen.destination_type.is_some());
    let seen = bench.call(bench.them, &SourceGet { source_id: source }).unwrap().0;
    assert_eq!((seen.name.as_str(), seen.ehr, seen.time_zone, seen.service_region), ("Intake", None, None, None));
    assert!(seen.data_format.is_some() && seen.communication_method.is_some());
    assert!(bench.get_destination(bench.them, inbound).unwrap().endpoint.is_some(), "its owner sees all of it");

    for error in [
        bench.call(bench.them, &rename_source(source)).map(|_| ()),
        bench.call(bench.them, &SourceDelete { source_id: source, version: None }).map(|_| ()),
        bench.call(bench.us, &rename_destination(inbound)).map(|_| ()),
        bench.call(bench.us, &DestinationDelete { destination_id: inbound, version: None }).map(|_| ()),
    ] {
        assert_eq!(error, Err(ApiError::not_found()), "it can be seen, not changed");
    }

    bench.call(bench.us, &SubscriptionDelete { subscription_id: row.id, version: None }).unwrap();
    assert_eq!(bench.get_destination(bench.us, inbound), Err(ApiError::not_found()), "nothing is shared any more");
}

#[test]
fn a_two_party_subscription_is_both_sides_to_see_and_to_change() {
    let mut bench = Bench::new();
    let (source, inbound) = (bench.source("Intake"), bench.their_destination("Epic inbound"));
    let row = bench.agree(source, inbound, "FHIR.Patient");
    let (ours, theirs) = (bench.environment(bench.us, 0).id, bench.environment(bench.them, 0).id);
    let before = [bench.memory.sequence(ours).unwrap(), bench.memory.sequence(theirs).unwrap()];
    for (actor, environment) in [(bench.us, ours), (bench.them, theirs)] {
        let page = bench.call(actor, &SubscriptionList::all(environment)).unwrap();
        assert!(page.items.iter().any(|listed| listed.id == row.id && listed.connection_id == bench.shared));
        let name = Some(format!("As organization {} wants", actor.organization));
        let change = SubscriptionChange { subscription_id: row.id, version: None, name, queue_status: None };
        bench.call(actor, &change).unwrap();
    }
    assert_eq!(bench.subscription(row.id).version, 3);
    let after = [bench.memory.sequence(ours).unwrap(), bench.memory.sequence(theirs).unwrap()];
    assert_eq!(after, before.map(|number| number + 2), "both sides can catch up");
}

#[test]
fn a_renamed_end_is_noted_wherever_its_name_is_shown() {
    let mut bench = Bench::new();
    let (source, inbound) = (bench.source("Intake"), bench.their_destination("Epic inbound"));
    bench.agree(source, inbound, "FHIR.Patient");
    bench.agree(source, inbound, "FHIR.Encounter");
    let (ours, theirs) = (bench.environment(bench.us, 0).id, bench.environment(bench.them, 0).id);
    let before = [bench.memory.sequence(ours).unwrap(), bench.memory.sequence(theirs).unwrap()];
    bench.call(bench.us, &rename_source(source)).unwrap();
    let after = [bench.memory.sequence(ours).unwrap(), bench.memory.sequence(theirs).unwrap()];
    assert_eq!(after, [before[0] + 3, before[1] + 2], "the source at home, and its subscriptions on both sides");
}
