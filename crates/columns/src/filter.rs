//! The language of the filter, as people type it.
//!
//! ```text
//! filter    = { space } { condition { space } }
//! condition = [ "-" ] [ key ":" ] value
//! key       = "org" | "from" | "to" | "name" | "model" | "status" | "id"
//! value     = '"' { any character but '"' } '"'  |  word
//! word      = any characters but space, of which the first is not '"'
//! ```
//!
//! A row stays when every condition holds: `status:paused to:lake -org:mercy "lab results"`.
//!
//! - Without a key, a value is looked for in every column: any part of a name, of an owner's name, of a data model, of an id; a status
//!   is found by its whole word, so that `active` does not find what is inactive.
//! - `from:` and `to:` look at an end's name, owner and id (`source:` and `destination:` are the same), `org:` at the connected
//!   organization, `name:` at the subscription's name, `model:` at the data model, `id:` at the ids of the row and of its ends. `status:`
//!   takes one of the statuses as a whole.
//! - A minus turns a condition round. Quotation marks hold words together; a space in them stands for any number of spaces. Upper and
//!   lower case are the same.
//!
//! Whatever is typed means something: where a condition is not understood, a [`Problem`] says so and points at it, and the others apply.
//! What looks like a key but is none is looked for as it is written.

mod complete;
mod pick;
mod pieces;
mod prepared;

pub use complete::{Candidate, Completion, complete};
pub use pick::{choices, picked};
pub(crate) use prepared::Prepared;

use crate::Fold;
use pieces::{Piece, pieces};
use std::ops::Range;

/// What the language has to know of its rows.
#[derive(Clone, Copy, Debug)]
pub struct Language {
    /// Makes text comparable.
    pub fold: Fold,
    /// The statuses, folded, in their order.
    pub statuses: &'static [&'static str],
}

/// Where a condition looks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Key {
    /// In every column: there is no key.
    Any,
    /// The connected organization.
    Org,
    /// The source, its owner, its id.
    From,
    /// The destination, its owner, its id.
    To,
    /// The subscription's name.
    Name,
    /// The data model.
    Model,
    /// The status.
    Status,
    /// The ids of the row and of its ends.
    Id,
}

impl Key {
    /// The keys that are offered, with an example of a value each.
    pub const OFFERED: [(&'static str, Self, &'static str); 7] = [
        ("org", Self::Org, "mercy"),
        ("from", Self::From, "intake"),
        ("to", Self::To, "lake"),
        ("name", Self::Name, "referrals"),
        ("model", Self::Model, "Patient"),
        ("status", Self::Status, "paused"),
        ("id", Self::Id, "01934f"),
    ];

    /// Reads a key, in any case; also by the name of its column.
    pub fn parse(text: &str) -> Option<Self> {
        let other = [("source", Self::From), ("destination", Self::To), ("subscription", Self::Name)];
        let offered = Self::OFFERED.into_iter().map(|(name, key, _)| (name, key));
        offered.chain(other).find(|(name, _)| name.eq_ignore_ascii_case(text)).map(|(_, key)| key)
    }

    fn example(self) -> &'static str {
        Self::OFFERED.into_iter().find(|(_, key, _)| *key == self).map_or("", |(_, _, example)| example)
    }
}

/// One thing that has to hold for a row, or must not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Condition {
    /// Where to look.
    pub key: Key,
    /// What for, folded; never empty, and without line breaks.
    pub text: String,
    /// Whether rows where it is found are left out, rather than kept.
    pub is_excluded: bool,
}

/// Something that was typed and not understood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// What is wrong and what to do, for people.
    pub sentence: String,
}

/// What was typed, understood as far as possible.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    conditions: Vec<Condition>,
    problems: Vec<Problem>,
}

impl Filter {
    /// Reads what was typed.
    pub fn parse(text: &str, language: Language) -> Self {
        let mut filter = Self::default();
        for piece in pieces(text) {
            filter.take(text, &piece, language);
        }
        filter
    }

    /// Everything that has to hold. Where there is nothing, every row stays.
    pub fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// What was not understood, from left to right.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    fn take(&mut self, text: &str, piece: &Piece, language: Language) {
        let mut value = piece.value.clone();
        let mut key = Key::Any;
        if let Some(range) = &piece.key {
            let name = &text[range.clone()];
            if let Some(known) = Key::parse(name) {
                key = known;
            } else {
                value = range.start..piece.range.end;
                let written = &text[value.clone()];
                let sentence = ["There is no key “", name, "”, so “", written, "” is looked for as it is written."].concat();
                self.complain(range.clone(), sentence);
            }
        }
        if piece.is_unclosed {
            self.complain(piece.value_with_marks.start..piece.range.end, "This quotation mark is not closed.".to_owned());
        }
        let value = words(&(language.fold)(&text[value]));
        if value.is_empty() {
            self.complain(
                piece.range.clone(),
                match key {
                    Key::Any => "There is nothing between these quotation marks.".to_owned(),
                    key => {
                        let name = piece.key.clone().map_or("", |range| &text[range]);
                        ["Write what to look for behind the colon, such as ", name, ":", key.example(), "."].concat()
                    }
                },
            );
        } else if key == Key::Status && !language.statuses.contains(&value.as_str()) {
            let sentence = ["There is no status “", &value, "”, only ", &list(language.statuses), "."].concat();
            self.complain(piece.value_with_marks.clone(), sentence);
        } else {
            self.conditions.push(Condition { key, text: value, is_excluded: piece.is_excluded });
        }
    }

    fn complain(&mut self, range: Range<usize>, sentence: String) {
        self.problems.push(Problem { range, sentence });
    }
}

/// Words with one space between them.
fn words(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

/// *active, paused and failing*.
fn list(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => [&first.join(", "), " and ", last].concat(),
    }
}

#[cfg(test)]
mod tests;
