//! The root: what every page finds in its context, and which page the address leads to.

use crate::backend::{Backend, on_expiry};
use crate::lazy;
use crate::location::{Here, Step};
use crate::pages::connections::ConnectionsPage;
use crate::pages::frame::{Frame, NotFound, Starting};
use crate::pages::marked::Marked;
use crate::parts::{Developer, Door, Work, load_all_ahead};
use crate::paths::{self, Place, Query};
use crate::stores::{Connections, Ends, SessionState, Sessions, Subscriptions, Toasts};
use crate::ui::focus::focus_heading;
use crate::ui::{Announcer, Failed, LiveRegion, ToastList};
use causeway_api::EnvironmentId;
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
    let announcer = Announcer::provide();
    let toasts: Toasts = expect_context();
    view! {
        <Gate />
        <ToastList toasts=toasts.shown() on_dismiss=move |id| toasts.dismiss(id) on_hold=move |is_held| toasts.hold(is_held) />
        <LiveRegion message=announcer.message() />
    }
}

/// Long enough for the first page to load what it shows.
const AHEAD_AFTER: Duration = Duration::from_millis(1500);

/// How often a heading is looked for while its part of the app is loading: for some seconds.
const MOST_TRIES: u8 = 60;

/// Puts the focus on the new page's heading, as soon as there is one.
fn focus_heading_once_drawn(tries: u8) {
    request_animation_frame(move || {
        if document().query_selector("h1").ok().flatten().is_some() {
            focus_heading();
        } else if tries > 0 {
            set_timeout(move || focus_heading_once_drawn(tries - 1), Duration::from_millis(50));
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
    leptos::task::spawn_local(sessions.load());
    on_expiry(Callback::new(move |()| sessions.expire()));

    let passage = Memo::new(move |_| {
        let place = here.place.get();
        match place {
            Some(Place::Setup) => return Passage::Open(Door::Setup),
            Some(Place::NewPassword) => return Passage::Open(Door::NewPassword),
            Some(Place::Login) => return Passage::Open(Door::Login),
            _ => {}
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
        if let Some(environment) = sessions.current().and_then(|session| Some(session.environments.first()?.id)) {
            let query = here.query.get_untracked();
            here.go(Place::Connections(environment), &query, Step::Same);
        } else {
            let place = here.place.get_untracked().filter(|place| *place != Place::Home);
            let query = place
                .map_or_else(Query::default, |place| Query::default().with("to", place.href_with(&here.query.get_untracked())));
            here.go(Place::Login, &query, Step::Same);
        }
    });
    // Once someone is inside, what they may open next is loaded before they do.
    Effect::new(move |begun: Option<bool>| {
        let is_inside = begun == Some(true) || passage.get() == Passage::Inside;
        if is_inside && begun != Some(true) {
            set_timeout(|| leptos::task::spawn_local(load_all_ahead()), AHEAD_AFTER);
        }
        is_inside
    });
    Effect::new(move |before: Option<Option<Place>>| {
        let place = here.place.get();
        if before.is_some_and(|before| before != place) {
            focus_heading_once_drawn(MOST_TRIES);
        }
        place
    });

    move || match passage.get() {
        Passage::Starting | Passage::Redirecting => view! { <Starting /> }.into_any(),
        Passage::Failed => view! { <NoAnswer /> }.into_any(),
        Passage::Open(door) => lazy::page(door),
        Passage::Inside => view! { <Frame page=move || view! { <Page /> }.into_any() /> }.into_any(),
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
    view! {
        <main class="alone">
            <h1 class="visually-hidden">"Causeway"</h1>
            <Failed title="Causeway cannot start" detail=Signal::derive(detail) on_retry=retry />
        </main>
    }
}

/// The page that the address leads to, for someone who is signed in.
#[component]
fn Page() -> impl IntoView {
    let here = Here::expect();
    let sessions: Sessions = expect_context();
    let is_known = move |environment: EnvironmentId| sessions.environment(environment).is_some();
    let place = Memo::new(move |_| here.place.get().filter(|place| place.environment().is_none_or(is_known)));
    move || match place.get() {
        Some(Place::Connections(environment)) => view! { <ConnectionsPage environment /> }.into_any(),
        Some(Place::Connection(environment, id)) => lazy::page(Work::Connection(environment, id)),
        Some(Place::ConnectionAbout(environment, id)) => lazy::page(Work::About(environment, id)),
        Some(Place::Subscriptions(environment)) => lazy::page(Work::Subscriptions(environment)),
        Some(Place::Subscription(environment, id)) => {
            let query = here.query.get_untracked().with(paths::SUBSCRIPTION, id.to_string());
            request_animation_frame(move || here.go(Place::Subscriptions(environment), &query, Step::Same));
            ().into_any()
        }
        Some(Place::Sources(environment)) => lazy::page(Developer::Sources(environment)),
        Some(Place::SourceNew(environment)) => lazy::page(Developer::SourceNew(environment)),
        Some(Place::Source(environment, id)) => lazy::page(Developer::Source(environment, id)),
        Some(Place::Destinations(environment)) => lazy::page(Developer::Destinations(environment)),
        Some(Place::DestinationNew(environment)) => lazy::page(Developer::DestinationNew(environment)),
        Some(Place::Destination(environment, id)) => lazy::page(Developer::Destination(environment, id)),
        Some(Place::Tokens) => lazy::page(Developer::Tokens),
        Some(Place::Home | Place::Setup | Place::NewPassword | Place::Login) | None => view! { <NotFound /> }.into_any(),
    }
}
