//! The diagram as one tab stop: which of its links the Tab key reaches, and where the arrow keys go from there.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use causeway_flow::focus::{Part, Paths, Step, Stop};
use causeway_flow::model::Side;

/// The place of the keyboard in one flow.
#[derive(Clone, Copy)]
pub(super) struct Keyboard {
    pub(super) paths: Memo<Paths>,
    /// Where it stands, and where it came from.
    visited: RwSignal<(Option<Stop>, Option<Stop>)>,
    stop: Memo<Option<Stop>>,
    tab_stop: StoredValue<Selector<Option<Stop>>>,
}

impl Keyboard {
    /// A keyboard that walks these paths.
    pub(super) fn new(paths: Memo<Paths>) -> Self {
        let visited = RwSignal::new((None, None));
        let stop = Memo::new(move |_| {
            paths.with(|paths| {
                let (stop, _): (Option<Stop>, _) = visited.get();
                stop.filter(|stop| paths.has(*stop)).or_else(|| paths.entrance())
            })
        });
        Self { paths, visited, stop, tab_stop: StoredValue::new(Selector::new(move || stop.get())) }
    }

    /// What has to be in the page wherever it stands: what the Tab key reaches, and where the focus came from.
    pub(super) fn pins(self) -> [Option<Part>; 2] {
        let (_, before) = self.visited.get();
        self.paths.with(|paths| [self.stop.get(), before].map(|stop| paths.part_of(stop?)))
    }

    /// The `tabindex` of a stop: one of them is in the tab order.
    pub(super) fn tab_index(self, stop: Stop) -> &'static str {
        let is_reached = self.tab_stop.try_with_value(|tab_stop| tab_stop.selected(&Some(stop)));
        if is_reached == Some(true) { "0" } else { "-1" }
    }

    /// The focus came upon a stop.
    pub(super) fn stand(self, stop: Stop) {
        self.visited.update(|(now, before)| {
            if *now != Some(stop) {
                *before = now.replace(stop);
            }
        });
    }

    /// Follows an arrow key, Home or End. Says whether the key was one of them.
    pub(super) fn follow(self, event: &KeyboardEvent) -> bool {
        let step = match event.key().as_str() {
            "ArrowUp" => Step::Up,
            "ArrowDown" => Step::Down,
            "ArrowLeft" => Step::Left,
            "ArrowRight" => Step::Right,
            "Home" => Step::First,
            "End" => Step::Last,
            _ => return false,
        };
        let there = self.paths.with_untracked(|paths| match self.visited.get_untracked() {
            (Some(here), before) if paths.has(here) => paths.step(here, step, before),
            _ => paths.entrance(),
        });
        if let Some(stop) = there {
            self.go(stop);
        }
        true
    }

    /// Puts the focus on a stop, which may have to come into the page first.
    pub(super) fn go(self, stop: Stop) {
        if !focus(&element_id(stop)) {
            self.stand(stop);
            request_animation_frame(move || {
                focus(&element_id(stop));
            });
        }
    }
}

/// Whether a letter was pressed alone, and nothing has answered it.
pub(super) fn is_plain_key(event: &KeyboardEvent, key: &str) -> bool {
    !event.default_prevented() && !has_modifier(event) && event.key().eq_ignore_ascii_case(key)
}

/// Whether a key is held that turns others into shortcuts of the browser.
pub(super) fn has_modifier(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.alt_key() || event.meta_key()
}

/// The `id` of a stop's link. One diagram stands on a page.
pub(super) fn element_id(stop: Stop) -> String {
    let (kind, key) = match stop {
        Stop::End(end) => match end.side {
            Side::Left => ("flow-left-", end.id),
            Side::Right => ("flow-right-", end.id),
        },
        Stop::Row(row) => ("flow-row-", row),
    };
    [kind, &super::words::id_text(key)].concat()
}

fn focus(id: &str) -> bool {
    let element = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}
