//! Which part of a large drawing is in the page: what is near to what can be seen, and what has the keyboard's focus.

use std::ops::Range;

use crate::diagram::{CardKey, Diagram};
use crate::focus::Part;
use crate::layout::{END_HEIGHT, Layout, Units, height};
use crate::model::Side;

/// Up to so many cards and ends, all of a drawing is in the page, for the browser's own search to find.
const SMALL: usize = 160;
/// The window moves by steps, so that scrolling a little changes nothing.
const STEP: Units = 480;
/// Of the lines from ends in sight to cards far away, so many are drawn: more lie on top of each other.
const MOST_FAR_LINES: usize = 120;

/// So many cards, or ends of a group, come and go together.
const CHUNK: usize = 8;

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

/// What is in the page, as places in the diagram. Things come and go by chunks, so that nothing that stays is moved in the page: an
/// element that is moved loses the focus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mounted {
    /// Of its cards.
    cards: Range<usize>,
    /// Of its ends, those of the left and those of the right column.
    ends: [Range<usize>; 2],
    /// Whether that is everything.
    pub is_all: bool,
    pinned_cards: Vec<usize>,
    pinned_ends: Vec<usize>,
}

impl Mounted {
    /// Everything of a small diagram; of a large one what a stretch touches, and the pinned parts wherever they are.
    pub fn new(diagram: &Diagram, layout: &Layout, stretch: Stretch, pins: [Option<Part>; 2]) -> Self {
        if diagram.cards.len() + diagram.ends.len() <= SMALL {
            return Self { is_all: true, ..Self::default() };
        }
        let first_right = diagram.ends.iter().position(|end| end.key.side == Side::Right).unwrap_or(diagram.ends.len());
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
        let pinned =
            |place: fn(&Diagram, Part) -> Option<usize>| pins.iter().flatten().filter_map(|pin| place(diagram, *pin)).collect();
        Self {
            cards: before.unwrap_or(from)..to,
            ends: [ends(0..first_right), ends(first_right..diagram.ends.len())],
            is_all: false,
            pinned_cards: pinned(|diagram, pin| match pin {
                Part::Card(card) => diagram.card_place(card),
                Part::End(_) => None,
            }),
            pinned_ends: pinned(|diagram, pin| match pin {
                Part::End(end) => diagram.end_place(end),
                Part::Card(_) => None,
            }),
        }
    }

    /// Into how many chunks a list of so many things is cut.
    pub fn chunks(&self, count: usize) -> usize {
        if self.is_all { 1 } else { count.div_ceil(CHUNK) }
    }

    /// The places of a chunk of the cards, none while it is not in the page.
    pub fn card_chunk(&self, diagram: &Diagram, nth: usize) -> Range<usize> {
        self.chunk(0..diagram.cards.len(), nth, std::slice::from_ref(&self.cards), &self.pinned_cards)
    }

    /// The places of a chunk of a group's ends, none while it is not in the page.
    pub fn end_chunk(&self, group: &Range<usize>, nth: usize) -> Range<usize> {
        self.chunk(group.clone(), nth, &self.ends, &self.pinned_ends)
    }

    fn chunk(&self, whole: Range<usize>, nth: usize, near: &[Range<usize>], pinned: &[usize]) -> Range<usize> {
        if self.is_all {
            return whole;
        }
        let from = whole.start + nth * CHUNK;
        let chunk = from..whole.end.min(from + CHUNK);
        let is_near = near.iter().any(|near| near.start < chunk.end && chunk.start < near.end);
        let is_in = is_near || pinned.iter().any(|place| chunk.contains(place));
        if is_in { chunk } else { from..from }
    }

    /// The cards whose lines are in the page: those near what can be seen or pinned, and the nearest of those that an end that is near
    /// leads to.
    pub fn line_keys(&self, diagram: &Diagram) -> Vec<CardKey> {
        if self.is_all {
            return diagram.cards.iter().map(|card| card.key).collect();
        }
        let distance = |place: usize| self.cards.start.saturating_sub(place).max((place + 1).saturating_sub(self.cards.end));
        let is_near = |place: &usize| distance(*place) == 0 || self.pinned_cards.contains(place);
        let mut far: Vec<usize> = (diagram.card_ends.iter().enumerate())
            .filter(|(place, ends)| !is_near(place) && ends.iter().any(|end| self.ends.iter().any(|near| near.contains(end))))
            .map(|(place, _)| place)
            .collect();
        far.sort_by_key(|place| distance(*place));
        far.truncate(MOST_FAR_LINES);
        let mut places: Vec<usize> = (0..diagram.cards.len()).filter(is_near).chain(far).collect();
        places.sort_unstable();
        places.into_iter().map(|place| diagram.cards[place].key).collect()
    }
}
