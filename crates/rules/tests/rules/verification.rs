//! Verification around whatever sends the challenge: what is planned, and what is kept of what was found out.

use crate::bench::{Bench, Caller, at_step, complete_destination};
use causeway_api::{
    ApiError, Destination, DestinationChange, DestinationCreate, DestinationId, DestinationType, DestinationVerify, ErrorCode,
    FhirCapability, FhirCheck, Instant, Patch, SecretText, Verification, VerificationMethod,
};
use causeway_rules::{Service, Tables as _, TokenToSend, VerificationPlan};

const HOOK: &str = "https://hub.example.org/hook";

fn url_destination(bench: &mut Bench, environment: usize) -> Destination {
    let environment = bench.environment(bench.us, environment).id;
    let create = DestinationCreate {
        endpoint: Some(HOOK.to_owned()),
        is_fhir: Some(true),
        verification_token: Some(SecretText("t0ken".to_owned())),
        ..complete_destination(environment, "Inbox")
    };
    bench.call(bench.us, &create).expect("a destination").0
}

fn asking(id: DestinationId) -> DestinationVerify {
    DestinationVerify { destination_id: id, endpoint: None, verification_token: None, verification_method: None }
}

fn plan(bench: &mut Bench, caller: Caller, request: DestinationVerify) -> Result<VerificationPlan, ApiError> {
    let actor = caller.actor(&bench.memory);
    Service { tables: &mut bench.memory, actor }.plan_verification(request)
}

/// An attempt that succeeded.
fn success(plan: &VerificationPlan) -> Verification {
    Verification {
        is_verified: true,
        failure: None,
        message: String::new(),
        is_simulated: true,
        began_at: Instant(0),
        sent: None,
        received: None,
        address: None,
        connect_ms: None,
        total_ms: 0,
        fhir: None,
        destination: plan.destination.clone(),
    }
}

fn conclude(
    bench: &mut Bench,
    plan: &VerificationPlan,
    found: Verification,
    is_own_token: bool,
) -> Result<Verification, ApiError> {
    let actor = bench.us.actor(&bench.memory);
    bench.memory.transact(|memory| Service { tables: memory, actor }.conclude_verification(plan, found, is_own_token))
}

#[test]
fn what_is_absent_is_taken_from_the_destination() {
    let mut bench = Bench::new();
    let us = bench.us;
    let id = url_destination(&mut bench, 0).id;
    let planned = plan(&mut bench, us, asking(id)).unwrap();
    assert_eq!((planned.endpoint.as_str(), planned.method, planned.token), (HOOK, VerificationMethod::Post, TokenToSend::Stored));
    let given = DestinationVerify {
        endpoint: Some(" http://hub.example.org/other ".to_owned()),
        verification_token: Some(SecretText(" other ".to_owned())),
        verification_method: Some(VerificationMethod::Get),
        ..asking(id)
    };
    let planned = plan(&mut bench, us, given).unwrap();
    assert_eq!((planned.endpoint.as_str(), planned.method), ("http://hub.example.org/other", VerificationMethod::Get));
    assert_eq!(planned.token, TokenToSend::Given(SecretText("other".to_owned())));
    let without = DestinationVerify { verification_token: Some(SecretText(String::new())), ..asking(id) };
    assert_eq!(plan(&mut bench, us, without).unwrap().token, TokenToSend::Absent);
}

#[test]
fn only_the_owner_of_a_url_endpoint_may() {
    let mut bench = Bench::new();
    let (us, them) = (bench.us, bench.them);
    let id = url_destination(&mut bench, 0).id;
    assert_eq!(plan(&mut bench, them, asking(id)).unwrap_err().code, ErrorCode::NotFound);
    let environment = bench.environment(us, 0).id;
    let lake = DestinationCreate {
        destination_type: Some(DestinationType::Cloud),
        endpoint: None,
        setup_state: Some(at_step(2)),
        ..complete_destination(environment, "Lake")
    };
    let cloud = bench.call(us, &lake).unwrap().0.id;
    assert_eq!(plan(&mut bench, us, asking(cloud)).unwrap_err().code, ErrorCode::NotVerifiable);
    let production = url_destination(&mut bench, 2).id;
    let plain = DestinationVerify { endpoint: Some("http://hub.example.org".to_owned()), ..asking(production) };
    let error = plan(&mut bench, us, plain).unwrap_err();
    assert_eq!((error.code, error.for_field("endpoint")), (ErrorCode::InvalidFields, Some("HTTPS is required here.")));
    let bad = DestinationVerify { verification_token: Some(SecretText("a\nb".to_owned())), ..asking(id) };
    assert!(plan(&mut bench, us, bad).unwrap_err().for_field("verificationToken").is_some());
}

#[test]
fn success_is_kept_for_the_endpoint_and_the_token_that_were_verified() {
    let mut bench = Bench::new();
    let us = bench.us;
    let before = url_destination(&mut bench, 0);
    let planned = plan(&mut bench, us, asking(before.id)).unwrap();
    let sequence = bench.memory.sequence(before.environment.id).unwrap();

    let foreign = conclude(&mut bench, &planned, success(&planned), false).unwrap();
    assert_eq!(foreign.destination, before, "another token than its own");
    let elsewhere = VerificationPlan { endpoint: "https://other.example.org".to_owned(), ..planned.clone() };
    assert_eq!(conclude(&mut bench, &elsewhere, success(&planned), true).unwrap().destination, before);
    assert_eq!(bench.memory.sequence(before.environment.id).unwrap(), sequence, "nothing changed");

    bench.wait(1000);
    let verified = conclude(&mut bench, &planned, success(&planned), true).unwrap().destination;
    assert_eq!(
        (verified.version, verified.verified_at, verified.verified_at),
        (2, Some(verified.updated_at), Some(bench.memory.now()))
    );
    assert_eq!(bench.memory.sequence(before.environment.id).unwrap(), sequence + 1);

    let failed = Verification { is_verified: false, ..success(&planned) };
    assert_eq!(conclude(&mut bench, &planned, failed, true).unwrap().destination, verified, "a failure takes nothing back");
}

#[test]
fn what_changed_meanwhile_is_not_overwritten() {
    let mut bench = Bench::new();
    let us = bench.us;
    let before = url_destination(&mut bench, 0);
    let planned = plan(&mut bench, us, asking(before.id)).unwrap();
    let change = DestinationChange { name: Some("Renamed".to_owned()), ..DestinationChange::of(before.id) };
    bench.call(us, &change).unwrap();
    let verified = conclude(&mut bench, &planned, success(&planned), true).unwrap().destination;
    assert_eq!((verified.name.as_str(), verified.version, verified.verified_at.is_some()), ("Renamed", 3, true));

    let moved =
        DestinationChange { endpoint: Patch::Set("https://new.example.org/".to_owned()), ..DestinationChange::of(before.id) };
    bench.call(us, &moved).unwrap();
    let late = conclude(&mut bench, &planned, success(&planned), true).unwrap().destination;
    assert_eq!((late.endpoint.as_deref(), late.verified_at), (Some("https://new.example.org/"), None));
}

#[test]
fn what_a_fhir_server_supports_is_kept_without_a_challenge() {
    let mut bench = Bench::new();
    let us = bench.us;
    let id = url_destination(&mut bench, 0).id;
    let planned = plan(&mut bench, us, asking(id)).unwrap();
    let capability = FhirCapability {
        read_at: Instant(7),
        fhir_version: "4.0.1".to_owned(),
        software: None,
        resources: vec!["Patient".to_owned()],
    };
    let check = |capability| Some(FhirCheck { capability, message: String::new() });
    let found = Verification { is_verified: false, fhir: check(Some(capability.clone())), ..success(&planned) };
    let kept = conclude(&mut bench, &planned, found, true).unwrap().destination;
    assert_eq!((kept.fhir_capability.as_ref(), kept.verified_at), (Some(&capability), None));
    let unread = Verification { is_verified: false, fhir: check(None), ..success(&planned) };
    assert_eq!(conclude(&mut bench, &planned, unread, true).unwrap().destination, kept, "what was read before stays");
}
