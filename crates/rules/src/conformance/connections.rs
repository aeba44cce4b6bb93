//! Connections, from one side and from the other.

use super::world::{ALL, World, connect, insert_organization};
use crate::{OrganizationKind, Tables};
use causeway_api::{ConnectionId, ConnectionKind, ConnectionStatus, Instant, PageRequest};

/// Each side sees the other; who takes no part sees nothing.
pub fn a_connection_is_seen_from_both_sides(tables: &mut dyn Tables) {
    let (one, _) = insert_organization(tables, "Tidewell Health", OrganizationKind::Member, "A clinic.");
    let (other, _) = insert_organization(tables, "Engine", OrganizationKind::System, "A test bed.");
    let (third, _) = insert_organization(tables, "Mercy Valley Health", OrganizationKind::Member, "");
    let id = ConnectionId(tables.new_id());
    tables.insert_connection(id, one, other, Instant(1_772_366_400_123)).expect("stored");

    let seen = tables.connection(one, id).expect("read").expect("there");
    assert_eq!((seen.id, seen.organization.id, seen.organization.name.as_str()), (id, other, "Engine"));
    assert_eq!((seen.kind, seen.description.as_str()), (ConnectionKind::Default, "A test bed."));
    assert_eq!((seen.connected_at, seen.version), (Some(Instant(1_772_366_400_123)), 1));
    assert_eq!((seen.status, seen.requested_by), (ConnectionStatus::Connected, None));
    let seen = tables.connection(other, id).expect("read").expect("there");
    assert_eq!((seen.organization.id, seen.kind, seen.description.as_str()), (one, ConnectionKind::Partner, "A clinic."));
    assert_eq!(tables.connection(third, id), Ok(None));
    let own = tables.connection_between(one, one).expect("read").expect("there");
    let seen = tables.connection(one, own).expect("read").expect("there");
    assert_eq!((seen.organization.id, seen.kind), (one, ConnectionKind::Own));
}

/// There is one at most for each pair, and one with yourself.
pub fn a_connection_belongs_to_a_pair_in_either_order(tables: &mut dyn Tables) {
    let world = World::new(tables);
    assert_eq!(tables.connection_between(world.us, world.them), Ok(Some(world.shared)));
    assert_eq!(tables.connection_between(world.them, world.us), Ok(Some(world.shared)));
    assert_eq!(tables.connection_between(world.us, world.us), Ok(Some(world.own)));
    let (third, _) = insert_organization(tables, "Labs", OrganizationKind::Member, "");
    assert_eq!(tables.connection_between(world.us, third), Ok(None));
    let again = ConnectionId(tables.new_id());
    assert!(tables.insert_connection(again, world.them, world.us, Instant(0)).is_err());
}

/// Names are compared in lower case by Unicode, then bytewise.
pub fn your_own_connection_comes_first_and_the_rest_by_folded_name(tables: &mut dyn Tables) {
    let (us, _) = insert_organization(tables, "Tidewell Health", OrganizationKind::Member, "");
    for name in ["éclair Labs", "Zebra Labs", "ÄTHER Labs", "apex Labs", "Éclair Clinic", "Beacon Labs", "beacon clinic"] {
        let (other, _) = insert_organization(tables, name, OrganizationKind::Member, "");
        connect(tables, us, other);
    }
    let rows = tables.connections(us, ALL).expect("read");
    let names: Vec<_> = rows.items.iter().map(|row| row.organization.name.as_str()).collect();
    let expected = [
        "Tidewell Health",
        "apex Labs",
        "beacon clinic",
        "Beacon Labs",
        "Zebra Labs",
        "ÄTHER Labs",
        "Éclair Clinic",
        "éclair Labs",
    ];
    assert_eq!(names, expected);
    assert_eq!(rows.items[0].kind, ConnectionKind::Own);
}

/// Each page holds its part and the total; beyond the last there is nothing.
pub fn connections_come_in_pages(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let size = |page| {
        let rows = tables.connections(world.us, PageRequest { page, size: 1 }).expect("read");
        (rows.items.len(), rows.total)
    };
    assert_eq!([size(1), size(2), size(3)], [(1, 2), (1, 2), (0, 2)]);
}
