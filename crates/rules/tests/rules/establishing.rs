//! A subscription that two organizations agreed on.

use crate::bench::{Bench, agreement, at_step, complete_destination};
use causeway_api::{ApiError, ErrorCode, Instant, OrganizationId, QueueStatus, Subscription};
use causeway_rules::{Establishment, Tables, establish};

fn establish_in(bench: &mut Bench, agreed: &Establishment) -> Result<Subscription, ApiError> {
    let before = bench.memory.to_json();
    let outcome = bench.memory.transact(|memory| establish(memory, agreed));
    if outcome.is_err() {
        assert!(bench.memory.to_json() == before, "a refused agreement changed something");
    }
    outcome
}

#[test]
fn it_is_live_in_the_connection_of_both() {
    let mut bench = Bench::new();
    let (source, inbound) = (bench.source("Intake"), bench.their_destination("Epic inbound"));
    let agreed = Establishment {
        queue_status: QueueStatus::Failing,
        activated_at: Instant(7),
        ..agreement(source, inbound, "FHIR.Patient")
    };
    let row = establish_in(&mut bench, &agreed).unwrap();
    assert_eq!((row.connection_id, row.queue_status, row.activated_at), (bench.shared, QueueStatus::Failing, Some(Instant(7))));
    assert_eq!(bench.subscription(row.id), row);
}

#[test]
fn the_rules_of_creation_hold_for_it_too() {
    let mut bench = Bench::new();
    let (source, inbound) = (bench.source("Intake"), bench.their_destination("Epic inbound"));
    bench.agree(source, inbound, "FHIR.Patient");
    let error = establish_in(&mut bench, &agreement(source, inbound, "FHIR.Patient")).unwrap_err();
    assert_eq!(error.code, ErrorCode::DuplicateSubscription);
    assert!(error.detail.contains("“Admissions” in Mercy Valley Health"), "{}", error.detail);

    let mut begun = complete_destination(bench.environment(bench.them, 0).id, "Pilot");
    begun.setup_state = Some(at_step(2));
    let pilot = bench.create_destination(bench.them, &begun).id;
    let error = establish_in(&mut bench, &agreement(source, pilot, "FHIR.Patient")).unwrap_err();
    assert_eq!((error.code, error.errors[0].field.as_str()), (ErrorCode::EndInProgress, "destination.id"));

    let staging = complete_destination(bench.environment(bench.them, 1).id, "Epic inbound");
    let staging = bench.create_destination(bench.them, &staging).id;
    let error = establish_in(&mut bench, &agreement(source, staging, "FHIR.Patient")).unwrap_err();
    assert_eq!(error.code, ErrorCode::EnvironmentMismatch);

    let nameless = Establishment { name: " ".to_owned(), ..agreement(source, inbound, "FHIR.Goal") };
    assert_eq!(establish_in(&mut bench, &nameless).unwrap_err().code, ErrorCode::InvalidFields);
}

#[test]
fn the_two_organizations_are_connected() {
    let mut bench = Bench::new();
    let source = bench.source("Intake");
    let third = causeway_rules::found_organization(&mut bench.memory, "Northbridge Diagnostics").unwrap();
    assert_eq!(third, OrganizationId(5));
    let development = bench.memory.environments(third).unwrap().remove(0).id;
    let destination = bench.memory.destinations(development, crate::bench::ALL).unwrap().items.remove(0).id;
    let error = establish_in(&mut bench, &agreement(source, destination, "FHIR.Patient")).unwrap_err();
    assert_eq!(error.code, ErrorCode::ConnectionMismatch);
    assert_eq!(error.detail, "Tidewell Health and Northbridge Diagnostics are not connected.");
}
