//! The edge of a column's header by which the column is made wider or narrower: dragged, or moved by the arrow keys; a double click and
//! Enter fit the column to what it shows.

#![expect(unreachable_pub, reason = "the component macro writes a public function")]

use super::column::Column;
use super::layout::{Layouts, WIDTHS};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::{Span, Th};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};

/// How far an arrow key moves the edge, in CSS pixels.
const STEP: i32 = 16;

/// The edge, within the header that `header` refers to.
#[component]
pub(super) fn Resizer(column: Column, layouts: Layouts, header: NodeRef<Th>) -> impl IntoView {
    let edge = NodeRef::<Span>::new();
    // Where a drag began, and how wide the column was there.
    let drag = StoredValue::new(None::<(i32, i32)>);
    let measured = RwSignal::new(*WIDTHS.start());
    let width = move || header.try_get_untracked().flatten().map_or(0, |header| header.offset_width());
    let measure = move || {
        let _ = measured.try_set(within(width()));
    };
    let become_wide = move |pixels: i32| layouts.change(|layout| layout.set_width(column, Some(within(pixels))));
    let fit = move || {
        if let Some(header) = header.get_untracked() {
            become_wide(fitting(&header));
            layouts.remember();
        }
    };
    header.on_load(move |_| request_animation_frame(measure));
    let start = move |event: PointerEvent| {
        // Dragging must not select the words it passes.
        event.prevent_default();
        drag.set_value(Some((event.client_x(), width())));
        if let Some(edge) = edge.get_untracked() {
            // Fails only where the pointer is up again.
            let _ = edge.set_pointer_capture(event.pointer_id());
            let _ = edge.focus();
        }
    };
    let go = move |event: PointerEvent| {
        if let Some((from, width)) = drag.get_value() {
            become_wide(width + event.client_x() - from);
        }
    };
    let end = move |_| {
        if drag.try_update_value(Option::take).flatten().is_some() {
            layouts.remember();
        }
    };
    let on_key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "ArrowLeft" => become_wide(width() - STEP),
            "ArrowRight" => become_wide(width() + STEP),
            "Home" => become_wide(0),
            "Enter" => fit(),
            _ => return,
        }
        event.prevent_default();
        layouts.remember();
    };
    view! {
        <span
            class="resizer"
            role="separator"
            aria-orientation="vertical"
            aria-label=["Width of ", column.label()].concat()
            aria-valuemin=WIDTHS.start().to_string()
            aria-valuemax=WIDTHS.end().to_string()
            aria-valuenow=move || layouts.with(|layout| layout.width(column)).unwrap_or_else(|| measured.get()).to_string()
            tabindex="0"
            on:pointerdown=start
            on:pointermove=go
            on:pointerup=end
            on:pointercancel=end
            on:dblclick=move |_| fit()
            on:focus=move |_| measure()
            on:keydown=on_key
            node_ref=edge
        ></span>
    }
}

fn within(pixels: i32) -> u16 {
    u16::try_from(pixels).unwrap_or(if pixels < 0 { 0 } else { u16::MAX }).clamp(*WIDTHS.start(), *WIDTHS.end())
}

/// How wide a column has to be for all that it shows now.
fn fitting(header: &HtmlElement) -> i32 {
    /// Room beside the words: the cell's edges, and the buttons that come with the pointer.
    const BESIDE: f64 = 46.0;
    /// The edge itself.
    const EDGE: f64 = 12.0;
    let place = std::iter::successors(header.previous_element_sibling(), Element::previous_element_sibling).count() + 1;
    let cells = ["tbody > tr:not(.group, .gap) > td:nth-child(", &place.to_string(), ")"].concat();
    let cells = header.closest("table").ok().flatten().and_then(|table| table.query_selector_all(&cells).ok());
    let cells = cells.iter().flat_map(|cells| (0..cells.length()).filter_map(|at| cells.get(at)?.dyn_into::<Element>().ok()));
    let widest = cells.map(|cell| words_in(&cell)).fold(words_in(header) + EDGE, f64::max);
    #[expect(clippy::cast_possible_truncation, reason = "pixels on a screen")]
    let pixels = (widest + BESIDE).ceil() as i32;
    pixels
}

/// How wide the words in a cell are, also those that are cut off.
fn words_in(cell: &Element) -> f64 {
    let parts = cell.query_selector_all(".sort, .plain, .quiet:not([hidden]), .status > span:last-child").ok();
    let parts: Vec<_> = parts.iter().flat_map(|parts| (0..parts.length()).filter_map(|at| parts.get(at))).collect();
    let width = |part: &leptos::web_sys::Node| {
        let range = document().create_range().ok()?;
        range.select_node_contents(part).ok()?;
        Some(range.get_bounding_client_rect().width())
    };
    if parts.is_empty() {
        return width(cell).unwrap_or_default();
    }
    parts.iter().filter_map(width).sum()
}
