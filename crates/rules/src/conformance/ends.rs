//! Sources and destinations.

use super::world::{ALL, World};
use crate::Tables;
use causeway_api::{
    AuthCredential, AuthType, CloudProduct, CloudProvider, CloudProviderSettings, CommunicationMethod, DataFormat, Destination,
    DestinationId, DestinationType, EnvironmentFlag, EnvironmentId, EnvironmentRef, FhirCapability, Instant, OrganizationRef,
    PageRequest, ServiceRegion, SetupState, Source, SourceId,
};
use std::collections::BTreeMap;

fn in_progress(world: &World, id: SourceId) -> Source {
    Source {
        id,
        name: "Intake “API” – 日本".to_owned(),
        environment: EnvironmentRef { id: world.ours[1].id, environment_flag: EnvironmentFlag::Staging },
        organization: OrganizationRef { id: world.us, name: "Tidewell Health".to_owned() },
        communication_method: None,
        data_format: None,
        ehr: None,
        time_zone: None,
        service_region: None,
        setup_state: Some(SetupState { step: 2 }),
        created_at: Instant(1_772_366_400_001),
        updated_at: Instant(1_772_366_400_002),
        version: 1,
    }
}

/// With fields and without, new and changed.
pub fn a_source_comes_back_as_it_was_stored(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let source = in_progress(&world, SourceId(tables.new_id()));
    assert_eq!(tables.source(source.id), Ok(None));
    tables.put_source(&source).expect("stored");
    assert_eq!(tables.source(source.id), Ok(Some(source.clone())));
    for (communication_method, data_format) in CommunicationMethod::ALL.iter().cycle().zip(DataFormat::ALL) {
        let next = Source {
            name: "Intake".to_owned(),
            communication_method: Some(*communication_method),
            data_format: Some(*data_format),
            ehr: Some("O'Neill \"EHR\"".to_owned()),
            time_zone: Some("America/Chicago".to_owned()),
            service_region: Some(ServiceRegion::Australia),
            setup_state: None,
            updated_at: Instant(1_772_366_400_003),
            version: 2,
            ..source.clone()
        };
        tables.put_source(&next).expect("stored");
        assert_eq!(tables.source(source.id), Ok(Some(next)));
    }
}

/// With settings and without, new and changed.
pub fn a_destination_comes_back_as_it_was_stored(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let place = in_progress(&world, SourceId(tables.new_id()));
    let destination = Destination {
        name: "Lake".to_owned(),
        updated_at: Instant(1),
        ..Destination::blank(DestinationId(tables.new_id()), place.environment, place.organization, Instant(0))
    };
    assert_eq!(tables.destination(destination.id), Ok(None));
    tables.put_destination(&destination).expect("stored");
    assert_eq!(tables.destination(destination.id), Ok(Some(destination.clone())));
    let cloud = Destination {
        destination_type: Some(DestinationType::Cloud),
        cloud_provider_settings: Some(CloudProviderSettings {
            type_id: Some(CloudProvider::Aws),
            product_id: Some(CloudProduct::S3),
            settings: BTreeMap::from([("bucketName".to_owned(), "it's-%_\"".to_owned()), ("region".to_owned(), String::new())]),
        }),
        setup_state: None,
        version: 2,
        ..destination.clone()
    };
    let url = Destination {
        destination_type: Some(DestinationType::Url),
        endpoint: Some("https://example.org/?a=%20b".to_owned()),
        is_fhir: true,
        verified_at: Some(Instant(1_772_366_400_003)),
        fhir_capability: Some(FhirCapability {
            read_at: Instant(1_772_366_400_004),
            fhir_version: "4.0.1".to_owned(),
            software: Some("“sekmet” \\ 'FHIR'".to_owned()),
            resources: vec!["Patient".to_owned(), "Observation".to_owned()],
        }),
        version: 3,
        ..destination.clone()
    };
    let bare = Destination { fhir_capability: None, verified_at: None, is_fhir: false, version: 4, ..url.clone() };
    let ways = AuthType::ALL.iter().map(|way| Destination {
        auth_credential: Some(AuthCredential {
            settings: BTreeMap::from([("scopes".to_owned(), "a b\"'%".to_owned()), ("audience".to_owned(), String::new())]),
            ..AuthCredential::blank(*way)
        }),
        version: 5,
        ..bare.clone()
    });
    for next in [cloud, url, bare.clone()].into_iter().chain(ways).chain([bare.clone()]) {
        tables.put_destination(&next).expect("stored");
        assert_eq!(tables.destination(next.id), Ok(Some(next)));
    }
}

/// What is said of the environment and its owner on writing is ignored.
pub fn an_end_mentions_the_environment_it_is_in(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let source = in_progress(&world, SourceId(tables.new_id()));
    let lying = Source {
        environment: EnvironmentRef { environment_flag: EnvironmentFlag::Production, ..source.environment },
        organization: OrganizationRef { id: world.us, name: "Nobody".to_owned() },
        ..source.clone()
    };
    tables.put_source(&lying).expect("stored");
    assert_eq!(tables.source(source.id), Ok(Some(source)));
}

/// An environment that is mentioned must exist.
pub fn an_end_in_no_environment_is_refused(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let mut source = in_progress(&world, SourceId(tables.new_id()));
    source.environment.id = EnvironmentId(tables.new_id());
    assert!(tables.put_source(&source).is_err());
    assert_eq!(tables.source(source.id), Ok(None));
}

/// Names are compared in lower case by Unicode, then bytewise; other environments' are not listed.
pub fn ends_are_listed_by_folded_name_then_id(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let names = ["zebra", "Örebro", "alpha", "örebro", "Beta", "ALPHA", "beta_", "Zebra"];
    let expected = ["alpha", "ALPHA", "Beta", "beta_", "zebra", "Zebra", "Örebro", "örebro"];
    for name in names {
        world.source(tables, name);
        world.destination(tables, name);
        world.their_destination(tables, name);
    }
    let sources = tables.sources(world.ours[0].id, ALL).expect("read");
    assert_eq!(sources.items.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), expected);
    let destinations = tables.destinations(world.ours[0].id, ALL).expect("read");
    assert_eq!(destinations.items.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), expected);
    assert_eq!(tables.sources(world.ours[1].id, ALL).expect("read").total, 0);
    let first = &sources.items[0];
    assert_eq!(tables.source(first.id), Ok(Some(first.clone())), "a list says what a single read says");
}

/// Each page holds its part and the total; beyond the last there is nothing.
pub fn ends_come_in_pages(tables: &mut dyn Tables) {
    let world = World::new(tables);
    for name in ["a", "b", "c", "d", "e"] {
        world.source(tables, name);
        world.destination(tables, name);
    }
    for (page, expected) in [(1, "ab"), (2, "cd"), (3, "e"), (4, ""), (u32::MAX, "")] {
        let request = PageRequest { page, size: 2 };
        let sources = tables.sources(world.ours[0].id, request).expect("read");
        let destinations = tables.destinations(world.ours[0].id, request).expect("read");
        assert_eq!(
            (sources.items.iter().map(|row| row.name.as_str()).collect::<String>().as_str(), sources.total),
            (expected, 5)
        );
        assert_eq!(destinations.items.iter().map(|row| row.name.as_str()).collect::<String>(), expected);
        assert_eq!(destinations.total, 5);
    }
}

/// It can no longer be read or listed, and what was subscribed to it can still be.
pub fn a_removed_end_keeps_its_name_in_subscriptions(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let (source, destination) = (world.source(tables, "Intake"), world.destination(tables, "Lake"));
    let id = world.subscribe(tables, source, destination, "FHIR.Patient");
    tables.remove_source(source, Instant(5)).expect("stored");
    tables.remove_destination(destination, Instant(5)).expect("stored");
    assert_eq!(tables.source(source), Ok(None));
    assert_eq!(tables.destination(destination), Ok(None));
    assert_eq!(tables.sources(world.ours[0].id, ALL).expect("read").total, 0);
    assert_eq!(tables.destinations(world.ours[0].id, ALL).expect("read").total, 0);
    let subscription = tables.subscription(id).expect("read").expect("there");
    assert_eq!((subscription.source.name.as_str(), subscription.destination.name.as_str()), ("Intake", "Lake"));
    assert_eq!(tables.subscription_environments(id), Ok(Some((world.ours[0].id, world.ours[0].id))));
}
