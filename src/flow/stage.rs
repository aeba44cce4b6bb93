//! What all pieces of one flow share: the computed drawing, the light, the keyboard, what the caller said.

use std::collections::HashSet;
use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::keyboard::{Keyboard, is_plain_key};
use super::light::Light;
use super::measure::{Surroundings, printing, timed};
use super::words::id_text;
use super::zoom::{WHOLE, Zoom, needs_pages, on_paper};
use crate::ui::clipboard::copy_text;
use crate::ui::{Announcer, MenuItem};
use causeway_flow::KeySet;
use causeway_flow::diagram::{CardKey, Diagram};
use causeway_flow::focus::{Part, Paths};
use causeway_flow::layout::{Columns, Layout, NARROWEST, PAPER, Units};
use causeway_flow::matching::Matching;
use causeway_flow::model::{EndKey, EndKind, FlowInput, Key};
use causeway_flow::window::{Mounted, Stretch};

/// The name of what is computed, in the browser's timeline.
const LAYOUT: &str = "flow layout";

/// A handle to one flow, passed down to its pieces.
#[derive(Clone, Copy)]
pub(super) struct Stage {
    pub(super) diagram: Memo<Arc<Diagram>>,
    pub(super) layout: Memo<Layout>,
    pub(super) columns: Memo<Columns>,
    /// Whether there is room for three columns; unknown until it is measured.
    pub(super) is_wide: Memo<Option<bool>>,
    /// In thousandths.
    pub(super) scale: Memo<Units>,
    /// What can be seen of the drawing.
    pub(super) seen: Memo<Stretch>,
    pub(super) mounted: Memo<Mounted>,
    pub(super) light: Light,
    pub(super) keyboard: Keyboard,
    /// Kept apart: a stage is copied into every piece.
    around: StoredValue<Around>,
}

/// What a flow has from outside, and what follows from it.
#[derive(Clone, Copy)]
struct Around {
    asked: Asked,
    matching: Memo<Option<Matching>>,
    is_paged: Memo<bool>,
    announcer: Option<Announcer>,
}

/// What a flow asks its caller.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub(super) matching: Signal<Option<KeySet>>,
    pub(super) marked: Signal<HashSet<Key>>,
    pub(super) menu: Callback<Key, Vec<MenuItem>>,
    pub(super) row_href: Callback<Key, String>,
    pub(super) create_href: Callback<(Key, EndKind), String>,
    pub(super) name_field: Callback<(Key, Callback<()>), AnyView>,
    pub(super) fixed: Signal<Option<String>>,
    pub(super) zoom: Zoom,
}

/// Where a piece is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the diagram: lit by the pointer, walked by the keyboard.
    Diagram,
    /// In the list for narrow screens: ordinary links.
    List,
}

impl Place {
    /// The `tabindex` of buttons: the diagram is one tab stop, whose buttons `c` and `m` reach.
    pub(super) const fn button_tab_index(self) -> &'static str {
        match self {
            Self::Diagram => "-1",
            Self::List => "0",
        }
    }
}

impl Stage {
    pub(super) fn new(input: Signal<FlowInput>, surroundings: Signal<Option<Surroundings>>, asked: Asked) -> Self {
        let Asked { matching, zoom, .. } = asked;
        let is_printing = printing();
        let diagram = Memo::new(move |previous: Option<&Arc<Diagram>>| {
            let draw =
                |input: &FlowInput| previous.map_or_else(|| Diagram::new(input), |previous| Diagram::after(previous, input));
            input.with(|input| Arc::new(timed(LAYOUT, || draw(input))))
        });
        let layout = Memo::new(move |_| {
            diagram.with(|diagram| {
                let layout = timed(LAYOUT, || Layout::new(diagram));
                let is_cut = is_printing.get() && needs_pages(layout.height);
                if is_cut { layout.on_pages(diagram) } else { layout }
            })
        });
        let is_paged = Memo::new(move |_| is_printing.get() && layout.with(|layout| needs_pages(layout.height)));
        let paths =
            Memo::new(move |_| diagram.with(|diagram| layout.with(|layout| timed(LAYOUT, || Paths::new(diagram, layout)))));
        let is_wide = Memo::new(move |_| {
            surroundings.with(|around| around.as_ref().map(|around| is_printing.get() || around.width >= NARROWEST))
        });
        let height = Memo::new(move |_| layout.with(|layout| layout.height));
        let scale = Memo::new(move |_| match surroundings.get() {
            _ if is_printing.get() => on_paper(height.get()),
            Some(around) if is_wide.get() == Some(true) => zoom.scale(height.get(), around.room),
            _ => WHOLE,
        });
        Effect::new(move || {
            let fits = surroundings.with(|around| around.as_ref().is_none_or(|around| height.get() <= around.room));
            zoom.set_needless(fits || is_wide.get() != Some(true));
        });
        let columns = Memo::new(move |_| match surroundings.get() {
            _ if is_printing.get() => Columns::new(PAPER * WHOLE / scale.get()),
            Some(around) => Columns::new(around.width * WHOLE / scale.get()),
            None => Columns::default(),
        });
        let seen = Memo::new(move |_| {
            let seen = surroundings.get().map(|around| around.seen).unwrap_or_default();
            Stretch { top: seen.top * WHOLE / scale.get(), bottom: seen.bottom * WHOLE / scale.get() }
        });
        let kept = Memo::new(move |_| if is_printing.get() { Stretch::EVERYTHING } else { seen.get().around() });
        let keyboard = Keyboard::new(paths);
        let mounted = Memo::new(move |_| {
            diagram.with(|diagram| layout.with(|layout| Mounted::new(diagram, layout, kept.get(), keyboard.pins())))
        });
        let matching = Memo::new(move |_| {
            matching.with(|rows| rows.as_ref().map(|rows| diagram.with(|diagram| Matching::new(diagram, rows))))
        });
        Self {
            diagram,
            layout,
            columns,
            is_wide,
            scale,
            seen,
            mounted,
            light: Light::new(paths),
            keyboard,
            around: StoredValue::new(Around { asked, matching, is_paged, announcer: use_context() }),
        }
    }

    /// Something read from the diagram by its key, which keeps its last value while its piece is being taken away.
    pub(super) fn read<T>(self, look: impl Fn(&Diagram) -> Option<T> + Send + Sync + 'static) -> Memo<Option<T>>
    where
        T: Clone + PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |last: Option<&Option<T>>| self.diagram.with(|diagram| look(diagram)).or_else(|| last.cloned().flatten()))
    }

    /// What the caller says and answers.
    pub(super) fn asked(self) -> Asked {
        self.around.get_value().asked
    }

    /// Whether it is being put on several sheets of paper.
    pub(super) fn is_paged(self) -> bool {
        self.around.get_value().is_paged.get()
    }

    /// Whether the filter leaves a subscription out.
    pub(super) fn is_row_dimmed(self, row: Key) -> bool {
        self.is_dimmed(|matching, _| matching.has_row(row))
    }

    /// Whether the filter leaves an end out.
    pub(super) fn is_end_dimmed(self, end: EndKey) -> bool {
        self.is_dimmed(|matching, diagram| matching.has_end(diagram, end))
    }

    /// Whether the filter leaves a whole card out.
    pub(super) fn is_card_dimmed(self, card: CardKey) -> bool {
        self.is_dimmed(|matching, diagram| matching.has_card(diagram, card))
    }

    fn is_dimmed(self, has_match: impl FnOnce(&Matching, &Diagram) -> bool) -> bool {
        let matching = self.around.get_value().matching;
        matching.with(|matching| {
            matching.as_ref().is_some_and(|matching| !self.diagram.with_untracked(|diagram| has_match(matching, diagram)))
        })
    }

    /// Whether a subscription has just come.
    pub(super) fn is_marked(self, row: Key) -> bool {
        self.asked().marked.with(|marked| marked.contains(&row))
    }

    /// Turns a part's lamp on while the pointer is over it.
    pub(super) fn hover(self, part: Part, is_over: bool) {
        if is_over {
            self.light.enter(part);
        } else {
            self.light.leave(part);
        }
    }

    /// Copies an id when `c` is pressed, and says so.
    pub(super) fn copy_on_key(self, event: &KeyboardEvent, id: Key) {
        if !is_plain_key(event, "c") {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
        let announcer = self.around.get_value().announcer;
        copy_text(&id_text(id), move |is_copied| {
            if let Some(announcer) = announcer {
                announcer.say(if is_copied { "Copied" } else { "This browser refused to copy" });
            }
        });
    }
}
