//! A secret: only what is typed now can be looked at, never what is stored.

use crate::pages::form::{Form, FormField};
use crate::ui::{Button, ButtonKind, TextField};
use leptos::html::Input;
use leptos::prelude::*;

/// A field that says whether something is stored, and replaces it.
#[component]
pub(in crate::pages::developer) fn SecretField(
    form: Form,
    /// Its name on the wire.
    #[prop(into)]
    name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: String,
    /// What is typed now.
    #[prop(into)]
    value: Signal<String>,
    #[prop(into)] on_input: Callback<String>,
    #[prop(into)] is_stored: Signal<bool>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let is_shown = RwSignal::new(false);
    let is_empty = Memo::new(move |_| value.with(String::is_empty));
    Effect::new(move || {
        // What is typed next is hidden again.
        if is_empty.get() {
            is_shown.set(false);
        }
        let kind = if is_shown.get() { "text" } else { "password" };
        if let Some(input) = input.get() {
            input.set_type(kind);
        }
    });
    let hint = move || if is_stored.get() { "Stored. Enter another to replace it.".to_owned() } else { hint.clone() };
    let placeholder = move || if is_stored.get() { "••••••••••••".to_owned() } else { String::new() };
    let toggle = ["Show ", &label.to_lowercase()].concat();
    view! {
        <div class="secret-field">
            <FormField form name=name.clone()>
                <TextField
                    label
                    hint=Signal::derive(hint)
                    placeholder=Signal::derive(placeholder)
                    value
                    on_input
                    error=form.error(name)
                    kind="password"
                    autocomplete="new-password"
                    mono=true
                    required
                    optional_mark=!required
                    node_ref=input
                />
            </FormField>
            <Show when=move || !is_empty.get()>
                <Button
                    kind=ButtonKind::Quiet
                    label=toggle.clone()
                    pressed=is_shown
                    on_press=move || is_shown.update(|is_shown| *is_shown = !*is_shown)
                >
                    {move || if is_shown.get() { "Hide" } else { "Show" }}
                </Button>
            </Show>
        </div>
    }
}
