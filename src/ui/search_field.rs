//! The filter above a list.

use leptos::html::Input;
use leptos::prelude::*;

use super::element_id::element_id;
use super::icon::{Icon, IconName};
use super::key_hint::Kbd;

/// A search box. Escape clears it; the key cap tells which key jumps here (whoever owns the page listens for it).
#[component]
pub fn SearchField(
    /// Its accessible name: *Filter subscriptions*.
    #[prop(into)]
    label: Signal<String>,
    /// What to type, shown while it is empty.
    #[prop(optional, into)]
    placeholder: Signal<String>,
    /// What is typed.
    #[prop(into)]
    value: Signal<String>,
    /// Called with all of it at each change.
    #[prop(into)]
    on_input: Callback<String>,
    /// The key that jumps here, while there is one.
    #[prop(optional, into)]
    shortcut: Signal<Option<&'static str>>,
    /// To put the focus here.
    #[prop(optional)]
    node_ref: NodeRef<Input>,
) -> impl IntoView {
    let id = element_id("search");
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && !value.with_untracked(String::is_empty) {
            event.prevent_default();
            event.stop_propagation();
            on_input.run(String::new());
        }
    };
    view! {
        <div class="search-field" data-empty=move || value.with(String::is_empty)>
            <Icon name=IconName::Search />
            <label class="visually-hidden" for=id.clone()>
                {label}
            </label>
            <input
                id=id
                type="search"
                placeholder=placeholder
                autocomplete="off"
                spellcheck="false"
                aria-keyshortcuts=shortcut
                prop:value=value
                on:input:target=move |event| on_input.run(event.target().value())
                on:keydown=on_key
                node_ref=node_ref
            />
            {move || shortcut.get().map(|key| view! { <Kbd key /> })}
        </div>
    }
}
