//! Asks before the demo starts over.

use crate::backend::reset_demo;
use crate::ui::ConfirmDialog;
use leptos::prelude::*;

/// The question.
#[component]
pub fn ResetDemo(
    /// Whether it is asked.
    is_asking: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <ConfirmDialog
            title="Reset the demo?"
            message="Everything you changed here is lost, and the sample organization is as it was at the start."
            confirm_label="Reset the demo"
            danger=true
            on_confirm=reset_demo
            on_cancel=move || is_asking.set(false)
        />
    }
}
