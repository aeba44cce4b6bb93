//! Which subscriptions a list holds.

use super::world::{World, insert_url_destination, listed, model};
use crate::Tables;
use causeway_api::SubscriptionList;

/// In the environment of its source and in that of its destination, and in no third.
pub fn a_two_party_subscription_is_listed_on_both_sides(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let (source, inbound) = (world.source(tables, "Intake"), world.their_destination(tables, "Epic inbound"));
    let id = world.subscribe(tables, source, inbound, "FHIR.Patient");
    assert_eq!(listed(tables, &world.list()), [id]);
    assert_eq!(listed(tables, &SubscriptionList::all(world.theirs[0].id)), [id]);
    assert_eq!(listed(tables, &SubscriptionList::all(world.ours[1].id)), []);
}

/// Alone and together.
pub fn each_filter_limits_the_list(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let (intake, results) = (world.source(tables, "Intake"), world.source(tables, "Results"));
    let (lake, inbound) = (world.destination(tables, "Lake"), world.their_destination(tables, "Epic inbound"));
    let mut shared = world.draft(tables, intake, inbound, "FHIR.Patient");
    shared.connection_id = world.shared;
    tables.put_subscription(&shared).expect("stored");
    let ids = [
        shared.id,
        world.subscribe(tables, intake, lake, "FHIR.Patient"),
        world.subscribe(tables, intake, lake, "FHIR.Account"),
        world.subscribe(tables, results, lake, "FHIR.Account"),
    ];
    let list = |change: &dyn Fn(&mut SubscriptionList)| {
        let mut list = world.list();
        change(&mut list);
        listed(tables, &list)
    };
    assert_eq!(list(&|_| {}), ids);
    assert_eq!(list(&|list| list.source_id = Some(intake)), ids[..3]);
    assert_eq!(list(&|list| list.destination_id = Some(lake)), ids[1..]);
    assert_eq!(list(&|list| list.source_organization_id = Some(world.us)), ids);
    assert_eq!(list(&|list| list.source_organization_id = Some(world.them)), []);
    assert_eq!(list(&|list| list.destination_organization_id = Some(world.them)), ids[..1]);
    assert_eq!(list(&|list| list.connection_id = Some(world.own)), ids[1..]);
    assert_eq!(list(&|list| list.data_model = Some(model("FHIR.Account"))), ids[2..]);
    assert_eq!(list(&|list| (list.source_id, list.data_model) = (Some(intake), Some(model("FHIR.Account")))), ids[2..3]);
    let search = |term: &str| list(&|list| list.search_term = Some(term.to_owned()));
    assert_eq!(search("LAKE"), ids[1..]);
    assert_eq!(search("intake"), ids[..3]);
    assert_eq!(search("Referrals"), [], "only the ends are searched");
    assert_eq!(search(""), ids);
    assert_eq!(list(&|list| (list.search_term, list.source_id) = (Some("lake".to_owned()), Some(results))), ids[3..]);
}

/// Seen from either side it is the other one; seen from your own it is yours.
pub fn the_connecting_organization_is_seen_from_the_environment(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let (source, lake) = (world.source(tables, "Intake"), world.destination(tables, "Lake"));
    let inbound = world.their_destination(tables, "Epic inbound");
    let mut shared = world.draft(tables, source, inbound, "FHIR.Patient");
    shared.connection_id = world.shared;
    tables.put_subscription(&shared).expect("stored");
    let own = world.subscribe(tables, source, lake, "FHIR.Patient");
    let with = |environment, organization| {
        let list = SubscriptionList { connecting_organization_id: Some(organization), ..SubscriptionList::all(environment) };
        listed(tables, &list)
    };
    assert_eq!(with(world.ours[0].id, world.them), [shared.id]);
    assert_eq!(with(world.ours[0].id, world.us), [own]);
    assert_eq!(with(world.theirs[0].id, world.us), [shared.id]);
    assert_eq!(with(world.theirs[0].id, world.them), []);
    assert_eq!(with(world.ours[0].id, causeway_api::OrganizationId(4_000_000)), []);
}

/// Not by ASCII alone.
pub fn search_folds_case_by_unicode(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let (source, lake) = (world.source(tables, "Großklinik ÖSTRA"), world.destination(tables, "Ανάλυση"));
    let id = world.subscribe(tables, source, lake, "FHIR.Patient");
    for term in ["östra", "ÖSTRA", "großKLINIK ö", "ΑΝΆΛΥ", "ανάλυση"] {
        let list = SubscriptionList { search_term: Some(term.to_owned()), ..world.list() };
        assert_eq!(listed(tables, &list), [id], "{term}");
    }
    for term in ["ostra", "Großklinik  "] {
        let list = SubscriptionList { search_term: Some(term.to_owned()), ..world.list() };
        assert_eq!(listed(tables, &list), [], "{term}");
    }
}

/// No sign is a wildcard, a quote or an operator.
pub fn search_takes_signs_as_they_are(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let signs = ["100% lab_1", "O'Neill", "say \"hi\"", "back\\slash", "star*?[x]", "100 lab 1"];
    let source = world.source(tables, "Intake");
    for name in signs {
        let end = world.destination(tables, name);
        world.subscribe(tables, source, end, "FHIR.Patient");
    }
    for (term, found) in [
        ("%", 1),
        ("_", 1),
        ("'", 1),
        ("\"", 1),
        ("\\", 1),
        ("*", 1),
        ("?", 1),
        ("[x]", 1),
        ("lab_", 1),
        ("100% LAB", 1),
        ("%%", 0),
        ("' or ''='", 0),
        ("100", 2),
    ] {
        let list = SubscriptionList { search_term: Some(term.to_owned()), ..world.list() };
        assert_eq!(listed(tables, &list).len(), found, "{term}");
    }
}

/// As they are written, in any case.
pub fn search_finds_parts_of_ids(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let source = world.source(tables, "Intake");
    let ends: Vec<_> = ["a", "b", "c"].map(|name| world.destination(tables, name)).into();
    let ids: Vec<_> = ends.iter().map(|end| world.subscribe(tables, source, *end, "FHIR.Patient")).collect();
    // In Staging, so that it is listed nowhere here.
    insert_url_destination(tables, &world.ours[1], "d");
    let search = |term: String| listed(tables, &SubscriptionList { search_term: Some(term), ..world.list() });
    assert_eq!(search(ends[1].to_string()), ids[1..2]);
    assert_eq!(search(ends[2].to_string().to_uppercase()), ids[2..3]);
    assert_eq!(search(source.to_string()[1..30].to_owned()), ids);
}
