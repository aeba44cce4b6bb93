//! What was typed, cut into conditions.

use std::ops::Range;

/// One condition, and where its parts are, in bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Piece {
    /// All of it.
    pub(super) range: Range<usize>,
    pub(super) is_excluded: bool,
    /// What stands before the colon; letters only.
    pub(super) key: Option<Range<usize>>,
    /// What is looked for.
    pub(super) value: Range<usize>,
    /// The same with its quotation marks.
    pub(super) value_with_marks: Range<usize>,
    pub(super) is_unclosed: bool,
}

/// The conditions, from left to right.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(skipped) = text[at..].find(|character: char| !character.is_whitespace()) {
        let piece = piece(text, at + skipped);
        at = piece.range.end;
        pieces.push(piece);
    }
    pieces
}

/// The condition that begins here, which is not at a space.
fn piece(text: &str, start: usize) -> Piece {
    let word_end = |from: usize| text[from..].find(char::is_whitespace).map_or(text.len(), |length| from + length);
    // A minus on its own is a word, as in `Lab - Results`.
    let is_excluded = text[start..].starts_with('-') && word_end(start) > start + 1;
    let start_of_key = start + usize::from(is_excluded);
    let letters = text[start_of_key..].bytes().take_while(u8::is_ascii_alphabetic).count();
    let colon = start_of_key + letters;
    let has_key = letters > 0 && text[colon..].starts_with(':');
    let start_of_value = if has_key { colon + 1 } else { start_of_key };
    let (value, end, is_unclosed) = if text[start_of_value..].starts_with('"') {
        let inside = start_of_value + 1;
        match text[inside..].find('"') {
            Some(length) => (inside..inside + length, inside + length + 1, false),
            None => (inside..text.len(), text.len(), true),
        }
    } else {
        let end = word_end(start_of_value);
        (start_of_value..end, end, false)
    };
    Piece {
        range: start..end,
        is_excluded,
        key: has_key.then_some(start_of_key..colon),
        value,
        value_with_marks: start_of_value..end,
        is_unclosed,
    }
}
