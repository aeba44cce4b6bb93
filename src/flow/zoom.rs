//! How large a flow is drawn: as it is, or small enough to be seen at once.

use leptos::prelude::*;

use causeway_flow::layout::Units;

/// As it is, in thousandths.
pub(super) const WHOLE: Units = 1000;
/// Smaller than this nothing could be told apart.
const LEAST: Units = 100;

/// The scale on paper: what is a little too high for a page is made to fit it, as far as it can still be read.
pub(super) fn on_paper(height: Units) -> Units {
    let fit = PAPER_ROOM * WHOLE / height.max(PAPER_ROOM);
    if fit >= LEAST_ON_PAPER { fit } else { WHOLE }
}

/// Whether a drawing of this height needs several sheets of paper. Then it begins on a sheet of its own.
pub(super) fn needs_pages(height: Units) -> bool {
    height > PAPER_ROOM && on_paper(height) == WHOLE
}

/// What a sheet leaves below the heading.
const PAPER_ROOM: Units = 590;
/// Below this, words would be too small for paper.
const LEAST_ON_PAPER: Units = 640;

/// The choice, for whoever offers it: made by the page, given to the flow.
#[derive(Clone, Copy, Debug)]
pub struct Zoom {
    fit: RwSignal<bool>,
    fits: RwSignal<bool>,
}

impl Default for Zoom {
    fn default() -> Self {
        Self { fit: RwSignal::new(false), fits: RwSignal::new(false) }
    }
}

impl Zoom {
    /// Whether it is made to fit.
    pub fn is_fit(self) -> bool {
        self.fit.get()
    }

    /// Makes it fit, or shows it at 100 %.
    pub fn set_fit(self, is_fit: bool) {
        self.fit.set(is_fit);
    }

    /// Whether there is nothing to gain: all of it can be seen at 100 %, or it is a list.
    pub fn is_needless(self) -> bool {
        self.fits.get()
    }

    /// Told by the flow.
    pub(super) fn set_needless(self, is_needless: bool) {
        self.fits.set(is_needless);
    }

    /// The scale in thousandths at which a drawing of this height fits.
    pub(super) fn scale(self, height: Units, room: Units) -> Units {
        if !self.fit.get() || height <= 0 {
            return WHOLE;
        }
        (i64::from(room) * i64::from(WHOLE) / i64::from(height))
            .clamp(i64::from(LEAST), i64::from(WHOLE))
            .try_into()
            .unwrap_or(WHOLE)
    }
}
