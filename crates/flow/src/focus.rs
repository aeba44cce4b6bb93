//! What belongs together, and where the keyboard goes: both follow the lines.

use crate::diagram::{CardKey, Diagram};
use crate::keyed::Keyed;
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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paths {
    at_ends: Keyed<EndKey, Vec<CardKey>>,
    columns: [Vec<(Stop, Units)>; 3],
    places: Keyed<Stop, (usize, usize)>,
    cards: Keyed<Key, CardKey>,
}

impl Paths {
    /// Looks at every line once.
    pub fn new(diagram: &Diagram, layout: &Layout) -> Self {
        let mut paths = Self::default();
        for (end, top) in diagram.ends.iter().zip(&layout.ends) {
            let column = match end.key.side {
                Side::Left => 0,
                Side::Right => 2,
            };
            paths.columns[column].push((Stop::End(end.key), top + END_HEIGHT / 2));
            paths.at_ends.insert(end.key, Vec::new());
        }
        for (card, top) in diagram.cards.iter().zip(&layout.cards) {
            for end in [card.key.source, card.key.destination] {
                paths.at_ends.entry(end).or_default().push(card.key);
            }
            let mut middle = top + CARD_HEADER + ROW_HEIGHT / 2;
            for row in &card.rows {
                paths.columns[1].push((Stop::Row(row.key), middle));
                paths.cards.insert(row.key, card.key);
                middle += ROW_HEIGHT;
            }
        }
        for (column, stops) in paths.columns.iter().enumerate() {
            for (place, (stop, _)) in stops.iter().enumerate() {
                paths.places.insert(*stop, (column, place));
            }
        }
        paths
    }

    /// The whole path through a part: itself, and what its lines lead to.
    pub fn through(&self, part: Part) -> Vec<Part> {
        match part {
            Part::Card(card) => [part, Part::End(card.left()), Part::End(card.right())].into(),
            Part::End(end) => {
                let cards = self.at_ends.get(&end).map_or(&[][..], Vec::as_slice);
                let other = |card: &CardKey| if card.source == end { card.destination } else { card.source };
                let along = cards.iter().flat_map(|card| [Part::Card(*card), Part::End(other(card))]);
                std::iter::once(part).chain(along).collect()
            }
        }
    }

    /// The part that a stop lies on.
    pub fn part_of(&self, stop: Stop) -> Option<Part> {
        match stop {
            Stop::End(end) => Some(Part::End(end)),
            Stop::Row(row) => self.cards.get(&row).copied().map(Part::Card),
        }
    }

    /// Whether a stop is still drawn.
    pub fn has(&self, stop: Stop) -> bool {
        self.places.contains_key(&stop)
    }

    /// The subscriptions from top to bottom, each with the height of its middle.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = (Key, Units)> + ExactSizeIterator {
        self.columns[1].iter().map(|(stop, middle)| match stop {
            Stop::Row(row) => (*row, *middle),
            Stop::End(end) => (end.id, *middle),
        })
    }

    /// Where the keyboard enters: the first thing in reading order.
    pub fn entrance(&self) -> Option<Stop> {
        self.columns.iter().flatten().next().map(|(stop, _)| *stop)
    }

    /// Where a step leads, if anywhere. `before` is where the keyboard came from: going back along a line returns there.
    pub fn step(&self, from: Stop, step: Step, before: Option<Stop>) -> Option<Stop> {
        let &(column, place) = self.places.get(&from)?;
        let stops = &self.columns[column];
        let there = match step {
            Step::Up => stops.get(place.checked_sub(1)?),
            Step::Down => stops.get(place + 1),
            Step::First => stops.first(),
            Step::Last => stops.last(),
            Step::Left => return self.along(from, column, 0..column, before),
            Step::Right => return self.along(from, column, column + 1..3, before),
        };
        there.map(|(stop, _)| *stop)
    }

    /// The end of a row, or the first row of an end. Where there is no line, the nearest thing in the next column that
    /// has any: nobody is locked into a column.
    fn along(&self, from: Stop, column: usize, columns: std::ops::Range<usize>, before: Option<Stop>) -> Option<Stop> {
        let to_left = columns.end == column;
        match from {
            Stop::Row(row) => {
                let card = self.cards.get(&row)?;
                Some(Stop::End(if to_left { card.left() } else { card.right() }))
            }
            Stop::End(end) => {
                if columns.is_empty() {
                    return None;
                }
                let touches = |stop: Stop| match stop {
                    Stop::Row(row) => (self.cards.get(&row)).is_some_and(|card| card.source == end || card.destination == end),
                    Stop::End(_) => false,
                };
                before
                    .filter(|stop| touches(*stop))
                    .or_else(|| {
                        let mut rows = self.columns[1].iter().map(|(stop, _)| *stop);
                        rows.find(|stop| touches(*stop))
                    })
                    .or_else(|| self.nearest(from, columns, to_left))
            }
        }
    }

    fn nearest(&self, from: Stop, columns: std::ops::Range<usize>, to_left: bool) -> Option<Stop> {
        let &(column, place) = self.places.get(&from)?;
        let (_, height) = self.columns[column][place];
        let mut columns: Vec<usize> = columns.filter(|&at| !self.columns[at].is_empty()).collect();
        if to_left {
            columns.reverse();
        }
        let stops = &self.columns[*columns.first()?];
        let nearest = stops.iter().min_by_key(|(_, at)| (at - height).abs())?;
        Some(nearest.0)
    }
}
