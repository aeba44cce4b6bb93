//! The root: what every page finds in its context, and which page the address leads to.

use crate::backend::Backend;
use crate::location::{Here, Step};
use crate::pages::connection::{AboutPage, ConnectionPage};
use crate::pages::connections::ConnectionsPage;
use crate::pages::developer::{DestinationNewPage, DestinationPage, DestinationsPage, SourceNewPage, SourcePage, SourcesPage};
use crate::pages::frame::{Frame, NotFound, Starting};
use crate::pages::marked::Marked;
use crate::pages::sign_in::{LoginPage, NewPasswordPage, SetupPage};
use crate::pages::subscriptions::SubscriptionsPage;
use crate::pages::tokens::TokensPage;
use crate::paths::{self, Place, Query};
use crate::stores::{Connections, Ends, SessionState, Sessions, Subscriptions, Toasts};
use crate::ui::focus::focus_heading;
use crate::ui::{Announcer, Failed, LiveRegion, ToastList};
use causeway_api::EnvironmentId;
use leptos::prelude::*;
use leptos_router::components::Router;

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
        <Router base=paths::base().trim_end_matches('/')>
            <Gate />
        </Router>
        <ToastList toasts=toasts.shown() on_dismiss=move |id| toasts.dismiss(id) />
        <LiveRegion message=announcer.message() />
    }
}

/// What stands between the address and the page: who is signed in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Passage {
    Starting,
    Failed,
    /// A page without a frame.
    Open(Place),
    /// On the way to somewhere else.
    Redirecting,
    Inside,
}

#[component]
fn Gate() -> impl IntoView {
    let here = Here::provide();
    let sessions: Sessions = expect_context();
    leptos::task::spawn_local(sessions.load());

    let passage = Memo::new(move |_| {
        let place = here.place.get();
        if let Some(open) = place.filter(|place| place.is_open()) {
            return Passage::Open(open);
        }
        sessions.state().with(|state| match state {
            SessionState::Unknown => Passage::Starting,
            SessionState::Failed(_) => Passage::Failed,
            SessionState::SignedOut => Passage::Redirecting,
            SessionState::SignedIn(_) if place == Some(Place::Home) => Passage::Redirecting,
            SessionState::SignedIn(_) => Passage::Inside,
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
    Effect::new(move |before: Option<Option<Place>>| {
        let place = here.place.get();
        if before.is_some_and(|before| before != place) {
            request_animation_frame(focus_heading);
        }
        place
    });

    move || match passage.get() {
        Passage::Starting | Passage::Redirecting => view! { <Starting /> }.into_any(),
        Passage::Failed => view! { <NoAnswer /> }.into_any(),
        Passage::Open(Place::Setup) => view! { <SetupPage /> }.into_any(),
        Passage::Open(Place::NewPassword) => view! { <NewPasswordPage /> }.into_any(),
        Passage::Open(_) => view! { <LoginPage /> }.into_any(),
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
        Some(Place::Connection(environment, id)) => view! { <ConnectionPage environment id /> }.into_any(),
        Some(Place::ConnectionAbout(environment, id)) => view! { <AboutPage environment id /> }.into_any(),
        Some(Place::Subscriptions(environment)) => view! { <SubscriptionsPage environment /> }.into_any(),
        Some(Place::Subscription(environment, id)) => {
            let query = here.query.get_untracked().with(paths::SUBSCRIPTION, id.to_string());
            request_animation_frame(move || here.go(Place::Subscriptions(environment), &query, Step::Same));
            ().into_any()
        }
        Some(Place::Sources(environment)) => view! { <SourcesPage environment /> }.into_any(),
        Some(Place::SourceNew(environment)) => view! { <SourceNewPage environment /> }.into_any(),
        Some(Place::Source(environment, id)) => view! { <SourcePage environment id /> }.into_any(),
        Some(Place::Destinations(environment)) => view! { <DestinationsPage environment /> }.into_any(),
        Some(Place::DestinationNew(environment)) => view! { <DestinationNewPage environment /> }.into_any(),
        Some(Place::Destination(environment, id)) => view! { <DestinationPage environment id /> }.into_any(),
        Some(Place::Tokens) => view! { <TokensPage /> }.into_any(),
        Some(Place::Home | Place::Setup | Place::NewPassword | Place::Login) | None => view! { <NotFound /> }.into_any(),
    }
}
