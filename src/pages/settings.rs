//! A subscription's settings, over whatever page they were opened from: details, rename, pause and resume, approve and decline, delete.

use crate::backend::CallError;
use crate::location::Here;
use crate::pages::actions::Actions;
use crate::pages::dates::{ago, date_time};
use crate::pages::form::focus_first_problem;
use crate::pages::questions::DeclineDialog;
use crate::pages::summary::state_of;
use crate::paths::{Place, SUBSCRIPTION};
use crate::stores::{Connections, Subscriptions};
use crate::ui::{Button, ButtonKind, CopyId, Dialog, DialogActions, Empty, Failed, IconName, Pending, Status, TextField};
use causeway_api::{Action, EnvironmentId, QueueStatus, Subscription, SubscriptionId, normalize_name};
use leptos::prelude::*;

/// The dialog.
#[component]
pub fn SubscriptionSettings(
    /// Which subscription.
    id: SubscriptionId,
) -> impl IntoView {
    let here = Here::expect();
    let subscriptions: Subscriptions = expect_context();
    let close = move || {
        let query = here.query.get_untracked().without(&[SUBSCRIPTION]);
        here.close(&query);
    };
    let row = Memo::new(move |_| {
        // The list wakes when this row comes; the row itself when a field changes.
        subscriptions.len();
        subscriptions.row(id)
    });
    let name = RwSignal::new(None::<Typed>);
    let is_changed = Memo::new(move |_| {
        let typed = name.get();
        row.with(|row| row.as_ref().is_some_and(|row| typed.is_some_and(|typed| typed.name != row.name)))
    });
    let leaving = here.guard(is_changed.into(), move |_, query| query.get(SUBSCRIPTION) == Some(id.to_string().as_str()));
    let has_row = Memo::new(move |_| row.with(Option::is_some));
    let failure = Memo::new(move |_| subscriptions.state().with(|state| state.failure().map(CallError::sentence)));
    let is_loaded = Memo::new(move |_| subscriptions.state().with(|state| state.ready().is_some()));
    let environment = Memo::new(move |_| here.place.get().and_then(Place::environment));
    let retry = move || {
        if let Some(environment) = environment.get_untracked() {
            leptos::task::spawn_local(subscriptions.load(environment));
        }
    };
    view! {
        <Dialog title="Subscription" guard=is_changed is_asking=leaving.is_asking on_close=move || leaving.leave_or(close)>
            {move || {
                if has_row.get() {
                    return view! { <Details row name environment close /> }.into_any();
                }
                if let Some(detail) = failure.get() {
                    return view! { <Failed title="The subscription could not be loaded" detail=detail on_retry=retry /> }
                        .into_any();
                }
                if !is_loaded.get() {
                    return view! { <Pending label="Loading the subscription" /> }.into_any();
                }
                view! {
                    <Empty title="This subscription is not here" icon=IconName::Search>
                        <p>"It was deleted, or it belongs to another environment or organization."</p>
                    </Empty>
                }
                    .into_any()
            }}
        </Dialog>
    }
}

/// A name being typed.
#[derive(Clone, PartialEq, Eq)]
struct Typed {
    /// The subscription's name when typing began.
    seen: String,
    name: String,
}

#[component]
fn Details(
    row: Memo<Option<Subscription>>,
    name: RwSignal<Option<Typed>>,
    environment: Memo<Option<EnvironmentId>>,
    #[prop(into)] close: Callback<()>,
) -> impl IntoView {
    let actions = Actions::expect();
    let known = move || row.with(|row| row.as_ref().map(|row| row.name.clone())).unwrap_or_default();
    let typed = move || name.get().map_or_else(known, |typed| typed.name);
    let error = Memo::new(move |_| name.get().and_then(|typed| normalize_name(&typed.name).err().map(str::to_owned)));
    let take = move |text: String| {
        let seen = name.get_untracked().map_or_else(|| untrack(known), |typed| typed.seen);
        name.set(Some(Typed { seen, name: text }));
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (Some(typed), Some(row)) = (name.get_untracked(), row.get_untracked()) else {
            close.run(());
            return;
        };
        if let Ok(wanted) = normalize_name(&typed.name) {
            actions.rename(&row, &typed.seen, wanted);
            name.set(None);
            close.run(());
        } else {
            focus_first_problem();
        }
    };
    let toggle = move || {
        if let Some(row) = row.get_untracked() {
            let status = if row.queue_status == QueueStatus::Active { QueueStatus::Paused } else { QueueStatus::Active };
            actions.set_status(&row, status);
        }
    };
    let end_with = move |end: fn(Actions, &Subscription)| {
        if let Some(row) = row.get_untracked() {
            end(actions, &row);
            close.run(());
        }
    };
    let is_declining = RwSignal::new(false);
    let fixed = Signal::derive(move || actions.denied(Action::ManageSubscriptions));
    let of_row = move |ask: fn(Actions, &Subscription) -> Option<String>| {
        Signal::derive(move || row.with(|row| row.as_ref().and_then(|row| ask(actions, row))))
    };
    let unanswered = of_row(Actions::why_not_answered);
    let kept_running = of_row(Actions::why_not_paused);
    let is_proposed = Memo::new(move |_| row.with(|row| row.as_ref().is_some_and(|row| row.proposed_by.is_some())));
    let awaits_you = Memo::new(move |_| {
        let us = actions.us();
        row.with(|row| row.as_ref().is_some_and(|row| us.is_some_and(|us| row.awaits_answer_of(us))))
    });
    let can_resume = Memo::new(move |_| row.with(|row| row.as_ref().is_some_and(Subscription::can_resume)));
    let main = move |is_main: bool| if is_main { ButtonKind::Primary } else { ButtonKind::Secondary };
    // The main button comes last.
    let approve = move || {
        view! {
            <Button
                kind=main(awaits_you.get_untracked())
                icon=IconName::Check
                disabled_reason=unanswered
                on_press=move || end_with(Actions::approve)
            >
                "Approve"
            </Button>
        }
    };
    view! {
        <form class="stack" on:submit=save>
            <TextField
                label="Subscription name"
                value=Signal::derive(typed)
                on_input=take
                error=error
                required=true
                disabled_reason=fixed
            />
            {move || row.get().map(|row| view! { <Facts row environment=environment.get() /> })}
            <p class="note">"Causeway shows and configures routes. It does not move messages yet."</p>
            <DialogActions>
                <Button
                    kind=ButtonKind::Danger
                    icon=IconName::Trash
                    disabled_reason=fixed
                    on_press=move || {
                        if awaits_you.get_untracked() {
                            is_declining.set(true);
                        } else {
                            end_with(Actions::delete);
                        }
                    }
                >
                    {move || match (awaits_you.get(), is_proposed.get()) {
                        (true, _) => "Decline…",
                        (false, true) => "Withdraw proposal",
                        (false, false) => "Delete",
                    }}
                </Button>
                {move || {
                    let (words, icon) = if can_resume.get() { ("Resume", IconName::Play) } else { ("Pause", IconName::Pause) };
                    view! {
                        <Button icon=icon disabled_reason=kept_running on_press=toggle>
                            {words}
                        </Button>
                    }
                }}
                <Show when=move || is_proposed.get() && !awaits_you.get()>{approve}</Show>
                {move || {
                    view! {
                        <Button kind=main(!awaits_you.get()) submit=true disabled_reason=fixed>
                            "Save"
                        </Button>
                    }
                }}
                <Show when=move || awaits_you.get()>{approve}</Show>
            </DialogActions>
        </form>
        {move || {
            if !is_declining.get() {
                return None;
            }
            let row = row.get().filter(|row| row.proposed_by.is_some())?;
            Some(view! { <DeclineDialog row on_declined=close on_cancel=move || is_declining.set(false) /> })
        }}
    }
}

#[component]
fn Facts(row: Subscription, environment: Option<EnvironmentId>) -> impl IntoView {
    let connections: Connections = expect_context();
    let source = environment.map(|environment| Place::Source(environment, row.source.id).href());
    let destination = environment.map(|environment| Place::Destination(environment, row.destination.id).href());
    let connection = environment.map(|environment| Place::Connection(environment, row.connection_id).href());
    let connection_id = row.connection_id;
    let proposer = row.proposer().map(|side| [&side.name, ", ", &ago(row.created_at)].concat());
    view! {
        <dl class="facts">
            <dt>"Queue status"</dt>
            <dd>
                <Status state=state_of(row.queue_status) label=row.queue_status.as_str() />
            </dd>
            {proposer
                .map(|words| {
                    view! {
                        <dt>"Proposed by"</dt>
                        <dd>{words}</dd>
                    }
                })}
            <dt>"Connected org"</dt>
            <dd>
                <a href=connection>{move || connections.name(connection_id)}</a>
            </dd>
            <dt>"Source"</dt>
            <dd class="end-fact">
                <a href=source>{row.source.name}</a>
                <span class="quiet">{row.source.organization.name}</span>
                <CopyId id=row.source.id.to_string() noun="source" />
            </dd>
            <dt>"Destination"</dt>
            <dd class="end-fact">
                <a href=destination>{row.destination.name}</a>
                <span class="quiet">{row.destination.organization.name}</span>
                <CopyId id=row.destination.id.to_string() noun="destination" />
            </dd>
            <dt>"Data model"</dt>
            <dd>{row.data_model.label()}</dd>
            <dt>"Environment"</dt>
            <dd>{row.source.environment_flag.as_str()}</dd>
            <dt>"Activated"</dt>
            <dd>{row.activated_at.map_or_else(|| "Not yet".to_owned(), date_time)}</dd>
            <dt>"Last changed"</dt>
            <dd>{date_time(row.updated_at)}</dd>
            <dt>"Subscription id"</dt>
            <dd>
                <CopyId id=row.id.to_string() noun="subscription" />
            </dd>
        </dl>
    }
}
