//! The rows, column by column.

use crate::Fold;
use crate::arena::Arena;
use crate::dictionary::Dictionary;
use crate::index::IdIndex;
use crate::journal::Journal;
use crate::room;
use crate::row::{Facet, Handle, Row, Term};

/// Rows by id. To look at them in some order, make an [`Arrangement`](crate::Arrangement).
pub struct Columns {
    fold: Fold,
    by_id: IdIndex,
    free: Vec<Handle>,
    ids: Vec<u128>,
    is_live: Vec<bool>,
    dictionaries: [Dictionary; 5],
    /// Indexes into the dictionaries, a column for each.
    cells: [Vec<u32>; 5],
    activated: Vec<i64>,
    created: Vec<i64>,
    names: Arena,
    journal: Journal,
}

impl Columns {
    /// No rows yet; texts will be folded so.
    pub fn new(fold: Fold) -> Self {
        Self {
            fold,
            by_id: IdIndex::default(),
            free: Vec::new(),
            ids: Vec::new(),
            is_live: Vec::new(),
            dictionaries: Facet::ALL.map(Dictionary::new),
            cells: Default::default(),
            activated: Vec::new(),
            created: Vec::new(),
            names: Arena::default(),
            journal: Journal::default(),
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// Takes a row, in place of the one with the same id. A value that is called something else here is called so in all rows.
    pub fn put(&mut self, row: &Row<'_>) -> Handle {
        let mut cells = [0; 5];
        for ((cell, dictionary), term) in cells.iter_mut().zip(&mut self.dictionaries).zip(row.terms()) {
            let noted = dictionary.note(term, self.fold);
            *cell = noted.index;
            if noted.is_renamed {
                self.journal.forget();
            }
        }
        let name = (self.fold)(row.name);
        if let Some(handle) = self.handle(row.id) {
            if !self.is_same(handle, cells, row, &name) {
                self.give_back(handle);
                self.write(handle, cells, row, &name);
            }
            return handle;
        }
        let handle = self.free.pop().unwrap_or_else(|| self.grow());
        self.ids[handle.index()] = row.id;
        self.is_live[handle.index()] = true;
        self.by_id.set(row.id, handle.0, |place| self.ids[place as usize]);
        self.write(handle, cells, row, &name);
        handle
    }

    /// Takes a row out; the handle it had, which another row may get.
    pub fn remove(&mut self, id: u128) -> Option<Handle> {
        let handle = Handle(self.by_id.remove(id, |place| self.ids[place as usize])?);
        self.is_live[handle.index()] = false;
        self.give_back(handle);
        self.free.push(handle);
        self.journal.note(handle, self.by_id.len());
        Some(handle)
    }

    /// Takes all rows out. What the dictionaries know stays.
    pub fn clear(&mut self) {
        self.by_id.clear();
        self.free.clear();
        self.ids.clear();
        self.is_live.clear();
        self.cells.iter_mut().for_each(Vec::clear);
        self.activated.clear();
        self.created.clear();
        self.names.clear();
        self.dictionaries.iter_mut().for_each(Dictionary::give_all_back);
        self.journal.forget();
    }

    /// Makes room for so many rows in all at once: what lists leave behind when they move to more room is memory that a page keeps.
    pub fn reserve(&mut self, rows: usize) {
        let more = rows.saturating_sub(self.ids.len());
        self.by_id.reserve(more, |place| self.ids[place as usize]);
        self.ids.reserve_exact(more);
        self.is_live.reserve_exact(more);
        self.cells.iter_mut().for_each(|column| column.reserve_exact(more));
        self.activated.reserve_exact(more);
        self.created.reserve_exact(more);
        self.names.reserve(more);
    }

    /// Says what a connection is called, before or after its rows came; nothing says nothing.
    pub fn name_connection(&mut self, key: u128, name: &str) {
        let term = Term { key, label: name, also: "" };
        if self.dictionaries[Facet::Connection.index()].note(term, self.fold).is_renamed {
            self.journal.forget();
        }
    }

    /// The handle of the row with this id.
    pub fn handle(&self, id: u128) -> Option<Handle> {
        self.by_id.get(id, |place| self.ids[place as usize]).map(Handle)
    }

    /// The id of the row with this handle.
    pub fn id(&self, handle: Handle) -> u128 {
        self.ids[handle.index()]
    }

    /// The key of a row's value.
    pub fn key(&self, handle: Handle, facet: Facet) -> u128 {
        self.dictionary(facet).key(self.cell(handle, facet))
    }

    /// How many rows have the value with this key.
    pub fn count(&self, facet: Facet, key: u128) -> usize {
        self.dictionary(facet).uses(key)
    }

    /// All rows, in no order.
    pub(crate) fn handles(&self) -> impl Iterator<Item = Handle> {
        self.is_live.iter().enumerate().filter(|(_, is_live)| **is_live).map(|(index, _)| Handle::new(index))
    }

    /// One more than the largest handle.
    pub(crate) fn capacity(&self) -> usize {
        self.ids.len()
    }

    pub(crate) fn is_live(&self, handle: Handle) -> bool {
        self.is_live[handle.index()]
    }

    pub(crate) const fn dictionary(&self, facet: Facet) -> &Dictionary {
        &self.dictionaries[facet.index()]
    }

    pub(crate) const fn dictionaries(&self) -> &[Dictionary; 5] {
        &self.dictionaries
    }

    pub(crate) fn column(&self, facet: Facet) -> &[u32] {
        &self.cells[facet.index()]
    }

    pub(crate) fn cell(&self, handle: Handle, facet: Facet) -> u32 {
        self.column(facet)[handle.index()]
    }

    pub(crate) fn activated(&self, handle: Handle) -> i64 {
        self.activated[handle.index()]
    }

    pub(crate) fn created(&self, handle: Handle) -> i64 {
        self.created[handle.index()]
    }

    /// A row's name, folded.
    pub(crate) fn name(&self, handle: Handle) -> &str {
        self.names.get(handle.0)
    }

    pub(crate) const fn names(&self) -> &Arena {
        &self.names
    }

    pub(crate) const fn journal(&self) -> &Journal {
        &self.journal
    }

    fn is_same(&self, handle: Handle, cells: [u32; 5], row: &Row<'_>, name: &str) -> bool {
        let index = handle.index();
        self.cells.iter().zip(cells).all(|(column, cell)| column[index] == cell)
            && (self.activated[index], self.created[index]) == (row.activated, row.created)
            && self.names.is(handle.0, name)
    }

    /// A handle that no row ever had.
    fn grow(&mut self) -> Handle {
        let handle = Handle::new(self.ids.len());
        room::push(&mut self.ids, 0);
        room::push(&mut self.is_live, false);
        self.cells.iter_mut().for_each(|column| room::push(column, 0));
        room::push(&mut self.activated, 0);
        room::push(&mut self.created, 0);
        handle
    }

    fn write(&mut self, handle: Handle, cells: [u32; 5], row: &Row<'_>, name: &str) {
        for ((column, dictionary), cell) in self.cells.iter_mut().zip(&mut self.dictionaries).zip(cells) {
            column[handle.index()] = cell;
            dictionary.take(cell);
        }
        self.activated[handle.index()] = row.activated;
        self.created[handle.index()] = row.created;
        self.names.set(handle.0, name);
        self.journal.note(handle, self.by_id.len());
    }

    fn give_back(&mut self, handle: Handle) {
        for (column, dictionary) in self.cells.iter().zip(&mut self.dictionaries) {
            dictionary.give_back(column[handle.index()]);
        }
    }
}
