//! What could be typed next.

use super::Key;
use super::pieces::{Piece, pieces};
use crate::columns::Columns;
use crate::filter::Language;
use crate::row::Facet;
use std::ops::Range;

/// The most candidates that are offered at once.
const MOST: usize = 8;

/// What can be typed at the caret.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Completion {
    /// What a candidate takes the place of, in bytes.
    pub range: Range<usize>,
    /// The best first.
    pub candidates: Vec<Candidate>,
}

/// Something that can be typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// What to put in: `status:`, `paused`, `"Mercy Valley Health"`.
    pub text: String,
    /// What to show: the same without quotation marks.
    pub label: String,
    /// How many rows have it; of a key, none is counted.
    pub count: Option<usize>,
}

impl Key {
    /// The dictionary whose values can be chosen.
    pub(super) const fn choices(self) -> Option<Facet> {
        match self {
            Self::Org => Some(Facet::Connection),
            Self::From => Some(Facet::Source),
            Self::To => Some(Facet::Destination),
            Self::Model => Some(Facet::Model),
            Self::Status => Some(Facet::Status),
            Self::Any | Self::Name | Self::Id => None,
        }
    }
}

/// What can be typed where the caret is, in bytes: keys, or a key's values among the rows.
pub fn complete(text: &str, caret: usize, columns: &Columns, language: Language) -> Completion {
    let here = pieces(text).into_iter().find(|piece| (piece.range.start..=piece.range.end).contains(&caret));
    let Some(piece) = here else { return Completion { range: caret..caret, candidates: keys("") } };
    let known = piece.key.as_ref().and_then(|range| Key::parse(&text[range.clone()]));
    match known.filter(|_| caret >= piece.value_with_marks.start) {
        Some(key) => {
            let typed = text.get(piece.value.start..caret.clamp(piece.value.start, piece.value.end)).unwrap_or_default();
            let range = piece.value_with_marks.clone();
            Completion { range, candidates: key.choices().map_or(Vec::new(), |facet| best(typed, facet, columns, language)) }
        }
        None => Completion { range: before_value(&piece), candidates: keys_at(text, caret, &piece) },
    }
}

/// A key and its colon, or what may become one.
fn before_value(piece: &Piece) -> Range<usize> {
    let start = piece.range.start + usize::from(piece.is_excluded);
    start..if piece.key.is_some() { piece.value_with_marks.start } else { piece.range.end }
}

fn keys_at(text: &str, caret: usize, piece: &Piece) -> Vec<Candidate> {
    let range = before_value(piece);
    let is_word = piece.value == piece.value_with_marks;
    // A minus on its own is about to become one.
    let start = if &text[piece.range.clone()] == "-" { range.end } else { range.start };
    text.get(start..caret).filter(|_| is_word).map_or(Vec::new(), keys)
}

/// The keys that begin so.
fn keys(typed: &str) -> Vec<Candidate> {
    let begins = |name: &str| name.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed));
    let offered = Key::OFFERED.into_iter().filter(|(name, ..)| begins(name));
    offered.map(|(name, ..)| [name, ":"].concat()).map(|text| Candidate { label: text.clone(), text, count: None }).collect()
}

fn best(typed: &str, facet: Facet, columns: &Columns, language: Language) -> Vec<Candidate> {
    let mut all = values(typed, facet, columns, language);
    all.truncate(MOST);
    all
}

/// The values that have this in them, first those that begin with it, then those of which there are most.
pub(super) fn values(typed: &str, facet: Facet, columns: &Columns, language: Language) -> Vec<Candidate> {
    let typed = super::words(&(language.fold)(typed));
    let mut found: Vec<_> = columns
        .dictionary(facet)
        .used()
        .filter(|(folded, label, _)| folded.contains(&typed) && !label.contains('"'))
        .map(|(folded, label, count)| (!folded.starts_with(&typed), count, folded, label))
        .collect();
    // Values with one name are one choice.
    found.sort_unstable_by(|one, other| (one.2, one.3).cmp(&(other.2, other.3)));
    found.dedup_by(|other, one| {
        let is_same = one.2 == other.2;
        one.1 += if is_same { other.1 } else { 0 };
        is_same
    });
    found.sort_by(|one, other| one.0.cmp(&other.0).then(other.1.cmp(&one.1)));
    let candidate = |(_, count, folded, label): (bool, usize, &str, &str)| {
        let label = if facet == Facet::Status { folded } else { label };
        let text = if label.contains(char::is_whitespace) { ["\"", label, "\""].concat() } else { label.to_owned() };
        Candidate { text, label: label.to_owned(), count: Some(count) }
    };
    found.into_iter().map(candidate).collect()
}
