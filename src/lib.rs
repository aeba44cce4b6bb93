//! Causeway's app: a console for exchanging healthcare data between organizations.
//!
//! `pages` draw, `stores` know, `backend` is the one door to the rules, `paths` builds and reads every address; `ui` and `flow` are pure
//! leaves. See ARCHITECTURE.md for who may know whom.

pub mod app;
pub mod backend;
pub mod filter;
pub mod flow;
mod lazy;
pub mod location;
pub mod pages;
pub mod panic;
mod parts;
pub mod paths;
pub mod stores;
#[cfg(test)]
mod testing;
pub mod theme;
pub mod ui;

/// Starts the app in the page's body.
pub fn start() {
    panic::install_hook();
    theme::Theme::stored().apply();
    let base = leptos::prelude::document().document_element().and_then(|root| root.get_attribute("data-base"));
    paths::set_base(base.as_deref().unwrap_or("/"));
    leptos::mount::mount_to_body(app::App);
}
