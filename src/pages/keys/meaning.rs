//! What a key means, and when it means nothing: while somebody types, composes a character, or works in a dialog.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

/// What a key that is pressed alone does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Meaning {
    /// Says which keys there are.
    List,
    /// Goes to the page's filter.
    Filter,
    /// Creates a subscription.
    Create,
    /// Waits for a second key.
    Wait,
    /// Goes to Connected orgs.
    Connections,
    /// Goes to all subscriptions.
    Subscriptions,
    /// Goes to the Developer page.
    Developer,
}

/// What a key means, after `g` or not. Letters are given in lower case.
pub(super) fn meaning(key: &str, is_waiting: bool) -> Option<Meaning> {
    let after_g = match key {
        "c" => Some(Meaning::Connections),
        "s" => Some(Meaning::Subscriptions),
        "d" => Some(Meaning::Developer),
        _ => None,
    };
    let alone = match key {
        "?" => Some(Meaning::List),
        "/" => Some(Meaning::Filter),
        "n" => Some(Meaning::Create),
        "g" => Some(Meaning::Wait),
        _ => None,
    };
    after_g.filter(|_| is_waiting).or(alone)
}

/// Whether these are the keys of the palette, Ctrl or ⌘ and K.
pub(super) fn is_palette(event: &KeyboardEvent) -> bool {
    let has_other = event.shift_key() || event.alt_key() || event.is_composing();
    event.key().eq_ignore_ascii_case("k") && (event.ctrl_key() != event.meta_key()) && !has_other
}

/// The key that was pressed alone; none where it belongs to what has the focus. Whether Shift is held matters for letters only: which
/// key a sign is on differs from keyboard to keyboard.
pub(super) fn single(event: &KeyboardEvent) -> Option<String> {
    let key = event.key();
    let is_letter = key.len() == 1 && key.as_bytes()[0].is_ascii_alphabetic();
    let has_modifier = event.ctrl_key() || event.alt_key() || event.meta_key() || is_letter && event.shift_key();
    if has_modifier || event.default_prevented() || event.is_composing() || event.repeat() || is_typing(event) {
        return None;
    }
    Some(key.to_ascii_lowercase())
}

/// Whether the key is typed into something.
fn is_typing(event: &KeyboardEvent) -> bool {
    const FIELDS: &str =
        "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable], [role=menu]";
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest(FIELDS).is_ok_and(|field| field.is_some()))
}

/// Whether a dialog stands over the page.
pub(super) fn is_in_dialog() -> bool {
    document().query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some())
}

#[cfg(test)]
mod tests {
    use super::{Meaning, meaning};

    #[test]
    fn c_s_and_d_lead_somewhere_after_g_only() {
        assert_eq!(meaning("c", true), Some(Meaning::Connections));
        assert_eq!(meaning("c", false), None);
    }

    #[test]
    fn after_g_every_other_key_means_what_it_means_alone() {
        for key in ["?", "/", "n", "g", "x"] {
            assert_eq!(meaning(key, true), meaning(key, false), "{key}");
        }
        assert_eq!(meaning("g", false), Some(Meaning::Wait));
    }
}
