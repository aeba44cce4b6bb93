//! Putting the keyboard's focus where a person expects it.

use leptos::html::ElementType;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, FocusEvent, HtmlElement, Node};

/// Focuses an element once what is being rendered now stands in the page.
pub fn focus_after_render<E>(node: NodeRef<E>)
where
    E: ElementType + 'static,
    E::Output: JsCast + Clone + AsRef<Element> + 'static,
{
    request_animation_frame(move || {
        if let Some(element) = node.try_get_untracked().flatten() {
            focus(element.as_ref());
        }
    });
}

/// Focuses the page's `<h1>` (made focusable if it is not), as after a change of route. Does nothing while a dialog is open.
pub fn focus_heading() {
    let heading = document().query_selector("dialog[open], h1").ok().flatten();
    if let Some(heading) = heading.filter(|element| element.tag_name() == "H1") {
        if !heading.has_attribute("tabindex") {
            // Cannot fail: the name is a valid one.
            let _ = heading.set_attribute("tabindex", "-1");
        }
        focus(&heading);
    }
}

/// Focuses the page's heading, should what is being taken away now have had the focus.
pub fn rescue_focus() {
    request_animation_frame(|| {
        if document().active_element().is_none_or(|active| active.tag_name() == "BODY") {
            focus_heading();
        }
    });
}

/// Focuses an element, if it can be.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // Fails only where the element is not focusable, and then nothing is lost.
        let _ = element.focus();
    }
}

/// What has the focus now.
pub(super) fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// Whether a `focusout` takes the focus out of the element that listens, and not only from one of its descendants to another.
pub fn is_leaving(event: &FocusEvent) -> bool {
    let root = event.current_target().and_then(|target| target.dyn_into::<Node>().ok());
    let next = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
    root.is_none_or(|root| !root.contains(next.as_ref()))
}
