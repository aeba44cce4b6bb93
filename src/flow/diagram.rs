//! What is drawn, from top to bottom: ends in their groups, and the subscriptions gathered into cards.
//!
//! Subscriptions between the same two ends share a card, one row for each. Nothing here has a position yet.

use std::collections::HashMap;
use std::ops::Range;

use super::model::{EndGroup, EndKey, FlowEnd, FlowInput, FlowSubscription, Key, Side};
use super::order::{Layers, card_rank, places};
use crate::ui::State;

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
        self.rows.iter().map(|row| row.state).max_by_key(|state| severity(*state)).unwrap_or(State::Active)
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

const fn severity(state: State) -> u8 {
    match state {
        State::Failing => 3,
        State::Paused => 2,
        State::Progress => 1,
        _ => 0,
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
    end_places: HashMap<EndKey, usize>,
    card_places: HashMap<CardKey, usize>,
    row_places: HashMap<Key, (usize, usize)>,
    subscription_counts: HashMap<EndKey, usize>,
}

impl Diagram {
    /// Gathers and orders what is to be drawn. The order of the subscriptions given does not matter; that of the ends
    /// is kept except where another has fewer crossings.
    pub fn new(input: &FlowInput) -> Self {
        let given = |groups: &[EndGroup]| -> HashMap<EndKey, usize> {
            let ends = groups.iter().flat_map(|group| &group.ends);
            ends.enumerate().map(|(index, end)| (end.key, index)).collect()
        };
        let (left, right) = (given(&input.left), given(&input.right));

        let mut cards: Vec<Card> = gathered(&input.subscriptions)
            .into_iter()
            .filter(|card| left.contains_key(&card.key.left()) && right.contains_key(&card.key.right()))
            .collect();
        let edges: Vec<(usize, usize)> = cards.iter().map(|card| (left[&card.key.left()], right[&card.key.right()])).collect();
        let (left_groups, right_groups) = (ranges(&input.left, 0), ranges(&input.right, 0));
        let order = Layers { left: &left_groups, right: &right_groups, edges: &edges }.order();

        let (left_place, right_place) = (places(&order.left), places(&order.right));
        cards.sort_by_cached_key(|card| {
            let from = left_place[left[&card.key.left()]];
            let to = right_place[right[&card.key.right()]];
            let rank = card_rank(from, left_place.len(), to, right_place.len());
            (rank, from, card.key)
        });

        let ends = ordered(&input.left, &order.left).chain(ordered(&input.right, &order.right)).cloned().collect();
        let groups =
            [(Side::Left, &input.left, left_groups), (Side::Right, &input.right, ranges(&input.right, order.left.len()))]
                .into_iter()
                .flat_map(|(side, groups, ranges)| {
                    groups.iter().zip(ranges).map(move |(group, ends)| Group { side, heading: group.heading.clone(), ends })
                })
                .collect();
        Self::indexed(groups, ends, cards)
    }

    fn indexed(groups: Vec<Group>, ends: Vec<FlowEnd>, cards: Vec<Card>) -> Self {
        let rows = cards.iter().enumerate().flat_map(|(card, Card { rows, .. })| {
            let rows = rows.iter().enumerate();
            rows.map(move |(place, row)| (row.key, (card, place)))
        });
        let mut subscription_counts = HashMap::new();
        for card in &cards {
            for end in [card.key.source, card.key.destination] {
                *subscription_counts.entry(end).or_default() += card.rows.len();
            }
        }
        Self {
            end_places: (ends.iter().map(|end| end.key)).zip(0..).collect(),
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

/// Where each group's ends are in their column, the first at `start`.
fn ranges(groups: &[EndGroup], mut start: usize) -> Vec<Range<usize>> {
    groups
        .iter()
        .map(|group| {
            let range = start..start + group.ends.len();
            start = range.end;
            range
        })
        .collect()
}

fn ordered<'a>(groups: &'a [EndGroup], order: &'a [usize]) -> impl Iterator<Item = &'a FlowEnd> {
    let ends: Vec<&FlowEnd> = groups.iter().flat_map(|group| &group.ends).collect();
    order.iter().map(move |&index| ends[index])
}

/// One card for each pair of ends that face each other, in the order of their keys.
fn gathered(subscriptions: &[FlowSubscription]) -> Vec<Card> {
    let key = |row: &FlowSubscription| CardKey { source: row.source, destination: row.destination };
    let mut rows: Vec<&FlowSubscription> = subscriptions.iter().filter(|row| row.source.side != row.destination.side).collect();
    rows.sort_by(|a, b| (key(a), &a.model, a.key).cmp(&(key(b), &b.model, b.key)));
    rows.chunk_by(|a, b| key(a) == key(b))
        .map(|rows| Card { key: key(rows[0]), rows: rows.iter().map(|&row| row.clone()).collect() })
        .collect()
}
