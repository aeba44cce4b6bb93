//! Texts by number, in one text: looking for a word is one search through it.

use crate::room;
use std::ops::Range;

/// Ends each text. No word that is looked for has one, so nothing is found across two texts.
const END: &str = "\n";

/// How much may be left over from texts that changed before it is cleared away.
const WORTH_CLEARING: usize = 1 << 16;

/// The texts. One that changes is written anew at the end; what it was is cleared away later.
#[derive(Default)]
pub(crate) struct Arena {
    text: String,
    /// Where each piece of it begins, and whose it is or was.
    pieces: Vec<(u32, u32)>,
    /// Which piece is each number's now.
    current: Vec<u32>,
    unused: usize,
}

impl Arena {
    /// The text of a number.
    pub(crate) fn get(&self, number: u32) -> &str {
        self.piece(self.current[number as usize])
    }

    /// Whether a number's text is this one.
    pub(crate) fn is(&self, number: u32, text: &str) -> bool {
        // As bytes, which need not begin where a letter does.
        self.text.as_bytes()[self.range(self.current[number as usize])] == *text.as_bytes()
    }

    /// Sets the text of a number; of the next one, or of one that has a text.
    pub(crate) fn set(&mut self, number: u32, text: &str) {
        if number as usize == self.current.len() {
            room::push(&mut self.current, 0);
        } else if self.is(number, text) {
            return;
        } else {
            self.unused += self.get(number).len() + END.len();
        }
        self.append(number, text);
        if self.unused > WORTH_CLEARING && self.unused > self.text.len() / 2 {
            self.clear_away();
        }
    }

    /// Calls with each number whose text has this in it, some numbers several times.
    pub(crate) fn find(&self, text: &str, mut found: impl FnMut(u32)) {
        let mut piece = 0;
        for (at, _) in self.text.match_indices(text) {
            while self.pieces.get(piece + 1).is_some_and(|(begin, _)| *begin as usize <= at) {
                piece += 1;
            }
            // Only where the piece is still that number's.
            let (_, number) = self.pieces[piece];
            if self.current[number as usize] as usize == piece {
                found(number);
            }
        }
    }

    /// Makes room for so many more numbers, whose texts nobody knows.
    pub(crate) fn reserve(&mut self, more: usize) {
        self.pieces.reserve_exact(more);
        self.current.reserve_exact(more);
    }

    /// Forgets every text.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.pieces.clear();
        self.current.clear();
        self.unused = 0;
    }

    fn piece(&self, piece: u32) -> &str {
        &self.text[self.range(piece)]
    }

    fn range(&self, piece: u32) -> Range<usize> {
        let (begin, _) = self.pieces[piece as usize];
        let next = self.pieces.get(piece as usize + 1).map_or(self.text.len(), |(begin, _)| *begin as usize);
        begin as usize..next - END.len()
    }

    fn append(&mut self, number: u32, text: &str) {
        let place = |length: usize| u32::try_from(length).expect("there is no memory for so much text");
        let begin = place(self.text.len());
        room::push_str(&mut self.text, text);
        room::push_str(&mut self.text, END);
        self.current[number as usize] = place(self.pieces.len());
        room::push(&mut self.pieces, (begin, number));
    }

    fn clear_away(&mut self) {
        let before = std::mem::take(self);
        self.current.clone_from(&before.current);
        for (piece, (_, number)) in (0..).zip(&before.pieces) {
            if before.current[*number as usize] == piece {
                self.append(*number, before.piece(piece));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(arena: &Arena, text: &str) -> Vec<u32> {
        let mut found = Vec::new();
        arena.find(text, |number| found.push(number));
        found.dedup();
        found
    }

    #[test]
    fn nothing_is_found_across_texts_or_in_what_a_text_was() {
        let mut arena = Arena::default();
        ["orders", "", "seen", "orders"].into_iter().zip(0..).for_each(|(text, number)| arena.set(number, text));
        assert_eq!(found(&arena, "order"), [0, 3]);
        assert_eq!(found(&arena, "sse"), [] as [u32; 0]);
        arena.set(0, "results");
        assert_eq!(found(&arena, "order"), [3]);
        assert_eq!(found(&arena, "s"), [2, 3, 0]);
    }

    #[test]
    fn clearing_away_keeps_every_text() {
        let mut arena = Arena::default();
        (0..4).for_each(|number| arena.set(number, "first"));
        let long = "x".repeat(100);
        for turn in 0..2000_u32 {
            arena.set(turn % 4, &[long.as_str(), &turn.to_string()].concat());
        }
        assert!(arena.text.len() < 4 * WORTH_CLEARING);
        for number in 0..4 {
            assert_eq!(arena.get(number), [long.as_str(), &(1996 + number).to_string()].concat());
            assert_eq!(found(&arena, &(1996 + number).to_string()), [number]);
        }
    }
}
