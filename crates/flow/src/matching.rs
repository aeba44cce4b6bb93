//! What a filter leaves of a diagram: whatever lies on the way of a subscription that matches.

use crate::diagram::{CardKey, Diagram};
use crate::keyed::KeySet;
use crate::model::{EndKey, Key};

/// The subscriptions that match, and the cards and ends that have any, by their places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matching {
    rows: KeySet,
    cards: Vec<bool>,
    ends: Vec<bool>,
}

impl Matching {
    /// Looks at every subscription once.
    pub fn new(diagram: &Diagram, rows: &KeySet) -> Self {
        let mut ends = vec![false; diagram.ends.len()];
        let cards = diagram.cards.iter().zip(&diagram.card_ends).map(|(card, card_ends)| {
            let has_match = card.rows.iter().any(|row| rows.contains(&row.key));
            for end in card_ends {
                ends[*end] |= has_match;
            }
            has_match
        });
        Self { cards: cards.collect(), rows: rows.clone(), ends }
    }

    /// Whether a subscription matches.
    pub fn has_row(&self, row: Key) -> bool {
        self.rows.contains(&row)
    }

    /// Whether any subscription between these ends matches; what is not drawn does.
    pub fn has_card(&self, diagram: &Diagram, card: CardKey) -> bool {
        diagram.card_place(card).and_then(|place| self.cards.get(place)).is_none_or(|has_match| *has_match)
    }

    /// Whether any subscription at this end matches; what is not drawn does.
    pub fn has_end(&self, diagram: &Diagram, end: EndKey) -> bool {
        diagram.end_place(end).and_then(|place| self.ends.get(place)).is_none_or(|has_match| *has_match)
    }
}
