//! What all pieces of one flow share: the computed drawing, the light, the keyboard, what the caller said.

use std::collections::HashSet;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::diagram::{Card, CardKey, Diagram};
use super::focus::{Part, Paths};
use super::keyboard::{Keyboard, is_plain_key};
use super::layout::{Columns, Layout};
use super::light::Light;
use super::model::{EndKey, FlowInput, Key, id_text};
use crate::ui::clipboard::copy_text;
use crate::ui::{Announcer, MenuItem};

/// A handle to one flow, passed down to its pieces.
#[derive(Clone, Copy)]
pub(super) struct Stage {
    pub(super) diagram: Memo<Diagram>,
    pub(super) layout: Memo<Layout>,
    pub(super) columns: Memo<Columns>,
    pub(super) light: Light,
    pub(super) keyboard: Keyboard,
    pub(super) menu: Callback<Key, Vec<MenuItem>>,
    matching: Signal<Option<HashSet<Key>>>,
    marked: Signal<HashSet<Key>>,
    matching_ends: Memo<Option<HashSet<EndKey>>>,
    announcer: Option<Announcer>,
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
    pub(super) fn new(
        input: Signal<FlowInput>,
        width: Signal<Option<i32>>,
        matching: Signal<Option<HashSet<Key>>>,
        marked: Signal<HashSet<Key>>,
        menu: Callback<Key, Vec<MenuItem>>,
    ) -> Self {
        let diagram = Memo::new(move |_| input.with(Diagram::new));
        let layout = Memo::new(move |_| diagram.with(Layout::new));
        let paths = Memo::new(move |_| diagram.with(|diagram| layout.with(|layout| Paths::new(diagram, layout))));
        let matching_ends = Memo::new(move |_| {
            matching.with(|matching| {
                let matching = matching.as_ref()?;
                let matches = |card: &&Card| card.rows.iter().any(|row| matching.contains(&row.key));
                Some(diagram.with(|diagram| {
                    let cards = diagram.cards.iter().filter(matches);
                    cards.flat_map(|card| [card.key.source, card.key.destination]).collect()
                }))
            })
        });
        Self {
            diagram,
            layout,
            columns: Memo::new(move |_| Columns::new(width.get().unwrap_or_default())),
            light: Light::new(paths),
            keyboard: Keyboard::new(paths),
            menu,
            matching,
            marked,
            matching_ends,
            announcer: use_context(),
        }
    }

    /// Something read from the diagram by its key, which keeps its last value while its piece is being taken away.
    pub(super) fn read<T>(self, look: impl Fn(&Diagram) -> Option<T> + Send + Sync + 'static) -> Memo<Option<T>>
    where
        T: Clone + PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |last: Option<&Option<T>>| self.diagram.with(&look).or_else(|| last.cloned().flatten()))
    }

    /// Whether the filter leaves a subscription out.
    pub(super) fn is_row_dimmed(self, row: Key) -> bool {
        self.matching.with(|matching| matching.as_ref().is_some_and(|matching| !matching.contains(&row)))
    }

    /// Whether the filter leaves an end out.
    pub(super) fn is_end_dimmed(self, end: EndKey) -> bool {
        self.matching_ends.with(|ends| ends.as_ref().is_some_and(|ends| !ends.contains(&end)))
    }

    /// Whether the filter leaves a whole card out.
    pub(super) fn is_card_dimmed(self, card: CardKey) -> bool {
        self.matching.with(|matching| {
            matching.as_ref().is_some_and(|matching| {
                self.diagram.with(|diagram| {
                    (diagram.card(card)).is_some_and(|card| card.rows.iter().all(|row| !matching.contains(&row.key)))
                })
            })
        })
    }

    /// Whether a subscription has just come.
    pub(super) fn is_marked(self, row: Key) -> bool {
        self.marked.with(|marked| marked.contains(&row))
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
        let announcer = self.announcer;
        copy_text(&id_text(id), move |is_copied| {
            if let Some(announcer) = announcer {
                announcer.say(if is_copied { "Copied" } else { "This browser refused to copy" });
            }
        });
    }
}
