//! The card that these pages are.

use crate::ui::{Icon, IconName};
use leptos::prelude::*;

/// A centred card with the mark above it.
#[component]
pub(super) fn SignInCard(
    /// Its heading, also in the browser's tab.
    #[prop(into)]
    title: String,
    children: Children,
) -> impl IntoView {
    document().set_title(&[&title, " · Causeway"].concat());
    view! {
        <main class="sign-in">
            <p class="sign-in-brand">
                <Icon name=IconName::Bridge />
                "Causeway"
            </p>
            <section class="panel-box">
                <h1 tabindex="-1">{title}</h1>
                {children()}
            </section>
        </main>
    }
}
