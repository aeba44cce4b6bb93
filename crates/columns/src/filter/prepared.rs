//! A filter, looked up in the dictionaries once, so that a row is decided by its numbers.

use super::{Condition, Filter, Key};
use crate::columns::Columns;
use crate::ids::Part;
use crate::row::{Facet, Handle};

impl Key {
    /// The dictionaries where it looks.
    const fn facets(self) -> &'static [Facet] {
        match self {
            Self::Any => &Facet::ALL,
            Self::Org => &[Facet::Connection],
            Self::From => &[Facet::Source],
            Self::To => &[Facet::Destination],
            Self::Name => &[],
            Self::Model => &[Facet::Model],
            Self::Status => &[Facet::Status],
            Self::Id => &[Facet::Source, Facet::Destination],
        }
    }
}

/// One condition, looked up.
struct LookedUp {
    text: String,
    is_excluded: bool,
    /// Which values have it, of those dictionaries where any has.
    marks: Vec<(Facet, Vec<bool>)>,
    looks_at_names: bool,
    /// The part of an id to look for, if that is what to do.
    part: Option<Part>,
}

impl LookedUp {
    fn new(condition: &Condition, columns: &Columns) -> Self {
        let Condition { key, text, is_excluded } = condition;
        let marks = key.facets().iter().map(|&facet| (facet, columns.dictionary(facet).marks(text, *key == Key::Id)));
        Self {
            text: text.clone(),
            is_excluded: *is_excluded,
            marks: marks.filter(|(_, marks)| marks.contains(&true)).collect(),
            looks_at_names: matches!(key, Key::Any | Key::Name),
            part: matches!(key, Key::Any | Key::Id).then(|| Part::new(text)).filter(Part::can_be),
        }
    }

    fn holds(&self, columns: &Columns, handle: Handle) -> bool {
        let is_found = self.marks.iter().any(|(facet, marks)| marks[columns.cell(handle, *facet) as usize])
            || self.looks_at_names && columns.name(handle).contains(&self.text)
            || self.part.as_ref().is_some_and(|part| part.is_in(columns.id(handle)));
        is_found != self.is_excluded
    }

    /// Leaves the rows marked for which it holds.
    fn retain(&self, columns: &Columns, is_left: &mut [bool]) {
        let mut is_found = vec![false; is_left.len()];
        for (facet, marks) in &self.marks {
            for (is_found, cell) in is_found.iter_mut().zip(columns.column(*facet)) {
                *is_found |= marks[*cell as usize];
            }
        }
        if self.looks_at_names {
            columns.names().find(&self.text, |row| is_found[row as usize] = true);
        }
        if let Some(part) = &self.part {
            for (index, is_found) in is_found.iter_mut().enumerate() {
                *is_found |= part.is_in(columns.id(Handle::new(index)));
            }
        }
        for (is_left, is_found) in is_left.iter_mut().zip(is_found) {
            *is_left &= is_found != self.is_excluded;
        }
    }
}

/// A filter for columns as they are: good until a dictionary gets a value or another name for one.
#[derive(Default)]
pub(crate) struct Prepared(Vec<LookedUp>);

impl Prepared {
    pub(crate) fn new(filter: &Filter, columns: &Columns) -> Self {
        Self(filter.conditions().iter().map(|condition| LookedUp::new(condition, columns)).collect())
    }

    /// Whether a row that is there stays.
    pub(crate) fn keeps(&self, columns: &Columns, handle: Handle) -> bool {
        self.0.iter().all(|condition| condition.holds(columns, handle))
    }

    /// For each handle whether its row is there and stays.
    pub(crate) fn all(&self, columns: &Columns) -> Vec<bool> {
        let mut is_left = vec![false; columns.capacity()];
        columns.handles().for_each(|handle| is_left[handle.index()] = true);
        self.0.iter().for_each(|condition| condition.retain(columns, &mut is_left));
        is_left
    }
}
