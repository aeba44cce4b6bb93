//! A filter for rows that are in no columns, as a drawing has them.

use super::{Condition, Filter, Key};
use crate::Fold;
use crate::ids;
use crate::row::{Row, Term};

/// What a filter looks at in a row, folded once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoldedRow {
    org: String,
    name: String,
    source: FoldedEnd,
    destination: FoldedEnd,
    model: String,
    status: String,
    id: u128,
}

/// Name and owner, a line each: nothing that is looked for has a line break in it.
#[derive(Clone, PartialEq, Eq, Debug)]
struct FoldedEnd {
    texts: String,
    id: u128,
}

impl FoldedEnd {
    fn has(&self, text: &str) -> bool {
        self.texts.contains(text) || has_part(self.id, text)
    }
}

impl FoldedRow {
    /// Folds a row; `org` is what its connection is called.
    pub fn new(row: &Row<'_>, org: &str, fold: Fold) -> Self {
        let texts = |term: &Term<'_>| fold(&[term.label, "\n", term.also].concat());
        let end = |term: &Term<'_>| FoldedEnd { texts: texts(term), id: term.key };
        Self {
            org: fold(org),
            name: fold(row.name),
            source: end(&row.source),
            destination: end(&row.destination),
            model: texts(&row.model),
            status: fold(row.status.label),
            id: row.id,
        }
    }

    fn has(&self, Condition { key, text, .. }: &Condition) -> bool {
        let text = text.as_str();
        match key {
            Key::Any => {
                [&self.org, &self.name, &self.model].into_iter().any(|whole| whole.contains(text))
                    || self.source.has(text)
                    || self.destination.has(text)
                    || self.status == text
                    || has_part(self.id, text)
            }
            Key::Org => self.org.contains(text),
            Key::From => self.source.has(text),
            Key::To => self.destination.has(text),
            Key::Name => self.name.contains(text),
            Key::Model => self.model.contains(text),
            Key::Status => self.status == text,
            Key::Id => [self.id, self.source.id, self.destination.id].into_iter().any(|id| has_part(id, text)),
        }
    }
}

fn has_part(id: u128, text: &str) -> bool {
    ids::can_be_part(text) && ids::has_part(id, text)
}

impl Filter {
    /// Whether a row stays, as it would in columns.
    pub fn keeps(&self, row: &FoldedRow) -> bool {
        self.conditions.iter().all(|condition| row.has(condition) != condition.is_excluded)
    }
}
