//! The canonical form, and what each kind of tampering comes to.

use super::*;
use causeway_api::AuditKind;
use proptest::prelude::*;
use serde_json::json;

const OURS: OrganizationId = OrganizationId(7);

/// A record with these names, as it is written.
fn record(names: &[String]) -> Vec<AuditEntry> {
    let mut mark = AuditMark::beginning(OURS);
    let entries = names.iter().map(|name| {
        let mut entry = AuditEntry {
            sequence: mark.entries + 1,
            at: Instant(1_772_366_400_000),
            actor: AuditActor::default(),
            address: Some("192.0.2.7".to_owned()),
            action: AuditAction::SourceChange,
            object: AuditObject { id: "one".to_owned(), kind: AuditKind::Source, name: name.clone() },
            before: None,
            after: Some(json!({"name": name, "about": ["b", "a"], "z": {"y": 1, "x": null}})),
            previous_hash: mark.hash.clone(),
            hash: String::new(),
        };
        entry.hash = entry_hash(&entry);
        mark = AuditMark::after(&entry);
        entry
    });
    entries.collect()
}

/// What a reader of the API can make anew with nothing but the description of the field.
#[test]
fn the_canonical_form_is_the_json_without_the_hash_and_with_sorted_keys() {
    let entry = record(&["“Ünïque” \u{1}\n\"".to_owned()]).remove(0);
    let json = serde_json::to_value(&entry).expect("it serializes");
    let serde_json::Value::Object(mut fields) = json else { panic!("an object") };
    fields.remove("hash");
    let sorted: std::collections::BTreeMap<_, _> = fields.into_iter().collect();
    assert_eq!(String::from_utf8_lossy(&canonical(&entry)), serde_json::to_string(&sorted).expect("it serializes"));
}

/// Records that were written once have to be checked by every later version.
#[test]
fn the_hash_stays_what_it_is() {
    let entry = record(&["Intake".to_owned()]).remove(0);
    let form = concat!(
        r#"{"action":"source.change","actor":{"organization":null,"person":null,"token":null},"address":"192.0.2.7","#,
        r#""after":{"about":["b","a"],"name":"Intake","z":{"x":null,"y":1}},"at":"2026-03-01T12:00:00.000Z","before":null,"#,
        r#""object":{"id":"one","kind":"source","name":"Intake"},"#,
    );
    let end = format!(r#""previousHash":"{}","sequence":1}}"#, AuditMark::beginning(OURS).hash);
    assert_eq!(String::from_utf8_lossy(&canonical(&entry)), format!("{form}{end}"));
}

#[test]
fn the_record_of_one_organization_is_not_that_of_another() {
    let entries = record(&["Intake".to_owned()]);
    let broken = check_chain(AuditMark::beginning(OrganizationId(8)), &entries);
    assert_eq!(broken, Err(AuditBreak { sequence: 1, fault: AuditFault::Edited }));
}

proptest! {
    #[test]
    fn a_record_as_it_was_written_holds_whole_and_in_pieces(names in prop::collection::vec(".{0,8}", 0..12), cut in 0_usize..12) {
        let entries = record(&names);
        let whole = check_chain(AuditMark::beginning(OURS), &entries);
        prop_assert_eq!(whole.as_ref().map(|mark| mark.entries), Ok(names.len() as u64));
        let (one, other) = entries.split_at(cut.min(entries.len()));
        let pieces = check_chain(AuditMark::beginning(OURS), one).and_then(|mark| check_chain(mark, other));
        prop_assert_eq!(pieces, whole);
    }

    /// Whoever edits, removes, repeats or moves an entry is found at the first place that is not as it was.
    #[test]
    fn tampering_is_found_where_it_begins(
        names in prop::collection::vec("[a-c]{0,2}", 2..12),
        at in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
        how in 0..4,
    ) {
        let entries = record(&names);
        let (at, other) = (at.index(entries.len()), other.index(entries.len()));
        let mut tampered = entries.clone();
        match how {
            0 => tampered[at].object.name.push('!'),
            1 => drop(tampered.remove(at)),
            2 => tampered.insert(at, entries[other].clone()),
            _ => {
                tampered.swap(at, other);
                // With the numbers put right again.
                for (entry, sequence) in tampered.iter_mut().zip(1..) {
                    entry.sequence = sequence;
                }
            }
        }
        let written = AuditMark::after(&entries[entries.len() - 1]);
        let checked = check_chain(AuditMark::beginning(OURS), &tampered).and_then(|found| check_end(&found, &written));
        if tampered == entries {
            prop_assert_eq!(checked, Ok(()));
        } else {
            let first = entries.iter().zip(&tampered).take_while(|(entry, tampered)| entry == tampered).count() as u64 + 1;
            prop_assert_eq!(checked.map_err(|broken| broken.sequence), Err(first));
        }
    }
}
