//! What a flow is given, by number: ends by their place in the order given, cards by the ends that they join. Ordering looks at nothing else.

use std::ops::Range;

use crate::diagram::{Card, CardKey, Diagram, Group};
use crate::keyed::Keyed;
use crate::model::{EndGroup, FlowEnd, FlowInput, FlowSubscription, Key, Side};
use crate::order::{Layers, Order, card_rank, places};

/// Everything that is drawn, as the data has it.
pub(crate) struct Numbered<'a> {
    input: &'a FlowInput,
    left: Column<'a>,
    right: Column<'a>,
    /// The subscriptions whose ends face each other, card by card and by model.
    rows: Vec<&'a FlowSubscription>,
    cards: Vec<Numbers>,
    /// Each card's ends.
    edges: Vec<(usize, usize)>,
}

/// One column's ends, and which of them stand together.
struct Column<'a> {
    ends: Vec<&'a FlowEnd>,
    groups: Vec<Range<usize>>,
}

/// A card: which ends, which way, which rows.
struct Numbers {
    left: usize,
    right: usize,
    is_leftward: bool,
    rows: Range<usize>,
}

impl<'a> Column<'a> {
    fn new(groups: &'a [EndGroup]) -> Self {
        let mut start = 0;
        let ranges = groups.iter().map(|group| {
            let range = start..start + group.ends.len();
            start = range.end;
            range
        });
        Self { groups: ranges.collect(), ends: groups.iter().flat_map(|group| &group.ends).collect() }
    }

    fn numbers(&self) -> Keyed<Key, usize> {
        self.ends.iter().map(|end| end.key.id).zip(0..).collect()
    }

    /// As they were drawn before; what is new comes last in its group.
    fn like(&self, previous: &Diagram) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.ends.len()).collect();
        for group in &self.groups {
            let place = |end: &usize| previous.end_place(self.ends[*end].key).unwrap_or(usize::MAX);
            order[group.clone()].sort_by_cached_key(place);
        }
        order
    }
}

impl<'a> Numbered<'a> {
    /// Gathers the subscriptions between the same two ends.
    pub(crate) fn new(input: &'a FlowInput) -> Self {
        let (left, right) = (Column::new(&input.left), Column::new(&input.right));
        let (on_left, on_right) = (left.numbers(), right.numbers());
        let mut known: Vec<_> = (input.subscriptions.iter())
            .filter_map(|row| {
                let (from, to, is_leftward) = match (row.source.side, row.destination.side) {
                    (Side::Left, Side::Right) => (row.source, row.destination, false),
                    (Side::Right, Side::Left) => (row.destination, row.source, true),
                    _ => return None,
                };
                Some(((*on_left.get(&from.id)?, *on_right.get(&to.id)?, is_leftward), row))
            })
            .collect();
        known.sort_unstable_by(|(a, row), (b, other)| {
            a.cmp(b).then_with(|| row.model.cmp(&other.model)).then_with(|| row.key.cmp(&other.key))
        });
        let mut cards: Vec<Numbers> = Vec::with_capacity(known.len());
        let mut start = 0;
        for card in known.chunk_by(|(a, _), (b, _)| a == b) {
            let ((left, right, is_leftward), _) = card[0];
            let rows = start..start + card.len();
            start = rows.end;
            cards.push(Numbers { left, right, is_leftward, rows });
        }
        let edges = cards.iter().map(|card| (card.left, card.right)).collect();
        Self { input, left, right, rows: known.into_iter().map(|(_, row)| row).collect(), cards, edges }
    }

    fn layers(&self) -> Layers<'_> {
        Layers { left: &self.left.groups, right: &self.right.groups, edges: &self.edges }
    }

    /// The best order that is found.
    pub(crate) fn best(&self) -> Order {
        self.layers().order()
    }

    /// The order of a diagram that was drawn before.
    pub(crate) fn like(&self, previous: &Diagram) -> Order {
        Order { left: self.left.like(previous), right: self.right.like(previous) }
    }

    /// An order changed only by exchanges of neighbours that save crossings.
    pub(crate) fn nearest(&self, order: Order) -> Order {
        self.layers().nearest_order(order)
    }

    /// How many pairs of lines cross.
    pub(crate) fn crossings(&self, order: &Order) -> u64 {
        self.layers().crossings(order)
    }

    /// Whether a diagram has these lines and no others.
    pub(crate) fn has_lines_of(&self, diagram: &Diagram) -> bool {
        let is_drawn = |card: &Numbers| diagram.card_place(self.key(card)).is_some();
        self.cards.len() == diagram.cards.len() && self.cards.iter().all(is_drawn)
    }

    fn key(&self, card: &Numbers) -> CardKey {
        let (left, right) = (self.left.ends[card.left].key, self.right.ends[card.right].key);
        let (source, destination) = if card.is_leftward { (right, left) } else { (left, right) };
        CardKey { source, destination }
    }

    /// What is drawn in this order.
    pub(crate) fn diagram(&self, order: &Order) -> Diagram {
        let (left, right) = (places(&order.left), places(&order.right));
        let mut ranks: Vec<_> = (self.cards.iter().zip(0..))
            .map(|(card, number): (_, usize)| {
                let (from, to) = (left[card.left], right[card.right]);
                (card_rank(from, left.len(), to, right.len()), from, card.is_leftward, number)
            })
            .collect();
        ranks.sort_unstable();
        let in_order = || ranks.iter().map(|&(.., number)| &self.cards[number]);
        let cards = in_order().map(|card| {
            let rows = self.rows[card.rows.clone()].iter().map(|&row| row.clone()).collect();
            Card { key: self.key(card), rows }
        });
        let ends = order.left.iter().map(|&end| self.left.ends[end]).chain(order.right.iter().map(|&end| self.right.ends[end]));
        Diagram::indexed(
            self.groups(),
            ends.cloned().collect(),
            cards.collect(),
            in_order().map(|card| [left[card.left], left.len() + right[card.right]]).collect(),
        )
    }

    fn groups(&self) -> Vec<Group> {
        let columns =
            [(Side::Left, &self.input.left, &self.left, 0), (Side::Right, &self.input.right, &self.right, self.left.ends.len())];
        let groups = columns.into_iter().flat_map(|(side, groups, column, before)| {
            groups.iter().zip(&column.groups).map(move |(group, ends)| Group {
                side,
                heading: group.heading.clone(),
                nothing: group.nothing.clone(),
                ends: before + ends.start..before + ends.end,
            })
        });
        groups.collect()
    }
}
