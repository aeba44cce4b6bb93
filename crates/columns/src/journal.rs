//! Which rows changed, for whoever follows the columns from a point it remembers.

use crate::row::Handle;

/// The rows that changed last, and how many changes came before those.
#[derive(Default)]
pub(crate) struct Journal {
    forgotten: u64,
    changed: Vec<Handle>,
}

impl Journal {
    /// The point up to which everything is known to who reads now.
    pub(crate) fn now(&self) -> u64 {
        self.forgotten + self.changed.len() as u64
    }

    /// Notes a row that came, went or changed; forgets where following so many would take longer than looking at all rows.
    pub(crate) fn note(&mut self, handle: Handle, rows: usize) {
        self.changed.push(handle);
        if self.changed.len() > 64 + rows / 8 {
            self.forget();
        }
    }

    /// Says that anything may have changed.
    pub(crate) fn forget(&mut self) {
        // One more than was noted, so that who knew everything so far does not believe it knows this.
        self.forgotten = self.now() + 1;
        self.changed.clear();
    }

    /// The rows that changed after a point, some of them several times; none where anything may have changed.
    pub(crate) fn since(&self, point: u64) -> Option<&[Handle]> {
        let known = usize::try_from(point.checked_sub(self.forgotten)?).ok()?;
        self.changed.get(known..)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reader_sees_what_it_has_not_seen() {
        let mut journal = Journal::default();
        let start = journal.now();
        journal.note(Handle(1), 1000);
        let middle = journal.now();
        journal.note(Handle(2), 1000);
        assert_eq!(journal.since(start), Some([Handle(1), Handle(2)].as_slice()));
        assert_eq!(journal.since(middle), Some([Handle(2)].as_slice()));
        assert_eq!(journal.since(journal.now()), Some([].as_slice()));
        let before = journal.now();
        journal.forget();
        assert_eq!(journal.since(before), None);
        assert_eq!(journal.since(journal.now()), Some([].as_slice()));
    }

    #[test]
    fn too_many_changes_are_not_listed() {
        let mut journal = Journal::default();
        let start = journal.now();
        (0..200).for_each(|index| journal.note(Handle(index), 100));
        assert_eq!(journal.since(start), None);
    }
}
