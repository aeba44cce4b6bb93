//! One of a few, in the browser's own drop-down.

use leptos::prelude::*;

use super::Words;
use crate::ui::icon::{Icon, IconName};

/// A labelled `<select>`. For more than a dozen options use a [`Combobox`](crate::ui::Combobox).
#[component]
pub fn SelectField(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// Value and words of each option, in order.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// The value that is chosen; empty, or any that is not among the options, shows the placeholder.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the value that was chosen.
    #[prop(into)]
    on_change: Callback<String>,
    /// Shown while nothing is chosen.
    #[prop(default = "Choose…".into(), into)]
    placeholder: Signal<String>,
    /// An explanation that always shows.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether something has to be chosen.
    #[prop(optional)]
    required: bool,
    /// Why it cannot be changed now.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
) -> impl IntoView {
    let words = Words::new(hint, error, disabled_reason);
    let is_known = move || options.with(|options| value.with(|value| options.iter().any(|option| option.0 == *value)));
    let option = move |(key, text): (String, String)| {
        let is_selected = value.with(|value| *value == key);
        view! { <option value=key selected=is_selected>{text}</option> }
    };
    view! {
        <div class="field">
            <label for=words.id()>{label}</label>
            <div class="select">
                <select
                    id=words.id()
                    aria-required=required.then_some("true")
                    aria-invalid=move || words.invalid()
                    aria-describedby=move || words.described_by()
                    disabled=move || words.disabled().is_some()
                    prop:value=value
                    on:change:target=move |event| on_change.run(event.target().value())
                >
                    {move || (!is_known()).then(|| view! { <option value="" selected=true disabled=true>{placeholder}</option> })}
                    {move || options.get().into_iter().map(option).collect_view()}
                </select>
                <Icon name=IconName::ChevronDown />
            </div>
            {words.below()}
        </div>
    }
}
