//! A connection's subscriptions as a flow.

#![expect(unreachable_pub, reason = "the component macro writes a public type")]

use super::awaiting::AwaitingAnswer;
use super::drawing_menu::DrawingMenu;
use super::flow_input::FlowFacts;
use super::nothing_yet::NothingYet;
use super::{ConnectionFrame, display_name};
use crate::backend::CallError;
use crate::filter::rows::parse;
use crate::flow::{EndKind, FlowView, Key, KeySet, Zoom};
use crate::location::{Filter, Here};
use crate::pages::actions::Actions;
use crate::pages::connections::ViewSwitch;
use crate::pages::keys::CreateLink;
use crate::pages::marked::Marked;
use crate::pages::subscriptions::{NameField, SubscriptionFilter};
use crate::pages::summary::{Counts, sentence, so_far};
use crate::paths::{Place, SUBSCRIPTION, VIEW, create_query};
use crate::stores::subscriptions::Listing;
use crate::stores::{Connections, Ends, Sessions, Subscriptions};
use crate::ui::{Button, ButtonKind, Failed, IconName, Pending};
use causeway_api::{Action, ConnectionId, DestinationId, EnvironmentId, SourceId, SubscriptionId};
use leptos::prelude::*;
use std::collections::HashSet;
use std::time::Duration;
use uuid::Uuid;

/// A connection's Subscriptions tab: the flow.
#[component]
pub fn ConnectionPage(
    /// Where.
    environment: EnvironmentId,
    /// Which connection.
    id: ConnectionId,
) -> impl IntoView {
    view! {
        <ConnectionFrame environment id>
            <ConnectionFlow environment id />
        </ConnectionFrame>
    }
}

#[component]
fn ConnectionFlow(environment: EnvironmentId, id: ConnectionId) -> impl IntoView {
    let here = Here::expect();
    let (connections, ends): (Connections, Ends) = (expect_context(), expect_context());
    let (subscriptions, sessions): (Subscriptions, Sessions) = (expect_context(), expect_context());
    let marked: Marked = expect_context();
    let actions = Actions::expect();
    let filter = Filter::of_page();

    let rows = Memo::new(move |_| {
        let mut rows = Vec::new();
        subscriptions.visit(|row| rows.extend((row.connection_id == id).then(|| row.clone())));
        rows
    });
    let awaiting = Memo::new(move |_| {
        let us = actions.us();
        rows.with(|rows| rows.iter().filter(|row| us.is_some_and(|us| row.awaits_answer_of(us))).count())
    });
    let name = Memo::new(move |_| connections.name(id));
    // As the table calls it, so that the same words find the same rows there.
    let known_as = Memo::new(move |_| connections.get(id).as_ref().map(display_name).unwrap_or_default());
    let words = Memo::new(move |_| parse(&filter.text.read()));
    let is_filtered = Memo::new(move |_| words.with(|words| !words.conditions().is_empty()));
    let names = Signal::derive(move || vec![(id, known_as.get())]);
    let listing = Listing::of(id, subscriptions, names, words.into());
    let problems = Signal::derive(move || words.with(|words| words.problems().to_vec()));
    // Read into columns when somebody is about to type, so that the first key has only to compare.
    let read_ahead = move |_| {
        // After the focus is seen; the page may be left by then.
        set_timeout(move || listing.read_ahead(), Duration::ZERO);
    };
    let matching = Memo::new(move |_| is_filtered.get().then(|| listing.numbers().into_iter().collect::<KeySet>()));
    let has_match = Memo::new(move |_| matching.with(|matching| matching.as_ref().is_none_or(|matching| !matching.is_empty())));
    let why_not = Memo::new(move |_| connections.get(id).and_then(|connection| connection.why_not_connected()));
    let input = Memo::new(move |_| {
        let facts = FlowFacts {
            environment,
            you: sessions.current()?.organization,
            connection: connections.get(id)?,
            sources: ends.sources().with(|load| load.ready().cloned().unwrap_or_default()),
            destinations: ends.destinations().with(|load| load.ready().cloned().unwrap_or_default()),
            rows: rows.get(),
            may_create: sessions.may_manage(environment) && why_not.with(Option::is_none),
        };
        Some(facts.to_input())
    });
    let is_coming = Memo::new(move |_| subscriptions.arriving().with(Option::is_some));
    let summary = move || {
        let shown = matching.with(|matching| matching.as_ref().map(KeySet::len));
        rows.with(|rows| [sentence(Counts::of(rows), shown).as_str(), so_far(is_coming.get())].concat())
    };
    let menu = Callback::new(move |key: Key| {
        subscriptions.row(SubscriptionId(Uuid::from_u128(key))).map(|row| actions.menu(&row)).unwrap_or_default()
    });
    let row_href = move |key: Key| here.href(|query| query.with(SUBSCRIPTION, Uuid::from_u128(key).to_string()));
    let create_href = move |(key, kind): (Key, EndKind)| {
        let key = Uuid::from_u128(key);
        let (source, destination) = match kind {
            EndKind::Source => (Some(SourceId(key)), None),
            EndKind::Destination | EndKind::CloudDestination => (None, Some(DestinationId(key))),
        };
        here.href(|query| create_query(&query, Some(id), source, destination))
    };
    let name_field = move |(key, on_leave): (Key, Callback<()>)| {
        let row = move || subscriptions.row(SubscriptionId(Uuid::from_u128(key)));
        let name = Signal::derive(move || row().map(|row| row.name).unwrap_or_default());
        let save = move |(seen, typed): (String, String)| {
            if let Some(row) = untrack(row) {
                actions.rename(&row, &seen, typed);
            }
        };
        view! { <NameField name on_save=save on_leave /> }.into_any()
    };
    let fixed = Signal::derive(move || sessions.denied_in(Action::ManageSubscriptions, environment));
    let zoom = Zoom::default();
    let marked = Signal::derive(move || marked.all().into_iter().map(|id| id.0.as_u128()).collect::<HashSet<Key>>());
    let create = move || here.href(|query| create_query(&query, Some(id), None, None));
    let retry = move || {
        leptos::task::spawn_local(subscriptions.load(environment));
        leptos::task::spawn_local(ends.load(environment));
    };
    let label = move || ["Flow of ", &name.read()].concat();
    let table = move || {
        let (typed, name) = (filter.text.get(), known_as.get());
        let words = if typed.contains(&name) { typed } else { [&name, " ", typed.trim()].concat().trim_end().to_owned() };
        Place::Subscriptions(environment).href_with(&here.query.get().only(&VIEW).with("q", words))
    };
    let empty = move || view! { <NothingYet environment id create=Signal::derive(create) /> };
    let is_ready = Memo::new(move |_| subscriptions.has_come());
    let failure = Memo::new(move |_| subscriptions.state().with(|state| state.failure().map(CallError::sentence)));
    view! {
        <div class="toolbar" on:focusin=read_ahead>
            <SubscriptionFilter filter listing problems label="Filter this flow" />
            <ViewSwitch flow=move || here.href(|query| query) table is_flow=true />
            <span class="summary" role="status" aria-busy=move || is_coming.get().then_some("true")>
                {move || is_ready.get().then(summary)}
            </span>
            <div class="end">
                <DrawingMenu input=Signal::derive(move || input.get().unwrap_or_default()) title=Signal::derive(label) zoom />
                <Show
                    when=move || why_not.with(Option::is_none)
                    fallback=move || {
                        view! {
                            <Button kind=ButtonKind::Primary icon=IconName::Plus disabled_reason=why_not>
                                "Create subscription"
                            </Button>
                        }
                    }
                >
                    <CreateLink connection=Some(id) />
                </Show>
            </div>
        </div>
        <AwaitingAnswer environment count=awaiting />
        {move || match (failure.get(), is_ready.get()) {
            (Some(detail), _) => view! { <Failed title="The flow could not be loaded" detail=detail on_retry=retry /> }.into_any(),
            (None, false) => view! { <Pending label="Loading the flow" /> }.into_any(),
            (None, true) => {
                let input = Signal::derive(move || input.get().unwrap_or_default());
                view! {
                    <Show when=move || !has_match.get()>
                        <p class="flow-no-match">
                            <span>"Nothing here matches " <q>{filter.text}</q> "."</span>
                            <Button on_press=move || filter.set(String::new())>"Clear the filter"</Button>
                        </p>
                    </Show>
                    <FlowView
                        input
                        matching
                        marked
                        menu
                        row_href
                        create_href
                        name_field
                        fixed
                        zoom
                        empty
                        label=Signal::derive(label)
                    />
                }
                    .into_any()
            }
        }}
    }
}
