//! What connected organizations show each other.

use crate::bench::{Bench, Caller, complete_source, person};
use causeway_api::{
    ApiError, ConnectionEnd, ConnectionKind, DestinationDelete, DestinationId, EndKind, ErrorCode, OrganizationId, SharedEnd,
    SharedEndList, SharedEndsChange, SourceGet, SourceId,
};
use causeway_rules::Tables;

pub(crate) fn share(bench: &mut Bench, caller: Caller, sources: &[SourceId], destinations: &[DestinationId]) -> Vec<SharedEnd> {
    let change = change(bench, caller, sources, destinations);
    bench.call(caller, &change).expect("nothing forbids it").items
}

fn change(bench: &Bench, caller: Caller, sources: &[SourceId], destinations: &[DestinationId]) -> SharedEndsChange {
    SharedEndsChange {
        connection_id: bench.shared,
        environment_id: bench.environment(caller, 0).id,
        source_ids: sources.to_vec(),
        destination_ids: destinations.to_vec(),
    }
}

fn names(ends: &[SharedEnd]) -> Vec<&str> {
    ends.iter().map(|end| end.name.as_str()).collect()
}

fn listed(bench: &mut Bench, caller: Caller) -> Result<Vec<SharedEnd>, ApiError> {
    let list = SharedEndList { connection_id: bench.shared, page: None, count: None };
    bench.call(caller, &list).map(|page| page.items)
}

#[test]
fn a_shared_end_is_seen_by_the_partner_without_its_settings_and_hidden_again() {
    let mut bench = Bench::new();
    let (us, them) = (bench.us, bench.them);
    let (intake, results) = (bench.source("Intake"), bench.source("Results"));
    let inbound = bench.their_destination("Epic inbound");
    assert_eq!(names(&share(&mut bench, us, &[intake, results], &[])), ["Intake", "Results"]);
    let all = share(&mut bench, them, &[], &[inbound]);
    assert_eq!(names(&all), ["Epic inbound", "Intake", "Results"]);
    assert_eq!((all[0].kind, all[0].organization.id, all[0].setup_state), (EndKind::Destination, them.organization, None));
    assert_eq!(listed(&mut bench, us), listed(&mut bench, them));
    let seen = bench.call(them, &SourceGet { source_id: intake }).unwrap().0;
    assert_eq!((seen.name.as_str(), seen.ehr), ("Intake", None));
    assert!(bench.get_destination(us, inbound).unwrap().endpoint.is_none());

    assert_eq!(names(&share(&mut bench, us, &[results], &[])), ["Epic inbound", "Results"], "theirs stays");
    assert_eq!(bench.call(them, &SourceGet { source_id: intake }), Err(ApiError::not_found()));
    bench.call(them, &DestinationDelete { destination_id: inbound, version: None }).unwrap();
    assert_eq!(names(&listed(&mut bench, us).unwrap()), ["Results"]);
}

#[test]
fn sharing_is_told_in_all_environments_of_both() {
    let mut bench = Bench::new();
    let (us, them) = (bench.us, bench.them);
    let intake = bench.source("Intake");
    let places: Vec<_> = [us, them].into_iter().flat_map(|caller| [0, 1, 2].map(|index| (caller, index))).collect();
    for (caller, index) in places.clone() {
        let environment = bench.environment(caller, index).id;
        share(&mut bench, us, &[], &[]);
        let before = bench.memory.sequence(environment).unwrap();
        share(&mut bench, us, &[intake], &[]);
        let service = causeway_rules::Service { actor: caller.actor(&bench.memory), tables: &mut bench.memory };
        let news = service.news(environment, before).unwrap();
        assert!(news.connections_changed && news.sequence == before + 1 && news.rows == Some(vec![]));
    }
}

#[test]
fn only_own_ends_of_the_environment_are_shared_and_only_with_partners() {
    let mut bench = Bench::new();
    let us = bench.us;
    let (intake, inbound) = (bench.source("Intake"), bench.their_destination("Epic inbound"));
    let staging = bench.environment(us, 1).id;
    let staged = bench.create_source(us, &complete_source(staging, "Staged")).id;
    for (sources, destinations, field) in [
        (vec![staged], vec![], "sourceIds"),
        (vec![], vec![inbound], "destinationIds"),
        (vec![SourceId(inbound.0)], vec![], "sourceIds"),
    ] {
        let refusal = bench.call(us, &change(&bench, us, &sources, &destinations)).unwrap_err();
        assert_eq!((refusal.code, refusal.errors[0].field.as_str()), (ErrorCode::NotYourEnd, field));
    }
    let connections = bench.memory.connections(us.organization, crate::bench::ALL).unwrap().items;
    for connection in connections.iter().filter(|connection| connection.kind != ConnectionKind::Partner) {
        let elsewhere = SharedEndsChange { connection_id: connection.id, ..change(&bench, us, &[intake], &[]) };
        assert_eq!(bench.call(us, &elsewhere).unwrap_err().code, ErrorCode::ConnectionMismatch);
    }
    let stranger = person(OrganizationId(99));
    assert_eq!(listed(&mut bench, stranger), Err(ApiError::not_found()));
    assert_eq!(bench.call(stranger, &change(&bench, us, &[intake], &[])).map(|_| ()), Err(ApiError::not_found()));
}

#[test]
fn with_the_connection_the_sharing_ends() {
    let mut bench = Bench::new();
    let (us, them) = (bench.us, bench.them);
    let intake = bench.source("Intake");
    share(&mut bench, us, &[intake], &[]);
    bench.call(them, &ConnectionEnd { connection_id: bench.shared, version: None }).unwrap();
    assert_eq!(bench.call(them, &SourceGet { source_id: intake }), Err(ApiError::not_found()));
    assert_eq!(listed(&mut bench, us), Ok(vec![]));
    let refusal = bench.call(us, &change(&bench, us, &[intake], &[])).unwrap_err();
    assert_eq!(refusal.code, ErrorCode::NotConnected);
}
