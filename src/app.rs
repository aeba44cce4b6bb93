//! The root: what every page finds in its context, and which page the address leads to.

use crate::backend::{Backend, on_expiry};
use crate::lazy;
use crate::location::{Here, Step};
use crate::pages::marked::Marked;
use crate::pages::questions::Questions;
use crate::pages::starting::{NotStarted, Starting};
use crate::parts::{Door, Home, load_ahead, load_inside, menu_list};
use crate::paths::{OwnPage, Place, Query};
use crate::stores::{Connections, Ends, SessionState, Sessions, Subscriptions, Toasts};
use crate::theme::storage;
use crate::ui::focus::focus_heading;
use crate::ui::{Announcer, LiveRegion, MenuLists, ToastList};
use leptos::prelude::*;
use std::time::Duration;

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let backend = Backend::detect();
    provide_context(backend);
    provide_context(Sessions::new(backend));
    provide_context(Connections::new(backend));
    provide_context(Ends::new(backend));
    provide_context(Subscriptions::new(backend));
    provide_context(Toasts::default());
    provide_context(Marked::default());
    provide_context(Questions::default());
    provide_context(MenuLists(menu_list));
    let announcer = Announcer::provide();
    let toasts: Toasts = expect_context();
    view! {
        <Gate />
        <ToastList toasts=toasts.shown() on_dismiss=move |id| toasts.dismiss(id) on_hold=move |is_held| toasts.hold(is_held) />
        <LiveRegion message=announcer.message() />
    }
}

/// Puts the focus on the new page's heading, as soon as there is one, unless somebody has gone elsewhere by then.
fn focus_heading_once_drawn(here: Here, place: Option<Place>) {
    request_animation_frame(move || {
        if here.place.try_get_untracked() != Some(place) {
            return;
        }
        if document().query_selector("h1").ok().flatten().is_some() {
            focus_heading();
        } else {
            set_timeout(move || focus_heading_once_drawn(here, place), Duration::from_millis(50));
        }
    });
}

/// What stands between the address and the page: who is signed in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Passage {
    Starting,
    Failed,
    /// A page without a frame.
    Open(Door),
    /// On the way to somewhere else.
    Redirecting,
    Inside,
}

#[component]
fn Gate() -> impl IntoView {
    let here = Here::provide();
    let sessions: Sessions = expect_context();
    let backend: Backend = expect_context();
    leptos::task::spawn_local(sessions.load());
    let place = here.place.get_untracked();
    if place.and_then(Door::at).is_none() && (backend == Backend::Demo || was_inside()) {
        load_inside(place);
    }
    Effect::new(move || {
        sessions.state().with(|state| match state {
            SessionState::SignedIn(_) => remember_inside(true),
            SessionState::SignedOut => remember_inside(false),
            SessionState::Unknown | SessionState::Expired(_) | SessionState::Failed(_) => {}
        });
    });
    on_expiry(Callback::new(move |()| sessions.expire()));

    let passage = Memo::new(move |_| {
        let place = here.place.get();
        if let Some(door) = place.and_then(Door::at) {
            return Passage::Open(door);
        }
        sessions.state().with(|state| match state {
            SessionState::Unknown => Passage::Starting,
            SessionState::Failed(_) => Passage::Failed,
            SessionState::SignedOut => Passage::Redirecting,
            SessionState::SignedIn(_) | SessionState::Expired(_) if place == Some(Place::Home) => Passage::Redirecting,
            SessionState::SignedIn(_) | SessionState::Expired(_) => Passage::Inside,
        })
    });
    Effect::new(move |_| {
        if passage.get() != Passage::Redirecting {
            return;
        }
        if let Some(environment) = sessions.current().and_then(|session| session.first_environment()) {
            let query = here.query.get_untracked();
            here.go(Place::Connections(environment), &query, Step::Same);
        } else if sessions.current().is_some() {
            // Without a role anywhere, who can give one is all there is.
            here.go(Place::Own(OwnPage::Members), &Query::default(), Step::Same);
        } else {
            let place = here.place.get_untracked().filter(|place| *place != Place::Home);
            let query = place
                .map_or_else(Query::default, |place| Query::default().with("to", place.href_with(&here.query.get_untracked())));
            here.go(Place::Login, &query, Step::Same);
        }
    });
    // What someone may come to next is loaded before they do.
    Effect::new(move || {
        let passage = passage.get();
        let is_inside = passage == Passage::Inside;
        if is_inside || matches!(passage, Passage::Open(_)) {
            set_timeout(move || leptos::task::spawn_local(load_ahead(is_inside)), lazy::AHEAD_AFTER);
        }
    });
    Effect::new(move |before: Option<Option<Place>>| {
        let place = here.place.get();
        if before.is_some_and(|before| before != place) {
            focus_heading_once_drawn(here, place);
        }
        place
    });

    move || match passage.get() {
        Passage::Starting | Passage::Redirecting => view! { <Starting /> }.into_any(),
        Passage::Failed => view! { <NoAnswer /> }.into_any(),
        Passage::Open(door) => lazy::screen(door),
        Passage::Inside => lazy::screen(Home),
    }
}

/// The server did not say who is signed in.
#[component]
fn NoAnswer() -> impl IntoView {
    let sessions: Sessions = expect_context();
    let detail = move || match sessions.state().get() {
        SessionState::Failed(error) => error.sentence(),
        _ => String::new(),
    };
    let retry = move || leptos::task::spawn_local(sessions.load());
    view! { <NotStarted detail=Signal::derive(detail) on_retry=retry /> }
}

/// Where it is remembered that the last person in this browser was signed in: only then is what they see loaded ahead of the answer.
const INSIDE: &str = "causeway-inside";

fn was_inside() -> bool {
    storage().and_then(|storage| storage.get_item(INSIDE).ok().flatten()).is_some()
}

fn remember_inside(is_inside: bool) {
    if let Some(storage) = storage() {
        // Where storage is off, nothing is loaded ahead.
        let _ = if is_inside { storage.set_item(INSIDE, "") } else { storage.remove_item(INSIDE) };
    }
}
