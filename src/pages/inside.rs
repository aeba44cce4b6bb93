//! What someone who is signed in finds: the frame, and in it the page that the address leads to.

use crate::lazy;
use crate::location::{Here, Step};
use crate::pages::connections::ConnectionsPage;
use crate::pages::frame::Frame;
use crate::parts::{Developer, Partners, Work};
use crate::paths::{self, Place};
use crate::stores::Sessions;
use causeway_api::EnvironmentId;
use leptos::prelude::*;

/// The frame with its page.
#[component]
pub fn Inside() -> impl IntoView {
    view! { <Frame page=move || view! { <Page /> }.into_any() /> }
}

#[component]
fn Page() -> impl IntoView {
    let here = Here::expect();
    let sessions: Sessions = expect_context();
    let is_known = move |environment: EnvironmentId| sessions.environment(environment).is_some();
    let place = Memo::new(move |_| here.place.get().filter(|place| place.environment().is_none_or(is_known)));
    move || match place.get() {
        Some(Place::Connections(environment)) => view! { <ConnectionsPage environment /> }.into_any(),
        Some(Place::Connection(environment, id)) => lazy::page(Work::Connection(environment, id)),
        Some(Place::ConnectionAbout(environment, id)) => lazy::page(Partners::About(environment, id)),
        Some(Place::Partners(environment, page)) => lazy::page(Partners::Page(environment, page)),
        Some(Place::Own(page)) => lazy::page(Partners::Own(page)),
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
        Some(Place::Home | Place::Setup | Place::NewPassword | Place::Invitation | Place::Login) | None => {
            lazy::page(Work::NotFound)
        }
    }
}
