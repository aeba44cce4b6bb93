//! Subscriptions that one side has proposed and the other has not answered yet.

use crate::backend::CallError;
use crate::location::Here;
use crate::pages::actions::Actions;
use crate::pages::dates::ago;
use crate::pages::questions::{Question, Questions};
use crate::paths::{Place, Query, SUBSCRIPTION};
use crate::stores::Subscriptions;
use crate::ui::{Badge, BadgeTone, Button, ButtonKind, Failed};
use causeway_api::{Action, EnvironmentId, OrganizationId, Subscription};
use leptos::prelude::*;

/// What the section and its list are called.
const TITLE: &str = "Proposed subscriptions";

/// How many are listed; the table has the others.
const LISTED: usize = 24;

/// Those of an environment: first what waits for your answer.
#[component]
pub(super) fn Proposals(
    environment: EnvironmentId,
    /// What is proposed.
    rows: Memo<Vec<Subscription>>,
) -> impl IntoView {
    let (subscriptions, actions): (Subscriptions, Actions) = (expect_context(), Actions::expect());
    let sorted = Memo::new(move |_| {
        let us = actions.us();
        let mut rows = rows.get();
        rows.sort_by_key(|row| us.is_none_or(|us| !row.awaits_answer_of(us)));
        rows
    });
    let count = Memo::new(move |_| rows.with(Vec::len));
    let failure = Memo::new(move |_| subscriptions.state().with(|state| state.failure().map(CallError::sentence)));
    let retry = move || leptos::task::spawn_local(subscriptions.load(environment));
    let all = move || {
        let rest = count.get().checked_sub(LISTED + 1)? + 1;
        let href = Place::Subscriptions(environment).href_with(&Query::default().with("q", "status:proposed"));
        Some(view! {
            <p>
                <a href=href>{rest} " more in the table"</a>
            </p>
        })
    };
    let has_failed = Memo::new(move |_| failure.with(Option::is_some));
    let failure = move || failure.get().unwrap_or_default();
    view! {
        <Show when=move || has_failed.get()>
            <Failed
                title="The proposed subscriptions could not be loaded"
                detail=Signal::derive(failure)
                on_retry=retry
            />
        </Show>
        <Show when=move || { count.get() > 0 }>
            <section class="requests-section">
                <h2>{TITLE}</h2>
                <p class="quiet">"Engineers of the side that was asked approve or decline. Nothing is live before."</p>
                <ul class="request-cards" aria-label=TITLE>
                    <For
                        each=move || sorted.get().into_iter().take(LISTED)
                        key=|row| (row.id, row.version)
                        children=move |row| view! { <ProposalCard row actions us=actions.us() /> }
                    />
                </ul>
                {all}
            </section>
        </Show>
    }
}

#[component]
fn ProposalCard(row: Subscription, actions: Actions, us: Option<OrganizationId>) -> impl IntoView {
    let (here, questions): (Here, Questions) = (Here::expect(), expect_context());
    let is_asked = us.is_some_and(|us| row.awaits_answer_of(us));
    let settings = row.id.to_string();
    let settings = Signal::derive(move || here.href(|query| query.with(SUBSCRIPTION, settings.as_str())));
    let model = row.data_model.label();
    let named = [&row.name, ", ", &model].concat();
    let (source, destination) = (&row.source, &row.destination);
    let way = [&source.name, " of ", &source.organization.name, " → ", &destination.name, " of ", &destination.organization.name];
    let proposer = row.proposer().map(|side| side.name.as_str()).unwrap_or_default();
    let since = ["Proposed by ", proposer, " ", &ago(row.created_at)].concat();
    let (tone, waits) = if is_asked {
        (BadgeTone::Accent, "Waits for you".to_owned())
    } else {
        let asked = us.map(|us| row.other_side(us).name.as_str()).unwrap_or_default();
        (BadgeTone::Neutral, ["Waits for ", asked].concat())
    };
    let (title, way) = (row.name.clone(), way.concat());
    let fixed = Signal::derive(move || actions.denied(Action::ManageSubscriptions));
    let label = |verb: &str, end: &str| [verb, " ", &named, end].concat();
    let buttons = if is_asked {
        let (approved, declined) = (row.clone(), row.clone());
        view! {
            <Button
                kind=ButtonKind::Primary
                label=label("Approve", "")
                disabled_reason=fixed
                on_press=move || actions.approve(&approved)
            >
                "Approve"
            </Button>
            <Button
                label=label("Decline", "…")
                disabled_reason=fixed
                on_press=move || questions.ask(Question::Decline(declined.clone()))
            >
                "Decline…"
            </Button>
        }
        .into_any()
    } else {
        let withdrawn = row.clone();
        view! {
            <Button
                label=label("Withdraw proposal", "")
                disabled_reason=fixed
                on_press=move || actions.delete(&withdrawn)
            >
                "Withdraw proposal"
            </Button>
        }
        .into_any()
    };
    view! {
        <li class="request-card panel-box">
            <header>
                <h3>
                    <a href=settings>{title}</a>
                </h3>
                <Badge tone>{waits}</Badge>
            </header>
            <p>{model} <br /> {way}</p>
            <p class="quiet">{since}</p>
            <footer>{buttons}</footer>
        </li>
    }
}
