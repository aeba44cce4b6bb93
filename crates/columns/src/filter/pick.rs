//! A condition that is picked rather than typed: one value of one key.

use super::complete::{Candidate, values};
use super::pieces::pieces;
use super::{Key, Language};
use crate::columns::Columns;

/// The values of a key among the rows, those of which there are most first, and how many there are in all. Keys whose values are all
/// different have none to pick from.
pub fn choices(key: Key, most: usize, columns: &Columns, language: Language) -> (Vec<Candidate>, usize) {
    let mut all = key.choices().map_or(Vec::new(), |facet| values("", facet, columns, language));
    let count = all.len();
    all.truncate(most);
    (all, count)
}

/// What was typed, with this value in the place of those that the key had; with none, without them. What is excluded stays.
pub fn picked(text: &str, key: Key, value: Option<&str>) -> String {
    let is_replaced = |name: &str| Key::parse(name) == Some(key);
    let mut kept: Vec<String> = pieces(text)
        .into_iter()
        .filter(|piece| piece.is_excluded || !piece.key.as_ref().is_some_and(|name| is_replaced(&text[name.clone()])))
        .map(|piece| [&text[piece.range.clone()], if piece.is_unclosed { "\"" } else { "" }].concat())
        .collect();
    let name = Key::OFFERED.into_iter().find(|(_, offered, _)| *offered == key).map_or("", |(name, ..)| name);
    kept.extend(value.map(|value| [name, ":", value].concat()));
    kept.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_takes_the_place_of_the_others_of_its_key() {
        let picked = |text: &str, value| picked(text, Key::From, value);
        assert_eq!(picked("", Some("intake")), "from:intake");
        assert_eq!(picked("lake source:a  -from:b from:\"c d\" x", Some("\"e f\"")), "lake -from:b x from:\"e f\"");
        assert_eq!(picked("from:intake status:paused", None), "status:paused");
        assert_eq!(picked("\"lab res", Some("intake")), "\"lab res\" from:intake");
    }
}
