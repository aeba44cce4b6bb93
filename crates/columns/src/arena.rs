//! The rows' names, folded, in one text: looking for a word is one search through it.

use crate::row::Handle;

/// Ends each name. No word that is looked for has one, so nothing is found across two names.
const END: char = '\n';

/// How much may be left over from names that changed before it is cleared away.
const WORTH_CLEARING: usize = 1 << 16;

/// The names by row. A name that changes is written anew at the end; what it was is cleared away later.
#[derive(Default)]
pub(crate) struct Arena {
    text: String,
    /// Where each name begins, and whose it was, in the order of the text.
    pieces: Vec<(u32, Handle)>,
    /// Where each row's name is now: begin and length.
    places: Vec<(u32, u32)>,
    unused: usize,
}

impl Arena {
    /// A row's name, folded.
    pub(crate) fn get(&self, handle: Handle) -> &str {
        let (begin, length) = self.places[handle.index()];
        &self.text[begin as usize..][..length as usize]
    }

    /// Sets the name of a row; of the next row, or of one that has a place.
    pub(crate) fn set(&mut self, handle: Handle, name: &str) {
        if handle.index() == self.places.len() {
            self.places.push((0, 0));
        } else if self.get(handle) == name {
            return;
        } else {
            self.unused += self.get(handle).len();
        }
        self.append(handle, name);
        if self.unused > WORTH_CLEARING && self.unused > self.text.len() / 2 {
            self.clear_away();
        }
    }

    /// Calls with each row whose name has this text in it, some rows several times.
    pub(crate) fn find(&self, text: &str, mut found: impl FnMut(Handle)) {
        let mut pieces = self.pieces.iter().peekable();
        let mut current = None;
        for (at, _) in self.text.match_indices(text) {
            while let Some(piece) = pieces.next_if(|(begin, _)| *begin as usize <= at) {
                current = Some(*piece);
            }
            // Only where the piece is still that row's name.
            if let Some((begin, handle)) = current
                && self.places[handle.index()].0 == begin
            {
                found(handle);
            }
        }
    }

    fn append(&mut self, handle: Handle, name: &str) {
        let place = |number: usize| u32::try_from(number).expect("there is no memory for so much text");
        let begin = place(self.text.len());
        self.text.push_str(name);
        self.text.push(END);
        self.pieces.push((begin, handle));
        self.places[handle.index()] = (begin, place(name.len()));
    }

    fn clear_away(&mut self) {
        let (text, pieces) = (std::mem::take(&mut self.text), std::mem::take(&mut self.pieces));
        self.unused = 0;
        for (old, handle) in pieces {
            let (begin, length) = self.places[handle.index()];
            if begin == old {
                self.append(handle, &text[begin as usize..][..length as usize]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(arena: &Arena, text: &str) -> Vec<u32> {
        let mut found = Vec::new();
        arena.find(text, |handle| found.push(handle.0));
        found.dedup();
        found
    }

    #[test]
    fn nothing_is_found_across_names_or_in_what_a_name_was() {
        let mut arena = Arena::default();
        ["orders", "", "seen", "orders"].into_iter().zip(0..).for_each(|(name, row)| arena.set(Handle(row), name));
        assert_eq!(found(&arena, "order"), [0, 3]);
        assert_eq!(found(&arena, "sse"), [] as [u32; 0]);
        arena.set(Handle(0), "results");
        assert_eq!(found(&arena, "order"), [3]);
        assert_eq!(found(&arena, "s"), [2, 3, 0]);
    }

    #[test]
    fn clearing_away_keeps_every_name() {
        let mut arena = Arena::default();
        (0..4).for_each(|row| arena.set(Handle(row), "first"));
        let long = "x".repeat(100);
        for turn in 0..2000_u32 {
            arena.set(Handle(turn % 4), &[long.as_str(), &turn.to_string()].concat());
        }
        assert!(arena.text.len() < 4 * WORTH_CLEARING);
        for row in 0..4 {
            assert_eq!(arena.get(Handle(row)), [long.as_str(), &(1996 + row).to_string()].concat());
            assert_eq!(found(&arena, &(1996 + row).to_string()), [row]);
        }
    }
}
