//! One connection: its subscriptions as a flow, and who the other organization is.

#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod awaiting;
mod drawing_menu;
mod flow_input;
mod flow_page;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod nothing_yet;

use crate::backend::CallError;
use crate::location::Here;
use crate::pages::header::PageHeader;
use crate::pages::not_found::NotFound;
use crate::paths::{Place, VIEW};
use crate::stores::{Connections, Subscriptions};
use crate::ui::{ButtonKind, Failed, Icon, IconName, Menu, MenuItem, Pending, TabLink, TabLinks};
use causeway_api::{Connection, ConnectionId, ConnectionKind, EnvironmentId};
use leptos::prelude::*;

pub use flow_page::ConnectionPage;

/// What a connection's pages show around what they are about.
#[component]
pub(crate) fn ConnectionFrame(environment: EnvironmentId, id: ConnectionId, children: ChildrenFn) -> impl IntoView {
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
                beside=move || view! { <ConnectionMenu environment id /> }
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

/// Leads to the same page of another connection, and keeps what is looked for.
#[component]
fn ConnectionMenu(environment: EnvironmentId, id: ConnectionId) -> impl IntoView {
    let here = Here::expect();
    let connections: Connections = expect_context();
    let items = Signal::derive(move || {
        let query = here.query.get().only(&VIEW);
        let is_about = matches!(here.place.get(), Some(Place::ConnectionAbout(..)));
        let place = |id| if is_about { Place::ConnectionAbout(environment, id) } else { Place::Connection(environment, id) };
        let item = |connection: &Connection| {
            MenuItem::link(display_name(connection), place(connection.id).href_with(&query)).checked(connection.id == id)
        };
        connections.all().with(|load| load.ready().map(|all| all.iter().map(item).collect::<Vec<_>>()).unwrap_or_default())
    });
    let trigger = || view! { <Icon name=IconName::ChevronDown /> };
    view! { <Menu label="Another connection" items trigger=trigger kind=ButtonKind::Quiet /> }
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
        is_loaded.then(|| subscriptions.counts(id).iter().sum())
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
