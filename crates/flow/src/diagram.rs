//! What is drawn, from top to bottom: ends in their groups, and the subscriptions gathered into cards.
//!
//! Subscriptions between the same two ends share a card, one row for each. Nothing here has a position yet.

use std::ops::Range;

use crate::arrangement::Arrangement;
use crate::keyed::Keyed;
use crate::model::{EndKey, FlowEnd, FlowInput, FlowSubscription, Key, Side, State};

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
#[derive(Clone, Debug, PartialEq)]
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
        others.iter().all(|row| row.name == first.name).then_some(first.name.as_str())
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
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, Default, PartialEq)]
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
    subscription_counts: Keyed<EndKey, usize>,
}

impl Diagram {
    /// Gathers and orders what is to be drawn. The order of the subscriptions given does not matter; that of the ends
    /// is kept except where another has fewer crossings.
    pub fn new(input: &FlowInput) -> Self {
        let given = Arrangement::given(input);
        let cards = given.cards(&input.subscriptions);
        given.best(&cards).diagram(input, cards)
    }

    /// The same for data that has changed while someone looks: what was there keeps its order, and what is new comes below.
    /// Exchanges of neighbours that save crossings are made; an order from nothing only where it saves many.
    pub fn after(previous: &Self, input: &FlowInput) -> Self {
        let given = Arrangement::given(input);
        let cards = given.cards(&input.subscriptions);
        let kept = given.clone().like(previous);
        let has_same_lines =
            cards.len() == previous.cards.len() && cards.iter().all(|card| previous.card_places.contains_key(&card.key));
        if has_same_lines {
            return kept.diagram(input, cards);
        }
        let (kept, fresh) = (kept.nearest(&cards), given.best(&cards));
        let (now, possible) = (kept.crossings(&cards), fresh.crossings(&cards));
        let is_worth_it = 4 * possible < 3 * now && now - possible >= WORTH_A_NEW_ORDER;
        if is_worth_it { fresh } else { kept }.diagram(input, cards)
    }

    pub(crate) fn indexed(groups: Vec<Group>, ends: Vec<FlowEnd>, cards: Vec<Card>) -> Self {
        let rows = cards.iter().enumerate().flat_map(|(card, Card { rows, .. })| {
            let rows = rows.iter().enumerate();
            rows.map(move |(place, row)| (row.key, (card, place)))
        });
        let mut subscription_counts = Keyed::default();
        for card in &cards {
            for end in [card.key.source, card.key.destination] {
                *subscription_counts.entry(end).or_default() += card.rows.len();
            }
        }
        let end_places: Keyed<EndKey, usize> = (ends.iter().map(|end| end.key)).zip(0..).collect();
        Self {
            card_ends: cards.iter().map(|card| [card.key.left(), card.key.right()].map(|end| end_places[&end])).collect(),
            end_places,
            card_places: (cards.iter().map(|card| card.key)).zip(0..).collect(),
            row_places: rows.collect(),
            subscription_counts,
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
        self.subscription_counts.get(&key).copied().unwrap_or(0)
    }
}

/// One card for each pair of ends that face each other, in the order of their keys.
pub(crate) fn gathered(subscriptions: &[FlowSubscription]) -> Vec<Card> {
    let key = |row: &FlowSubscription| CardKey { source: row.source, destination: row.destination };
    let mut rows: Vec<&FlowSubscription> = subscriptions.iter().filter(|row| row.source.side != row.destination.side).collect();
    rows.sort_by(|a, b| (key(a), &a.model, a.key).cmp(&(key(b), &b.model, b.key)));
    rows.chunk_by(|a, b| key(a) == key(b))
        .map(|rows| Card { key: key(rows[0]), rows: rows.iter().map(|&row| row.clone()).collect() })
        .collect()
}
