//! What is drawn, from top to bottom: ends in their groups, and the subscriptions gathered into cards.
//!
//! Subscriptions between the same two ends share a card, one row for each. Nothing here has a position yet.

use std::ops::Range;

use crate::keyed::Keyed;
use crate::model::{EndKey, FlowEnd, FlowInput, FlowSubscription, Key, Side, State};
use crate::numbered::Numbered;

/// The subscriptions between two ends, known by those ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CardKey {
    /// Where their messages start.
    pub source: EndKey,
    /// Where they are delivered.
    pub destination: EndKey,
}

impl CardKey {
    /// Its end in the left column.
    pub fn left(self) -> EndKey {
        match self.source.side {
            Side::Left => self.source,
            Side::Right => self.destination,
        }
    }

    /// Its end in the right column.
    pub fn right(self) -> EndKey {
        match self.source.side {
            Side::Left => self.destination,
            Side::Right => self.source,
        }
    }
}

/// So many crossings less, and a quarter of all, make up for finding everything in another place.
const WORTH_A_NEW_ORDER: u64 = 8;

/// Subscriptions that share their ends and therefore one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Which ends.
    pub key: CardKey,
    /// One for each data model, by model; at least one.
    pub rows: Vec<FlowSubscription>,
}

impl Card {
    /// The name that all rows share.
    pub fn shared_name(&self) -> Option<&str> {
        let (first, others) = self.rows.split_first()?;
        others.iter().all(|row| row.name == first.name).then_some(&*first.name)
    }

    /// What the line shows: the state that most needs a look.
    pub fn worst_state(&self) -> State {
        self.rows.iter().map(|row| row.state).max().unwrap_or(State::Active)
    }

    /// How heavy its line is, from 1 to 5: one step for each row at first, then fewer.
    pub fn weight(&self) -> u8 {
        match self.rows.len() {
            0 | 1 => 1,
            2 => 2,
            3 => 3,
            4..=5 => 4,
            _ => 5,
        }
    }
}

/// The ends of one group, as places in [`Diagram::ends`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// In which column.
    pub side: Side,
    /// What stands over them.
    pub heading: String,
    /// Which ends.
    pub ends: Range<usize>,
    /// What stands there while there are none.
    pub nothing: String,
}

/// Everything in drawn order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagram {
    /// The left column's groups, then the right column's.
    pub groups: Vec<Group>,
    /// The left column's ends, then the right column's.
    pub ends: Vec<FlowEnd>,
    /// The middle column.
    pub cards: Vec<Card>,
    /// Each card's ends, the left one first, as places in [`Diagram::ends`].
    pub card_ends: Vec<[usize; 2]>,
    end_places: Keyed<EndKey, usize>,
    card_places: Keyed<CardKey, usize>,
    row_places: Keyed<Key, (usize, usize)>,
    subscription_counts: Vec<usize>,
}

impl Diagram {
    /// Gathers and orders what is to be drawn. The order of the subscriptions given does not matter; that of the ends
    /// is kept except where another has fewer crossings.
    pub fn new(input: &FlowInput) -> Self {
        let given = Numbered::new(input);
        given.diagram(&given.best())
    }

    /// The same for data that has changed while someone looks: what was there keeps its order, and what is new comes below.
    /// Exchanges of neighbours that save crossings are made; an order from nothing only where it saves many.
    pub fn after(previous: &Self, input: &FlowInput) -> Self {
        let given = Numbered::new(input);
        let kept = given.like(previous);
        if given.has_lines_of(previous) {
            return given.diagram(&kept);
        }
        let (kept, fresh) = (given.nearest(kept), given.best());
        let (now, possible) = (given.crossings(&kept), given.crossings(&fresh));
        let is_worth_it = 4 * possible < 3 * now && now - possible >= WORTH_A_NEW_ORDER;
        given.diagram(if is_worth_it { &fresh } else { &kept })
    }

    pub(crate) fn indexed(groups: Vec<Group>, ends: Vec<FlowEnd>, cards: Vec<Card>, card_ends: Vec<[usize; 2]>) -> Self {
        let mut subscription_counts = vec![0; ends.len()];
        let mut row_places = Keyed::default();
        row_places.reserve(cards.iter().map(|card| card.rows.len()).sum());
        for (place, (card, card_ends)) in cards.iter().zip(&card_ends).enumerate() {
            for end in card_ends {
                subscription_counts[*end] += card.rows.len();
            }
            row_places.extend(card.rows.iter().enumerate().map(|(row, subscription)| (subscription.key, (place, row))));
        }
        Self {
            end_places: (ends.iter().map(|end| end.key)).zip(0..).collect(),
            card_places: (cards.iter().map(|card| card.key)).zip(0..).collect(),
            row_places,
            subscription_counts,
            card_ends,
            groups,
            ends,
            cards,
        }
    }

    /// Where in [`Diagram::ends`] an end stands.
    pub fn end_place(&self, key: EndKey) -> Option<usize> {
        self.end_places.get(&key).copied()
    }

    /// Where in [`Diagram::cards`] a card stands.
    pub fn card_place(&self, key: CardKey) -> Option<usize> {
        self.card_places.get(&key).copied()
    }

    /// Where a subscription's row stands: its card in [`Diagram::cards`], and its place there.
    pub fn row_place(&self, key: Key) -> Option<(usize, usize)> {
        self.row_places.get(&key).copied()
    }

    /// An end by its key.
    pub fn end(&self, key: EndKey) -> Option<&FlowEnd> {
        self.end_place(key).map(|place| &self.ends[place])
    }

    /// A card by its key.
    pub fn card(&self, key: CardKey) -> Option<&Card> {
        self.card_place(key).map(|place| &self.cards[place])
    }

    /// A subscription by its key.
    pub fn row(&self, key: Key) -> Option<&FlowSubscription> {
        self.row_place(key).map(|(card, place)| &self.cards[card].rows[place])
    }

    /// The group that an end stands in.
    pub fn group_of(&self, key: EndKey) -> Option<&Group> {
        let place = self.end_place(key)?;
        self.groups.iter().find(|group| group.ends.contains(&place))
    }

    /// How many subscriptions an end has.
    pub fn subscriptions_at(&self, key: EndKey) -> usize {
        self.end_place(key).map_or(0, |place| self.subscription_counts[place])
    }
}
