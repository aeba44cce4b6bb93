//! The shapes of lines, as SVG path data.

use std::fmt::Write as _;

use crate::diagram::CardKey;
use crate::layout::{Columns, Ports, Units};
use crate::model::Side;

/// The length of an arrowhead.
const HEAD: Units = 8;
/// Half its width.
const HALF_HEAD: Units = 4;
/// Between an arrowhead's tip and what it points at.
const TIP_GAP: Units = 3;

/// A place in the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// From the left.
    pub x: Units,
    /// From the top.
    pub y: Units,
}

/// One stretch of traffic, from port to port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where it leaves.
    pub from: Point,
    /// What its arrowhead points at.
    pub to: Point,
}

/// A card's two segments, in the direction of traffic: from the source to the card, from the card to the destination.
pub fn segments(card: CardKey, ports: Ports, columns: &Columns) -> [Segment; 2] {
    let point = |x, y| Point { x, y };
    let left = point(columns.left + columns.end_width, ports.left);
    let card_left = point(columns.middle, ports.card);
    let card_right = point(columns.middle + columns.card_width, ports.card);
    let right = point(columns.right, ports.right);
    match card.source.side {
        Side::Left => [Segment { from: left, to: card_left }, Segment { from: card_right, to: right }],
        Side::Right => [Segment { from: right, to: card_right }, Segment { from: card_left, to: left }],
    }
}

impl Segment {
    /// 1 where traffic goes to the right, −1 where it goes to the left.
    const fn direction(&self) -> Units {
        (self.to.x - self.from.x).signum()
    }

    /// The curve, level at both ends, up to the arrowhead.
    pub fn curve(&self) -> String {
        let Self { from, to } = *self;
        let end = to.x - self.direction() * (HEAD + TIP_GAP - 1);
        let bend = (end - from.x) / 2;
        let mut path = String::new();
        // Writing to a string cannot fail.
        let _ = if from.y == to.y {
            write!(path, "M{} {}H{end}", from.x, from.y)
        } else {
            write!(path, "M{} {}C{} {} {} {} {end} {}", from.x, from.y, from.x + bend, from.y, end - bend, to.y, to.y)
        };
        path
    }

    /// The arrowhead, a closed triangle.
    pub fn head(&self) -> String {
        let direction = self.direction();
        let tip = self.to.x - direction * TIP_GAP;
        let back = -direction * HEAD;
        format!("M{tip} {}l{back} {}v{}z", self.to.y, -HALF_HEAD, 2 * HALF_HEAD)
    }
}
