//! Subscriptions, one by one.

use super::world::{World, listed, model};
use crate::{End, Tables};
use causeway_api::{
    DestinationId, EnvironmentFlag, Instant, OrganizationRef, QueueStatus, SourceId, Subscription, SubscriptionId,
};

/// New, changed and deleted.
pub fn a_subscription_comes_back_as_it_was_stored(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let (source, destination) = (world.source(tables, "Intake"), world.destination(tables, "Lake"));
    let mut row = world.draft(tables, source, destination, "FHIR.Event.Order");
    assert_eq!(tables.subscription(row.id), Ok(None));
    assert_eq!(tables.subscription_environments(row.id), Ok(None));
    tables.put_subscription(&row).expect("stored");
    let us = OrganizationRef { id: world.us, name: "Tidewell Health".to_owned() };
    for (name, flag, owner) in [
        (&mut row.source.name, &mut row.source.environment_flag, &mut row.source.organization),
        (&mut row.destination.name, &mut row.destination.environment_flag, &mut row.destination.organization),
    ] {
        *name = String::new();
        *flag = EnvironmentFlag::Development;
        *owner = us.clone();
    }
    row.source.name = "Intake".into();
    row.destination.name = "Lake".into();
    assert_eq!(tables.subscription(row.id), Ok(Some(row.clone())));
    for (queue_status, deleted_at) in QueueStatus::ALL.into_iter().zip([None, Some(Instant(1_772_366_400_009)), None]) {
        row = Subscription {
            name: "Übergabe “1”".to_owned(),
            queue_status,
            activated_at: Some(Instant(1)),
            created_at: Instant(2),
            updated_at: Instant(3),
            deleted_at,
            version: row.version + 1,
            ..row
        };
        tables.put_subscription(&row).expect("stored");
        assert_eq!(tables.subscription(row.id), Ok(Some(row.clone())));
    }
}

/// Names and owners are read where they belong, not where they were copied.
pub fn a_subscription_shows_its_ends_as_they_are_now(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let (source, destination) = (world.source(tables, "Intake"), world.their_destination(tables, "Epic inbound"));
    let id = world.subscribe(tables, source, destination, "FHIR.Patient");
    let mut renamed = tables.source(source).expect("read").expect("there");
    renamed.name = "Intake API".into();
    tables.put_source(&renamed).expect("stored");
    let row = tables.subscription(id).expect("read").expect("there");
    assert_eq!((row.source.name.as_str(), row.source.organization.name.as_str()), ("Intake API", "Tidewell Health"));
    assert_eq!(
        (row.destination.organization.id, row.destination.organization.name.as_str()),
        (world.them, "Mercy Valley Health")
    );
    assert_eq!(row.destination.environment_flag, EnvironmentFlag::Development);
    assert_eq!(tables.subscription_environments(id), Ok(Some((world.ours[0].id, world.theirs[0].id))));
}

/// The ends that are mentioned must exist.
pub fn a_subscription_between_no_ends_is_refused(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let (source, destination) = (world.source(tables, "Intake"), world.destination(tables, "Lake"));
    let (no_source, no_destination) = (SourceId(tables.new_id()), DestinationId(tables.new_id()));
    for (source, destination) in [(no_source, destination), (source, no_destination)] {
        let draft = world.draft(tables, source, destination, "FHIR.Patient");
        assert!(tables.put_subscription(&draft).is_err());
        assert_eq!(tables.subscription(draft.id), Ok(None));
    }
}

/// Whatever the rules do: storage itself refuses it.
pub fn two_live_subscriptions_never_share_their_triple(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let (source, destination) = (world.source(tables, "Intake"), world.destination(tables, "Lake"));
    let id = world.subscribe(tables, source, destination, "FHIR.Patient");
    world.subscribe(tables, source, destination, "FHIR.Encounter");
    let again = world.draft(tables, source, destination, "FHIR.Patient");
    assert!(tables.put_subscription(&again).is_err());
    let live = tables.live_subscription(source, destination, model("FHIR.Patient")).expect("read");
    assert_eq!(live, tables.subscription(id).expect("read"));
    assert_eq!(tables.live_subscription(source, destination, model("FHIR.Goal")), Ok(None));
}

/// It is read by its id, and nowhere else.
pub fn a_deleted_subscription_makes_room_for_another(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let (source, destination) = (world.source(tables, "Intake"), world.destination(tables, "Lake"));
    let mut row = world.draft(tables, source, destination, "FHIR.Patient");
    tables.put_subscription(&row).expect("stored");
    row.deleted_at = Some(Instant(7));
    tables.put_subscription(&row).expect("stored");
    assert_eq!(listed(tables, &world.list()), []);
    assert_eq!(tables.live_subscription(source, destination, model("FHIR.Patient")), Ok(None));
    assert_eq!(tables.live_subscriptions_of(End::Source(source), 9), Ok(vec![]));
    assert_eq!(tables.shares_subscription(End::Source(source), world.us), Ok(false));
    let next = world.subscribe(tables, source, destination, "FHIR.Patient");
    assert_eq!(listed(tables, &world.list()), [next]);
    row.deleted_at = None;
    assert!(tables.put_subscription(&row).is_err(), "it cannot come back while another is live");
}

/// The live ones only, no more than asked for.
pub fn the_subscriptions_of_an_end_come_by_id(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let (source, other) = (world.source(tables, "Intake"), world.source(tables, "Results"));
    let (destination, inbound) = (world.destination(tables, "Lake"), world.their_destination(tables, "Epic inbound"));
    let ids = [
        world.subscribe(tables, source, destination, "FHIR.Patient"),
        world.subscribe(tables, source, inbound, "FHIR.Encounter"),
        world.subscribe(tables, source, destination, "FHIR.Account"),
        world.subscribe(tables, other, destination, "FHIR.Patient"),
    ];
    let of = |end, most| -> Vec<SubscriptionId> {
        tables.live_subscriptions_of(end, most).expect("read").iter().map(|row| row.id).collect()
    };
    assert_eq!(of(End::Source(source), u32::MAX), ids[..3]);
    assert_eq!(of(End::Source(source), 2), ids[..2]);
    assert_eq!(of(End::Destination(destination), 9), [ids[0], ids[2], ids[3]]);
}

/// And with nobody else.
pub fn an_end_is_shared_with_those_at_its_other_ends(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let (source, lonely) = (world.source(tables, "Intake"), world.source(tables, "Results"));
    let inbound = world.their_destination(tables, "Epic inbound");
    world.subscribe(tables, source, inbound, "FHIR.Patient");
    assert_eq!(tables.shares_subscription(End::Source(source), world.them), Ok(true));
    assert_eq!(tables.shares_subscription(End::Destination(inbound), world.us), Ok(true));
    assert_eq!(tables.shares_subscription(End::Destination(inbound), world.them), Ok(false));
    assert_eq!(tables.shares_subscription(End::Source(lonely), world.them), Ok(false));
}
