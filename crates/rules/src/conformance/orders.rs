//! In which order and in which parts subscriptions are listed.

use super::world::{World, listed, model};
use crate::Tables;
use causeway_api::{Instant, PageRequest, QueueStatus, SubscriptionId, SubscriptionList, SubscriptionOrder};

/// Oldest first, where nothing else is asked for.
pub fn a_list_is_in_order_of_creation(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let (source, destination) = (world.source(tables, "Intake"), world.destination(tables, "Lake"));
    let mut ids = Vec::new();
    for (name, created_at) in [("FHIR.Patient", 3), ("FHIR.Account", 1), ("FHIR.Goal", 2), ("FHIR.Task", 1)] {
        let mut draft = world.draft(tables, source, destination, name);
        draft.created_at = Instant(created_at);
        tables.put_subscription(&draft).expect("stored");
        ids.push(draft.id);
    }
    assert_eq!(listed(tables, &world.list()), [ids[1], ids[3], ids[2], ids[0]]);
}

/// Among equals the id ascends, also where the rest descends.
pub fn every_order_goes_both_ways_and_ends_with_the_id(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let sources = [world.source(tables, "b"), world.source(tables, "A")];
    let destinations = [world.destination(tables, "B"), world.destination(tables, "a")];
    let mut ids: Vec<SubscriptionId> = Vec::new();
    // The first has the greatest value in every order, the others share the least one.
    for (source, destination, name, queue_status, at) in [
        (0, 0, "FHIR.Task", QueueStatus::Failing, 9),
        (1, 1, "FHIR.Goal", QueueStatus::Active, 1),
        (1, 1, "FHIR.Account", QueueStatus::Active, 1),
    ] {
        let mut draft = world.draft(tables, sources[source], destinations[destination], name);
        draft.name = if at == 9 { "Z" } else { "a" }.into();
        draft.queue_status = queue_status;
        (draft.activated_at, draft.created_at) = (Some(Instant(at)), Instant(at));
        tables.put_subscription(&draft).expect("stored");
        ids.push(draft.id);
    }
    for order in [
        SubscriptionOrder::Name,
        SubscriptionOrder::Source,
        SubscriptionOrder::Destination,
        SubscriptionOrder::QueueStatus,
        SubscriptionOrder::ActivatedAt,
        SubscriptionOrder::CreatedAt,
        SubscriptionOrder::DataModel,
    ] {
        let list = |is_ascending| listed(tables, &SubscriptionList { order_by: Some(order), is_ascending, ..world.list() });
        let (ascending, descending) = match order {
            SubscriptionOrder::DataModel => ([ids[2], ids[1], ids[0]], [ids[0], ids[1], ids[2]]),
            _ => ([ids[1], ids[2], ids[0]], [ids[0], ids[1], ids[2]]),
        };
        assert_eq!(list(None), ascending, "{order:?}");
        assert_eq!(list(Some(true)), ascending, "{order:?}");
        assert_eq!(list(Some(false)), descending, "{order:?} descending");
    }
}

/// In lower case by Unicode, then bytewise.
pub fn names_are_ordered_folded(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let (source, destination) = (world.source(tables, "Intake"), world.destination(tables, "Lake"));
    let names = ["Öl", "zeta", "Alpha", "beta", "ÄRZTE", "öl 2", "Beta 2"];
    for (name, data_model) in names.iter().zip(causeway_api::DataModel::all()) {
        let mut draft = world.draft(tables, source, destination, "FHIR.Patient");
        (draft.name, draft.data_model) = ((*name).to_owned(), data_model);
        tables.put_subscription(&draft).expect("stored");
    }
    let list = SubscriptionList { order_by: Some(SubscriptionOrder::Name), ..world.list() };
    let rows = tables.subscriptions(&list, PageRequest { page: 1, size: 50 }).expect("read").items;
    let ordered: Vec<_> = rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(ordered, ["Alpha", "beta", "Beta 2", "zeta", "ÄRZTE", "Öl", "öl 2"]);
}

/// Each page holds its part of the order and the total; the list's own paging fields do not matter.
pub fn subscriptions_come_in_pages(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let (source, destination) = (world.source(tables, "Intake"), world.destination(tables, "Lake"));
    let models = ["FHIR.Account", "FHIR.Goal", "FHIR.Patient", "FHIR.Slot", "FHIR.Task"];
    let ids: Vec<_> = models.iter().map(|name| world.subscribe(tables, source, destination, name)).collect();
    let list = SubscriptionList { page: Some(3), count: Some(1), ..world.list() };
    for (page, size, expected) in
        [(1, 2, &ids[..2]), (2, 2, &ids[2..4]), (3, 2, &ids[4..]), (4, 2, &[]), (1, 5, &ids), (2, 5, &[]), (u32::MAX, 1000, &[])]
    {
        let rows = tables.subscriptions(&list, PageRequest { page, size }).expect("read");
        assert_eq!(rows.items.iter().map(|row| row.id).collect::<Vec<_>>(), expected, "page {page} of {size}");
        assert_eq!(rows.total, 5);
    }
    let filtered = SubscriptionList { data_model: Some(model("FHIR.Goal")), ..list };
    let rows = tables.subscriptions(&filtered, PageRequest { page: 1, size: 1 }).expect("read");
    assert_eq!((rows.items[0].id, rows.total), (ids[1], 1));
    let row = rows.items[0].clone();
    assert_eq!(tables.subscription(row.id), Ok(Some(row)), "a list says what a single read says");
}

/// From a place on, whether or not its row is still there; the live ones that have an end here.
pub fn subscriptions_come_one_after_the_other(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let (source, destination) = (world.source(tables, "Intake"), world.destination(tables, "Lake"));
    let inbound = world.their_destination(tables, "Epic inbound");
    let mut drafts = Vec::new();
    for (to, name, created_at) in
        [(destination, "FHIR.Patient", 3), (inbound, "FHIR.Account", 1), (destination, "FHIR.Goal", 2), (inbound, "FHIR.Task", 1)]
    {
        let mut draft = world.draft(tables, source, to, name);
        draft.created_at = Instant(created_at);
        tables.put_subscription(&draft).expect("stored");
        drafts.push(draft);
    }
    let after = |tables: &dyn Tables, environment, after: Option<usize>, most| -> Vec<SubscriptionId> {
        let place = after.map(|index| (drafts[index].created_at, drafts[index].id));
        tables.subscriptions_after(environment, place, most).expect("read").iter().map(|row| row.id).collect()
    };
    let ids: Vec<SubscriptionId> = drafts.iter().map(|draft| draft.id).collect();
    let (ours, theirs) = (world.ours[0].id, world.theirs[0].id);
    assert_eq!(after(tables, ours, None, 9), [ids[1], ids[3], ids[2], ids[0]]);
    assert_eq!(after(tables, ours, Some(1), 2), [ids[3], ids[2]]);
    assert_eq!(after(tables, ours, Some(0), 9), []);
    assert_eq!(after(tables, theirs, None, 9), [ids[1], ids[3]]);
    let mut deleted = drafts[3].clone();
    deleted.deleted_at = Some(Instant(7));
    tables.put_subscription(&deleted).expect("stored");
    assert_eq!(after(tables, ours, Some(3), 9), [ids[2], ids[0]]);
    assert_eq!(after(tables, theirs, None, 9), [ids[1]]);
}
