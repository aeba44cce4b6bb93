//! One connection: its subscriptions as a flow, and who the other organization is.

mod flow_input;

use crate::backend::CallError;
use crate::filter::Words;
use crate::flow::{FlowView, Key};
use crate::location::{Filter, Here};
use crate::pages::actions::Actions;
use crate::pages::connections::ViewSwitch;
use crate::pages::dates::date;
use crate::pages::frame::NotFound;
use crate::pages::header::PageHeader;
use crate::pages::marked::Marked;
use crate::pages::summary::{Counts, sentence};
use crate::paths::{Place, VIEW, create_query};
use crate::stores::{Connections, Ends, Sessions, Subscriptions};
use crate::ui::{CopyId, Failed, Icon, IconName, Pending, SearchField, TabLink, TabLinks};
use causeway_api::{Connection, ConnectionId, ConnectionKind, EnvironmentId, Subscription, SubscriptionId};
use flow_input::FlowFacts;
use leptos::prelude::*;
use std::collections::HashSet;
use uuid::Uuid;

/// What a connection's pages show around what they are about.
#[component]
fn ConnectionFrame(environment: EnvironmentId, id: ConnectionId, children: ChildrenFn) -> impl IntoView {
    let connections: Connections = expect_context();
    let connection = Memo::new(move |_| connections.get(id));
    let name = move || connection.with(|connection| connection.as_ref().map(display_name).unwrap_or_default());
    let retry = move || leptos::task::spawn_local(connections.load(environment));
    let is_ready = Memo::new(move |_| connections.all().with(|load| load.ready().is_some()));
    let failure = Memo::new(move |_| connections.all().with(|load| load.failure().map(CallError::sentence)));
    let is_there = Memo::new(move |_| connection.with(Option::is_some));
    let children = StoredValue::new(children);
    let is_missing = move || is_ready.get() && !is_there.get();
    let head = move || {
        view! {
            <PageHeader
                title=Signal::derive(move || if is_there.get() { name() } else { "Connection".to_owned() })
                crumb=("Connections".to_owned(), Place::Connections(environment))
            />
            <ConnectionTabs environment id />
        }
    };
    view! {
        <Show when=move || !is_missing() fallback=|| view! { <NotFound /> }>
            {head()}
            {move || match (failure.get(), is_ready.get()) {
                (Some(detail), _) => {
                    view! { <Failed title="The connection could not be loaded" detail=detail on_retry=retry /> }.into_any()
                }
                (None, false) => view! { <Pending label="Loading the connection" /> }.into_any(),
                (None, true) => children.with_value(|children| children()).into_any(),
            }}
        </Show>
    }
}

/// *Mercy Valley Health*; your own organization with *(you)*.
pub fn display_name(connection: &Connection) -> String {
    match connection.kind {
        ConnectionKind::Own => [&connection.organization.name, " (you)"].concat(),
        ConnectionKind::Default | ConnectionKind::Partner => connection.organization.name.clone(),
    }
}

#[component]
fn ConnectionTabs(environment: EnvironmentId, id: ConnectionId) -> impl IntoView {
    let here = Here::expect();
    let subscriptions: Subscriptions = expect_context();
    let count = Memo::new(move |_| {
        let is_loaded = subscriptions.state().with(|state| state.ready().is_some());
        is_loaded.then(|| subscriptions.all().iter().filter(|row| row.connection_id == id).count())
    });
    let tabs = Signal::derive(move || {
        let is_flow = here.place.get() == Some(Place::Connection(environment, id));
        vec![
            TabLink {
                label: "Subscriptions".to_owned(),
                href: Place::Connection(environment, id).href(),
                count: count.get(),
                current: is_flow,
            },
            TabLink {
                label: "About".to_owned(),
                href: Place::ConnectionAbout(environment, id).href(),
                count: None,
                current: !is_flow,
            },
        ]
    });
    view! { <TabLinks label="Parts of this connection" tabs /> }
}

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
        let mut rows = subscriptions.all();
        rows.retain(|row| row.connection_id == id);
        rows
    });
    let name = Memo::new(move |_| connections.name(id));
    // As the table calls it, so that the same words find the same rows there.
    let known_as = Memo::new(move |_| connections.get(id).as_ref().map(display_name).unwrap_or_default());
    let words = Memo::new(move |_| Words::parse(&filter.text.read()));
    let matching = Memo::new(move |_| {
        let words = words.get();
        (!words.is_empty()).then(|| {
            rows.with(|rows| {
                let name = known_as.read();
                let matches = |row: &&Subscription| words.match_row(row, &name);
                rows.iter().filter(matches).map(|row| row.id.0.as_u128()).collect::<HashSet<Key>>()
            })
        })
    });
    let input = Memo::new(move |_| {
        let facts = FlowFacts {
            environment,
            you: sessions.current()?.organization,
            connection: connections.get(id)?,
            sources: ends.sources().with(|load| load.ready().cloned().unwrap_or_default()),
            destinations: ends.destinations().with(|load| load.ready().cloned().unwrap_or_default()),
            rows: rows.get(),
            query: here.query.get().without(&["create", "subscription"]),
        };
        Some(facts.to_input())
    });
    let summary = move || {
        let shown = matching.with(|matching| matching.as_ref().map(HashSet::len));
        rows.with(|rows| sentence(Counts::of(rows), shown))
    };
    let menu = Callback::new(move |key: Key| {
        subscriptions.row(SubscriptionId(Uuid::from_u128(key))).map(|row| actions.menu(&row)).unwrap_or_default()
    });
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
    let has_ends = Memo::new(move |_| {
        let has_source = ends.sources().with(|load| load.ready().is_none_or(|all| !all.is_empty()));
        has_source && ends.destinations().with(|load| load.ready().is_none_or(|all| !all.is_empty()))
    });
    let first = move || {
        view! {
            <p>"Nothing flows here yet."</p>
            <a class="button" data-kind="primary" href=create>
                <Icon name=IconName::Plus />
                "Create the first subscription"
            </a>
        }
    };
    let ends_first = move || {
        view! {
            <p>"A subscription needs a source and a destination of yours in this environment."</p>
            <div class="cluster">
                <a class="button" href=Place::SourceNew(environment).href()>
                    "New source"
                </a>
                <a class="button" href=Place::DestinationNew(environment).href()>
                    "New destination"
                </a>
            </div>
        }
    };
    let empty = move || view! { <Show when=move || has_ends.get() fallback=ends_first>{first()}</Show> };
    let is_ready = Memo::new(move |_| subscriptions.state().with(|state| state.ready().is_some()));
    let failure = Memo::new(move |_| subscriptions.state().with(|state| state.failure().map(CallError::sentence)));
    view! {
        <div class="toolbar">
            <SearchField
                label="Filter this flow"
                placeholder="Filter by name, model, status…"
                value=filter.text
                on_input=move |text| filter.set(text)
            />
            <ViewSwitch flow=move || here.href(|query| query) table is_flow=true />
            <span class="summary" role="status">
                {move || is_ready.get().then(summary)}
            </span>
            <div class="end">
                <a class="button" data-kind="primary" href=create>
                    <Icon name=IconName::Plus />
                    "Create subscription"
                </a>
            </div>
        </div>
        {move || match (failure.get(), is_ready.get()) {
            (Some(detail), _) => view! { <Failed title="The flow could not be loaded" detail=detail on_retry=retry /> }.into_any(),
            (None, false) => view! { <Pending label="Loading the flow" /> }.into_any(),
            (None, true) => {
                let input = Signal::derive(move || input.get().unwrap_or_default());
                view! { <FlowView input matching marked menu empty label=Signal::derive(label) /> }.into_any()
            }
        }}
    }
}

/// A connection's About tab.
#[component]
pub fn AboutPage(
    /// Where.
    environment: EnvironmentId,
    /// Which connection.
    id: ConnectionId,
) -> impl IntoView {
    let connections: Connections = expect_context();
    let facts = move || {
        let connection = connections.get(id)?;
        let kind = match connection.kind {
            ConnectionKind::Own => "Your own organization",
            ConnectionKind::Default => "Comes with Causeway, for configuring and testing your set-up",
            ConnectionKind::Partner => "Partner",
        };
        Some(view! {
            <div class="panel-box">
                <dl class="facts">
                    <dt>"Organization"</dt>
                    <dd>{connection.organization.name}</dd>
                    {(!connection.description.is_empty())
                        .then(|| {
                            view! {
                                <dt>"What they do"</dt>
                                <dd>{connection.description}</dd>
                            }
                        })}
                    <dt>"Kind"</dt>
                    <dd>{kind}</dd>
                    <dt>"Connected since"</dt>
                    <dd>{date(connection.connected_at)}</dd>
                    <dt>"Organization number"</dt>
                    <dd>{connection.organization.id.to_string()}</dd>
                    <dt>"Connection id"</dt>
                    <dd>
                        <CopyId id=connection.id.to_string() noun="connection" />
                    </dd>
                </dl>
            </div>
        })
    };
    view! {
        <ConnectionFrame environment id>
            {facts}
        </ConnectionFrame>
    }
}
