//! Organizations' records of changes.

use super::world::{ALL, World};
use crate::{AuditEnds, AuditMark, Rows, Tables, check_chain, entry_hash};
use causeway_api::{
    AuditAction, AuditActor, AuditEntry, AuditKind, AuditList, AuditObject, Instant, OrganizationId, OrganizationRef,
    PageRequest, PersonId, PersonRef, TokenId, TokenRef,
};
use serde_json::json;
use uuid::Uuid;

const INES: PersonId = PersonId(Uuid::from_u128(7));
const TOMAS: PersonId = PersonId(Uuid::from_u128(8));

/// Appends an entry after the last one.
fn append(tables: &mut dyn Tables, organization: OrganizationId, entry: AuditEntry) -> AuditEntry {
    let AuditMark { entries, hash } = tables.audit_ends(organization).expect("read").last;
    let mut entry = AuditEntry { sequence: entries + 1, previous_hash: hash, ..entry };
    entry.hash = entry_hash(&entry);
    tables.append_audit(organization, &entry).expect("stored");
    entry
}

/// What a person did to a source.
fn entry((person, name): (PersonId, &str), action: AuditAction, (id, object): (&str, &str), at: i64) -> AuditEntry {
    AuditEntry {
        sequence: 0,
        at: Instant(at),
        actor: AuditActor { person: Some(PersonRef { id: person, name: name.to_owned() }), ..AuditActor::default() },
        address: None,
        action,
        object: AuditObject { id: id.to_owned(), kind: AuditKind::Source, name: object.to_owned() },
        before: None,
        after: None,
        previous_hash: String::new(),
        hash: String::new(),
    }
}

fn simple(name: &str) -> AuditEntry {
    entry((INES, "Inês Ferreira"), AuditAction::SourceCreate, ("one", name), 5)
}

/// With everything that there can be, and with nothing of it.
pub fn an_entry_comes_back_as_it_was_recorded(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let full = AuditEntry {
        actor: AuditActor {
            organization: Some(OrganizationRef { id: world.them, name: "Mercy Valley Health".to_owned() }),
            person: Some(PersonRef { id: INES, name: "Inês Ferreira".to_owned() }),
            token: Some(TokenRef { id: TokenId(Uuid::from_u128(9)), name: "engine".to_owned() }),
        },
        address: Some("2001:db8::7".to_owned()),
        before: Some(json!({"name": "“Intake”\n", "step": null, "tags": ["b", "a"], "count": 3})),
        after: Some(json!({"z": {"y": true, "x": 18_446_744_073_709_551_615_u64}, "a": -1})),
        ..simple("Intake API")
    };
    let full = append(tables, world.us, full);
    let empty = append(tables, world.us, AuditEntry { actor: AuditActor::default(), ..simple("") });
    assert_eq!(tables.audit_after(world.us, 0, 9), Ok(vec![full, empty]));
}

/// Where nothing was recorded, its end is its beginning.
pub fn each_organization_has_a_record_of_its_own(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let beginning = AuditMark::beginning(world.us);
    assert_ne!(beginning, AuditMark::beginning(world.them));
    assert_eq!(tables.audit_ends(world.us), Ok(AuditEnds { first: beginning.clone(), last: beginning.clone() }));
    let theirs = append(tables, world.them, simple("Theirs"));
    assert_eq!(tables.audit_ends(world.us).expect("read").last, beginning);
    let ours = [append(tables, world.us, simple("One")), append(tables, world.us, simple("Two"))];
    assert_eq!((theirs.sequence, ours[1].sequence), (1, 2));
    assert_eq!(tables.audit_ends(world.us).expect("read").last, AuditMark::after(&ours[1]));
    let kept = tables.audit_after(world.us, 0, 9).expect("read");
    assert_eq!(check_chain(beginning, &kept), Ok(AuditMark::after(&ours[1])));
    assert_eq!(tables.audit_after(world.them, 0, 9), Ok(vec![theirs]));
}

/// Newest first in pages, for people; oldest first from a number on, for files.
pub fn a_record_is_read_from_both_ends(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let all = ["One", "Two", "Three", "Four", "Five"].map(|name| append(tables, world.us, simple(name)));
    append(tables, world.them, simple("Theirs"));
    let list = AuditList::all(world.us);
    let newest: Vec<_> = all.iter().rev().cloned().collect();
    assert_eq!(tables.audit(&list, ALL), Ok(Rows { items: newest.clone(), total: 5 }));
    let second = PageRequest { page: 2, size: 2 };
    assert_eq!(tables.audit(&list, second), Ok(Rows { items: newest[2..4].to_vec(), total: 5 }));
    assert_eq!(tables.audit_after(world.us, 2, 2), Ok(all[2..4].to_vec()));
    assert_eq!(tables.audit_after(world.us, 5, 2), Ok(Vec::new()));
}

/// Each for itself, and all together.
pub fn each_filter_limits_the_record(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let (ines, tomas) = ((INES, "Inês Ferreira"), (TOMAS, "Tomas Lindgren"));
    let (one, other) = (("id-one", "Intake 100%"), ("id-other", "Lager ÄÖ"));
    append(tables, world.us, entry(ines, AuditAction::SourceCreate, one, 10));
    append(tables, world.us, entry(tomas, AuditAction::SourceCreate, other, 20));
    append(tables, world.us, entry(ines, AuditAction::SourceChange, other, 30));
    let scripted = entry(tomas, AuditAction::SourceDelete, one, 40);
    let token = Some(TokenRef { id: TokenId(Uuid::from_u128(9)), name: "Nightly".to_owned() });
    append(tables, world.us, AuditEntry { actor: AuditActor { token, ..scripted.actor.clone() }, ..scripted });
    let found = |list: AuditList| {
        let rows = tables.audit(&list, ALL).expect("read");
        assert_eq!(rows.total, rows.items.len() as u64, "everything fits on one page");
        rows.items.iter().map(|entry| entry.sequence).collect::<Vec<_>>()
    };
    let all = || AuditList::all(world.us);
    let search = |term: &str| found(AuditList { search_term: Some(term.to_owned()), ..all() });
    assert_eq!(found(AuditList { person_id: Some(INES), ..all() }), [3, 1]);
    assert_eq!(found(AuditList { action: Some(AuditAction::SourceCreate), ..all() }), [2, 1]);
    assert_eq!(found(AuditList { object_id: Some("id-one".to_owned()), ..all() }), [4, 1]);
    assert_eq!(found(AuditList { since: Some(Instant(20)), ..all() }), [4, 3, 2]);
    assert_eq!(found(AuditList { until: Some(Instant(20)), ..all() }), [1]);
    assert_eq!(search("lager äö"), [3, 2], "the object's name, folded");
    assert_eq!(search("FERREIRA"), [3, 1], "the person's name");
    assert_eq!(search("night"), [4], "the token's name");
    assert_eq!(search("id-o"), [4, 3, 2, 1], "the object's id");
    assert_eq!(search("0%"), [4, 1], "signs as they are");
    let together = AuditList {
        person_id: Some(TOMAS),
        action: Some(AuditAction::SourceDelete),
        object_id: Some("id-one".to_owned()),
        since: Some(Instant(40)),
        until: Some(Instant(41)),
        search_term: Some("intake".to_owned()),
        ..all()
    };
    assert_eq!(found(together), [4]);
}
