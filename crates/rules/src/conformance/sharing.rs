//! What organizations show each other, and what they propose.

use super::world::{ALL, World, listed};
use crate::{End, Tables};
use causeway_api::{
    Connection, ConnectionStatus, EndKind, EnvironmentFlag, Instant, PageRequest, QueueStatus, SourceId, Subscription,
    SubscriptionOrder,
};

const EVERYWHERE: &[EnvironmentFlag] = &EnvironmentFlag::ALL;

fn names(tables: &dyn Tables, world: &World, flags: &[EnvironmentFlag]) -> Vec<String> {
    let rows = tables.shared_ends(world.shared, flags, ALL).expect("read");
    assert_eq!(rows.total, rows.items.len() as u64);
    rows.items.into_iter().map(|end| end.name).collect()
}

/// In one list, by folded name; with the one that it is shared with, and nobody else.
pub fn a_shared_end_is_seen_by_both_sides_until_it_is_gone(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let (source, inbound) = (world.source(tables, "Zebra feed"), world.their_destination(tables, "apex inbound"));
    assert_eq!(tables.is_shared(End::Source(source), world.them), Ok(false));
    tables.set_shared_ends(world.shared, world.ours[0].id, &[End::Source(source), End::Source(source)]).expect("stored");
    tables.set_shared_ends(world.shared, world.theirs[0].id, &[End::Destination(inbound)]).expect("stored");
    assert_eq!(names(tables, &world, EVERYWHERE), ["apex inbound", "Zebra feed"]);
    assert_eq!(names(tables, &world, &[EnvironmentFlag::Staging]), [""; 0]);
    let second = tables.shared_ends(world.shared, EVERYWHERE, PageRequest { page: 2, size: 1 }).expect("read");
    let end = &second.items[0];
    assert_eq!((end.kind, end.id, end.organization.id, second.total), (EndKind::Source, source.0, world.us, 2));
    assert_eq!((end.environment_flag, end.setup_state), (EnvironmentFlag::Development, None));
    assert_eq!(tables.is_shared(End::Source(source), world.them), Ok(true));
    assert_eq!(tables.is_shared(End::Destination(inbound), world.us), Ok(true));
    assert_eq!(tables.is_shared(End::Destination(inbound), world.them), Ok(false));
    tables.remove_source(source, Instant(7)).expect("removed");
    assert_eq!(names(tables, &world, EVERYWHERE), ["apex inbound"]);
    assert_eq!(tables.is_shared(End::Source(source), world.them), Ok(false));
}

/// And leaves the other side's; an end of another environment is refused.
pub fn sharing_again_replaces_one_environments_ends(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let (one, other) = (world.source(tables, "One"), world.destination(tables, "Other"));
    let inbound = world.their_destination(tables, "Inbound");
    let ours = world.ours[0].id;
    tables.set_shared_ends(world.shared, world.theirs[0].id, &[End::Destination(inbound)]).expect("stored");
    tables.set_shared_ends(world.shared, ours, &[End::Source(one)]).expect("stored");
    tables.set_shared_ends(world.shared, ours, &[End::Destination(other)]).expect("stored");
    assert_eq!(names(tables, &world, EVERYWHERE), ["Inbound", "Other"]);
    tables.set_shared_ends(world.shared, ours, &[]).expect("stored");
    assert_eq!(names(tables, &world, EVERYWHERE), ["Inbound"]);
    assert!(tables.set_shared_ends(world.shared, world.ours[1].id, &[End::Source(one)]).is_err());
    let nothing = SourceId(tables.new_id());
    assert!(tables.set_shared_ends(world.shared, ours, &[End::Source(nothing)]).is_err());
}

/// One that both agreed on.
pub fn what_is_shared_needs_a_connection(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let source = world.source(tables, "Intake");
    tables.set_shared_ends(world.shared, world.ours[0].id, &[End::Source(source)]).expect("stored");
    let connection = tables.connection(world.us, world.shared).expect("read").expect("there");
    for status in ConnectionStatus::ALL {
        tables.put_connection(world.us, &Connection { status, ..connection.clone() }).expect("stored");
        let is_shared = status == ConnectionStatus::Connected;
        assert_eq!(tables.is_shared(End::Source(source), world.them), Ok(is_shared), "{status:?}");
    }
}

/// Not live since any instant; after all others by status.
pub fn a_proposed_subscription_comes_back_as_it_was_stored(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let (source, inbound) = (world.source(tables, "Intake"), world.their_destination(tables, "Epic inbound"));
    let draft = world.draft(tables, source, inbound, "FHIR.Patient");
    let proposed = Subscription {
        queue_status: QueueStatus::Proposed,
        proposed_by: Some(world.us),
        activated_at: None,
        connection_id: world.shared,
        ..draft
    };
    tables.put_subscription(&proposed).expect("stored");
    let failing = Subscription { queue_status: QueueStatus::Failing, ..world.draft(tables, source, inbound, "FHIR.Goal") };
    tables.put_subscription(&failing).expect("stored");
    let seen = tables.subscription(proposed.id).expect("read").expect("there");
    assert_eq!((seen.queue_status, seen.proposed_by, seen.activated_at), (QueueStatus::Proposed, Some(world.us), None));
    let by = |order| {
        let list = causeway_api::SubscriptionList { order_by: Some(order), ..world.list() };
        listed(tables, &list)
    };
    assert_eq!(by(SubscriptionOrder::QueueStatus), [failing.id, proposed.id]);
    assert_eq!(by(SubscriptionOrder::ActivatedAt), [proposed.id, failing.id]);
    let approved = Subscription { queue_status: QueueStatus::Active, proposed_by: None, activated_at: Some(Instant(9)), ..seen };
    tables.put_subscription(&approved).expect("stored");
    assert_eq!(tables.subscription(proposed.id), Ok(Some(approved)));
}

/// By its last end, whatever is stored of it afterwards.
pub fn who_ended_a_subscription_is_remembered(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let (source, inbound) = (world.source(tables, "Intake"), world.their_destination(tables, "Epic inbound"));
    let draft = world.draft(tables, source, inbound, "FHIR.Patient");
    assert!(tables.set_ended_by(draft.id, world.us).is_err());
    tables.put_subscription(&draft).expect("stored");
    assert_eq!(tables.ended_by(draft.id), Ok(None));
    for side in [world.us, world.them] {
        tables.set_ended_by(draft.id, side).expect("stored");
        tables.put_subscription(&draft).expect("stored");
        assert_eq!(tables.ended_by(draft.id), Ok(Some(side)));
    }
}
