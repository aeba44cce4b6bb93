//! Placing what pops up: in the browser's top layer, beside the control it belongs to.

use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, closure::Closure};
use leptos::web_sys::{Element, HtmlElement};

/// Which edges of the pop-up and of its control line up.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    /// The left ones.
    Start,
    /// The right ones.
    End,
    /// Both: the pop-up is as wide as the control.
    Both,
}

/// Room kept free around a pop-up, in CSS pixels.
const MARGIN: f64 = 4.0;

/// Shows a `popover="manual"` element beside its control and keeps it there while the page scrolls or changes its size. Call it
/// when both are in the page, within the owner that the pop-up goes away with.
///
/// Returns a function that places it anew, for when its size has changed.
pub(super) fn show(anchor: Element, popup: HtmlElement, align: Align) -> impl Fn() + Clone + 'static {
    show_once(&anchor, &popup, align);
    let place = move || place(&anchor, &popup, align);
    let closure = StoredValue::new_local(Closure::<dyn Fn()>::new(place.clone()));
    closure.with_value(|closure| {
        let listener = closure.as_ref().unchecked_ref();
        // Scrolling does not bubble, so it is caught on its way down. Adding a listener cannot fail.
        let _ = window().add_event_listener_with_callback_and_bool("scroll", listener, true);
        let _ = window().add_event_listener_with_callback("resize", listener);
    });
    on_cleanup(move || {
        closure.with_value(|closure| {
            let listener = closure.as_ref().unchecked_ref();
            let _ = window().remove_event_listener_with_callback_and_bool("scroll", listener, true);
            let _ = window().remove_event_listener_with_callback("resize", listener);
        });
    });
    place
}

/// Shows a `popover="manual"` element beside its control, for the moment.
pub(super) fn show_once(anchor: &Element, popup: &HtmlElement, align: Align) {
    // Fails only where it is shown already.
    let _ = popup.show_popover();
    place(anchor, popup, align);
}

/// Takes it away again.
pub(super) fn hide(popup: &HtmlElement) {
    // Fails only where it is hidden already.
    let _ = popup.hide_popover();
}

/// Below the control, or above it where there is more room; never over the edge of the window.
fn place(anchor: &Element, popup: &HtmlElement, align: Align) {
    let root = document_element();
    let (width, height) = (f64::from(root.client_width()), f64::from(root.client_height()));
    let control = anchor.get_bounding_client_rect();
    if align == Align::Both {
        set(popup, "width", control.width());
    }
    set(popup, "max-height", height);
    let (popup_width, popup_height) = (f64::from(popup.offset_width()), f64::from(popup.offset_height()));
    let below = height - control.bottom() - 2.0 * MARGIN;
    let above = control.top() - 2.0 * MARGIN;
    let is_below = popup_height <= below || below >= above;
    let popup_height = popup_height.min(if is_below { below } else { above });
    let left = match align {
        Align::Start | Align::Both => control.left(),
        Align::End => control.right() - popup_width,
    };
    set(popup, "max-height", popup_height);
    set(popup, "left", left.min(width - popup_width - MARGIN).max(MARGIN));
    set(popup, "top", if is_below { control.bottom() + MARGIN } else { control.top() - MARGIN - popup_height });
}

fn document_element() -> Element {
    document().document_element().expect("a page has a root element")
}

#[expect(clippy::cast_possible_truncation, reason = "screen coordinates fit, and whole pixels need no float formatting")]
fn set(popup: &HtmlElement, property: &str, pixels: f64) {
    let value = [&(pixels.ceil() as i32).to_string(), "px"].concat();
    // Cannot fail: the properties are known and the value is a length.
    let _ = popup.style().set_property(property, &value);
}
