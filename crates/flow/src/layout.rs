//! Where everything stands, in sixteenths of a rem: pixels at the usual root font size, and whole numbers.
//!
//! Heights are fixed, so what depends on the data ([`Layout`]) and what depends on the window ([`Columns`]) are
//! computed apart: resizing moves three columns and the lines, nothing else.

use crate::diagram::Diagram;
use crate::model::{EndKey, Side};

/// Sixteenths of a rem.
pub type Units = i32;

/// The height of an end's tile.
pub const END_HEIGHT: Units = 64;
/// Between two ends.
pub const END_GAP: Units = 16;
/// The header of a card.
pub const CARD_HEADER: Units = 32;
/// One row of a card.
pub const ROW_HEIGHT: Units = 32;
/// Between two cards.
pub const CARD_GAP: Units = 16;
/// A heading and the space below it.
pub const HEADING: Units = 36;
/// Above a column's second heading.
pub const GROUP_GAP: Units = 28;
/// Around everything.
pub const PADDING: Units = 24;
/// The narrowest container that three columns fit in.
pub const NARROWEST: Units = 800;
/// How wide it is drawn on paper, where nothing can be measured: A4 and Letter on their long side, with a [`PAGE`] as high as the sheet.
pub const PAPER: Units = 940;
/// The height of a sheet of paper, by which the style sets the size of everything on it.
pub const PAGE: Units = 720;

/// Between the lines that meet at one end, while they are few.
const PORT_GAP: Units = 12;
/// From this number on, lines meet an end in one point: a fan reads better than a bundle.
const FAN: usize = 5;

/// What stands at which height.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// The top of each heading, as [`Diagram::groups`].
    pub headings: Vec<Units>,
    /// The top of each end, as [`Diagram::ends`].
    pub ends: Vec<Units>,
    /// The top of each card, as [`Diagram::cards`].
    pub cards: Vec<Units>,
    /// Where each card's line meets its ends, as [`Diagram::cards`].
    pub ports: Vec<Ports>,
    /// Of the whole.
    pub height: Units,
}

/// The heights of the four ends of a card's two lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ports {
    /// At the end in the left column.
    pub left: Units,
    /// At the card, on both sides.
    pub card: Units,
    /// At the end in the right column.
    pub right: Units,
}

impl Layout {
    /// Places a diagram: cards one below the other, each end as near to the middle of its cards as its neighbours let
    /// it, then the cards once more towards their ends.
    pub fn new(diagram: &Diagram) -> Self {
        let heights: Vec<Units> = diagram.cards.iter().map(|card| height(card.rows.len())).collect();
        let halves: Vec<Units> = heights.iter().map(|height| height / 2).collect();
        let ends_of = &diagram.card_ends;
        let card_steps: Vec<Units> = heights.iter().map(|height| height + CARD_GAP).collect();
        let first = PADDING + HEADING;
        let stacked: Vec<Wish> = heights.iter().map(|_| Wish::NONE).collect();
        let mut cards = settle(first, &stacked, &card_steps);
        let mut ends = settle_ends(diagram, ends_of, &cards, &halves);

        let wishes: Vec<Wish> = ends_of
            .iter()
            .zip(&halves)
            .map(|(&[left, right], half)| Wish { top: (ends[left] + ends[right] + END_HEIGHT) / 2 - half, weight: 1.0 })
            .collect();
        cards = settle(first, &wishes, &card_steps);
        ends = settle_ends(diagram, ends_of, &cards, &halves);
        Self::of(diagram, ends, cards)
    }

    /// The same for paper: what the edge of a page would cut stands at the top of the next one.
    #[must_use]
    pub fn on_pages(&self, diagram: &Diagram) -> Self {
        let mut cards = Turning::default();
        let tops = self.cards.iter().zip(&diagram.cards);
        let tops = tops.map(|(top, card)| cards.place(*top, height(card.rows.len()), CARD_GAP)).collect();
        let mut ends = self.ends.clone();
        for side in [Side::Left, Side::Right] {
            let mut column = Turning::default();
            for group in diagram.groups.iter().filter(|group| group.side == side) {
                // A heading is not left alone.
                let mut above = HEADING;
                for place in group.ends.clone() {
                    let gap = if above > 0 { GROUP_GAP } else { END_GAP };
                    ends[place] = column.place(ends[place] - above, above + END_HEIGHT, gap) + above;
                    above = 0;
                }
            }
        }
        Self::of(diagram, ends, tops)
    }

    /// What follows from where ends and cards stand.
    fn of(diagram: &Diagram, ends: Vec<Units>, cards: Vec<Units>) -> Self {
        let heights: Vec<Units> = diagram.cards.iter().map(|card| height(card.rows.len())).collect();
        let halves = heights.iter().map(|height| height / 2);
        let middles: Vec<Units> = cards.iter().zip(halves).map(|(top, half)| top + half).collect();
        let headings = diagram.groups.iter().scan(None, |above, group| {
            let top = match (*above, group.ends.start) {
                (Some((side, _)), place) if side == group.side && !group.ends.is_empty() => ends[place] - HEADING,
                (Some((side, bottom)), _) if side == group.side => bottom + GROUP_GAP,
                _ => PADDING,
            };
            let last = ends[group.ends.clone()].last();
            let bottom = last.map_or(top + HEADING, |top| top + END_HEIGHT);
            *above = Some((group.side, bottom));
            Some(top)
        });
        let headings: Vec<Units> = headings.collect();
        let bottom = (ends.iter().map(|top| top + END_HEIGHT))
            .chain(cards.iter().zip(&heights).map(|(top, height)| top + height))
            .chain(headings.iter().map(|top| top + HEADING))
            .max();
        Self {
            height: bottom.unwrap_or(PADDING + HEADING) + PADDING,
            ports: ports(&ends, &diagram.card_ends, &middles),
            headings,
            ends,
            cards,
        }
    }

    /// The top of an end.
    pub fn end_top(&self, diagram: &Diagram, key: EndKey) -> Option<Units> {
        diagram.end_place(key).and_then(|place| self.ends.get(place)).copied()
    }
}

/// The height of a card with this many rows.
pub fn height(rows: usize) -> Units {
    CARD_HEADER + ROW_HEIGHT * Units::try_from(rows).unwrap_or(Units::MAX / ROW_HEIGHT / 2)
}

/// Where the three columns stand in a container.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Of the container.
    pub width: Units,
    /// Where the left column begins.
    pub left: Units,
    /// Where the middle column begins.
    pub middle: Units,
    /// Where the right column begins.
    pub right: Units,
    /// Of the left and the right column.
    pub end_width: Units,
    /// Of the middle column.
    pub card_width: Units,
}

impl Columns {
    /// Shares out a container's width. What is too wide for lines that an eye can follow stays empty at both sides.
    pub fn new(width: Units) -> Self {
        const WIDEST_GAP: Units = 220;
        let inner = width - 2 * PADDING;
        let end_width = (inner * 23 / 100).clamp(176, 300);
        let card_width = (inner * 29 / 100).clamp(252, 380);
        let gap = ((inner - 2 * end_width - card_width) / 2).clamp(56, WIDEST_GAP);
        let left = (width - 2 * end_width - card_width - 2 * gap).max(2 * PADDING) / 2;
        let middle = left + end_width + gap;
        Self { width, left, middle, right: middle + card_width + gap, end_width, card_width }
    }
}

/// Moves what would stand across the edge of a page to the next one, and what follows as far as it has to.
#[derive(Default)]
struct Turning {
    bottom: Option<Units>,
}

impl Turning {
    fn place(&mut self, top: Units, height: Units, gap: Units) -> Units {
        let mut top = top.max(self.bottom.map_or(top, |bottom| bottom + gap));
        let left = PAGE - top.rem_euclid(PAGE);
        if height > left && height + PADDING <= PAGE {
            top += left + PADDING;
        }
        self.bottom = Some(top + height);
        top
    }
}

/// Where something would like its top to be, and how much that matters.
#[derive(Clone, Copy)]
struct Wish {
    top: Units,
    weight: f64,
}

impl Wish {
    /// As far up as it goes, without pulling up what is above it.
    const NONE: Self = Self { top: Units::MIN / 2, weight: 1e-9 };
}

/// Ends near the middle of their cards, group below group.
fn settle_ends(diagram: &Diagram, ends_of: &[[usize; 2]], cards: &[Units], halves: &[Units]) -> Vec<Units> {
    let mut sums = vec![(0, 0); diagram.ends.len()];
    for ((&ends, top), half) in ends_of.iter().zip(cards).zip(halves) {
        for end in ends {
            sums[end].0 += top + half - END_HEIGHT / 2;
            sums[end].1 += 1;
        }
    }
    let mut tops = Vec::with_capacity(diagram.ends.len());
    for side in [Side::Left, Side::Right] {
        let mut wishes = Vec::new();
        let mut steps: Vec<Units> = Vec::new();
        // A group without ends still has its heading.
        let mut first = PADDING;
        for group in diagram.groups.iter().filter(|group| group.side == side) {
            match steps.last_mut() {
                Some(step) => *step += HEADING + GROUP_GAP - END_GAP,
                None if first > PADDING => first += HEADING + GROUP_GAP,
                None => first += HEADING,
            }
            for &(sum, count) in &sums[group.ends.clone()] {
                wishes.push(if count == 0 { Wish::NONE } else { Wish { top: sum / count, weight: f64::from(count) } });
                steps.push(END_HEIGHT + END_GAP);
            }
        }
        tops.extend(settle(first, &wishes, &steps));
    }
    tops
}

/// The tops nearest to what is wished, in the given order, each at least its predecessor's step below it and none above
/// `first`: least squares under order constraints, by pooling neighbours that want to pass each other.
fn settle(first: Units, wishes: &[Wish], steps: &[Units]) -> Vec<Units> {
    struct Pool {
        mean: f64,
        weight: f64,
        members: usize,
    }
    let mut offset = 0;
    let mut offsets = Vec::with_capacity(wishes.len());
    let mut pools: Vec<Pool> = Vec::new();
    for (wish, step) in wishes.iter().zip(steps) {
        let mut pool = Pool { mean: f64::from(wish.top.max(first) - offset), weight: wish.weight, members: 1 };
        while let Some(above) = pools.pop_if(|above| above.mean >= pool.mean) {
            let weight = above.weight + pool.weight;
            pool.mean = (above.mean * above.weight + pool.mean * pool.weight) / weight;
            pool.weight = weight;
            pool.members += above.members;
        }
        pools.push(pool);
        offsets.push(offset);
        offset += step;
    }
    let places = pools.iter().flat_map(|pool| std::iter::repeat_n(whole(pool.mean).max(first), pool.members));
    places.zip(offsets).map(|(place, offset)| place + offset).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "a mean of whole numbers of this type")]
fn whole(mean: f64) -> Units {
    mean.round() as Units
}

/// Spreads the lines that meet at an end over its side, in the order of their cards.
fn ports(ends: &[Units], ends_of: &[[usize; 2]], middles: &[Units]) -> Vec<Ports> {
    let mut counts = vec![0_usize; ends.len()];
    for end in ends_of.iter().flatten() {
        counts[*end] += 1;
    }
    let mut met = vec![0; ends.len()];
    let mut port = |end: usize| {
        let middle = ends[end] + END_HEIGHT / 2;
        if counts[end] >= FAN {
            return middle;
        }
        let before: Units = met[end];
        met[end] += 1;
        let others = Units::try_from(counts[end] - 1).unwrap_or(0);
        middle + PORT_GAP * before - PORT_GAP * others / 2
    };
    ends_of.iter().zip(middles).map(|(&[left, right], &card)| Ports { left: port(left), card, right: port(right) }).collect()
}
