//! Organizations find each other, connect, and part.

use crate::bench::{ALL, Bench, Caller, model, person};
use causeway_api::{
    ApiError, Connection, ConnectionAccept, ConnectionAsk, ConnectionDecline, ConnectionEnd, ConnectionGet, ConnectionId,
    ConnectionRequestGet, ConnectionRequestList, ConnectionStatus, ConnectionWithdraw, Contact, DirectoryList, ErrorCode, One,
    Organization, OrganizationChange, OrganizationGet, OrganizationId, Patch,
};
use causeway_rules::{Tables, found_organization};

/// Two organizations that know each other, and a listed third.
fn with_third() -> (Bench, Caller) {
    let mut bench = Bench::new();
    let id = found_organization(&mut bench.memory, "Northbridge Diagnostics").expect("nothing forbids it");
    let third = person(id);
    list(&mut bench, third, true);
    (bench, third)
}

fn list(bench: &mut Bench, actor: Caller, is_listed: bool) {
    let change = OrganizationChange { is_listed: Some(is_listed), ..OrganizationChange::of(actor.organization) };
    bench.call(actor, &change).expect("nothing forbids it");
}

fn ask(bench: &Bench, to: Caller) -> ConnectionAsk {
    ConnectionAsk {
        environment_id: bench.environment(bench.us, 1).id,
        organization_id: to.organization,
        purpose: " Lab orders ".to_owned(),
        data_models: vec![model("FHIR.Event.Order")],
        message: "We send about 200 a day.".to_owned(),
    }
}

fn request(bench: &mut Bench, to: Caller) -> Connection {
    let ask = ask(bench, to);
    bench.call(bench.us, &ask).expect("nothing forbids it").0
}

fn seen(bench: &mut Bench, actor: Caller, id: ConnectionId) -> Connection {
    bench.call(actor, &ConnectionGet { connection_id: id }).expect("nothing forbids it").0
}

fn code<T>(answer: Result<T, ApiError>) -> ErrorCode {
    answer.map(|_| ()).expect_err("it is refused").code
}

/// The numbers of all environments of both, which grow where something is to be read again.
fn sequences(bench: &Bench, actors: [Caller; 2]) -> Vec<u64> {
    let environments = actors.map(|actor| bench.memory.environments(actor.organization).expect("nothing forbids it"));
    environments.iter().flatten().map(|environment| bench.memory.sequence(environment.id).expect("nothing forbids it")).collect()
}

#[test]
fn a_profile_is_changed_field_by_field() {
    let mut bench = Bench::new();
    let id = bench.us.organization;
    let change = OrganizationChange {
        version: Some(1),
        about: Some(" Clinics. ".to_owned()),
        products: Some(vec!["Referral desk ".to_owned()]),
        data_models: Some(vec![model("FHIR.Patient")]),
        contact: Patch::Set(Contact { name: "Desk".to_owned(), email: " desk@tidewell.example ".to_owned() }),
        is_listed: Some(true),
        ..OrganizationChange::of(id)
    };
    let One(profile) = bench.call(bench.us, &change).unwrap();
    let contact = Contact { name: "Desk".to_owned(), email: "desk@tidewell.example".to_owned() };
    assert_eq!((profile.about.as_str(), profile.products[0].as_str()), ("Clinics.", "Referral desk"));
    assert_eq!((profile.contact.as_ref(), profile.is_listed, profile.version), (Some(&contact), true, 2));
    assert_eq!(bench.call(bench.us, &OrganizationGet { organization_id: id }).unwrap().0, profile);
    assert_eq!(code(bench.call(bench.us, &change)), ErrorCode::VersionMismatch);
    let cleared = OrganizationChange { contact: Patch::Clear, ..OrganizationChange::of(id) };
    let One(next) = bench.call(bench.us, &cleared).unwrap();
    assert_eq!(next, Organization { contact: None, version: 3, ..profile });
}

#[test]
fn what_a_profile_cannot_say_is_refused_field_by_field() {
    let mut bench = Bench::new();
    let change = OrganizationChange {
        about: Some("a".repeat(301)),
        products: Some(vec!["One".to_owned(), "One".to_owned()]),
        data_models: Some(vec![model("FHIR.Patient"), model("FHIR.Patient")]),
        contact: Patch::Set(Contact { name: String::new(), email: "nobody".to_owned() }),
        ..OrganizationChange::of(bench.us.organization)
    };
    let refusal = bench.call(bench.us, &change).unwrap_err();
    let fields: Vec<_> = refusal.errors.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(fields, ["about", "products", "dataModels", "contact.name", "contact.email"]);
}

#[test]
fn a_profile_is_read_by_those_who_may_find_it_or_are_connected() {
    let (mut bench, third) = with_third();
    let get = |bench: &mut Bench, actor: Caller, of: Caller| {
        bench.call(actor, &OrganizationGet { organization_id: of.organization }).map(|One(profile)| profile.name)
    };
    let (us, them) = (bench.us, bench.them);
    assert_eq!(get(&mut bench, us, third).as_deref(), Ok("Northbridge Diagnostics"));
    assert_eq!(get(&mut bench, us, them).as_deref(), Ok("Mercy Valley Health"), "unlisted, but connected");
    assert_eq!(get(&mut bench, third, us), Err(ApiError::not_found()), "unlisted");
    assert_eq!(get(&mut bench, us, person(OrganizationId(99))), Err(ApiError::not_found()));
    request(&mut bench, third);
    assert_eq!(get(&mut bench, third, us).as_deref(), Ok("Tidewell Health"), "it asks them");
    let listed = bench.call(them, &DirectoryList::default()).unwrap().items;
    assert_eq!(listed.len(), 1);
}

#[test]
fn a_request_is_accepted_by_the_other_side() {
    let (mut bench, third) = with_third();
    let us = bench.us;
    let before = sequences(&bench, [us, third]);
    let asked = request(&mut bench, third);
    assert_eq!(
        (asked.status, asked.requested_by, asked.connected_at),
        (ConnectionStatus::Requested, Some(us.organization), None)
    );
    let after = sequences(&bench, [us, third]);
    assert!(before.iter().zip(&after).all(|(before, after)| after == &(before + 1)), "told everywhere, once");

    let page = |bench: &mut Bench, actor: Caller| {
        let list = ConnectionRequestList { environment_id: bench.environment(actor, 0).id, page: None, count: None };
        bench.call(actor, &list).unwrap().items
    };
    let received = page(&mut bench, third);
    assert_eq!(received, page(&mut bench, us));
    assert_eq!((received.len(), received[0].purpose.as_str()), (1, "Lab orders"));
    assert_eq!((received[0].by.name.as_str(), received[0].answer.as_ref()), ("Tidewell Health", None));

    assert_eq!(code(bench.call(us, &ConnectionAccept::of(asked.id))), ErrorCode::NotRequested, "nobody accepts for others");
    let accept = ConnectionAccept { version: Some(1), message: "Welcome.".to_owned(), ..ConnectionAccept::of(asked.id) };
    let One(accepted) = bench.call(third, &accept).unwrap();
    assert_eq!((accepted.status, accepted.version), (ConnectionStatus::Connected, 2));
    assert!(accepted.connected_at.is_some());
    assert!(seen(&mut bench, us, asked.id).is_connected());
    let One(read) = bench.call(us, &ConnectionRequestGet { connection_id: asked.id }).unwrap();
    assert_eq!(read.answer.map(|answer| answer.message).as_deref(), Some("Welcome."));
    assert_eq!(code(bench.call(third, &ConnectionAccept::of(asked.id))), ErrorCode::NotRequested);
}

#[test]
fn after_a_refusal_or_an_end_the_same_connection_is_asked_for_again() {
    let (mut bench, third) = with_third();
    let us = bench.us;
    let asked = request(&mut bench, third);
    let decline = ConnectionDecline { message: "Not now.".to_owned(), ..ConnectionDecline::of(asked.id) };
    let One(declined) = bench.call(third, &decline).unwrap();
    assert_eq!((declined.status, declined.connected_at), (ConnectionStatus::Declined, None));
    list(&mut bench, third, false);
    let again = request(&mut bench, third);
    assert_eq!((again.id, again.status, again.version), (asked.id, ConnectionStatus::Requested, 3));
    bench.call(third, &ConnectionAccept::of(asked.id)).unwrap();
    let One(ended) = bench.call(us, &ConnectionEnd { connection_id: asked.id, version: Some(4) }).unwrap();
    assert_eq!(ended.status, ConnectionStatus::Ended);
    assert!(ended.connected_at.is_some());
    assert_eq!(code(bench.call(third, &ConnectionEnd { connection_id: asked.id, version: None })), ErrorCode::NotConnected);

    // Now the other side asks.
    let theirs =
        ConnectionAsk { environment_id: bench.environment(third, 0).id, organization_id: us.organization, ..ask(&bench, third) };
    let One(again) = bench.call(third, &theirs).unwrap();
    assert_eq!((again.id, again.requested_by), (asked.id, Some(third.organization)));
    bench.call(third, &ConnectionWithdraw { connection_id: asked.id, version: None }).unwrap();
    assert_eq!(seen(&mut bench, us, asked.id).status, ConnectionStatus::Ended, "they were connected once");
}

#[test]
fn a_request_taken_back_leaves_nothing() {
    let (mut bench, third) = with_third();
    let us = bench.us;
    let asked = request(&mut bench, third);
    let withdraw = ConnectionWithdraw { connection_id: asked.id, version: None };
    assert_eq!(code(bench.call(third, &withdraw)), ErrorCode::NotRequested, "only who asked takes it back");
    let before = sequences(&bench, [us, third]);
    bench.call(us, &withdraw).unwrap();
    assert!(before.iter().zip(sequences(&bench, [us, third])).all(|(before, after)| after > *before));
    for actor in [us, third] {
        assert_eq!(bench.call(actor, &ConnectionGet { connection_id: asked.id }), Err(ApiError::not_found()));
        assert_eq!(bench.call(actor, &ConnectionRequestGet { connection_id: asked.id }), Err(ApiError::not_found()));
    }
}

#[test]
fn only_who_can_be_found_is_asked_and_only_once() {
    let (mut bench, third) = with_third();
    let us = bench.us;
    for nobody in [person(OrganizationId(99)), us, person(OrganizationId(2))] {
        let refusal = bench.call(us, &ask(&bench, nobody)).unwrap_err();
        assert_eq!((refusal.code, refusal.errors[0].field.as_str()), (ErrorCode::InvalidFields, "organizationId"));
    }
    list(&mut bench, third, false);
    let hidden = bench.call(us, &ask(&bench, third)).unwrap_err();
    let missing = bench.call(us, &ask(&bench, person(OrganizationId(99)))).unwrap_err();
    assert_eq!(hidden, missing, "who does not want to be found is not there");
    list(&mut bench, third, true);
    assert_eq!(code(bench.call(us, &ask(&bench, bench.them))), ErrorCode::AlreadyConnected);
    request(&mut bench, third);
    assert_eq!(code(bench.call(us, &ask(&bench, third))), ErrorCode::AlreadyRequested);
    let back =
        ConnectionAsk { environment_id: bench.environment(third, 0).id, organization_id: us.organization, ..ask(&bench, third) };
    assert_eq!(code(bench.call(third, &back)), ErrorCode::AlreadyRequested, "they accept instead");
    let empty = ConnectionAsk { purpose: " ".to_owned(), message: "a".repeat(2001), ..ask(&bench, third) };
    let refusal = bench.call(us, &empty).unwrap_err();
    let fields: Vec<_> = refusal.errors.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(fields, ["purpose", "message"]);
}

#[test]
fn an_end_deletes_what_both_share_and_nothing_else() {
    let mut bench = Bench::new();
    let (source, lake, inbound) = (bench.source("Intake"), bench.destination("Lake"), bench.their_destination("Epic inbound"));
    let both = bench.agree(source, inbound, "FHIR.Patient");
    let ours = bench.subscribe(source, lake, "FHIR.Patient");
    bench.call(bench.them, &ConnectionEnd { connection_id: bench.shared, version: None }).unwrap();
    assert!(!bench.subscription(both.id).is_live());
    assert!(bench.subscription(ours.id).is_live());
    for connection in bench.memory.connections(bench.us.organization, ALL).unwrap().items {
        if connection.id != bench.shared {
            let end = ConnectionEnd { connection_id: connection.id, version: None };
            assert_eq!(code(bench.call(bench.us, &end)), ErrorCode::ConnectionStays);
        }
    }
}
