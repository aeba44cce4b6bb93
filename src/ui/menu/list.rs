//! The list of a menu, while it is open.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use super::item::{MenuAction, MenuItem};
use crate::ui::element_id::element_id;
use crate::ui::focus::{focus, focused, is_leaving};
use crate::ui::fold::fold;
use crate::ui::icon::{Icon, IconName};
use crate::ui::popup::{self, Align};

/// Letters typed within so many milliseconds of each other are one word to look for.
const ONE_WORD: f64 = 600.0;

/// The list alone, for a button that is no [`Menu`](super::Menu): one of many, which share the list. Put it into the page to open it.
#[component]
pub fn MenuList(
    /// What the menu acts on.
    #[prop(into)]
    label: Signal<String>,
    /// What is in it.
    #[prop(into)]
    items: Signal<Vec<MenuItem>>,
    /// What it hangs on.
    button: NodeRef<html::Button>,
    /// Whether the last item is focused first, not the first one.
    starts_at_end: bool,
    /// Whether the right edges line up, not the left ones.
    align_end: bool,
    /// Take the list away; true gives the focus back to the button.
    on_close: Callback<bool>,
) -> impl IntoView {
    let root = NodeRef::<html::Div>::new();
    let typed = StoredValue::new((String::new(), 0.0));
    root.on_load(move |list| {
        if let Some(button) = button.get_untracked() {
            let align = if align_end { Align::End } else { Align::Start };
            // What can be done stays as it is while the list is open, so it need not be placed again.
            let _ = popup::show(button.into(), list.clone().into(), align);
        }
        let items = rows(&list);
        // A list to choose from begins at what is chosen, a list of things to do at its first.
        let is_choice = items.first().is_some_and(|row| row.has_attribute("aria-checked"));
        let chosen = items.iter().find(|row| is_choice && row.get_attribute("aria-checked").as_deref() == Some("true"));
        if let Some(row) = chosen.or(if starts_at_end { items.last() } else { items.first() }) {
            focus(row);
        }
    });
    let on_key = move |event: KeyboardEvent| {
        let Some(list) = root.get_untracked() else { return };
        let rows = rows(&list);
        let here = focused().and_then(|element| rows.iter().position(|row| *row == element));
        let count = rows.len();
        let target = match event.key().as_str() {
            "ArrowDown" => here.map_or(Some(0), |here| Some((here + 1) % count)),
            "ArrowUp" => here.map_or(count.checked_sub(1), |here| Some((here + count - 1) % count)),
            "Home" => Some(0),
            "End" => count.checked_sub(1),
            "Escape" => {
                on_close.run(true);
                None
            }
            // Goes on from the button.
            "Tab" => return on_close.run(true),
            // A link acts on Enter by itself, and on Space as menus do.
            " " => {
                if let Some(here) = here {
                    rows[here].click();
                }
                None
            }
            key if key.chars().count() == 1 && !event.ctrl_key() && !event.meta_key() && !event.alt_key() => {
                typed.update_value(|(word, at)| {
                    let now = event.time_stamp();
                    if now - *at > ONE_WORD {
                        word.clear();
                    }
                    *at = now;
                    word.push_str(&fold(key));
                });
                typed.with_value(|(word, _)| find(&rows, here, word))
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        if let Some(row) = target.and_then(|target| rows.get(target)) {
            focus(row);
        }
    };
    view! {
        <div
            class="menu-list"
            role="menu"
            aria-label=label
            popover="manual"
            tabindex="-1"
            node_ref=root
            on:keydown=on_key
            // Pressing an item must not take the focus out of the list.
            on:mousedown=|event| event.prevent_default()
            on:focusout=move |event| {
                if is_leaving(&event) {
                    // Taking the list away takes the focus out of it too.
                    let _ = on_close.try_run(false);
                }
            }
        >
            // Making an item anew under the focus would take the focus out of the list, and so close it.
            {items.get_untracked().into_iter().map(|item| row(item, on_close)).collect_view()}
        </div>
    }
}

/// One item, with the rule and the heading above it.
fn row(item: MenuItem, on_close: Callback<bool>) -> impl IntoView {
    let MenuItem { label, icon, action, disabled, danger, checked, section } = item;
    let role = if checked.is_some() { "menuitemradio" } else { "menuitem" };
    let reason_id = disabled.as_ref().map(|_| element_id("reason"));
    let content = view! {
        {icon.map(|name| view! { <Icon name /> })}
        <span class="words">
            <span>{label}</span>
            {disabled.clone().map(|reason| view! { <small id=reason_id.clone()>{reason}</small> })}
        </span>
        {checked.map(|_| view! { <Icon name=IconName::Check /> })}
    };
    let is_disabled = disabled.is_some();
    let checked = checked.map(|is_checked| is_checked.to_string());
    let heading = section.map(|heading| {
        view! { <div class="section" role="presentation">{heading}</div> }
    });
    let line = match action {
        MenuAction::Press(on_press) => {
            let press = move |event: MouseEvent| {
                // What the menu stands in may listen for presses of its own.
                event.stop_propagation();
                if !is_disabled {
                    on_close.run(true);
                    on_press.run(());
                }
            };
            view! {
                <button
                    type="button"
                    role=role
                    tabindex="-1"
                    data-danger=danger
                    aria-checked=checked
                    aria-disabled=is_disabled.then_some("true")
                    aria-describedby=reason_id
                    on:click=press
                    on:mousemove=|event| hover(&event)
                >
                    {content}
                </button>
            }
            .into_any()
        }
        MenuAction::Link(href) => {
            let follow = move |event: MouseEvent| {
                if is_disabled {
                    event.prevent_default();
                } else {
                    // The link must still be in the page when the browser, or the app, follows it.
                    // By then the page that the menu belongs to may be gone.
                    request_animation_frame(move || {
                        let _ = on_close.try_run(false);
                    });
                }
            };
            view! {
                <a
                    href=href
                    role=role
                    tabindex="-1"
                    data-danger=danger
                    aria-checked=checked
                    aria-disabled=is_disabled.then_some("true")
                    aria-describedby=reason_id
                    on:click=follow
                    on:mousemove=|event| hover(&event)
                >
                    {content}
                </a>
            }
            .into_any()
        }
    };
    view! { {heading} {line} }
}

/// Pointing at an item focuses it, so that pointer and keys never disagree.
fn hover(event: &MouseEvent) {
    let row = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    if let Some(row) = row.filter(|row| focused().as_ref() != Some(row)) {
        focus(&row);
    }
}

/// The items of a list, in order.
fn rows(list: &HtmlElement) -> Vec<HtmlElement> {
    let Ok(found) = list.query_selector_all("[role^=menuitem]") else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok()).collect()
}

/// The first item after this one, around the end, that begins with a word; with a longer word this one may stay.
fn find(rows: &[HtmlElement], here: Option<usize>, word: &str) -> Option<usize> {
    let start = here.map_or(0, |here| here + usize::from(word.chars().count() == 1));
    let begins = |index: &usize| rows[*index].text_content().is_some_and(|text| fold(text.trim_start()).starts_with(word));
    (0..rows.len()).map(|step| (start + step) % rows.len()).find(begins)
}
