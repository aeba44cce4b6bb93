//! The sample organization is rich, the same each time, and looks like the design's picture.

use causeway_api::{
    Connection, ConnectionKind, Destination, DestinationList, DirectoryEntry, DirectoryList, Environment, Instant,
    OrganizationChange, OrganizationId, PageRequest, QueueStatus, Subscription, SubscriptionList,
};
use causeway_rules::{Actor, Clock, Memory, StorageError, Tables, sample_organization};
use std::collections::BTreeSet;

const NOW: Instant = Instant(1_795_212_000_000);
const DAY: i64 = 24 * 60 * 60 * 1000;
const ALL: PageRequest = PageRequest { page: 1, size: PageRequest::MOST };

fn sample() -> (Memory, OrganizationId) {
    let mut memory = Memory::new(Clock { now: || NOW, entropy: || 0x5eed });
    let organization = memory.transact(sample_organization).expect("memory always answers");
    (memory, organization)
}

fn listed(memory: &Memory, environment: &Environment) -> Vec<Subscription> {
    memory.subscriptions(&SubscriptionList::all(environment.id), ALL).expect("memory always answers").items
}

#[test]
fn it_is_rich() {
    let (memory, organization) = sample();
    let connections = memory.connections(organization, ALL).unwrap().items;
    assert_eq!(connections.len(), 17);
    assert_eq!(connections.iter().filter(|row| row.is_connected()).count(), 15);
    assert_eq!(connections.iter().filter(|row| row.awaits_your_answer()).count(), 1);
    assert_eq!(connections.iter().filter(|row| row.awaits_their_answer()).count(), 1);
    assert!(connections.iter().filter(|row| row.kind == ConnectionKind::Partner).all(|row| !row.description.is_empty()));
    let environments = memory.environments(organization).unwrap();
    let mut ends = 0;
    let mut unfinished = BTreeSet::new();
    let mut products = BTreeSet::new();
    let mut subscriptions = Vec::new();
    for environment in &environments {
        let sources = memory.sources(environment.id, ALL).unwrap().items;
        let destinations = memory.destinations(environment.id, ALL).unwrap().items;
        ends += sources.len() + destinations.len();
        unfinished.extend(sources.iter().filter_map(|end| end.setup_state).map(|state| state.step));
        unfinished.extend(destinations.iter().filter_map(|end| end.setup_state).map(|state| state.step));
        products.extend(destinations.iter().filter_map(Destination::product).map(|product| product.provider().as_str()));
        subscriptions.extend(listed(&memory, environment));
    }
    assert_eq!(ends, 40);
    assert_eq!(unfinished, BTreeSet::from([1, 2]));
    assert_eq!(products.len(), 3);
    assert_eq!(subscriptions.len(), 200);
    assert_eq!(subscriptions.iter().filter(|row| row.awaits_answer_of(organization)).count(), 1);
    assert_eq!(subscriptions.iter().filter(|row| row.proposed_by == Some(organization)).count(), 1);
    for (status, least) in [(QueueStatus::Active, 150), (QueueStatus::Paused, 8), (QueueStatus::Failing, 5)] {
        assert!(subscriptions.iter().filter(|row| row.queue_status == status).count() >= least, "{status:?}");
    }
    assert!(subscriptions.iter().filter_map(|row| row.activated_at).all(|at| at < NOW && at > Instant(NOW.0 - 366 * DAY)));
    let months: BTreeSet<_> =
        subscriptions.iter().filter_map(|row| row.activated_at).map(|at| (NOW.0 - at.0) / (30 * DAY)).collect();
    assert!(months.len() >= 9, "spread over the year: {months:?}");
}

#[test]
fn the_directory_has_partners_and_strangers() {
    let (memory, organization) = sample();
    let found = memory.directory(organization, &DirectoryList::default(), ALL).unwrap().items;
    assert_eq!(found.iter().filter(|entry| entry.connection.is_some()).count(), 13);
    assert_eq!(found.iter().filter(|entry| entry.connection.is_none()).count(), 6);
    for DirectoryEntry { organization, .. } in found {
        let unchanged = OrganizationChange {
            about: Some(organization.about.clone()),
            products: Some(organization.products.clone()),
            data_models: Some(organization.data_models.clone()),
            contact: organization.contact.clone().into(),
            ..OrganizationChange::of(organization.id)
        };
        assert_eq!(organization.changed(unchanged), Ok(organization.clone()), "it could have been entered");
        assert!(!organization.about.is_empty() && !organization.products.is_empty() && !organization.data_models.is_empty());
    }
}

#[test]
fn the_same_clock_and_ids_give_the_same_data() {
    assert_eq!(sample().0.to_json(), sample().0.to_json());
}

#[test]
fn the_flow_with_mercy_valley_looks_like_the_picture() {
    let (memory, organization) = sample();
    let connections = memory.connections(organization, ALL).unwrap().items;
    let is_mercy = |row: &&Connection| row.organization.name == "Mercy Valley Health";
    let mercy = connections.iter().find(is_mercy).unwrap();
    let development = &memory.environments(organization).unwrap()[0];
    let rows = listed(&memory, development);
    let rows: Vec<_> = rows
        .iter()
        .filter(|row| row.connection_id == mercy.id)
        .map(|row| {
            (row.name.as_str(), row.source.name.as_str(), row.destination.name.as_str(), row.data_model.name(), row.queue_status)
        })
        .collect();
    let (active, paused, failing) = (QueueStatus::Active, QueueStatus::Paused, QueueStatus::Failing);
    let expected = [
        ("Referrals", "Intake API", "Epic inbound", "FHIR.ServiceRequest", active),
        ("Referrals", "Intake API", "Epic inbound", "FHIR.Patient", active),
        ("Referrals", "Intake API", "Epic inbound", "FHIR.DocumentReference", active),
        ("Admissions", "ADT feed", "Clinical lake (S3)", "FHIR.Event.PatientAdmin", active),
        ("Admissions", "ADT feed", "Clinical lake (S3)", "FHIR.Encounter", active),
        ("Bookings", "ADT feed", "Scheduling inbox", "FHIR.Event.Scheduling", paused),
        ("Results to lake", "Results feed", "Clinical lake (S3)", "FHIR.Observation", failing),
        ("Results to lake", "Results feed", "Clinical lake (S3)", "FHIR.DiagnosticReport", active),
    ];
    assert_eq!(rows, expected);
}

#[test]
fn a_second_sample_shares_the_system_organizations() {
    let (mut memory, first) = sample();
    let second = memory.transact(sample_organization).unwrap();
    assert_ne!(first, second);
    let defaults = |organization| {
        let rows = memory.connections(organization, ALL).unwrap().items;
        let defaults = rows.into_iter().filter(|row| row.kind == ConnectionKind::Default);
        defaults.map(|row| row.organization).collect::<Vec<_>>()
    };
    assert_eq!(defaults(first), defaults(second));
    assert_eq!(defaults(first).len(), 2);
}

#[test]
fn memory_survives_its_document() {
    let (memory, organization) = sample();
    let json = memory.to_json();
    let clock = Clock { now: || NOW, entropy: || 0x5eed };
    let mut loaded = Memory::from_json(&json, clock).unwrap();
    assert_eq!(loaded.to_json(), json);
    // What is live is known again: the same sample cannot be subscribed twice.
    let environments = loaded.environments(organization).unwrap();
    let row = listed(&loaded, &environments[0]).remove(0);
    assert_eq!(loaded.live_subscription(row.source.id, row.destination.id, row.data_model).unwrap().unwrap().id, row.id);
    assert!(loaded.new_id() > row.id.0);
    assert!(Memory::from_json(b"{\"schema\":0}", clock).is_err());
    assert!(Memory::from_json(b"[]", clock).is_err());
}

#[test]
fn a_failed_transaction_is_taken_back() {
    let (mut memory, organization) = sample();
    let before = memory.to_json();
    let outcome = memory.transact(|memory| {
        sample_organization(memory)?;
        let development = memory.environments(organization)?.remove(0);
        for source in memory.sources(development.id, ALL)?.items {
            memory.remove_source(source.id, NOW)?;
        }
        for row in memory.subscriptions(&SubscriptionList::all(development.id), ALL)?.items {
            memory.put_subscription(&Subscription { deleted_at: Some(NOW), ..row })?;
        }
        Err::<(), _>(StorageError::Busy)
    });
    assert_eq!(outcome, Err(StorageError::Busy));
    assert_eq!(memory.to_json(), before);
    assert!(memory.transact(sample_organization).is_ok(), "nothing of the failed one is in the way");
}

#[test]
fn its_people_see_it_over_the_wire() {
    let (mut memory, organization) = sample();
    let development = memory.environments(organization).unwrap().remove(0);
    let member = memory.members(organization, ALL).unwrap().items.remove(0);
    let actor = Actor::member(&memory, organization, member.person.id).unwrap().unwrap();
    let list = DestinationList { environment_id: development.id, page: None, count: None };
    let response = causeway_rules::serve_in_memory(&mut memory, actor, &causeway_api::encode(&list));
    let page = causeway_api::decode_answer::<DestinationList>(&response).unwrap().unwrap();
    assert_eq!(page.total, 10);
}
