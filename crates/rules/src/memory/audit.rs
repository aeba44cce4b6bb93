//! Organizations' records. They are as long as a browser's storage allows: the oldest entries are not kept.

use super::journal::Before;
use super::{Memory, lists::page_of};
use crate::{AuditEnds, AuditMark, Rows};
use causeway_api::{AuditEntry, AuditList, OrganizationId, PageRequest, fold};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// How many entries of an organization are kept: the demo's storage holds five million characters, and an entry takes two thousand.
const MOST_ENTRIES: usize = 512;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct AuditRows {
    first: AuditMark,
    last: AuditMark,
    entries: VecDeque<AuditEntry>,
}

/// What appending an entry replaced.
#[derive(Clone, Debug)]
pub(super) struct BeforeAppended {
    ends: AuditEnds,
    forgotten: Option<AuditEntry>,
}

impl Memory {
    pub(super) fn append_entry(&mut self, organization: OrganizationId, entry: &AuditEntry) {
        let beginning = AuditMark::beginning(organization);
        let empty = || AuditRows { first: beginning.clone(), last: beginning, entries: VecDeque::new() };
        let rows = self.rows.audit.entry(organization).or_insert_with(empty);
        let ends = AuditEnds { first: rows.first.clone(), last: rows.last.clone() };
        let forgotten = if rows.entries.len() < MOST_ENTRIES { None } else { rows.entries.pop_front() };
        if let Some(forgotten) = &forgotten {
            rows.first = AuditMark::after(forgotten);
        }
        rows.last = AuditMark::after(entry);
        rows.entries.push_back(entry.clone());
        self.journal.note(Before::Appended(organization, Box::new(BeforeAppended { ends, forgotten })));
    }

    pub(super) fn take_entry_back(&mut self, organization: OrganizationId, before: BeforeAppended) {
        let Some(rows) = self.rows.audit.get_mut(&organization) else { return };
        rows.entries.pop_back();
        if let Some(forgotten) = before.forgotten {
            rows.entries.push_front(forgotten);
        }
        AuditEnds { first: rows.first, last: rows.last } = before.ends;
        if rows.entries.is_empty() {
            self.rows.audit.remove(&organization);
        }
    }

    pub(super) fn ends_of_record(&self, organization: OrganizationId) -> AuditEnds {
        self.rows.audit.get(&organization).map_or_else(
            || AuditEnds { first: AuditMark::beginning(organization), last: AuditMark::beginning(organization) },
            |rows| AuditEnds { first: rows.first.clone(), last: rows.last.clone() },
        )
    }

    /// The kept entries, oldest first.
    pub(super) fn entries_of(&self, organization: OrganizationId) -> impl DoubleEndedIterator<Item = &AuditEntry> {
        self.rows.audit.get(&organization).into_iter().flat_map(|rows| &rows.entries)
    }

    pub(super) fn list_entries(&self, list: &AuditList, page: PageRequest) -> Rows<AuditEntry> {
        let term = list.search_term.as_deref().map(fold);
        let found = self.entries_of(list.organization_id).rev().filter(|entry| admits(list, term.as_deref(), entry));
        let found: Vec<_> = found.collect();
        Rows { total: found.len() as u64, items: page_of(&found, page).iter().map(|entry| (*entry).clone()).collect() }
    }
}

fn admits(list: &AuditList, term: Option<&str>, entry: &AuditEntry) -> bool {
    let (person, token) = (entry.actor.person.as_ref(), entry.actor.token.as_ref());
    let names = [Some(&entry.object.name), person.map(|person| &person.name), token.map(|token| &token.name)];
    let holds = |term: &str| names.into_iter().flatten().any(|name| fold(name).contains(term)) || entry.object.id.contains(term);
    list.person_id.is_none_or(|id| person.is_some_and(|person| person.id == id))
        && list.action.is_none_or(|action| entry.action == action)
        && list.object_id.as_ref().is_none_or(|id| entry.object.id == *id)
        && list.since.is_none_or(|since| entry.at >= since)
        && list.until.is_none_or(|until| entry.at < until)
        && term.is_none_or(holds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Clock, OrganizationKind, Tables as _, check_chain, check_end, entry_hash};
    use causeway_api::{AuditAction, AuditActor, AuditKind, AuditObject, Instant};

    fn append(memory: &mut Memory, organization: OrganizationId) {
        let AuditMark { entries, hash: previous_hash } = memory.ends_of_record(organization).last;
        let mut entry = AuditEntry {
            sequence: entries + 1,
            at: Instant(0),
            actor: AuditActor::default(),
            address: None,
            action: AuditAction::SourceCreate,
            object: AuditObject { id: String::new(), kind: AuditKind::Source, name: String::new() },
            before: None,
            after: None,
            previous_hash,
            hash: String::new(),
        };
        entry.hash = entry_hash(&entry);
        memory.append_audit(organization, &entry).expect("maps always answer");
    }

    #[test]
    fn what_is_kept_of_a_long_record_still_holds_and_what_was_forgotten_comes_back() {
        let mut memory = Memory::new(Clock { now: || Instant(0), entropy: || 7 });
        let us = memory.insert_organization("Tidewell", OrganizationKind::Member, "").expect("maps always answer");
        (0..MOST_ENTRIES + 3).for_each(|_| append(&mut memory, us));
        let AuditEnds { first, last } = memory.ends_of_record(us);
        assert_eq!((first.entries, last.entries), (3, 515));
        let found = check_chain(first, memory.entries_of(us)).expect("it holds");
        assert_eq!(check_end(&found, &last), Ok(()));

        let before = memory.to_json();
        let failed: Result<(), ()> = memory.transact(|memory| {
            append(memory, us);
            append(memory, us);
            Err(())
        });
        assert_eq!((failed, memory.to_json() == before), (Err(()), true));
    }
}
