//! A password that can be looked at.

use crate::pages::form::{Form, FormField};
use crate::ui::{Button, ButtonKind, TextField};
use leptos::html::Input;
use leptos::prelude::*;

/// A password's field with a button that shows what is typed.
#[component]
pub(super) fn PasswordField(
    form: Form,
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] hint: Signal<String>,
    /// `current-password` or `new-password`.
    autocomplete: &'static str,
    value: RwSignal<String>,
    #[prop(optional)] autofocus: bool,
) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let is_shown = RwSignal::new(false);
    Effect::new(move || {
        let kind = if is_shown.get() { "text" } else { "password" };
        if let Some(input) = input.get() {
            input.set_type(kind);
        }
    });
    let take = move |text: String| {
        value.set(text);
        form.change("password");
    };
    view! {
        <div class="password-field">
            <FormField form name="password">
                <TextField
                    label
                    hint
                    value
                    on_input=take
                    error=form.error("password")
                    kind="password"
                    name="password"
                    autocomplete
                    autofocus
                    required=true
                    node_ref=input
                />
            </FormField>
            <Button
                kind=ButtonKind::Quiet
                label="Show password"
                pressed=is_shown
                on_press=move || is_shown.update(|is_shown| *is_shown = !*is_shown)
            >
                {move || if is_shown.get() { "Hide" } else { "Show" }}
            </Button>
        </div>
    }
}
