//! What a connection's two organizations show each other: yours to choose, theirs to use.

mod theirs;
mod ticks;
mod yours;

use crate::backend::{Backend, CallError};
use crate::stores::{Connections, Sessions, Sharing};
use crate::ui::{Failed, Pending};
use causeway_api::{Connection, ConnectionKind, EnvironmentId, EnvironmentRef, OrganizationRef};
use leptos::prelude::*;
use leptos::task::spawn_local;
use theirs::Theirs;
use yours::Yours;

/// Between whom, and from which of your environments it is looked at.
#[derive(Clone)]
struct Between {
    environment: EnvironmentRef,
    connection: causeway_api::ConnectionId,
    partner: OrganizationRef,
}

/// Both sides' shared ends, where there is a partner who is connected.
#[component]
pub(super) fn SharedEnds(environment: EnvironmentId, connection: Connection) -> impl IntoView {
    let (backend, connections): (Backend, Connections) = (expect_context(), expect_context());
    let sessions: Sessions = expect_context();
    let place = untrack(|| sessions.environment(environment));
    let (true, Some(place)) = (connection.kind == ConnectionKind::Partner && connection.is_connected(), place) else {
        return ().into_any();
    };
    let sharing = Sharing::new(backend, connection.id);
    // What the other side changes is told as a change of the connections.
    Effect::new(move || {
        connections.all().track();
        spawn_local(sharing.load());
    });
    let failure = Memo::new(move |_| sharing.ends().with(|load| load.failure().map(CallError::sentence)));
    let is_ready = Memo::new(move |_| sharing.ends().with(|load| load.ready().is_some()));
    let retry = move || spawn_local(sharing.load());
    let between = Between {
        environment: EnvironmentRef { id: environment, environment_flag: place.environment_flag },
        connection: connection.id,
        partner: connection.organization,
    };
    let body = move || match (failure.get(), is_ready.get()) {
        (Some(detail), _) => {
            view! { <Failed title="The shared ends could not be loaded" detail=detail on_retry=retry /> }.into_any()
        }
        (None, false) => view! { <Pending label="Loading the shared ends" /> }.into_any(),
        (None, true) => view! {
            <Yours between=between.clone() sharing />
            <Theirs between=between.clone() sharing />
        }
        .into_any(),
    };
    view! {
        <section class="panel-box shared-ends" aria-label="Shared ends">
            <h2>"Shared ends"</h2>
            {body}
        </section>
    }
    .into_any()
}
