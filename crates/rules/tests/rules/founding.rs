//! What a new organization finds.

use crate::bench::{ALL, Bench};
use causeway_api::{
    ConnectionKind, ConnectionList, DestinationList, EnvironmentFlag, EnvironmentList, SourceList, SubscriptionList,
};
use causeway_rules::{OrganizationKind, Tables};

#[test]
fn a_new_organization_has_three_environments_and_the_two_defaults() {
    let mut bench = Bench::new();
    let us = bench.us;
    let list = EnvironmentList { organization_id: us.organization, page: None, count: None };
    let environments = bench.call(us, &list).unwrap();
    assert_eq!(environments.items.iter().map(|row| row.environment_flag).collect::<Vec<_>>(), EnvironmentFlag::ALL);

    let development = environments.items[0].id;
    let list = ConnectionList { environment_id: development, page: None, count: None };
    let connections = bench.call(us, &list).unwrap().items;
    let named: Vec<_> = connections.iter().map(|row| (row.organization.name.as_str(), row.kind)).collect();
    let expected = [
        ("Tidewell Health", ConnectionKind::Own),
        ("Mercy Valley Health", ConnectionKind::Partner),
        ("Redox Engine", ConnectionKind::Default),
        ("Redox Health System", ConnectionKind::Default),
    ];
    assert_eq!(named, expected);

    let sources = bench.call(us, &SourceList { environment_id: development, page: None, count: None }).unwrap().items;
    let destinations = bench.call(us, &DestinationList { environment_id: development, page: None, count: None }).unwrap().items;
    assert_eq!((sources.len(), sources[0].name.as_str(), sources[0].can_be_subscribed()), (1, "Redox API Endpoint", true));
    assert_eq!(
        (destinations.len(), destinations[0].name.as_str(), destinations[0].can_be_subscribed()),
        (1, "Redox API Endpoint", true)
    );
    for environment in &environments.items[1..] {
        let list = SourceList { environment_id: environment.id, page: None, count: None };
        assert_eq!(bench.call(us, &list).unwrap().total, 0);
    }
}

#[test]
fn it_starts_with_one_subscription_each_way_with_each_default() {
    let mut bench = Bench::new();
    let development = bench.environment(bench.us, 0).id;
    let ours = bench.us.organization;
    for name in ["Redox Engine", "Redox Health System"] {
        let system = bench.memory.system_organization(name).unwrap().unwrap();
        assert_eq!(system.kind, OrganizationKind::System);
        let list = SubscriptionList { connecting_organization_id: Some(system.profile.id), ..SubscriptionList::all(development) };
        let rows = bench.call(bench.us, &list).unwrap().items;
        let mut ways: Vec<_> = rows.iter().map(|row| (row.source.organization.id, row.destination.organization.id)).collect();
        ways.sort();
        assert_eq!(ways, [(ours, system.profile.id), (system.profile.id, ours)], "{name}");
    }
    assert_eq!(bench.memory.sequence(development), Ok(4), "all that happened can be caught up with");
}

#[test]
fn the_system_organizations_belong_to_the_deployment() {
    let bench = Bench::new();
    for name in ["Redox Engine", "Redox Health System"] {
        let system = bench.memory.system_organization(name).unwrap().unwrap();
        let development = bench.memory.environments(system.profile.id).unwrap().remove(0).id;
        assert_eq!(bench.memory.sources(development, ALL).unwrap().total, 1);
        assert_eq!(bench.memory.destinations(development, ALL).unwrap().total, 1);
        let both = bench.memory.connections(system.profile.id, ALL).unwrap();
        assert_eq!(both.items.iter().filter(|row| row.kind == ConnectionKind::Partner).count(), 2);
    }
}
