//! Which lines of the table are in sight.

use leptos::prelude::*;
use leptos::web_sys::HtmlElement;

/// How many lines are drawn at once at most, also where nothing limits the table's height.
const MOST_IN_SIGHT: usize = 200;

/// Which lines are in sight.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Sight {
    pub(super) first: usize,
    pub(super) count: usize,
    /// How high a line is, in CSS pixels.
    pub(super) height: f64,
}

impl Sight {
    /// Before anything was measured.
    pub(super) fn expected() -> Self {
        const HEIGHT: f64 = 36.0;
        Self { first: 0, count: in_window(HEIGHT), height: HEIGHT }
    }

    /// Looks where the table is scrolled to; all lines are equally high.
    pub(super) fn of(region: &HtmlElement) -> Option<Self> {
        let line = region.query_selector("tbody > tr[aria-rowindex]").ok().flatten()?;
        let height = line.get_bounding_client_rect().height().max(1.0);
        let overflow = window().get_computed_style(region).ok().flatten()?.get_property_value("overflow-y").ok()?;
        // In steps, so that not every line that is scrolled past makes a difference.
        let first = whole(f64::from(region.scroll_top()) / height) / 4 * 4;
        // Where the region does not scroll, as without a stylesheet, its height says nothing.
        let count = if overflow == "visible" { MOST_IN_SIGHT } else { in_window(height) };
        Some(Self { first, count, height })
    }

    /// Where a line begins, in CSS pixels.
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "pixels of a page")]
    pub(super) fn top_of(self, line: usize) -> i32 {
        (line as f64 * self.height) as i32
    }
}

/// How many lines there is room for at most.
fn in_window(height: f64) -> usize {
    let window = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    (whole(window / height) + 5).min(MOST_IN_SIGHT)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lines on a screen, which are not negative")]
const fn whole(lines: f64) -> usize {
    lines as usize
}
