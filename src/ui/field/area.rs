//! Lines of text.

use leptos::prelude::*;

use super::Words;

/// A labelled `<textarea>`, as high as what is in it.
#[component]
pub fn TextArea(
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
    /// Whether it says *optional* beside its label.
    #[prop(optional)]
    optional_mark: bool,
    /// Whether a dialog that opens puts the focus here.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let words = Words::new(hint, error, Signal::default());
    view! {
        <div class="field">
            <label for=words.id()>
                {label} {optional_mark.then(|| view! { <span class="optional">" optional"</span> })}
            </label>
            <textarea
                id=words.id()
                rows="3"
                autofocus=autofocus
                aria-invalid=move || words.invalid()
                aria-describedby=move || words.described_by()
                prop:value=value
                on:input:target=move |event| on_input.run(event.target().value())
            ></textarea>
            {words.below()}
        </div>
    }
}
