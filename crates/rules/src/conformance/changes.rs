//! The numbers that readers catch up by.

use super::world::World;
use crate::{ChangedObject, Tables};
use causeway_api::{ConnectionId, DestinationId, SourceId, SubscriptionId};

/// Each environment counts for itself, from 1.
pub fn sequence_numbers_have_no_gaps(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let (one, other) = (world.ours[0].id, world.theirs[0].id);
    assert_eq!(tables.sequence(one), Ok(0));
    let objects = [
        ChangedObject::Source(SourceId(tables.new_id())),
        ChangedObject::Destination(DestinationId(tables.new_id())),
        ChangedObject::Subscription(SubscriptionId(tables.new_id())),
        ChangedObject::Connection(ConnectionId(tables.new_id())),
    ];
    for (index, object) in objects.into_iter().enumerate() {
        assert_eq!(tables.record_change(one, object), Ok(index as u64 + 1));
    }
    assert_eq!(tables.record_change(other, objects[0]), Ok(1));
    assert_eq!((tables.sequence(one), tables.sequence(other)), (Ok(4), Ok(1)));
}

/// As many as are asked for; those of other environments are theirs.
pub fn changes_are_told_in_their_order(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let (one, other) = (world.ours[0].id, world.theirs[0].id);
    assert_eq!(tables.changes_after(one, 0, 9), Ok(Some(vec![])));
    let objects = [
        ChangedObject::Source(SourceId(tables.new_id())),
        ChangedObject::Destination(DestinationId(tables.new_id())),
        ChangedObject::Subscription(SubscriptionId(tables.new_id())),
        ChangedObject::Connection(ConnectionId(tables.new_id())),
    ];
    for object in objects {
        tables.record_change(one, object).expect("stored");
        tables.record_change(other, objects[0]).expect("stored");
    }
    assert_eq!(tables.changes_after(one, 0, 9), Ok(Some((1..).zip(objects).collect())));
    assert_eq!(tables.changes_after(one, 1, 1), Ok(Some(vec![(2, objects[1])])));
    assert_eq!(tables.changes_after(one, 4, 9), Ok(Some(vec![])));
    assert_eq!(tables.changes_after(one, 5, 9), Ok(None), "nobody can know of what has not happened");
}
