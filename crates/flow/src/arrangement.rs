//! The ends of both columns in some order, and the diagram that this order gives.

use std::ops::Range;

use crate::diagram::{Card, Diagram, Group, gathered};
use crate::keyed::Keyed;
use crate::model::{EndGroup, EndKey, FlowEnd, FlowInput, FlowSubscription, Side};
use crate::order::{Layers, Order, card_rank};

/// Each column's groups, each group's ends from top to bottom.
#[derive(Clone)]
pub(crate) struct Arrangement<'a> {
    left: Vec<Vec<&'a FlowEnd>>,
    right: Vec<Vec<&'a FlowEnd>>,
}

impl<'a> Arrangement<'a> {
    /// As the data has them.
    pub(crate) fn given(input: &'a FlowInput) -> Self {
        let column = |groups: &'a [EndGroup]| groups.iter().map(|group| group.ends.iter().collect()).collect();
        Self { left: column(&input.left), right: column(&input.right) }
    }

    /// As they were drawn before; what is new comes last in its group.
    pub(crate) fn like(mut self, previous: &Diagram) -> Self {
        for ends in self.left.iter_mut().chain(&mut self.right) {
            ends.sort_by_key(|end| previous.end_place(end.key).unwrap_or(usize::MAX));
        }
        self
    }

    /// The subscriptions whose ends stand here, gathered, in no order to be seen.
    pub(crate) fn cards(&self, subscriptions: &[FlowSubscription]) -> Vec<Card> {
        let (left, right) = (places(&self.left), places(&self.right));
        let mut cards = gathered(subscriptions);
        cards.retain(|card| left.contains_key(&card.key.left()) && right.contains_key(&card.key.right()));
        cards
    }

    /// In the best order that is found.
    #[expect(clippy::redundant_closure_for_method_calls, reason = "a method of a type with a lifetime is not general enough")]
    pub(crate) fn best(self, cards: &[Card]) -> Self {
        let order = self.with_layers(cards, |layers| layers.order());
        self.in_order(&order)
    }

    /// In this order, changed only by exchanges of neighbours that save crossings.
    #[expect(clippy::redundant_closure_for_method_calls, reason = "a method of a type with a lifetime is not general enough")]
    pub(crate) fn nearest(self, cards: &[Card]) -> Self {
        let order = self.with_layers(cards, |layers| layers.nearest_order());
        self.in_order(&order)
    }

    fn in_order(self, order: &Order) -> Self {
        Self { left: rearranged(&self.left, &order.left), right: rearranged(&self.right, &order.right) }
    }

    /// How many pairs of lines cross.
    pub(crate) fn crossings(&self, cards: &[Card]) -> u64 {
        let in_order = |groups: &[Vec<&FlowEnd>]| (0..groups.iter().map(Vec::len).sum()).collect();
        self.with_layers(cards, |layers| layers.crossings(&Order { left: in_order(&self.left), right: in_order(&self.right) }))
    }

    fn with_layers<T>(&self, cards: &[Card], read: impl FnOnce(&Layers) -> T) -> T {
        let (left, right) = (places(&self.left), places(&self.right));
        let edges: Vec<_> = cards.iter().map(|card| (left[&card.key.left()], right[&card.key.right()])).collect();
        read(&Layers { left: &ranges(&self.left, 0), right: &ranges(&self.right, 0), edges: &edges })
    }

    /// What is drawn: the ends as they stand here, and the cards between them.
    pub(crate) fn diagram(&self, input: &FlowInput, mut cards: Vec<Card>) -> Diagram {
        let (left, right) = (places(&self.left), places(&self.right));
        cards.sort_by_cached_key(|card| {
            let (from, to) = (left[&card.key.left()], right[&card.key.right()]);
            (card_rank(from, left.len(), to, right.len()), from, card.key)
        });
        let groups =
            [(Side::Left, &input.left, ranges(&self.left, 0)), (Side::Right, &input.right, ranges(&self.right, left.len()))];
        let groups = groups.into_iter().flat_map(|(side, groups, ranges)| {
            groups.iter().zip(ranges).map(move |(group, ends)| Group {
                side,
                heading: group.heading.clone(),
                nothing: group.nothing.clone(),
                ends,
            })
        });
        let ends = self.left.iter().chain(&self.right).flatten().map(|&end| end.clone()).collect();
        Diagram::indexed(groups.collect(), ends, cards)
    }
}

/// Where in its column each end stands.
fn places(groups: &[Vec<&FlowEnd>]) -> Keyed<EndKey, usize> {
    groups.iter().flatten().zip(0..).map(|(end, place)| (end.key, place)).collect()
}

/// Where each group's ends are in their column, the first at `start`.
fn ranges(groups: &[Vec<&FlowEnd>], mut start: usize) -> Vec<Range<usize>> {
    let next = |group: &Vec<&FlowEnd>| {
        let range = start..start + group.len();
        start = range.end;
        range
    };
    groups.iter().map(next).collect()
}

/// The same groups with their ends in another order, which keeps each end in its group.
fn rearranged<'a>(groups: &[Vec<&'a FlowEnd>], order: &[usize]) -> Vec<Vec<&'a FlowEnd>> {
    let ends: Vec<&FlowEnd> = groups.iter().flatten().copied().collect();
    let ranges = ranges(groups, 0).into_iter();
    ranges.map(|range| order[range].iter().map(|&index| ends[index]).collect()).collect()
}
