//! What the page itself offers, read from the page: what can be pressed there can be chosen here, and nothing has to be said twice.
//!
//! Rows, tiles and the flow are left out; they are found by what they show.

use super::entry::Entry;
use crate::ui::IconName;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};

/// What may be pressed, or typed into: of the page, and after it of what stands above it.
const CONTROLS: [&str; 2] = ["main :is(button, a.button, nav a, input[type=search])", ".frame-demo button"];
/// What has many of them, or is offered as something else.
const APART: &str = "tbody, .tile, .flow, .search-field button, .frame-top > .end, [popover], dialog, [aria-current]";

/// The page's controls as they are now, each with its name.
pub(super) fn on_page() -> Vec<Entry> {
    let found = CONTROLS.iter().filter_map(|controls| document().query_selector_all(controls).ok());
    let controls =
        found.flat_map(|found| (0..found.length()).filter_map(move |index| found.get(index)?.dyn_into::<HtmlElement>().ok()));
    let controls = controls.filter(|control| control.offset_width() > 0 && !matches!(control.closest(APART), Ok(Some(_))));
    controls.filter_map(entry).collect()
}

fn entry(control: HtmlElement) -> Option<Entry> {
    let is_field = control.tag_name() == "INPUT";
    let name = name(&control).filter(|name| !name.is_empty())?;
    let label = if matches!(control.closest("th"), Ok(Some(_))) { ["Sort by ", &name].concat() } else { name };
    let icon = if is_field {
        IconName::Filter
    } else if label.starts_with("Create") || label.starts_with("New") {
        IconName::Plus
    } else if control.tag_name() == "A" {
        IconName::ArrowRight
    } else {
        IconName::ChevronRight
    };
    let is = |attribute: &str| control.get_attribute(attribute).as_deref() == Some("true");
    let around = control.closest("section[aria-label]").ok().flatten().and_then(|section| section.get_attribute("aria-label"));
    let detail = if is("aria-pressed") { "On".to_owned() } else { around.unwrap_or_default() };
    let key = control.get_attribute("aria-keyshortcuts").unwrap_or_default();
    let reason = is("aria-disabled").then(|| described(&control).unwrap_or_default());
    Some(Entry::control(label, icon, control).detail(detail).key(key).disabled(reason))
}

/// What the control is called.
fn name(control: &HtmlElement) -> Option<String> {
    let labelled = || {
        let id = control.id();
        let label = (!id.is_empty()).then(|| document().query_selector(&["label[for='", &id, "']"].concat()).ok().flatten());
        label.flatten()?.text_content()
    };
    let name = control.get_attribute("aria-label").or_else(labelled).or_else(|| control.text_content())?;
    Some(name.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn described(control: &Element) -> Option<String> {
    document().get_element_by_id(&control.get_attribute("aria-describedby")?)?.text_content()
}
