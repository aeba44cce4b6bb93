//! What keys do.

use super::meaning::{Meaning, is_in_dialog, is_palette, meaning, single};
use super::{Keys, OFF, Opened};
use crate::location::Here;
use crate::paths::{Place, create_query};
use crate::theme::storage;
use crate::ui::Kbd;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlElement, HtmlInputElement};
use std::time::Duration;

/// How long `g` waits for the second key.
const WAITS: Duration = Duration::from_millis(1500);

impl Keys {
    /// Whether keys that are pressed alone do anything; tracked.
    pub(super) fn are_single_on(self) -> bool {
        self.are_single_on.get()
    }

    /// Turns keys that are pressed alone on or off, in this browser until that is changed.
    pub(super) fn set_single(self, are_on: bool) {
        self.are_single_on.set(are_on);
        if let Some(storage) = storage() {
            // Where storage is off, it lasts until the page is left.
            let _ = if are_on { storage.remove_item(OFF) } else { storage.set_item(OFF, "") };
        }
    }
}

/// Answers keys for as long as it stands, first those that were pressed before it came. Shows what `g` waits for.
#[component]
pub(crate) fn KeyAnswers() -> impl IntoView {
    let (keys, here) = (Keys::expect(), Here::expect());
    let is_waiting = RwSignal::new(false);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop_waiting = move || {
        is_waiting.set(false);
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    let go = move |place: fn(_) -> Place| {
        if let Some(environment) = keys.environment.get_untracked() {
            here.follow(&place(environment).href());
        }
    };
    let act = move |meaning: Meaning| match meaning {
        Meaning::List => keys.opened.set(Some(Opened::List)),
        Meaning::Filter => focus_filter(),
        Meaning::Create => create(here),
        Meaning::Wait => {
            is_waiting.set(true);
            timer.set_value(set_timeout_with_handle(stop_waiting, WAITS).ok());
        }
        Meaning::Connections => go(Place::Connections),
        Meaning::Subscriptions => go(Place::Subscriptions),
        Meaning::Developer => go(Place::Sources),
    };
    let answer = move |event: KeyboardEvent| {
        if is_palette(&event) {
            toggle(keys, Opened::Palette);
            return;
        }
        // A key that only changes what the next one is.
        if matches!(event.key().as_str(), "Shift" | "Control" | "Alt" | "Meta" | "AltGraph" | "CapsLock") {
            return;
        }
        let was_waiting = is_waiting.get_untracked();
        stop_waiting();
        let key = single(&event).filter(|_| keys.are_single_on.get_untracked());
        let Some(meaning) = key.and_then(|key| meaning(&key, was_waiting)) else { return };
        if is_in_dialog() {
            if meaning == Meaning::List && keys.opened.get_untracked() == Some(Opened::List) {
                event.prevent_default();
                keys.opened.set(None);
            }
            return;
        }
        event.prevent_default();
        act(meaning);
    };
    let early = keys.early.try_update_value(std::mem::take).unwrap_or_default();
    keys.answer.set_value(Some(Callback::new(answer)));
    on_cleanup(move || {
        stop_waiting();
        keys.answer.set_value(None);
    });
    early.into_iter().for_each(answer);
    view! {
        <div class="key-wait" role="status">
            <Show when=move || is_waiting.get()>
                <p>
                    <Kbd key="g" />
                    " then "
                    <Kbd key="c" />
                    " Connections, "
                    <Kbd key="s" />
                    " Subscriptions, "
                    <Kbd key="d" />
                    " Developer"
                </p>
            </Show>
        </div>
    }
}

/// Opens something where no dialog is open, closes it where it is the one that is.
fn toggle(keys: Keys, wanted: Opened) {
    if keys.opened.get_untracked() == Some(wanted) {
        keys.opened.set(None);
    } else if !is_in_dialog() {
        keys.opened.set(Some(wanted));
    }
}

/// The control of the page that a key is for.
fn control(key: &str) -> Option<HtmlElement> {
    let selector = ["main [aria-keyshortcuts='", key, "']"].concat();
    document().query_selector(&selector).ok().flatten()?.dyn_into().ok()
}

fn focus_filter() {
    if let Some(field) = control("/") {
        // Fails only where it is gone.
        let _ = field.focus();
        if let Some(field) = field.dyn_ref::<HtmlInputElement>() {
            field.select();
        }
    }
}

/// As the page's own button does it; where it has none, within your own organization.
fn create(here: Here) {
    if let Some(button) = control("n") {
        button.click();
    } else {
        let query = create_query(&here.query.get_untracked(), None, None, None);
        let place = here.place.get_untracked().unwrap_or(Place::Home);
        here.follow(&place.href_with(&query));
    }
}
