//! Which part of a large drawing is in the page: what is near to what can be seen, and what has the keyboard's focus.

use std::ops::Range;

use super::diagram::{CardKey, Diagram};
use super::focus::Part;
use super::layout::{END_HEIGHT, Layout, Units, height};
use super::model::{EndKey, Side};

/// Up to so many cards and ends, all of a drawing is in the page, for the browser's own search to find.
const SMALL: usize = 160;
/// The window moves by steps, so that scrolling a little changes nothing.
const STEP: Units = 480;
/// Of the lines from ends in sight to cards far away, so many are drawn: more lie on top of each other.
const MOST_FAR_LINES: usize = 120;

/// A stretch of the drawing, from top to bottom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// Where it begins.
    pub top: Units,
    /// Where it ends.
    pub bottom: Units,
}

impl Stretch {
    /// All that there may be.
    pub const EVERYTHING: Self = Self { top: Units::MIN / 2, bottom: Units::MAX / 2 };

    /// What is kept in the page around what can be seen: at least a step more on each side.
    #[must_use]
    pub fn around(self) -> Self {
        Self { top: (self.top.div_euclid(STEP) - 1) * STEP, bottom: (self.bottom.div_euclid(STEP) + 2) * STEP }
    }
}

/// What is in the page, as places in the diagram.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mounted {
    /// Of its cards.
    pub cards: Range<usize>,
    /// Of its ends, those of the left and those of the right column.
    pub ends: [Range<usize>; 2],
    /// Whether that is everything.
    pub is_all: bool,
    pins: [Option<Part>; 2],
}

impl Mounted {
    /// Everything of a small diagram; of a large one what a stretch touches, and the pinned parts wherever they are.
    pub fn new(diagram: &Diagram, layout: &Layout, stretch: Stretch, pins: [Option<Part>; 2]) -> Self {
        let first_right = diagram.ends.iter().position(|end| end.key.side == Side::Right).unwrap_or(diagram.ends.len());
        if diagram.cards.len() + diagram.ends.len() <= SMALL {
            return Self {
                cards: 0..diagram.cards.len(),
                ends: [0..first_right, first_right..diagram.ends.len()],
                is_all: true,
                pins: [None, None],
            };
        }
        let ends = |places: Range<usize>| {
            let tops = &layout.ends[places.clone()];
            let from = tops.partition_point(|top| top + END_HEIGHT < stretch.top);
            let to = tops.partition_point(|top| *top <= stretch.bottom);
            places.start + from..places.start + to.max(from)
        };
        let from = layout.cards.partition_point(|top| *top < stretch.top);
        // The card that the stretch begins in the middle of.
        let before =
            from.checked_sub(1).filter(|place| layout.cards[*place] + height(diagram.cards[*place].rows.len()) >= stretch.top);
        let to = layout.cards.partition_point(|top| *top <= stretch.bottom);
        Self {
            cards: before.unwrap_or(from)..to,
            ends: [ends(0..first_right), ends(first_right..diagram.ends.len())],
            is_all: false,
            pins,
        }
    }

    /// Whether an end is in the page.
    pub fn has_end(&self, diagram: &Diagram, end: EndKey) -> bool {
        self.pins.contains(&Some(Part::End(end))) || diagram.end_place(end).is_some_and(|place| self.has_end_at(place))
    }

    /// The cards in the page, in their order.
    pub fn card_keys(&self, diagram: &Diagram) -> Vec<CardKey> {
        let mut places: Vec<usize> = self.cards.clone().collect();
        places.extend(self.pins.iter().flatten().filter_map(|pin| match pin {
            Part::Card(card) => diagram.card_place(*card),
            Part::End(_) => None,
        }));
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(|place| diagram.cards[place].key).collect()
    }

    /// The cards whose lines are in the page: those that are there themselves, and the nearest of those that an end which is
    /// there leads to.
    pub fn line_keys(&self, diagram: &Diagram) -> Vec<CardKey> {
        let near = self.card_keys(diagram);
        if self.is_all {
            return near;
        }
        let distance = |place: usize| self.cards.start.saturating_sub(place).max((place + 1).saturating_sub(self.cards.end));
        let mut far: Vec<usize> = (diagram.card_ends.iter().enumerate())
            .filter(|(place, ends)| distance(*place) > 0 && ends.iter().any(|end| self.has_end_at(*end)))
            .map(|(place, _)| place)
            .collect();
        far.sort_by_key(|place| distance(*place));
        far.truncate(MOST_FAR_LINES);
        let far = far.into_iter().map(|place| diagram.cards[place].key).filter(|card| !near.contains(card));
        let far: Vec<CardKey> = far.collect();
        near.into_iter().chain(far).collect()
    }

    fn has_end_at(&self, place: usize) -> bool {
        self.ends.iter().any(|places| places.contains(&place))
    }
}
