//! What is shown instead of content: still coming, failed, nothing there, nothing found.

use leptos::prelude::*;

use super::announcer::use_announce;
use super::button::Button;
use super::icon::{Icon, IconName};

/// Calm bars in the place of what is coming. Invisible for the first 150 ms, so that a quick answer does not flicker.
#[component]
pub fn Pending(
    /// What is coming: *Loading connections*.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="pending" aria-busy="true">
            <p class="visually-hidden">{label}</p>
            <div aria-hidden="true"></div>
            <div aria-hidden="true"></div>
            <div aria-hidden="true"></div>
            <div aria-hidden="true"></div>
        </div>
    }
}

/// What could not be shown, why, and a way on.
#[component]
pub fn Failed(
    /// What did not work: *The connections could not be loaded*.
    #[prop(into)]
    title: Signal<String>,
    /// Why, in words for people.
    #[prop(optional, into)]
    detail: Signal<String>,
    /// Shows *Try again*, which calls this.
    #[prop(optional, into)]
    on_retry: Option<Callback<()>>,
    /// Other ways on.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let announce = use_announce();
    Effect::new(move || title.with(|title| announce(title)));
    view! {
        <section class="placeholder" data-tone="failed">
            <span class="emblem">
                <Icon name=IconName::Warning />
            </span>
            <h2>{title}</h2>
            <p>{detail}</p>
            <div class="ways-on">
                {on_retry.map(|on_retry| view! { <Button icon=IconName::Restart on_press=on_retry>"Try again"</Button> })}
                {children.map(|children| children())}
            </div>
        </section>
    }
}

/// Nothing there yet, and what to do about it.
#[component]
pub fn Empty(
    /// What is missing: *No sources yet*.
    #[prop(into)]
    title: Signal<String>,
    /// A drawing that fits what is missing.
    #[prop(default = IconName::Bridge)]
    icon: IconName,
    /// A sentence in a `<p>`, then buttons or links in `<div class="ways-on">`.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <section class="placeholder">
            <span class="emblem">
                <Icon name=icon />
            </span>
            <h2>{title}</h2>
            {children.map(|children| children())}
        </section>
    }
}

/// There is something, but the filter hides all of it.
#[component]
pub fn NoMatch(
    /// What was typed.
    #[prop(into)]
    query: Signal<String>,
    /// Clears the filter.
    #[prop(into)]
    on_clear: Callback<()>,
) -> impl IntoView {
    view! {
        <section class="placeholder">
            <span class="emblem">
                <Icon name=IconName::Search />
            </span>
            <h2>"Nothing matches " <q>{query}</q></h2>
            <div class="ways-on">
                <Button on_press=on_clear>"Clear the filter"</Button>
            </div>
        </section>
    }
}
