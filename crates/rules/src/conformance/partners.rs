//! Who can be found, who asks for a connection, and what becomes of it.

use super::world::{ALL, World, connect, insert_organization, model};
use crate::{OrganizationKind, Tables};
use causeway_api::{
    Connection, ConnectionAnswer, ConnectionId, ConnectionKind, ConnectionRequest, ConnectionStatus, Contact,
    DirectoryConnection, DirectoryList, EnvironmentFlag, Instant, Organization, OrganizationId, OrganizationRef, PageRequest,
};

fn profile(tables: &dyn Tables, id: OrganizationId) -> Organization {
    tables.organization(id).expect("read").expect("there").profile
}

/// With whatever signs are in it; only its name stays.
pub fn a_profile_comes_back_as_it_was_stored(tables: &mut dyn Tables) {
    let (id, _) = insert_organization(tables, "Tidewell Health", OrganizationKind::Member, "A clinic.");
    let said = Organization {
        about: "“Clinics” & 'homes'\nalong the coast".to_owned(),
        products: vec!["Intake, \"fast\"".to_owned(), "Ärzte".to_owned()],
        data_models: vec![model("FHIR.Patient"), model("FHIR.Encounter")],
        contact: Some(Contact { name: "Desk".to_owned(), email: "desk@example.org".to_owned() }),
        is_listed: true,
        version: 2,
        ..profile(tables, id)
    };
    tables.put_profile(&Organization { name: "ignored".to_owned(), ..said.clone() }).expect("stored");
    assert_eq!(profile(tables, id), said);
    let blank = Organization { version: 3, ..Organization::blank(id, "Tidewell Health") };
    tables.put_profile(&blank).expect("stored");
    assert_eq!(profile(tables, id), blank);
    assert!(tables.put_profile(&Organization { id: OrganizationId(9), ..blank }).is_err());
}

/// And nobody else: not the viewer, and no system organization.
pub fn the_directory_has_who_chose_to_be_found(tables: &mut dyn Tables) {
    let (us, _) = insert_organization(tables, "Tidewell Health", OrganizationKind::Member, "");
    let names = ["zebra labs", "Ärztehaus", "Apex Labs", "Hidden Labs", "Engine"];
    let ids = names.map(|name| {
        let kind = if name == "Engine" { OrganizationKind::System } else { OrganizationKind::Member };
        insert_organization(tables, name, kind, "").0
    });
    for id in [us, ids[0], ids[1], ids[2], ids[4]] {
        let listed = Organization { is_listed: true, ..profile(tables, id) };
        tables.put_profile(&listed).expect("stored");
    }
    let connected = connect(tables, us, ids[2]);
    let all = tables.directory(us, &DirectoryList::default(), ALL).expect("read");
    let found: Vec<_> = all.items.iter().map(|entry| entry.organization.name.as_str()).collect();
    assert_eq!((found, all.total), (vec!["Apex Labs", "zebra labs", "Ärztehaus"], 3));
    let connection = DirectoryConnection { id: connected, status: ConnectionStatus::Connected };
    assert_eq!(all.items[0].connection, Some(connection));
    assert_eq!(all.items[1].connection, None);
    assert_eq!(all.items[0].organization, profile(tables, ids[2]));
    let second = tables.directory(us, &DirectoryList::default(), PageRequest { page: 2, size: 2 }).expect("read");
    assert_eq!((second.items.len(), second.total), (1, 3));
}

/// In names, in what they do and in their products, folded; and by data model.
pub fn the_directory_is_searched(tables: &mut dyn Tables) {
    let (us, _) = insert_organization(tables, "Tidewell Health", OrganizationKind::Member, "");
    for (name, about, product, models) in [
        ("Ärztehaus", "Clinics", "Öffnungszeiten", &["FHIR.Slot"][..]),
        ("Zebra", "Reads SLIDES", "Pathology", &["FHIR.Specimen", "FHIR.Slot"]),
        ("Plain", "", "50% off", &[]),
    ] {
        let (id, _) = insert_organization(tables, name, OrganizationKind::Member, about);
        let data_models = models.iter().map(|name| model(name)).collect();
        let listed = Organization { is_listed: true, products: vec![product.to_owned()], data_models, ..profile(tables, id) };
        tables.put_profile(&listed).expect("stored");
    }
    let found = |term: Option<&str>, name: Option<&str>| -> Vec<String> {
        let list =
            DirectoryList { search_term: term.map(str::to_owned), data_model: name.map(model), ..DirectoryList::default() };
        let rows = tables.directory(us, &list, ALL).expect("read");
        rows.items.into_iter().map(|entry| entry.organization.name).collect()
    };
    assert_eq!(found(Some("ÄRZTE"), None), ["Ärztehaus"]);
    assert_eq!(found(Some("slides"), None), ["Zebra"]);
    assert_eq!(found(Some("öffnung"), None), ["Ärztehaus"]);
    assert_eq!(found(Some("0%"), None), ["Plain"]);
    assert_eq!(found(Some("\""), None), [""; 0]);
    assert_eq!(found(Some(""), None), ["Plain", "Zebra", "Ärztehaus"]);
    assert_eq!(found(None, Some("FHIR.Slot")), ["Zebra", "Ärztehaus"]);
    assert_eq!(found(Some("zebra"), Some("FHIR.Goal")), [""; 0]);
}

/// A connection that `us` asks `them` for.
fn requested(tables: &mut dyn Tables, us: OrganizationId, them: OrganizationId) -> Connection {
    let id = ConnectionId(tables.new_id());
    let connection = Connection {
        id,
        organization: OrganizationRef { id: them, name: "ignored".to_owned() },
        kind: ConnectionKind::Own,
        status: ConnectionStatus::Requested,
        requested_by: None,
        description: "ignored".to_owned(),
        connected_at: None,
        version: 1,
    };
    tables.put_connection(us, &connection).expect("stored");
    connection
}

fn request(by: OrganizationId, connection: &Connection, requested_at: Instant) -> ConnectionRequest {
    ConnectionRequest {
        id: connection.id,
        status: ConnectionStatus::Ended,
        by: OrganizationRef { id: by, name: "ignored".to_owned() },
        to: connection.organization.clone(),
        person_name: "Aria Chen".to_owned(),
        purpose: "Referrals".to_owned(),
        data_models: vec![model("FHIR.ServiceRequest")],
        environment_flag: EnvironmentFlag::Staging,
        message: "Two\nlines".to_owned(),
        requested_at,
        answer: None,
        version: 99,
    }
}

/// Both sides see the same, and still one pair has one connection.
pub fn a_connection_changes_how_it_stands(tables: &mut dyn Tables) {
    let (us, _) = insert_organization(tables, "Tidewell Health", OrganizationKind::Member, "");
    let (them, _) = insert_organization(tables, "Labs", OrganizationKind::Member, "Reads slides.");
    let asked = requested(tables, us, them);
    tables.put_connection_request(&request(us, &asked, Instant(5))).expect("stored");
    let seen = tables.connection(us, asked.id).expect("read").expect("there");
    assert_eq!((seen.status, seen.requested_by, seen.connected_at), (ConnectionStatus::Requested, Some(us), None));
    assert_eq!((seen.kind, seen.description.as_str(), seen.version), (ConnectionKind::Partner, "Reads slides.", 1));
    assert!(seen.awaits_their_answer() && !seen.awaits_your_answer());
    let theirs = tables.connection(them, asked.id).expect("read").expect("there");
    assert!(theirs.awaits_your_answer() && !theirs.awaits_their_answer());

    let connected = Connection { status: ConnectionStatus::Connected, connected_at: Some(Instant(7)), version: 2, ..theirs };
    tables.put_connection(them, &connected).expect("stored");
    let seen = tables.connection(us, asked.id).expect("read").expect("there");
    assert_eq!((seen.status, seen.connected_at, seen.version), (ConnectionStatus::Connected, Some(Instant(7)), 2));
    let twin = ConnectionId(tables.new_id());
    assert!(tables.put_connection(us, &Connection { id: twin, ..seen }).is_err());

    tables.remove_connection(asked.id).expect("removed");
    assert_eq!(tables.connection(us, asked.id), Ok(None));
    assert_eq!(tables.connection_between(us, them), Ok(None));
    assert_eq!(tables.connection_request(us, asked.id), Ok(None));
}

/// Both sides read it; who takes no part does not.
pub fn a_request_is_read_by_both_sides(tables: &mut dyn Tables) {
    let (us, _) = insert_organization(tables, "Tidewell Health", OrganizationKind::Member, "");
    let (them, _) = insert_organization(tables, "Labs", OrganizationKind::Member, "");
    let (third, _) = insert_organization(tables, "Others", OrganizationKind::Member, "");
    let asked = requested(tables, them, us);
    let stored = request(them, &asked, Instant(1_772_366_400_123));
    tables.put_connection_request(&stored).expect("stored");
    let expected = ConnectionRequest {
        status: ConnectionStatus::Requested,
        by: OrganizationRef { id: them, name: "Labs".to_owned() },
        to: OrganizationRef { id: us, name: "Tidewell Health".to_owned() },
        version: 1,
        ..stored
    };
    for viewer in [us, them] {
        assert_eq!(tables.connection_request(viewer, asked.id), Ok(Some(expected.clone())));
    }
    assert_eq!(tables.connection_request(third, asked.id), Ok(None));
    let answer = Some(ConnectionAnswer { message: String::new(), at: Instant(8) });
    let answered = ConnectionRequest { answer, ..expected };
    tables.put_connection_request(&answered).expect("stored");
    assert_eq!(tables.connection_request(us, asked.id), Ok(Some(answered)));
}

/// Of both directions.
pub fn open_requests_come_first_then_the_newest(tables: &mut dyn Tables) {
    let (us, _) = insert_organization(tables, "Tidewell Health", OrganizationKind::Member, "");
    let mut ids = Vec::new();
    let places = [
        (ConnectionStatus::Declined, 9, true),
        (ConnectionStatus::Requested, 1, false),
        (ConnectionStatus::Connected, 8, false),
        (ConnectionStatus::Requested, 2, true),
    ];
    for (status, at, is_ours) in places {
        let (them, _) = insert_organization(tables, "Labs", OrganizationKind::Member, "");
        let connected_at = Some(Instant(3));
        let asked = Connection { status, connected_at, ..requested(tables, us, them) };
        tables.put_connection(us, &asked).expect("stored");
        let by = if is_ours { us } else { them };
        let to = OrganizationRef { id: if is_ours { them } else { us }, name: String::new() };
        let row = ConnectionRequest { to, ..request(by, &asked, Instant(at)) };
        tables.put_connection_request(&row).expect("stored");
        ids.push(asked.id);
    }
    let listed = |page| {
        let rows = tables.connection_requests(us, page).expect("read");
        (rows.items.iter().map(|row| row.id).collect::<Vec<_>>(), rows.total)
    };
    assert_eq!(listed(ALL), (vec![ids[3], ids[1], ids[0], ids[2]], 4));
    assert_eq!(listed(PageRequest { page: 2, size: 3 }), (vec![ids[2]], 4));
}

/// Not the live ones of one side alone, and not the deleted ones.
pub fn the_subscriptions_between_two_join_them(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let (source, lake) = (world.source(tables, "Intake"), world.destination(tables, "Lake"));
    let inbound = world.their_destination(tables, "Epic inbound");
    let mut ids = Vec::new();
    for (destination, name) in [(inbound, "FHIR.Patient"), (lake, "FHIR.Patient"), (inbound, "FHIR.Goal"), (inbound, "FHIR.Task")]
    {
        let mut row = world.draft(tables, source, destination, name);
        row.connection_id = world.shared;
        row.deleted_at = (name == "FHIR.Goal").then_some(Instant(7));
        tables.put_subscription(&row).expect("stored");
        ids.push(row.id);
    }
    let between = tables.live_subscriptions_between(world.shared).expect("read");
    assert_eq!(between.iter().map(|row| row.id).collect::<Vec<_>>(), [ids[0], ids[3]]);
    assert_eq!(tables.live_subscriptions_between(world.own), Ok(vec![]));
}
