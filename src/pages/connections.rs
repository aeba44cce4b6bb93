//! Connected orgs: every connection as a tile, your own organization apart. The page people land on.

use crate::backend::CallError;
use crate::filter::Words;
use crate::location::{Filter, Here};
use crate::pages::first_steps::FirstSteps;
use crate::pages::header::PageHeader;
use crate::pages::keys::{CreateLink, Keys};
use crate::pages::summary::{Counts, StatusCounts, counted};
use crate::paths::{ORGANIZATION, PartnersPage, Place, Query, VIEW, create_query};
use crate::stores::{Connections, Sessions, Subscriptions};
use crate::ui::{Badge, BadgeTone, Failed, Icon, IconName, NoMatch, Pending, SearchField, TabLink, TabLinks, Tile, TileGrid};
use causeway_api::{Connection, ConnectionKind, ConnectionStatus, EnvironmentId};
use leptos::prelude::*;

/// The page.
#[component]
pub fn ConnectionsPage(
    /// Where.
    environment: EnvironmentId,
) -> impl IntoView {
    let connections: Connections = expect_context();
    let subscriptions: Subscriptions = expect_context();
    let filter = Filter::of_page();
    let keys = Keys::expect();
    let shown = Memo::new(move |_| {
        let words = Words::parse(&filter.text.read());
        connections.all().with(|load| {
            let all = load.ready().map(Vec::as_slice).unwrap_or_default();
            let matches = |connection: &&Connection| words.match_texts(&[&connection.organization.name, &connection.description]);
            all.iter().filter(matches).cloned().collect::<Vec<_>>()
        })
    });
    let is_ready = Memo::new(move |_| connections.all().with(|load| load.ready().is_some()));
    let failure = Memo::new(move |_| connections.all().with(|load| load.failure().map(CallError::sentence)));
    let retry = move || {
        leptos::task::spawn_local(connections.load(environment));
        leptos::task::spawn_local(subscriptions.load(environment));
    };
    let tiles = move |is_own: bool| {
        let of_kind = move || {
            let is_kind = move |connection: &Connection| (connection.kind == ConnectionKind::Own) == is_own;
            shown.get().into_iter().filter(is_kind).collect::<Vec<_>>()
        };
        view! {
            <For
                each=of_kind
                key=|connection| (connection.id, connection.version)
                children=move |connection| {
                    view! { <ConnectionTile environment connection /> }
                }
            />
        }
    };
    let has = move |is_own: bool| {
        Memo::new(move |_| shown.with(|shown| shown.iter().any(|connection| (connection.kind == ConnectionKind::Own) == is_own)))
    };
    let (has_own, has_partners) = (has(true), has(false));
    let partners = move || shown.with(|shown| shown.iter().filter(|connection| is_exchanging(connection)).count());
    let knows_nobody = Memo::new(move |_| !connections.knows_partners());
    view! {
        <PageHeader title="Connections" />
        <ConnectionsTabs environment />
        <FirstSteps environment />
        <div class="toolbar">
            <SearchField
                label="Filter connections"
                placeholder="Filter by name…"
                value=filter.text
                on_input=move |text| filter.set(text)
                shortcut=keys.single("/")
            />
            <span class="summary">{move || is_ready.get().then(|| counted(partners(), "partner"))}</span>
            <div class="end">
                <a class="button" href=Place::Partners(environment, PartnersPage::Request).href()>
                    "Request a connection"
                </a>
                <CreateLink connection=None />
            </div>
        </div>
        {move || match (failure.get(), is_ready.get()) {
            (Some(detail), _) => {
                view! { <Failed title="The connections could not be loaded" detail=detail on_retry=retry /> }.into_any()
            }
            (None, false) => view! { <Pending label="Loading connections" /> }.into_any(),
            (None, true) => {
                view! {
                    <Show
                        when=move || has_own.get() || has_partners.get()
                        fallback=move || {
                            view! { <NoMatch query=filter.text on_clear=move || filter.set(String::new()) /> }
                        }
                    >
                        <Show when=move || has_partners.get()>
                            <section class="connections-section">
                                <h2>"Organizations you exchange data with"</h2>
                                <TileGrid label="Organizations you exchange data with">{tiles(false)}</TileGrid>
                                <Show when=move || knows_nobody.get()>
                                    <a class="button" href=Place::Partners(environment, PartnersPage::Directory).href()>
                                        "Find organizations to connect with"
                                    </a>
                                </Show>
                            </section>
                        </Show>
                        <Show when=move || has_own.get()>
                            <section class="connections-section">
                                <h2>"Within your organization"</h2>
                                <TileGrid label="Within your organization">{tiles(true)}</TileGrid>
                            </section>
                        </Show>
                    </Show>
                }
                    .into_any()
            }
        }}
    }
}

/// The two views of the Connections page.
#[component]
pub fn ConnectionsTabs(
    /// Where.
    environment: EnvironmentId,
) -> impl IntoView {
    let here = Here::expect();
    let connections: Connections = expect_context();
    let subscriptions: Subscriptions = expect_context();
    let tabs = Signal::derive(move || {
        let place = here.place.get();
        let partners = connections
            .all()
            .with(|load| load.ready().map(|all| all.iter().filter(|connection| is_exchanging(connection)).count()));
        let asking = connections.all().with(|load| {
            let all = load.ready().map(Vec::as_slice).unwrap_or_default();
            all.iter().filter(|connection| connection.awaits_your_answer()).count()
        });
        let is_loaded = subscriptions.state().with(|state| state.ready().is_some());
        let tab = |label: &str, at: Place, count| TabLink {
            label: label.to_owned(),
            href: at.href(),
            count,
            current: place == Some(at),
        };
        let find = |label, page, count| tab(label, Place::Partners(environment, page), count);
        vec![
            tab("Connected orgs", Place::Connections(environment), partners),
            tab("All subscriptions", Place::Subscriptions(environment), is_loaded.then(|| subscriptions.len())),
            find("Directory", PartnersPage::Directory, None),
            find("Requests", PartnersPage::Requests, (asking > 0).then_some(asking)),
        ]
    });
    view! { <TabLinks label="Views of your connections" tabs /> }
}

/// Whether data flows, or could: with a partner or one of the defaults.
fn is_exchanging(connection: &Connection) -> bool {
    connection.kind != ConnectionKind::Own && connection.is_connected()
}

/// What somebody does next about an organization that is not connected, and where.
pub fn next_step(environment: EnvironmentId, connection: &Connection) -> (String, String) {
    let requests = || Place::Partners(environment, PartnersPage::Requests).href();
    let name = &connection.organization.name;
    if connection.awaits_your_answer() {
        ("Answer their request".to_owned(), requests())
    } else if connection.awaits_their_answer() {
        (["Waiting for ", name].concat(), requests())
    } else {
        let query = Query::default().with(ORGANIZATION, connection.organization.id.to_string());
        ("Ask again".to_owned(), Place::Partners(environment, PartnersPage::Request).href_with(&query))
    }
}

#[component]
fn ConnectionTile(environment: EnvironmentId, connection: Connection) -> impl IntoView {
    let here = Here::expect();
    let (sessions, subscriptions): (Sessions, Subscriptions) = (expect_context(), expect_context());
    let (id, kind) = (connection.id, connection.kind);
    let counts = Memo::new(move |_| Counts::by_status(subscriptions.counts(id)));
    let has_all = Memo::new(move |_| subscriptions.state().with(|state| state.ready().is_some()));
    let next = (!connection.is_connected()).then(|| next_step(environment, &connection));
    let place = if next.is_none() { Place::Connection } else { Place::ConnectionAbout };
    let href = place(environment, id).href();
    let badge = match (kind, &next) {
        (_, Some(_)) => Some(connection.status.as_str()),
        (ConnectionKind::Default, _) => Some("Default"),
        _ => None,
    };
    let tone = if connection.status == ConnectionStatus::Requested { BadgeTone::Accent } else { BadgeTone::Neutral };
    let title = match kind {
        ConnectionKind::Own => [&connection.organization.name, " (you)"].concat(),
        ConnectionKind::Default | ConnectionKind::Partner => connection.organization.name,
    };
    let sentence = match kind {
        ConnectionKind::Default => "For configuring and testing your set-up.".to_owned(),
        ConnectionKind::Own => "Hydrate a cloud: create a cloud destination, then subscribe it to a source you own.".to_owned(),
        ConnectionKind::Partner => connection.description,
    };
    let badge = move || badge.map(|words| view! { <Badge tone>{words}</Badge> });
    let create = move || {
        let query = here.query.get().only(&VIEW);
        Place::Connections(environment).href_with(&create_query(&query, Some(id), None, None))
    };
    let has_some = Memo::new(move |_| counts.with(|counts| counts.total() > 0));
    let footer = move || {
        if let Some((words, href)) = next.clone() {
            return view! { <a href=href>{words}</a> }.into_any();
        }
        if has_some.get() {
            let so_far = move || (!has_all.get()).then(|| view! { <span class="quiet">"so far"</span> });
            return view! {
                <StatusCounts counts />
                {so_far}
            }
            .into_any();
        }
        if !has_all.get() {
            return ().into_any();
        }
        view! {
            <span>"No subscriptions here yet"</span>
            {sessions.may_manage(environment).then(|| view! { <a href=create>"Create one"</a> })}
        }
        .into_any()
    };
    let icon = if kind == ConnectionKind::Own { IconName::Bridge } else { IconName::Building };
    view! {
        <Tile title=title href=href icon=icon aside=badge>
            <p class="connection-sentence">{sentence}</p>
            <footer>{footer}</footer>
        </Tile>
    }
}

/// A crumb's worth of a connection, for its own pages: *Flow* or *Table*.
#[component]
pub fn ViewSwitch(
    /// Where the flow is.
    #[prop(into)]
    flow: Signal<String>,
    /// Where the table is.
    #[prop(into)]
    table: Signal<String>,
    /// Whether the flow is the one shown.
    is_flow: bool,
) -> impl IntoView {
    view! {
        <nav class="view-switch" aria-label="View">
            <a href=flow aria-current=is_flow.then_some("page")>
                <Icon name=IconName::Flow />
                "Flow"
            </a>
            <a href=table aria-current=(!is_flow).then_some("page")>
                <Icon name=IconName::Table />
                "Table"
            </a>
        </nav>
    }
}
