//! All subscriptions of an environment, as a table grouped by connected organization.

mod body;
mod bulk;
pub mod column;
mod export;
mod filter;
mod group_head;
mod grouping;
mod header;
mod items;
mod layout;
mod name_field;
mod named;
mod picking;
mod pool;
mod press;
mod resizer;
mod row;
mod selection;
mod sight;
mod stencil;
mod table;
mod tick;
mod view_panel;
mod window;

use crate::backend::CallError;
use crate::filter::rows::parse;
use crate::location::{Filter, Here};
use crate::pages::allowed::AllowedLink;
use crate::pages::connection::display_name;
use crate::pages::connections::ConnectionsTabs;
use crate::pages::header::PageHeader;
use crate::pages::keys::CreateLink;
use crate::pages::summary::{Counts, sentence, so_far};
use crate::paths::create_query;
use crate::stores::subscriptions::Listing;
use crate::stores::{Connections, Subscriptions};
use crate::ui::{ButtonKind, Empty, Failed, IconName, NoMatch, Pending};
use bulk::{Bulk, SelectionBar};
use causeway_api::{Action, EnvironmentId, QueueStatus};
use column::Sort;
use export::ExportMenu;
pub(crate) use filter::SubscriptionFilter;
use grouping::depth_of;
use header::Head;
use layout::Layouts;
use leptos::prelude::*;
use named::{FlowSwitch, named};
use picking::Picking;
use table::SubscriptionsTable;
use view_panel::ViewPanel;

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
    let depth = Memo::new(move |_| here.query.with(depth_of));
    let layouts = Layouts::remembered();
    let sort = Memo::new(move |_| here.query.with(|query| query.get("sort").and_then(Sort::parse)));
    let names = Memo::new(move |_| {
        connections.all().with(|load| {
            let all = load.ready().map(Vec::as_slice).unwrap_or_default();
            all.iter().map(|connection| (connection.id, display_name(connection))).collect::<Vec<_>>()
        })
    });
    let wanted = Memo::new(move |_| parse(&filter.text.read()));
    let in_flow = Memo::new(move |_| wanted.with(|wanted| names.with(|names| named(&filter.text.read(), wanted, names))));
    let sorted = Memo::new(move |_| sort.get().map(Sort::of_columns));
    let listing = Listing::new(subscriptions, names.into(), wanted.into(), sorted.into(), depth.into());
    let is_filtered = Memo::new(move |_| wanted.with(|wanted| !wanted.conditions().is_empty()));
    let picking = Picking::new(listing);
    provide_context(Bulk::new(environment, picking));
    let problems = Signal::derive(move || wanted.with(|wanted| wanted.problems().to_vec()));
    let shown = Memo::new(move |_| listing.count());
    let counts = Memo::new(move |_| Counts::by_status(QueueStatus::ALL.map(|status| listing.with_status(status))));
    let is_coming = Memo::new(move |_| subscriptions.arriving().with(Option::is_some));
    let summary =
        move || [sentence(counts.get(), is_filtered.get().then(|| shown.get())).as_str(), so_far(is_coming.get())].concat();
    let asked = Signal::derive(move || {
        wanted.track();
        sort.track();
        depth.track();
    });
    let is_ready = Memo::new(move |_| subscriptions.has_come() && connections.all().with(|load| load.ready().is_some()));
    let failure = Memo::new(move |_| {
        let of_rows = subscriptions.state().with(|state| state.failure().map(CallError::sentence));
        of_rows.or_else(|| connections.all().with(|load| load.failure().map(CallError::sentence)))
    });
    let retry = move || {
        leptos::task::spawn_local(connections.load(environment));
        leptos::task::spawn_local(subscriptions.load(environment));
    };
    let create = move || here.href(|query| create_query(&query, None, None, None));
    let head = Head { sort, filter, listing, layouts };
    view! {
        <PageHeader title="Connections" />
        <ConnectionsTabs environment />
        <div class="toolbar">
            <SubscriptionFilter label="Filter subscriptions" filter listing problems />
            <FlowSwitch environment named=in_flow typed=filter.text.into() />
            <ViewPanel depth layouts />
            <span class="summary" role="status" aria-busy=move || is_coming.get().then_some("true")>
                {move || is_ready.get().then(summary)}
            </span>
            <div class="end">
                <ExportMenu environment picking />
                <CreateLink connection=None />
            </div>
        </div>
        <div class="subscriptions-body">
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
                                <AllowedLink
                                    action=Action::ManageSubscriptions
                                    environment
                                    kind=ButtonKind::Primary
                                    href=Signal::derive(create)
                                >
                                    "Create the first subscription"
                                </AllowedLink>
                            </div>
                        </Empty>
                    }
                        .into_any()
                };
                view! {
                    <Show when=move || shown.get() != 0 fallback=nothing>
                        <SubscriptionsTable environment picking depth head shown=asked />
                    </Show>
                }
                    .into_any()
            }
        }}
        <SelectionBar is_filtered />
        </div>
    }
}
