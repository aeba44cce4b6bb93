//! A line of text.

use leptos::html::Input;
use leptos::prelude::*;

use super::Words;

/// A labelled `<input>`.
#[component]
#[expect(clippy::fn_params_excessive_bools, reason = "each is a flag of its own in the markup")]
pub fn TextField(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
    #[prop(into)]
    value: Signal<String>,
    /// Called with all of it at each change.
    #[prop(into)]
    on_input: Callback<String>,
    /// An explanation that always shows.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The `type` of the `<input>`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What a browser may fill in, such as `current-password`.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Whether it has to be filled in; fields that need not be say *optional*.
    #[prop(optional)]
    required: bool,
    /// Whether it says *optional* beside its label.
    #[prop(optional)]
    optional_mark: bool,
    /// Whether it is an id, a key or a URL.
    #[prop(optional)]
    mono: bool,
    /// Whether a dialog or a page that opens puts the focus here.
    #[prop(optional)]
    autofocus: bool,
    /// The `name` of the `<input>`.
    #[prop(optional)]
    name: &'static str,
    /// Shown in the empty field. Never the only explanation.
    #[prop(optional, into)]
    placeholder: Signal<String>,
    /// Why it cannot be changed now. It stays readable and reachable.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
    /// To reach the element.
    #[prop(optional)]
    node_ref: NodeRef<Input>,
) -> impl IntoView {
    let words = Words::new(hint, error, disabled_reason);
    view! {
        <div class="field">
            <label for=words.id()>
                {label} {optional_mark.then(|| view! { <span class="optional">" optional"</span> })}
            </label>
            <input
                id=words.id()
                type=kind
                name=(!name.is_empty()).then_some(name)
                autocomplete=autocomplete
                placeholder=placeholder
                data-mono=mono
                spellcheck=if mono { "false" } else { "true" }
                autofocus=autofocus
                aria-required=required.then_some("true")
                aria-invalid=move || words.invalid()
                aria-describedby=move || words.described_by()
                aria-disabled=move || words.disabled()
                readonly=move || words.disabled().is_some()
                prop:value=value
                on:input:target=move |event| on_input.run(event.target().value())
                node_ref=node_ref
            />
            {words.below()}
        </div>
    }
}
