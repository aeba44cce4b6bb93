//! Choices that are all on the page: radio cards, check boxes.

use leptos::prelude::*;

use super::Words;
use crate::ui::element_id::element_id;

/// One card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What `on_change` is called with.
    pub value: String,
    /// Its name.
    pub label: String,
    /// A sentence about it; may be empty.
    pub detail: String,
}

/// One of a few that each need a sentence: radio buttons drawn as cards, in a `<fieldset>`.
#[component]
pub fn ChoiceCards(
    /// The question, shown as the legend.
    #[prop(into)]
    label: Signal<String>,
    /// The cards, in order.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// The value that is chosen; empty while none is.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the value that was chosen.
    #[prop(into)]
    on_change: Callback<String>,
    /// An explanation that always shows.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Why it cannot be changed now.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
) -> impl IntoView {
    let words = Words::new(hint, error, disabled_reason);
    let card = move |choice: Choice| {
        let Choice { value: key, label, detail } = choice;
        let shown = key.clone();
        let is_chosen = move || value.with(|value| *value == shown);
        let label_id = element_id("label");
        let detail_id = element_id("detail");
        view! {
            <label>
                <input
                    type="radio"
                    name=words.id()
                    aria-labelledby=label_id.clone()
                    aria-describedby=(!detail.is_empty()).then(|| detail_id.clone())
                    prop:checked=is_chosen
                    disabled=move || words.disabled().is_some()
                    on:change=move |_| on_change.run(key.clone())
                />
                <span id=label_id.clone()>{label}</span>
                {(!detail.is_empty()).then(|| view! { <small id=detail_id>{detail}</small> })}
            </label>
        }
    };
    view! {
        <fieldset class="choice-cards" role="radiogroup" aria-invalid=move || words.invalid() aria-describedby=move || words.described_by()>
            <legend>{label}</legend>
            <div>{move || options.get().into_iter().map(card).collect_view()}</div>
            {words.below()}
        </fieldset>
    }
}

/// A check box and its words.
#[component]
pub fn Checkbox(
    /// Its words.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// Called with what it is to become.
    #[prop(into)]
    on_change: Callback<bool>,
    /// Whether some, not all, of what it stands for is ticked.
    #[prop(optional, into)]
    indeterminate: Signal<bool>,
    /// Whether the words are only for assistive technology, as in a table's first column.
    #[prop(optional)]
    hidden_label: bool,
    /// An explanation that always shows.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Why it cannot be changed now.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
    /// The id of what says why it cannot be changed now, where that is said once for several.
    #[prop(optional, into)]
    locked_by: Signal<Option<String>>,
) -> impl IntoView {
    let words = Words::new(hint, error, disabled_reason);
    let described_by = move || match (locked_by.get(), words.described_by()) {
        (Some(reason), Some(words)) => Some([&reason, " ", &words].concat()),
        (reason, words) => reason.or(words),
    };
    let is_locked = move || locked_by.with(Option::is_some) || words.disabled_reason.with(Option::is_some);
    let change = move |event: leptos::ev::MouseEvent| {
        if untrack(is_locked) {
            event.prevent_default();
        }
    };
    view! {
        <div class="checkbox">
            <label>
                <input
                    type="checkbox"
                    aria-invalid=move || words.invalid()
                    aria-describedby=described_by
                    aria-disabled=move || is_locked().then_some("true")
                    prop:checked=checked
                    prop:indeterminate=indeterminate
                    on:click=change
                    on:change:target=move |event| on_change.run(event.target().checked())
                />
                <span class:visually-hidden=hidden_label>{label}</span>
            </label>
            {words.below()}
        </div>
    }
}
