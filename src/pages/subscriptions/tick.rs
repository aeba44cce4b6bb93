//! The check boxes that select: one in each row, one for each group, one for all. Those in rows are heard by the table, as its buttons are.
//!
//! With Shift a range is selected; the arrows go from box to box, and with Shift take the rows along. Enter goes to what can be done with
//! the selection.

#![expect(unreachable_pub, reason = "the component macro writes a public function")]

use super::body::Body;
use super::items::{Content, FIRST_ROW, Key};
use super::picking::Picking;
use super::selection::Share;
use super::stencil::below;
use crate::stores::subscriptions::ListingGroup;
use crate::ui::Announcer;
use crate::ui::focus::focus;
use causeway_api::SubscriptionId;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, EventTarget, HtmlInputElement};

/// A row's box, not yet of any row; it is the row's first cell.
pub(super) fn cell() -> impl IntoView {
    view! {
        <td class="select">
            <input type="checkbox" />
        </td>
    }
}

/// The box in a row's element.
pub(super) fn in_row(row: &Element) -> Element {
    below(row, &[0, 0])
}

/// Keeps a row's box as the row that it shows is, within the current owner.
pub(super) fn follow(row: &Element, content: Memo<Option<Content>>, picking: Picking) {
    let (row, tick) = (row.clone(), in_row(row).unchecked_into::<HtmlInputElement>());
    let follow = RenderEffect::new(move |_| {
        let Some(Content::Row { id, .. }) = content.get() else { return };
        let is_selected = picking.contains(id);
        // Browsers turn a box that is pressed, whatever comes of it.
        if tick.checked() != is_selected {
            tick.set_checked(is_selected);
        }
        if row.has_attribute("data-selected") != is_selected {
            // Fails only for a name that is not one.
            let _ = row.toggle_attribute_with_force("data-selected", is_selected);
        }
    });
    // Ends with its owner.
    StoredValue::new_local(follow);
}

/// The boxes of all rows.
#[derive(Clone, Copy)]
pub(super) struct Ticks {
    body: Body,
    announcer: Announcer,
}

impl Ticks {
    /// Those of a body.
    ///
    /// # Panics
    /// Outside the app's tree.
    pub(super) fn expect(body: Body) -> Self {
        Self { body, announcer: expect_context() }
    }

    /// Hears a press.
    pub(super) fn pressed(self, event: &MouseEvent) {
        let Some((_, id)) = self.row_of(event.target()) else { return };
        if event.shift_key() {
            self.reach(id);
        } else {
            self.body.picking.toggle(id);
        }
    }

    /// Hears a key.
    pub(super) fn key(self, event: &KeyboardEvent) {
        let Some((tick, id)) = self.row_of(event.target()) else { return };
        let is_taken = match event.key().as_str() {
            "ArrowDown" => self.step(&tick, id, true, event.shift_key()),
            "ArrowUp" => self.step(&tick, id, false, event.shift_key()),
            "Enter" => focus_actions(),
            _ => false,
        };
        if is_taken {
            event.prevent_default();
        }
    }

    /// The box that was meant, and its row.
    fn row_of(self, target: Option<EventTarget>) -> Option<(Element, SubscriptionId)> {
        let tick = target?.dyn_into::<HtmlInputElement>().ok().filter(|input| input.type_() == "checkbox")?;
        match self.body.subject_of(&tick)? {
            Key::Row(id) => Some((tick.into(), id)),
            Key::Group(_) => None,
        }
    }

    fn reach(self, id: SubscriptionId) {
        self.body.picking.reach(id);
        self.announcer.say(&[&untrack(|| self.body.picking.len()).to_string(), " selected"].concat());
    }

    /// Goes to the box of the next row, above or below.
    fn step(self, tick: &Element, from: SubscriptionId, is_down: bool, takes_along: bool) -> bool {
        let Some((line, id)) = self.body.listing.neighbour(from, is_down) else { return false };
        if takes_along {
            if self.body.picking.starts_anew() {
                self.body.picking.toggle(from);
            }
            self.reach(id);
        }
        // In the page from the next drawing on, wherever it stands.
        self.body.focused.set(Some(Key::Row(id)));
        let table = tick.closest("table").ok().flatten();
        request_animation_frame(move || {
            let tick = ["[aria-rowindex='", &(line + FIRST_ROW).to_string(), "'] input"].concat();
            if let Some(tick) = table.and_then(|table| table.query_selector(&tick).ok().flatten()) {
                focus(&tick);
            }
        });
        true
    }
}

/// Goes to the first thing that can be done with the selection.
fn focus_actions() -> bool {
    let first = document().query_selector(".selection-bar .selected .actions button").ok().flatten();
    if let Some(first) = &first {
        focus(first);
    }
    first.is_some()
}

/// The box in the table's header: all that the filter leaves.
#[component]
pub(super) fn AllTick(picking: Picking) -> impl IntoView {
    let announcer: Announcer = expect_context();
    let name = move || ["Select all ", &picking.matching().to_string()].concat();
    let press = move || {
        picking.toggle_all();
        announcer.say(&[&untrack(|| picking.len()).to_string(), " selected"].concat());
    };
    view! {
        <th scope="col" class="select" data-column="select">
            <span class="visually-hidden">"Selected"</span>
            <Tick name=Signal::derive(name) share=Signal::derive(move || picking.share()) on_press=press />
        </th>
    }
}

/// The box in a group's head: those of its rows that the filter leaves, also while it is collapsed.
#[component]
pub(super) fn GroupTick(picking: Picking, #[prop(into)] group: Signal<Option<ListingGroup>>) -> impl IntoView {
    let announcer: Announcer = expect_context();
    let name =
        move || group.with(|group| group.as_ref().map(|group| ["Select all of ", &group.name].concat()).unwrap_or_default());
    let share = move || group.with(|group| group.as_ref().map_or(Share::None, |group| picking.share_of(group)));
    let press = move || {
        if let Some(group) = group.get_untracked() {
            picking.toggle_group(group.path);
            announcer.say(&[&untrack(|| picking.len()).to_string(), " selected"].concat());
        }
    };
    view! {
        <td class="select">
            <Tick name=Signal::derive(name) share=Signal::derive(share) on_press=press />
        </td>
    }
}

/// A box that stands for several rows.
#[component]
fn Tick(name: Signal<String>, share: Signal<Share>, #[prop(into)] on_press: Callback<()>) -> impl IntoView {
    view! {
        <input
            type="checkbox"
            aria-label=name
            prop:checked=move || share.get() == Share::All
            prop:indeterminate=move || share.get() == Share::Some
            on:click=move |_| on_press.run(())
        />
    }
}
