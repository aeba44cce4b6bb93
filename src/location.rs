//! Where the person is: the address bar as a [`Place`] and a [`Query`], and the ways to change it.
//!
//! The router's history and link handling are used; its route types are not, since `paths.rs` reads addresses in one place.

use crate::paths::{Place, Query, base};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::location::{BrowserUrl, LocationProvider};
use std::time::Duration;

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
    go: Callback<(String, Step, bool)>,
}

impl Here {
    /// Connects to the router around this component and makes itself known to everything below.
    pub fn provide() -> Self {
        let location = use_location();
        let place = Memo::new(move |_| location.pathname.with(|path| path.strip_prefix(base()).and_then(Place::parse)));
        let query = Memo::new(move |_| location.search.with(|text| Query::parse(text)));
        let navigate = use_navigate();
        let go = Callback::new(move |(address, step, scroll): (String, Step, bool)| {
            let options = NavigateOptions { resolve: false, replace: step == Step::Same, scroll, ..NavigateOptions::default() };
            navigate(&address, options);
        });
        // A followed link reaches the address bar when its page is there; pages are there at once.
        let provider = use_context::<BrowserUrl>();
        Effect::new(move |_| {
            location.pathname.track();
            if let Some(provider) = &provider {
                let provider = provider.clone();
                set_timeout(move || provider.ready_to_complete(), Duration::ZERO);
            }
        });
        let here = Self { place, query, go };
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
        self.go.run((place.href_with(query), step, true));
    }

    /// Goes to an address of this app, as `?to=` or a link gives it.
    pub fn go_to(self, address: &str, step: Step) {
        self.go.run((address.to_owned(), step, true));
    }

    /// Changes the query, staying on the page and where it is scrolled to.
    pub fn set_query(self, query: &Query, step: Step) {
        let place = self.place.get_untracked().unwrap_or(Place::Home);
        self.go.run((place.href_with(query), step, false));
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

/// How long typing has to rest before it reaches the address bar: browsers refuse an address for every key.
const TYPING_RESTS: Duration = Duration::from_millis(250);

/// The filter: what is typed applies at once, and stands in the address bar (`?q=`) a moment later.
#[derive(Clone, Copy)]
pub struct Filter {
    /// What is typed.
    pub text: RwSignal<String>,
    timer: StoredValue<Option<TimeoutHandle>>,
    here: Here,
}

impl Filter {
    /// The filter of the current page; follows the address bar when that changes by itself.
    pub fn of_page() -> Self {
        let here = Here::expect();
        let in_address = here.value("q");
        let filter =
            Self { text: RwSignal::new(in_address.get_untracked().unwrap_or_default()), timer: StoredValue::new(None), here };
        Effect::new(move |_| {
            let wanted = in_address.get().unwrap_or_default();
            if filter.timer.with_value(Option::is_none) && filter.text.with_untracked(|text| *text != wanted) {
                filter.text.set(wanted);
            }
        });
        on_cleanup(move || filter.stop_timer());
        filter
    }

    /// Takes what is typed.
    pub fn set(self, text: String) {
        self.text.set(text);
        self.stop_timer();
        let write = move || {
            self.timer.set_value(None);
            let text = self.text.get_untracked();
            let query = self.here.query.get_untracked();
            let query = if text.is_empty() { query.without(&["q"]) } else { query.with("q", text) };
            self.here.set_query(&query, Step::Same);
        };
        self.timer.set_value(set_timeout_with_handle(write, TYPING_RESTS).ok());
    }

    fn stop_timer(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }
}
