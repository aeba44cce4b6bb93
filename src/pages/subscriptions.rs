//! All subscriptions of an environment, as a table grouped by connected organization.

pub mod arrange;
mod editable_name;
mod row;

use crate::backend::CallError;
use crate::filter::Words;
use crate::location::{Filter, Here, Step};
use crate::pages::connection::display_name;
use crate::pages::connections::ConnectionsTabs;
use crate::pages::header::PageHeader;
use crate::pages::summary::{Counts, counted, sentence};
use crate::paths::{Place, VIEW, create_query};
use crate::stores::{Connections, Subscriptions};
use crate::ui::{Button, Empty, Failed, Icon, IconName, NoMatch, Pending, SearchField};
use arrange::{Column, Group, Sort, arrange};
use causeway_api::{ConnectionId, EnvironmentId};
use leptos::prelude::*;
use row::SubscriptionRow;
use std::collections::{HashMap, HashSet};

pub(crate) use editable_name::NameField;

/// The page.
#[component]
pub fn SubscriptionsPage(
    /// Where.
    environment: EnvironmentId,
) -> impl IntoView {
    let here = Here::expect();
    let (connections, subscriptions): (Connections, Subscriptions) = (expect_context(), expect_context());
    let filter = Filter::of_page();
    let is_grouped = Memo::new(move |_| here.query.with(|query| query.get("group") != Some("none")));
    let sort = Memo::new(move |_| here.query.with(|query| query.get("sort").and_then(Sort::parse)));
    let names = Memo::new(move |_| {
        connections.all().with(|load| {
            let all = load.ready().map(Vec::as_slice).unwrap_or_default();
            all.iter().map(|connection| (connection.id, display_name(connection))).collect::<HashMap<_, _>>()
        })
    });
    let groups = Memo::new(move |_| {
        let words = Words::parse(&filter.text.read());
        names.with(|names| arrange(subscriptions.all(), names, &words, sort.get(), is_grouped.get()))
    });
    let is_filtered = Memo::new(move |_| filter.text.with(|text| !text.trim().is_empty()));
    let shown = Memo::new(move |_| groups.with(|groups| groups.iter().map(|group| group.rows.len()).sum::<usize>()));
    let summary = move || sentence(Counts::of(&subscriptions.all()), is_filtered.get().then(|| shown.get()));
    let is_ready = Memo::new(move |_| {
        subscriptions.state().with(|state| state.ready().is_some()) && connections.all().with(|load| load.ready().is_some())
    });
    let failure = Memo::new(move |_| {
        let of_rows = subscriptions.state().with(|state| state.failure().map(CallError::sentence));
        of_rows.or_else(|| connections.all().with(|load| load.failure().map(CallError::sentence)))
    });
    let retry = move || {
        leptos::task::spawn_local(connections.load(environment));
        leptos::task::spawn_local(subscriptions.load(environment));
    };
    let create = move || here.href(|query| create_query(&query, None, None, None));
    let toggle_groups = move || {
        let query = here.query.get_untracked();
        let query = if is_grouped.get_untracked() { query.with("group", "none") } else { query.without(&["group"]) };
        here.set_query(&query, Step::Same);
    };
    view! {
        <PageHeader title="Connections" />
        <ConnectionsTabs environment />
        <div class="toolbar">
            <SearchField
                label="Filter subscriptions"
                placeholder="Filter by any column…"
                value=filter.text
                on_input=move |text| filter.set(text)
            />
            <Button icon=IconName::Building pressed=is_grouped on_press=toggle_groups>
                "Group by organization"
            </Button>
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
            (Some(detail), _) => {
                view! { <Failed title="The subscriptions could not be loaded" detail=detail on_retry=retry /> }.into_any()
            }
            (None, false) => view! { <Pending label="Loading subscriptions" /> }.into_any(),
            (None, true) => {
                let nothing = move || {
                    if is_filtered.get() {
                        return view! { <NoMatch query=filter.text on_clear=move || filter.set(String::new()) /> }.into_any();
                    }
                    view! {
                        <Empty title="No subscriptions in this environment yet" icon=IconName::Flow>
                            <p>
                                "A subscription links one source, one destination and one data model. Without one, a message is rejected."
                            </p>
                            <div class="ways-on">
                                <a class="button" data-kind="primary" href=create>
                                    "Create the first subscription"
                                </a>
                            </div>
                        </Empty>
                    }
                        .into_any()
                };
                view! {
                    <Show when=move || shown.get() != 0 fallback=nothing>
                        <SubscriptionsTable environment groups sort is_grouped />
                    </Show>
                }
                    .into_any()
            }
        }}
    }
}

#[component]
fn SubscriptionsTable(
    environment: EnvironmentId,
    groups: Memo<Vec<Group>>,
    sort: Memo<Option<Sort>>,
    is_grouped: Memo<bool>,
) -> impl IntoView {
    let collapsed = RwSignal::new(HashSet::<ConnectionId>::new());
    let columns = move || Column::ALL.into_iter().filter(move |column| *column != Column::ConnectedOrg || !is_grouped.get());
    let keys = move || groups.with(|groups| groups.iter().map(|group| group.connection).collect::<Vec<_>>());
    view! {
        <div class="table-scroll subscriptions-scroll" role="region" aria-label="Subscriptions" tabindex="0">
            <table class="table subscriptions-table" data-grouped=move || is_grouped.get()>
                <caption class="visually-hidden">"Subscriptions, one a row"</caption>
                <thead>
                    <tr>
                        {move || columns().map(|column| view! { <ColumnHeader column sort /> }).collect_view()}
                        <th scope="col" data-column="actions">
                            <span class="visually-hidden">"Actions"</span>
                        </th>
                    </tr>
                </thead>
                <For
                    each=keys
                    key=|connection| *connection
                    children=move |connection| {
                        let group = Memo::new(move |_| {
                            groups.with(|groups| groups.iter().find(|group| group.connection == connection).cloned())
                        });
                        view! { <TableGroup environment connection group collapsed /> }
                    }
                />
            </table>
        </div>
    }
}

/// A column's name, which sorts: once upwards, once downwards, then not.
#[component]
fn ColumnHeader(column: Column, sort: Memo<Option<Sort>>) -> impl IntoView {
    let here = Here::expect();
    let direction = move || sort.get().filter(|sort| sort.column == column).map(|sort| sort.is_descending);
    let press = move |_| {
        let next = match sort.get_untracked().filter(|sort| sort.column == column) {
            None => Some(Sort { column, is_descending: false }),
            Some(Sort { is_descending: false, .. }) => Some(Sort { column, is_descending: true }),
            Some(_) => None,
        };
        let query = here.query.get_untracked();
        let query = match next {
            Some(sort) => query.with("sort", sort.to_text()),
            None => query.without(&["sort"]),
        };
        here.set_query(&query, Step::Same);
    };
    let aria_sort = move || direction().map(|is_descending| if is_descending { "descending" } else { "ascending" });
    view! {
        <th scope="col" aria-sort=aria_sort data-column=column.key()>
            <button type="button" class="sort" on:click=press>
                {column.label()}
                {move || {
                    direction()
                        .map(|is_descending| {
                            let name = if is_descending { IconName::ArrowDown } else { IconName::ArrowUp };
                            view! { <Icon name /> }
                        })
                }}
            </button>
        </th>
    }
}

#[component]
fn TableGroup(
    environment: EnvironmentId,
    connection: Option<ConnectionId>,
    group: Memo<Option<Group>>,
    collapsed: RwSignal<HashSet<ConnectionId>>,
) -> impl IntoView {
    let here = Here::expect();
    let is_open = Memo::new(move |_| connection.is_none_or(|connection| collapsed.with(|all| !all.contains(&connection))));
    let rows = move || {
        let rows = group.with(|group| group.as_ref().map(|group| group.rows.clone()));
        rows.filter(|_| is_open.get()).unwrap_or_default()
    };
    let header = connection.map(|connection| {
        let toggle = move |_| {
            collapsed.update(|all| {
                if !all.insert(connection) {
                    all.remove(&connection);
                }
            });
        };
        let name = move || group.with(|group| group.as_ref().map(|group| group.name.clone()));
        let count = move || group.with(|group| group.as_ref().map(|group| counted(group.rows.len(), "subscription")));
        let flow = move || Place::Connection(environment, connection).href_with(&here.query.get().only(&VIEW));
        view! {
            <tr class="group">
                <th scope="rowgroup" colspan="7">
                    <div>
                        <button type="button" aria-expanded=move || is_open.get().to_string() on:click=toggle>
                            <Icon name=IconName::ChevronDown />
                            {name}
                        </button>
                        <span class="quiet">{count}</span>
                        <a href=flow>
                            "Open flow"
                            <span class="visually-hidden">" of "{name}</span>
                        </a>
                    </div>
                </th>
            </tr>
        }
    });
    view! {
        <tbody>
            {header}
            <For
                each=rows
                key=|id| *id
                children=move |id| view! { <SubscriptionRow environment id has_org=connection.is_none() /> }
            />
        </tbody>
    }
}
