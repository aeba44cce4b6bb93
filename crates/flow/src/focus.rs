//! What belongs together, and where the keyboard goes: both follow the lines.

use std::sync::Arc;

use crate::diagram::{CardKey, Diagram};
use crate::layout::{CARD_HEADER, END_HEIGHT, Layout, ROW_HEIGHT, Units};
use crate::model::{EndKey, Key, Side};

/// What can be lit: an end, or a card with its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// A source or a destination.
    End(EndKey),
    /// The subscriptions between two ends.
    Card(CardKey),
}

/// What the keyboard can stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stop {
    /// A source or a destination.
    End(EndKey),
    /// A subscription.
    Row(Key),
}

/// Where the keyboard asks to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the one above, in the same column.
    Up,
    /// To the one below, in the same column.
    Down,
    /// Along a line to the left.
    Left,
    /// Along a line to the right.
    Right,
    /// To the top of the column.
    First,
    /// To the bottom of the column.
    Last,
}

/// The neighbours of everything in one diagram.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paths {
    diagram: Arc<Diagram>,
    /// The cards at each end, one end after the other, as places in the diagram.
    cards_at: Vec<usize>,
    /// Where in that list each end's cards begin, and where the last one's end.
    starts: Vec<usize>,
    /// How many ends are in the left column.
    left_count: usize,
    /// The middle of each end.
    ends: Vec<Units>,
    /// The subscriptions from top to bottom, each with its middle.
    rows: Vec<(Key, Units)>,
    /// Which of them is each card's first.
    first_rows: Vec<usize>,
}

impl Paths {
    /// Looks at every line once.
    pub fn new(diagram: &Arc<Diagram>, layout: &Layout) -> Self {
        let mut starts = vec![0; diagram.ends.len() + 1];
        diagram.card_ends.iter().flatten().for_each(|end| starts[end + 1] += 1);
        for end in 0..diagram.ends.len() {
            starts[end + 1] += starts[end];
        }
        let mut next = starts.clone();
        let mut cards_at = vec![0; 2 * diagram.cards.len()];
        for (card, end) in diagram.card_ends.iter().enumerate().flat_map(|(card, ends)| ends.iter().map(move |end| (card, *end)))
        {
            cards_at[next[end]] = card;
            next[end] += 1;
        }
        let count = diagram.cards.iter().map(|card| card.rows.len()).sum();
        let (mut rows, mut first_rows) = (Vec::with_capacity(count), Vec::with_capacity(diagram.cards.len()));
        for (card, top) in diagram.cards.iter().zip(&layout.cards) {
            first_rows.push(rows.len());
            let middles = (top + CARD_HEADER + ROW_HEIGHT / 2..).step_by(usize::try_from(ROW_HEIGHT).unwrap_or(1));
            rows.extend(card.rows.iter().map(|row| row.key).zip(middles));
        }
        Self {
            left_count: diagram.ends.partition_point(|end| end.key.side == Side::Left),
            ends: layout.ends.iter().map(|top| top + END_HEIGHT / 2).collect(),
            diagram: Arc::clone(diagram),
            cards_at,
            starts,
            rows,
            first_rows,
        }
    }

    fn cards_at(&self, end: EndKey) -> impl Iterator<Item = CardKey> {
        let cards =
            self.diagram.end_place(end).map_or(&[][..], |place| &self.cards_at[self.starts[place]..self.starts[place + 1]]);
        cards.iter().map(|&card| self.diagram.cards[card].key)
    }

    /// The whole path through a part: itself, and what its lines lead to.
    pub fn through(&self, part: Part) -> Vec<Part> {
        match part {
            Part::Card(card) => [part, Part::End(card.left()), Part::End(card.right())].into(),
            Part::End(end) => {
                let other = |card: CardKey| if card.source == end { card.destination } else { card.source };
                let along = self.cards_at(end).flat_map(|card| [Part::Card(card), Part::End(other(card))]);
                std::iter::once(part).chain(along).collect()
            }
        }
    }

    /// The part that a stop lies on.
    pub fn part_of(&self, stop: Stop) -> Option<Part> {
        match stop {
            Stop::End(end) => Some(Part::End(end)),
            Stop::Row(row) => self.card_of(row).map(Part::Card),
        }
    }

    fn card_of(&self, row: Key) -> Option<CardKey> {
        self.diagram.row_place(row).map(|(card, _)| self.diagram.cards[card].key)
    }

    /// Whether a stop is still drawn.
    pub fn has(&self, stop: Stop) -> bool {
        self.place(stop).is_some()
    }

    /// The subscriptions from top to bottom, each with the height of its middle.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = (Key, Units)> + ExactSizeIterator {
        self.rows.iter().copied()
    }

    /// Where the keyboard enters: the first thing in reading order.
    pub fn entrance(&self) -> Option<Stop> {
        (0..3).find_map(|column| self.stop(column, 0))
    }

    /// Where a step leads, if anywhere. `before` is where the keyboard came from: going back along a line returns there.
    pub fn step(&self, from: Stop, step: Step, before: Option<Stop>) -> Option<Stop> {
        let (column, place) = self.place(from)?;
        match step {
            Step::Up => self.stop(column, place.checked_sub(1)?),
            Step::Down => self.stop(column, place + 1),
            Step::First => self.stop(column, 0),
            Step::Last => self.stop(column, self.len(column).checked_sub(1)?),
            Step::Left => self.along(from, column, true, before),
            Step::Right => self.along(from, column, false, before),
        }
    }

    /// In which column a stop is, and where in it.
    fn place(&self, stop: Stop) -> Option<(usize, usize)> {
        match stop {
            Stop::End(end) => {
                let place = self.diagram.end_place(end)?;
                Some(if place < self.left_count { (0, place) } else { (2, place - self.left_count) })
            }
            Stop::Row(row) => self.diagram.row_place(row).map(|(card, nth)| (1, self.first_rows[card] + nth)),
        }
    }

    fn len(&self, column: usize) -> usize {
        match column {
            0 => self.left_count,
            1 => self.rows.len(),
            _ => self.ends.len() - self.left_count,
        }
    }

    /// What stands at a place of a column.
    fn stop(&self, column: usize, place: usize) -> Option<Stop> {
        if place >= self.len(column) {
            return None;
        }
        Some(match column {
            0 => Stop::End(self.diagram.ends[place].key),
            1 => Stop::Row(self.rows[place].0),
            _ => Stop::End(self.diagram.ends[self.left_count + place].key),
        })
    }

    fn middle(&self, column: usize, place: usize) -> Units {
        match column {
            0 => self.ends[place],
            1 => self.rows[place].1,
            _ => self.ends[self.left_count + place],
        }
    }

    /// The end of a row, or the first row of an end. Where there is no line, the nearest thing in the next column that
    /// has any: nobody is locked into a column.
    fn along(&self, from: Stop, column: usize, to_left: bool, before: Option<Stop>) -> Option<Stop> {
        let end = match from {
            Stop::Row(row) => {
                let card = self.card_of(row)?;
                return Some(Stop::End(if to_left { card.left() } else { card.right() }));
            }
            Stop::End(_) if column == if to_left { 0 } else { 2 } => return None,
            Stop::End(end) => end,
        };
        let touches = |stop: &Stop| match *stop {
            Stop::Row(row) => self.card_of(row).is_some_and(|card| card.source == end || card.destination == end),
            Stop::End(_) => false,
        };
        let place = self.diagram.end_place(end)?;
        // A card's first row; cards stand in the order of the column.
        let first = || {
            Some(Stop::Row(
                self.rows[self.first_rows[*self.cards_at.get(self.starts[place]..self.starts[place + 1])?.first()?]].0,
            ))
        };
        before.filter(touches).or_else(first).or_else(|| self.nearest(from, column, to_left))
    }

    fn nearest(&self, from: Stop, column: usize, to_left: bool) -> Option<Stop> {
        let height = self.place(from).map(|(column, place)| self.middle(column, place))?;
        let mut columns = if to_left { [1, 0] } else { [1, 2] }.into_iter().filter(|&next| next != column && self.len(next) > 0);
        let next = columns.next()?;
        let nearest = (0..self.len(next)).min_by_key(|&place| (self.middle(next, place) - height).abs())?;
        self.stop(next, nearest)
    }
}
