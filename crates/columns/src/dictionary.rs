//! The values that rows share, each once.

use crate::Fold;
use crate::ids::{self, IdMap};
use crate::row::{Facet, Term};
use std::cmp::Ordering;

/// One value.
struct Entry {
    key: u128,
    label: String,
    also: String,
    /// Label and other text, folded, a line each.
    folded: String,
    /// How long the first of the two is.
    label_length: usize,
    /// The key's text, where it is an id.
    id: String,
    /// How many rows have it.
    uses: usize,
}

impl Entry {
    fn name(&mut self, term: Term<'_>, fold: Fold) {
        term.label.clone_into(&mut self.label);
        term.also.clone_into(&mut self.also);
        let label = fold(term.label);
        self.label_length = label.len();
        self.folded = [label.as_str(), "\n", &fold(term.also)].concat();
    }

    fn folded_label(&self) -> &str {
        &self.folded[..self.label_length]
    }
}

/// What became of a value that was noted.
pub(crate) struct Noted {
    /// Its index, the same for as long as the dictionary is there.
    pub(crate) index: u32,
    /// Whether rows that have it are called something else now.
    pub(crate) is_renamed: bool,
}

/// The values of one column. None is taken out again: they are few, and who collapsed a group finds it so when its rows come back.
pub(crate) struct Dictionary {
    facet: Facet,
    entries: Vec<Entry>,
    by_key: IdMap<u32>,
    revision: u64,
}

impl Dictionary {
    pub(crate) fn new(facet: Facet) -> Self {
        Self { facet, entries: Vec::new(), by_key: IdMap::default(), revision: 0 }
    }

    /// Grows when a value comes or is renamed.
    pub(crate) const fn revision(&self) -> u64 {
        self.revision
    }

    /// The value's index, after taking its texts where it has a label.
    pub(crate) fn note(&mut self, term: Term<'_>, fold: Fold) -> Noted {
        if let Some(&index) = self.by_key.get(&term.key) {
            let entry = &mut self.entries[index as usize];
            let is_same = entry.label == term.label && entry.also == term.also || term.label.is_empty();
            if !is_same {
                entry.name(term, fold);
                self.revision += 1;
            }
            return Noted { index, is_renamed: !is_same && self.entries[index as usize].uses > 0 };
        }
        let index = u32::try_from(self.entries.len()).expect("there is no memory for so many values");
        let id = if self.facet.has_ids() { ids::text(term.key).into_iter().map(char::from).collect() } else { String::new() };
        let (label, also, folded) = (String::new(), String::new(), String::new());
        let mut entry = Entry { key: term.key, label, also, folded, label_length: 0, id, uses: 0 };
        entry.name(term, fold);
        self.entries.push(entry);
        self.by_key.insert(term.key, index);
        self.revision += 1;
        Noted { index, is_renamed: false }
    }

    /// One more row has it.
    pub(crate) fn take(&mut self, index: u32) {
        self.entries[index as usize].uses += 1;
    }

    /// One row less has it.
    pub(crate) fn give_back(&mut self, index: u32) {
        self.entries[index as usize].uses -= 1;
    }

    /// How many values were ever noted.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn key(&self, index: u32) -> u128 {
        self.entries[index as usize].key
    }

    pub(crate) fn label(&self, index: u32) -> &str {
        &self.entries[index as usize].label
    }

    /// How many rows have the value with this key.
    pub(crate) fn uses(&self, key: u128) -> usize {
        self.by_key.get(&key).map_or(0, |&index| self.entries[index as usize].uses)
    }

    /// Each value's place in the column's order; no two are the same.
    pub(crate) fn ranks(&self) -> Vec<u32> {
        let mut sorted: Vec<u32> = (0..).take(self.entries.len()).collect();
        sorted.sort_unstable_by(|&one, &other| {
            let (one, other) = (&self.entries[one as usize], &self.entries[other as usize]);
            let is_by_label = !self.facet.is_ordered_by_key();
            let by_label = is_by_label.then(|| one.folded_label().cmp(other.folded_label()));
            by_label.unwrap_or(Ordering::Equal).then(one.key.cmp(&other.key))
        });
        let mut ranks = vec![0; sorted.len()];
        for (rank, index) in (0..).zip(sorted) {
            ranks[index as usize] = rank;
        }
        ranks
    }

    /// For each value whether it is found by a folded text: a status by its whole word, others by any part of their texts or id.
    pub(crate) fn marks(&self, text: &str, by_id_only: bool) -> Vec<bool> {
        let is_found = |entry: &Entry| match self.facet {
            Facet::Status => !by_id_only && entry.folded_label() == text,
            _ => entry.id.contains(text) || !by_id_only && entry.folded.contains(text),
        };
        self.entries.iter().map(is_found).collect()
    }

    /// The labels that rows have, folded and as they are, with how many rows have them; in no order.
    pub(crate) fn used(&self) -> impl Iterator<Item = (&str, &str, usize)> {
        let used = self.entries.iter().filter(|entry| entry.uses > 0 && !entry.label.is_empty());
        used.map(|entry| (entry.folded_label(), entry.label.as_str(), entry.uses))
    }
}
