//! Who the other organization is, what you show each other, how the connection came to be, and how it ends.

#![expect(unreachable_pub, reason = "the component macro writes a public type")]

use super::ending::EndDialog;
use super::facts::{ProfileFacts, RequestFacts};
use super::sharing::SharedEnds;
use crate::backend::Backend;
use crate::pages::connection::ConnectionFrame;
use crate::pages::connections::next_step;
use crate::pages::dates::date;
use crate::paths::{OwnPage, Place};
use crate::stores::{Connections, Load, Partners, Profiles, Sessions};
use crate::ui::{Badge, BadgeTone, Button, ButtonKind, CopyId, Pending};
use causeway_api::{
    Action, Connection, ConnectionId, ConnectionKind, ConnectionRequest, ConnectionStatus, EnvironmentId, Object,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A connection's About tab.
#[component]
pub fn AboutPage(
    /// Where.
    environment: EnvironmentId,
    /// Which connection.
    id: ConnectionId,
) -> impl IntoView {
    let (backend, connections): (Backend, Connections) = (expect_context(), expect_context());
    let partners = Partners::new(backend, connections, environment);
    let profiles = Profiles::new(backend);
    let request = RwSignal::new(None::<ConnectionRequest>);
    let connection = Memo::new(move |_| connections.get(id));
    Effect::new(move || {
        if let Some(connection) = connection.get() {
            spawn_local(profiles.load(connection.organization.id));
            if connection.requested_by.is_none() {
                return;
            }
            spawn_local(async move {
                // Where nobody answers, the page does without.
                if let Ok(found) = partners.request_of(id).await {
                    request.try_set(Some(found));
                }
            });
        }
    });
    let is_ending = RwSignal::new(false);
    let body = move || {
        connection.get().map(|connection| {
            view! {
                <div class="stack about-connection">
                    <Facts environment connection=connection.clone() profiles />
                    <SharedEnds environment connection=connection.clone() />
                    {move || request.get().map(|request| view! { <Asked request /> })}
                    <End connection is_ending />
                </div>
            }
        })
    };
    let dialog = move || {
        let ended = connection.get().filter(|_| is_ending.get());
        ended.map(|connection| view! { <EndDialog partners connection on_close=move || is_ending.set(false) /> })
    };
    view! {
        <ConnectionFrame environment id>
            {body}
        </ConnectionFrame>
        {dialog}
    }
}

#[component]
fn Facts(environment: EnvironmentId, connection: Connection, profiles: Profiles) -> impl IntoView {
    let kind = match connection.kind {
        ConnectionKind::Own => "Your own organization",
        ConnectionKind::Default => "Comes with Causeway, for configuring and testing your set-up",
        ConnectionKind::Partner => "Partner",
    };
    let next = (!connection.is_connected()).then(|| next_step(environment, &connection));
    let tone = if connection.status == ConnectionStatus::Requested { BadgeTone::Accent } else { BadgeTone::Neutral };
    let since = connection.connected_at.filter(|_| connection.is_connected());
    let is_own = connection.kind == ConnectionKind::Own;
    let description = connection.description;
    let said = move || {
        profiles.profile().with(|profile| match profile {
            Load::Pending => {
                view! { <dt class="visually-hidden">"Profile"</dt><dd><Pending label="Loading the profile" /></dd> }.into_any()
            }
            Load::Ready(profile) => view! { <ProfileFacts profile=profile.clone() /> }.into_any(),
            // Someone who is neither listed nor connected shows no profile; what the connection keeps is shown.
            Load::Failed(_) if description.is_empty() => ().into_any(),
            Load::Failed(_) => view! { <dt>"What they do"</dt><dd>{description.clone()}</dd> }.into_any(),
        })
    };
    view! {
        <div class="panel-box">
            <dl class="facts">
                <dt>"Organization"</dt>
                <dd>
                    {connection.organization.name}
                    {is_own.then(|| view! { " " <a href=Place::Own(OwnPage::Profile).href()>"Edit the profile"</a> })}
                </dd>
                {said}
                <dt>"Kind"</dt>
                <dd>{kind}</dd>
                {next
                    .map(|(words, href)| {
                        view! {
                            <dt>"Status"</dt>
                            <dd class="cluster">
                                <Badge tone>{connection.status.as_str()}</Badge>
                                <a href=href>{words}</a>
                            </dd>
                        }
                    })}
                {since
                    .map(|at| {
                        view! {
                            <dt>"Connected since"</dt>
                            <dd>{date(at)}</dd>
                        }
                    })}
                <dt>"Organization number"</dt>
                <dd>{connection.organization.id.to_string()}</dd>
                <dt>"Connection id"</dt>
                <dd>
                    <CopyId id=connection.id.to_string() noun="connection" />
                </dd>
            </dl>
        </div>
    }
}

/// The request that the connection began with.
#[component]
fn Asked(request: ConnectionRequest) -> impl IntoView {
    let sessions: Sessions = expect_context();
    let is_own = untrack(|| sessions.current()).is_some_and(|session| session.organization.id == request.by.id);
    view! {
        <section class="panel-box" aria-label="The request">
            <h2>{if is_own { "Your request" } else { "Their request" }}</h2>
            <RequestFacts request is_own />
        </section>
    }
}

/// The way out, for a partner.
#[component]
fn End(connection: Connection, is_ending: RwSignal<bool>) -> impl IntoView {
    let sessions: Sessions = expect_context();
    let is_there = connection.kind == ConnectionKind::Partner && connection.is_connected();
    let why_not = Signal::derive(move || sessions.denied(Action::EndConnection, Object::Organization));
    is_there.then(|| {
        view! {
            <section class="panel-box about-end" aria-label="End connection">
                <p class="quiet">
                    "Ending it deletes the subscriptions between you, on both sides. Either of you may ask again later."
                </p>
                <Button kind=ButtonKind::Danger disabled_reason=why_not on_press=move || is_ending.set(true)>
                    "End connection…"
                </Button>
            </section>
        }
    })
}
