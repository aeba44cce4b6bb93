//! The values that rows share, each once.

use crate::Fold;
use crate::arena::Arena;
use crate::ids::Part;
use crate::index::IdIndex;
use crate::room;
use crate::row::{Facet, Term};
use std::cmp::Ordering;
use std::collections::BTreeMap;

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
    by_key: IdIndex,
    keys: Vec<u128>,
    labels: Arena,
    /// The labels, folded.
    folded: Arena,
    /// Which of the other texts each value has.
    also: Vec<u32>,
    others: Others,
    /// How many rows have each value.
    uses: Vec<u32>,
    revision: u64,
}

impl Dictionary {
    pub(crate) fn new(facet: Facet) -> Self {
        Self {
            facet,
            by_key: IdIndex::default(),
            keys: Vec::new(),
            labels: Arena::default(),
            folded: Arena::default(),
            also: Vec::new(),
            others: Others::default(),
            uses: Vec::new(),
            revision: 0,
        }
    }

    /// Grows when a value comes or is renamed.
    pub(crate) const fn revision(&self) -> u64 {
        self.revision
    }

    /// The value's index, after taking its texts where it has a label.
    pub(crate) fn note(&mut self, term: Term<'_>, fold: Fold) -> Noted {
        if let Some(index) = self.index(term.key) {
            let is_same = term.label.is_empty()
                || self.labels.is(index, term.label) && self.others.get(self.also[index as usize]) == term.also;
            if !is_same {
                self.name(index, term, fold);
            }
            return Noted { index, is_renamed: !is_same && self.uses[index as usize] > 0 };
        }
        let index = u32::try_from(self.keys.len()).expect("there is no memory for so many values");
        room::push(&mut self.keys, term.key);
        room::push(&mut self.also, 0);
        room::push(&mut self.uses, 0);
        self.by_key.set(term.key, index, |index| self.keys[index as usize]);
        self.name(index, term, fold);
        Noted { index, is_renamed: false }
    }

    fn name(&mut self, index: u32, term: Term<'_>, fold: Fold) {
        self.labels.set(index, term.label);
        self.folded.set(index, &fold(term.label));
        self.also[index as usize] = self.others.note(term.also, fold);
        self.revision += 1;
    }

    fn index(&self, key: u128) -> Option<u32> {
        self.by_key.get(key, |index| self.keys[index as usize])
    }

    /// One more row has it.
    pub(crate) fn take(&mut self, index: u32) {
        self.uses[index as usize] += 1;
    }

    /// One row less has it.
    pub(crate) fn give_back(&mut self, index: u32) {
        self.uses[index as usize] -= 1;
    }

    /// No row has any.
    pub(crate) fn give_all_back(&mut self) {
        self.uses.fill(0);
    }

    /// How many values were ever noted.
    pub(crate) const fn len(&self) -> usize {
        self.keys.len()
    }

    pub(crate) fn key(&self, index: u32) -> u128 {
        self.keys[index as usize]
    }

    pub(crate) fn label(&self, index: u32) -> &str {
        self.labels.get(index)
    }

    /// How many rows have the value with this key.
    pub(crate) fn uses(&self, key: u128) -> usize {
        self.index(key).map_or(0, |index| self.uses[index as usize] as usize)
    }

    /// Each value's place in the column's order; no two are the same.
    pub(crate) fn ranks(&self) -> Vec<u32> {
        let mut sorted: Vec<u32> = self.indexes().collect();
        sorted.sort_unstable_by(|&one, &other| {
            let is_by_label = !self.facet.is_ordered_by_key();
            let by_label = is_by_label.then(|| self.folded.get(one).cmp(self.folded.get(other)));
            by_label.unwrap_or(Ordering::Equal).then(self.key(one).cmp(&self.key(other)))
        });
        let mut ranks = vec![0; sorted.len()];
        for (rank, index) in (0..).zip(sorted) {
            ranks[index as usize] = rank;
        }
        ranks
    }

    /// For each value whether it is found by a folded text: a status by its whole word, others by any part of their texts or id.
    pub(crate) fn marks(&self, text: &str, by_id_only: bool) -> Vec<bool> {
        if self.facet == Facet::Status {
            return self.indexes().map(|index| !by_id_only && self.folded.get(index) == text).collect();
        }
        let mut marks = vec![false; self.len()];
        if !by_id_only {
            self.folded.find(text, |index| marks[index as usize] = true);
            let others = self.others.marks(text);
            for (mark, also) in marks.iter_mut().zip(&self.also) {
                *mark |= others[*also as usize];
            }
        }
        let part = Part::new(text);
        if self.facet.has_ids() && part.can_be() {
            for (mark, key) in marks.iter_mut().zip(&self.keys) {
                *mark |= part.is_in(*key);
            }
        }
        marks
    }

    /// The labels that rows have, folded and as they are, with how many rows have them; in no order.
    pub(crate) fn used(&self) -> impl Iterator<Item = (&str, &str, usize)> {
        let all = self.indexes().zip(&self.uses).filter(|(_, uses)| **uses > 0);
        all.map(|(index, uses)| (self.folded.get(index), self.labels.get(index), *uses as usize))
            .filter(|(_, label, _)| !label.is_empty())
    }

    fn indexes(&self) -> impl Iterator<Item = u32> {
        (0..).take(self.keys.len())
    }
}

/// The other texts that values are found by. Many values share one, such as their owner's name.
#[derive(Default)]
struct Others {
    /// As they are and folded.
    texts: Vec<(String, String)>,
    numbers: BTreeMap<String, u32>,
}

impl Others {
    fn get(&self, number: u32) -> &str {
        &self.texts[number as usize].0
    }

    fn note(&mut self, text: &str, fold: Fold) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = u32::try_from(self.texts.len()).expect("there is no memory for so many texts");
        self.texts.push((text.to_owned(), fold(text)));
        self.numbers.insert(text.to_owned(), number);
        number
    }

    fn marks(&self, text: &str) -> Vec<bool> {
        self.texts.iter().map(|(_, folded)| folded.contains(text)).collect()
    }
}
