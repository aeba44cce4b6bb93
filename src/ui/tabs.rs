//! Tabs that are links: each has its own URL.

use leptos::prelude::*;

/// One tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TabLink {
    /// Its words.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// How many things are behind it, if that is known.
    pub count: Option<usize>,
    /// Whether it is the one shown.
    pub current: bool,
}

/// A row of links under a heading; the current one is `aria-current="page"`.
#[component]
pub fn TabLinks(
    /// What they switch between, for assistive technology: *Views of Mercy Valley Health*.
    #[prop(into)]
    label: Signal<String>,
    /// The tabs, in order.
    #[prop(into)]
    tabs: Signal<Vec<TabLink>>,
) -> impl IntoView {
    let tab = |tab: TabLink| {
        view! {
            <li>
                <a href=tab.href aria-current=tab.current.then_some("page")>
                    {tab.label}
                    {tab.count.map(|count| view! { " "<span class="count">{count.to_string()}</span> })}
                </a>
            </li>
        }
    };
    view! {
        <nav class="tab-links" aria-label=label>
            <ul>{move || tabs.get().into_iter().map(tab).collect_view()}</ul>
        </nav>
    }
}
