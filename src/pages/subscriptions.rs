//! All subscriptions of an environment, as a table grouped by connected organization.

mod body;
pub mod column;
mod filter;
mod group_head;
mod header;
mod items;
mod name_field;
mod pool;
mod press;
mod row;
mod sight;
mod stencil;
mod table;
mod window;

use crate::backend::CallError;
use crate::filter::rows::parse;
use crate::location::{Filter, Here, Step};
use crate::pages::connection::display_name;
use crate::pages::connections::ConnectionsTabs;
use crate::pages::header::PageHeader;
use crate::pages::summary::{Counts, sentence};
use crate::paths::create_query;
use crate::stores::subscriptions::Listing;
use crate::stores::{Connections, Subscriptions};
use crate::ui::{Button, Empty, Failed, Icon, IconName, NoMatch, Pending};
use causeway_api::{EnvironmentId, QueueStatus};
use causeway_columns::Depth;
use column::Sort;
use filter::SubscriptionFilter;
use leptos::prelude::*;
use table::SubscriptionsTable;

pub(crate) use name_field::NameField;

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
            all.iter().map(|connection| (connection.id, display_name(connection))).collect::<Vec<_>>()
        })
    });
    let wanted = Memo::new(move |_| parse(&filter.text.read()));
    let depth = Memo::new(move |_| if is_grouped.get() { Depth::Connection } else { Depth::None });
    let sorted = Memo::new(move |_| sort.get().map(Sort::of_columns));
    let listing = Listing::new(subscriptions, names.into(), wanted.into(), sorted.into(), depth.into());
    let is_filtered = Memo::new(move |_| wanted.with(|wanted| !wanted.conditions().is_empty()));
    let problems = Signal::derive(move || wanted.with(|wanted| wanted.problems().to_vec()));
    let shown = Memo::new(move |_| listing.count());
    let counts = Memo::new(move |_| {
        let mut counts = Counts::default();
        for status in QueueStatus::ALL {
            (0..listing.with_status(status)).for_each(|_| counts.add(status));
        }
        counts
    });
    let summary = move || sentence(counts.get(), is_filtered.get().then(|| shown.get()));
    let asked = Signal::derive(move || {
        wanted.track();
        sort.track();
        is_grouped.track();
    });
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
            <SubscriptionFilter filter listing problems />
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
                        <SubscriptionsTable environment listing sort is_grouped shown=asked />
                    </Show>
                }
                    .into_any()
            }
        }}
    }
}
