//! Tiles: things shown as cards in a grid.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// A grid of tiles, as a list.
#[component]
pub fn TileGrid(
    /// What they are, for assistive technology.
    #[prop(into)]
    label: Signal<String>,
    /// [`Tile`]s.
    children: Children,
) -> impl IntoView {
    view! {
        <ul class="tile-grid" aria-label=label>
            {children()}
        </ul>
    }
}

/// One card. With `href` the whole card is the link, and controls inside it still work.
#[component]
pub fn Tile(
    /// Its name, a third-level heading.
    #[prop(into)]
    title: Signal<String>,
    /// Where it leads.
    #[prop(optional, into)]
    href: Option<Signal<String>>,
    /// Drawn before the name.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// At the end of the heading's line: a badge, a menu.
    #[prop(optional, into)]
    aside: Option<ViewFn>,
    /// What stands under the name.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <li class="tile">
            <header>
                {icon.map(|name| view! { <Icon name /> })}
                <h3>
                    {match href {
                        Some(href) => view! { <a href=href>{title}</a> }.into_any(),
                        None => title.into_any(),
                    }}
                </h3>
                {aside.map(|aside| aside.run())}
            </header>
            {children.map(|children| children())}
        </li>
    }
}
