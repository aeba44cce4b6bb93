//! Where the person is: the address bar as a [`Place`] and a [`Query`], and the ways to change it.
//!
//! The browser's history and this app's links, by hand: `paths.rs` reads addresses in one place, so nothing of a router would be used but
//! these hundred lines, and it would weigh a thirtieth of what the first screen may load.

mod filter;
mod leaving;

pub use filter::Filter;
pub use leaving::Leaving;

use crate::paths::{Place, Query, base};
use leaving::{Guard, Way};
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
    /// The forms that ask before what is typed in them is lost, innermost last.
    guards: StoredValue<Vec<Guard>>,
    /// Whether the next step through the history was decided on already.
    is_passing: StoredValue<bool>,
}

impl Here {
    /// Follows the address bar, takes over links within the app, and makes itself known to everything below.
    pub fn provide() -> Self {
        let address = RwSignal::new(current());
        let place = Memo::new(move |_| address.with(|(path, _)| place_at(path)));
        let query = Memo::new(move |_| address.with(|(_, query)| Query::parse(query)));
        let here = Self { place, query, address, guards: StoredValue::new(Vec::new()), is_passing: StoredValue::new(false) };
        let back_or_forward = window_event_listener(leptos::ev::popstate, move |_| here.stepped());
        let follow = window_event_listener(leptos::ev::click, move |event| {
            if let Some(to) = own_link(&event) {
                event.prevent_default();
                here.follow(&to);
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

    /// Goes to an address of this app as a link does: asks first where something typed would be lost.
    pub fn follow(self, address: &str) {
        if !self.is_held(address, &Way::To(address.to_owned())) {
            self.go_to(address, Step::New);
        }
    }

    /// Goes to a page.
    pub fn go(self, place: Place, query: &Query, step: Step) {
        self.go_to(&place.href_with(query), step);
    }

    /// Goes to an address of this app, as `?to=` or a link gives it. Another page begins at its top.
    pub fn go_to(self, address: &str, step: Step) {
        let before = self.address.get_untracked();
        let Ok(history) = window().history() else { return };
        let before_address = [before.0.as_str(), before.1.as_str()].concat();
        let is_same = before_address == address;
        // Browsers refuse to write the address too often. The page is shown all the same; the next change writes it.
        let _ = if step == Step::Same || is_same {
            history.replace_state_with_url(&history.state().unwrap_or(JsValue::NULL), "", Some(address))
        } else {
            // Each entry knows the one before it, for what closes to go back there.
            history.push_state_with_url(&JsValue::from_str(&before_address), "", Some(address))
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

    /// Takes away what the address opened over the page: a step back where it was opened here, so that no *Back* leads to it again.
    pub fn close(self, query: &Query) {
        let place = self.place.get_untracked().unwrap_or(Place::Home);
        let before = window().history().and_then(|history| history.state()).ok().and_then(|state| state.as_string());
        if before.is_some_and(|before| before == place.href_with(query)) {
            self.step_back();
        } else {
            self.go(place, query, Step::Same);
        }
    }

    /// One step back in the history, without being asked.
    fn step_back(self) {
        self.is_passing.set_value(true);
        let _ = window().history().and_then(|history| history.back());
    }

    /// The browser went to another entry of the history. Where something typed would be lost, the entry that was left stands again, and
    /// the other one is a step back from it.
    fn stepped(self) {
        let (path, query) = current();
        let is_decided = self.is_passing.try_update_value(std::mem::take).unwrap_or_default();
        if is_decided || !self.is_held(&[path.as_str(), &query].concat(), &Way::History) {
            self.address.set((path, query));
            return;
        }
        let left = self.address.with_untracked(|(path, query)| [path.as_str(), query].concat());
        let there = JsValue::from_str(&[path, query].concat());
        let _ = window().history().and_then(|history| history.push_state_with_url(&there, "", Some(&left)));
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

/// The page that a path names.
fn place_at(path: &str) -> Option<Place> {
    path.strip_prefix(base()).and_then(Place::parse)
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
