//! What was asked and answered, on both sides: connections, and subscriptions that one side has proposed.

#![expect(unreachable_pub, reason = "the component macro writes a public type")]

use super::answer::{AnswerDialog, Decision, WithdrawDialog};
use super::facts::RequestFacts;
use super::invited::Invited;
use super::proposals::Proposals;
use crate::backend::Backend;
use crate::location::Here;
use crate::pages::connections::ConnectionsTabs;
use crate::pages::header::PageHeader;
use crate::paths::{ORGANIZATION, PartnersPage, Place, Query};
use crate::stores::{Connections, Load, Partners, Sessions, Subscriptions};
use crate::ui::{Badge, BadgeTone, Button, ButtonKind, Empty, Failed, IconName, Pending};
use causeway_api::{Action, ConnectionRequest, ConnectionStatus, EnvironmentId, Object, OrganizationId};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The name in the address of the request that was just made.
pub(super) const NEW: &str = "new";

/// What is being asked of the person about a request.
#[derive(Clone, PartialEq)]
enum Asking {
    Answer(ConnectionRequest, Decision),
    Withdraw(ConnectionRequest),
}

/// The page.
#[component]
pub fn RequestsPage(
    /// Where.
    environment: EnvironmentId,
) -> impl IntoView {
    let (backend, connections): (Backend, Connections) = (expect_context(), expect_context());
    let sessions: Sessions = expect_context();
    let partners = Partners::new(backend, connections, environment);
    let load = move || spawn_local(partners.load_requests());
    load();
    // Others may have asked or answered since the connections were read.
    spawn_local(connections.load(environment));
    let own = Memo::new(move |_| sessions.current().map(|session| session.organization.id));
    let subscriptions: Subscriptions = expect_context();
    let proposed = Memo::new(move |_| subscriptions.proposed());
    let is_nothing_proposed = Memo::new(move |_| proposed.with(Vec::is_empty));
    let asking = RwSignal::new(None::<Asking>);
    let close = move || asking.set(None);
    let list = move |rows: &[ConnectionRequest], is_own: bool| {
        let mut of_side = rows.iter().filter(|request| (Some(request.by.id) == own.get()) == is_own).peekable();
        of_side.peek()?;
        let title = if is_own { "Sent" } else { "Received" };
        let cards = of_side.cloned().map(|request| view! { <RequestCard environment request is_own asking /> }).collect_view();
        Some(view! {
            <section class="requests-section">
                <h2>{title}</h2>
                <ul class="request-cards" aria-label=title>
                    {cards}
                </ul>
            </section>
        })
    };
    view! {
        <PageHeader title="Connections" />
        <ConnectionsTabs environment />
        <div class="toolbar">
            <p class="quiet">"Whoever asks waits for the other side’s owners and admins. Both sides read the same."</p>
            <div class="end">
                <a class="button" data-kind="primary" href=Place::Partners(environment, PartnersPage::Request).href()>
                    "Request a connection"
                </a>
            </div>
        </div>
        <Proposals environment rows=proposed />
        {move || {
            partners
                .requests()
                .with(|all| match all {
                    Load::Pending => view! { <Pending label="Loading requests" /> }.into_any(),
                    Load::Failed(error) => {
                        view! { <Failed title="The requests could not be loaded" detail=error.sentence() on_retry=load /> }
                            .into_any()
                    }
                    Load::Ready(rows) if rows.is_empty() => {
                        is_nothing_proposed.get().then(|| view! { <NoRequests environment /> }).into_any()
                    }
                    Load::Ready(rows) => (list(rows, false), list(rows, true)).into_any(),
                })
        }}
        <Invited />
        {move || {
            asking
                .get()
                .map(|asked| match asked {
                    Asking::Answer(request, decision) => {
                        view! { <AnswerDialog partners request decision on_close=close /> }.into_any()
                    }
                    Asking::Withdraw(request) => view! { <WithdrawDialog partners request on_close=close /> }.into_any(),
                })
        }}
    }
}

#[component]
fn NoRequests(environment: EnvironmentId) -> impl IntoView {
    view! {
        <Empty title="No requests yet" icon=IconName::Connections>
            <p>"What other organizations ask of yours, and what yours asks of them, stands here."</p>
            <div class="ways-on">
                <a class="button" href=Place::Partners(environment, PartnersPage::Directory).href()>
                    "Find organizations to connect with"
                </a>
            </div>
        </Empty>
    }
}

#[component]
fn RequestCard(
    environment: EnvironmentId,
    request: ConnectionRequest,
    is_own: bool,
    asking: RwSignal<Option<Asking>>,
) -> impl IntoView {
    let here = Here::expect();
    let other = if is_own { request.to.clone() } else { request.by.clone() };
    let id = request.id.to_string();
    let is_new = here.value(NEW).get_untracked().is_some_and(|new| new == id);
    let tone = match request.status {
        ConnectionStatus::Requested => BadgeTone::Accent,
        ConnectionStatus::Connected => BadgeTone::Active,
        ConnectionStatus::Declined | ConnectionStatus::Ended => BadgeTone::Neutral,
    };
    view! {
        <li class="request-card panel-box" data-marked=is_new>
            <header>
                <h3>
                    <a href=Place::ConnectionAbout(environment, request.id).href()>{other.name.clone()}</a>
                </h3>
                {is_new.then(|| view! { <Badge tone=BadgeTone::Accent>"Just sent"</Badge> })}
                <Badge tone>{request.status.as_str()}</Badge>
            </header>
            <RequestFacts request=request.clone() is_own />
            <footer>
                <CardActions environment request is_own other=other.id asking />
            </footer>
        </li>
    }
}

/// What can be done about a request as it stands.
#[component]
fn CardActions(
    environment: EnvironmentId,
    request: ConnectionRequest,
    is_own: bool,
    other: OrganizationId,
    asking: RwSignal<Option<Asking>>,
) -> impl IntoView {
    let sessions: Sessions = expect_context();
    let why_not = move |action| Signal::derive(move || sessions.denied(action, Object::Organization));
    let status = request.status;
    let kept = StoredValue::new(request);
    let answer = move |decision| asking.set(Some(Asking::Answer(kept.get_value(), decision)));
    let name = move || kept.with_value(|request| if is_own { request.to.name.clone() } else { request.by.name.clone() });
    match (status, is_own) {
        (ConnectionStatus::Requested, false) => view! {
            <Button
                kind=ButtonKind::Primary
                label=["Accept the request of ", &name()].concat()
                disabled_reason=why_not(Action::DecideConnection)
                on_press=move || answer(Decision::Accept)
            >
                "Accept"
            </Button>
            <Button
                label=["Decline the request of ", &name()].concat()
                disabled_reason=why_not(Action::DecideConnection)
                on_press=move || answer(Decision::Decline)
            >
                "Decline"
            </Button>
        }
        .into_any(),
        (ConnectionStatus::Requested, true) => view! {
            <Button
                label=["Withdraw the request to ", &name()].concat()
                disabled_reason=why_not(Action::RequestConnection)
                on_press=move || asking.set(Some(Asking::Withdraw(kept.get_value())))
            >
                "Withdraw"
            </Button>
        }
        .into_any(),
        (ConnectionStatus::Connected, _) => {
            let href = Place::Connection(environment, kept.with_value(|request| request.id)).href();
            view! { <a href=href>"Open the connection"</a> }.into_any()
        }
        (ConnectionStatus::Declined | ConnectionStatus::Ended, _) => {
            let query = Query::default().with(ORGANIZATION, other.to_string());
            let href = Place::Partners(environment, PartnersPage::Request).href_with(&query);
            view! { <a href=href>"Ask again"</a> }.into_any()
        }
    }
}
