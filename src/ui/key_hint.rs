//! The picture of a key.

use leptos::prelude::*;

/// A key cap, such as `/` or `Ctrl K`.
#[component]
pub fn Kbd(
    /// What is printed on it.
    #[prop(into)]
    key: String,
) -> impl IntoView {
    view! { <kbd class="key-hint">{key}</kbd> }
}
