//! A button that shows a panel of controls (the ARIA disclosure pattern), for choices that stay open while they are made.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::focus::{focus, is_leaving};
use super::icon::{Icon, IconName};
use super::popup::{self, Align};

/// The button and, while it is open, the panel, which follows it in the tab order. Escape closes it and gives the focus back; so does
/// going elsewhere, without.
#[component]
pub fn Panel(
    /// What the button says, and the panel is called.
    label: &'static str,
    /// Drawn before it.
    icon: IconName,
    /// What is in the panel, made while it is open.
    children: ChildrenFn,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let (button, panel) = (NodeRef::<html::Button>::new(), NodeRef::<html::Div>::new());
    panel.on_load(move |panel| {
        if let Some(button) = button.get_untracked() {
            // What is in it keeps its size.
            let _ = popup::show(button.into(), panel.into(), Align::Start);
        }
    });
    let toggle = move |_| {
        is_open.update(|is_open| *is_open = !*is_open);
        // Not every browser gives a button that is pressed the focus, which has to be somewhere inside to leave.
        if let Some(button) = button.get_untracked() {
            focus(&button);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            event.prevent_default();
            event.stop_propagation();
            if let Some(button) = button.get_untracked() {
                focus(&button);
            }
            is_open.set(false);
        }
    };
    view! {
        <span
            class="panel-anchor"
            on:keydown=on_key
            on:focusout=move |event| {
                if is_leaving(&event) {
                    // The page may be going away with it.
                    let _ = is_open.try_set(false);
                }
            }
        >
            <button
                type="button"
                class="button"
                data-kind="secondary"
                aria-expanded=move || is_open.get().to_string()
                on:click=toggle
                node_ref=button
            >
                <Icon name=icon />
                {label}
            </button>
            <Show when=move || is_open.get()>
                <div class="panel" popover="manual" role="group" aria-label=label tabindex="-1" node_ref=panel>
                    {children()}
                </div>
            </Show>
        </span>
    }
}
