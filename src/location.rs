//! Where the person is: the address bar as a [`Place`] and a [`Query`], and the ways to change it.
//!
//! The browser's history and this app's links, by hand: `paths.rs` reads addresses in one place, so nothing of a router would be used but
//! these hundred lines, and it would weigh a thirtieth of what the first screen may load.

mod filter;

pub use filter::Filter;

use crate::paths::{Place, Query, base};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{Element, HtmlAnchorElement};

/// Whether a change of address is a step that *Back* undoes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// A new entry in the history.
    New,
    /// The same entry with another address.
    Same,
}

/// The address bar, from any component.
#[derive(Clone, Copy)]
pub struct Here {
    /// The page; none for an unknown address.
    pub place: Memo<Option<Place>>,
    /// Everything after the question mark.
    pub query: Memo<Query>,
    /// Path and query, as the address bar has them.
    address: RwSignal<(String, String)>,
}

impl Here {
    /// Follows the address bar, takes over links within the app, and makes itself known to everything below.
    pub fn provide() -> Self {
        let address = RwSignal::new(current());
        let place = Memo::new(move |_| address.with(|(path, _)| path.strip_prefix(base()).and_then(Place::parse)));
        let query = Memo::new(move |_| address.with(|(_, query)| Query::parse(query)));
        let here = Self { place, query, address };
        let back_or_forward = window_event_listener(leptos::ev::popstate, move |_| address.set(current()));
        let follow = window_event_listener(leptos::ev::click, move |event| {
            if let Some(to) = own_link(&event) {
                event.prevent_default();
                here.go_to(&to, Step::New);
            }
        });
        on_cleanup(move || {
            back_or_forward.remove();
            follow.remove();
        });
        provide_context(here);
        here
    }

    /// The address bar, provided by the app.
    ///
    /// # Panics
    /// Outside the app's tree.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Goes to a page.
    pub fn go(self, place: Place, query: &Query, step: Step) {
        self.go_to(&place.href_with(query), step);
    }

    /// Goes to an address of this app, as `?to=` or a link gives it. Another page begins at its top.
    pub fn go_to(self, address: &str, step: Step) {
        let before = self.address.get_untracked();
        let Ok(history) = window().history() else { return };
        let is_same = [before.0.as_str(), before.1.as_str()].concat() == address;
        // Browsers refuse to write the address too often. The page is shown all the same; the next change writes it.
        let _ = if step == Step::Same || is_same {
            history.replace_state_with_url(&JsValue::NULL, "", Some(address))
        } else {
            history.push_state_with_url(&JsValue::NULL, "", Some(address))
        };
        let (path, query) =
            address.split_once('#').map_or(address, |(address, _)| address).split_once('?').unwrap_or((address, ""));
        let is_other_page = path != before.0;
        self.address.set((path.to_owned(), if query.is_empty() { String::new() } else { ["?", query].concat() }));
        if is_other_page {
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    }

    /// Changes the query, staying on the page and where it is scrolled to.
    pub fn set_query(self, query: &Query, step: Step) {
        let place = self.place.get_untracked().unwrap_or(Place::Home);
        self.go(place, query, step);
    }

    /// The address of this page with another query; tracks both.
    pub fn href(self, change: impl FnOnce(Query) -> Query) -> String {
        let place = self.place.get().unwrap_or(Place::Home);
        place.href_with(&change(self.query.get()))
    }

    /// One value of the query, tracked on its own.
    pub fn value(self, name: &'static str) -> Memo<Option<String>> {
        Memo::new(move |_| self.query.with(|query| query.get(name).map(str::to_owned)))
    }
}

/// What the address bar says now: the path, and the query with its question mark.
fn current() -> (String, String) {
    let location = window().location();
    (location.pathname().unwrap_or_default(), location.search().unwrap_or_default())
}

/// Where a click leads, if it is a plain one on a link to another page of this app. All others are the browser's.
fn own_link(event: &MouseEvent) -> Option<String> {
    let is_plain = event.button() == 0 && !(event.meta_key() || event.alt_key() || event.ctrl_key() || event.shift_key());
    if event.default_prevented() || !is_plain {
        return None;
    }
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let link = target.closest("a[href]").ok().flatten()?.dyn_into::<HtmlAnchorElement>().ok()?;
    let is_own = link.target().is_empty()
        && !link.has_attribute("download")
        && link.origin() == window().location().origin().unwrap_or_default()
        && link.pathname().starts_with(base());
    let (path, query, fragment) = (link.pathname(), link.search(), link.hash());
    // A place on the same page is the browser's to scroll to.
    let is_same_page = !fragment.is_empty() && (path.clone(), query.clone()) == current();
    (is_own && !is_same_page).then(|| [path, query, fragment].concat())
}
