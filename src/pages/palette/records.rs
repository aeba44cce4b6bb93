//! What there is in the environment: connections, ends and subscriptions, by name or id.

use super::entry::{Entry, Section};
use super::marks::Typed;
use crate::filter::rows::parse;
use crate::location::Here;
use crate::pages::connection::display_name;
use crate::pages::summary::counted;
use crate::paths::{Place, Query, SUBSCRIPTION};
use crate::stores::subscriptions::{Listing, ListingLine};
use crate::stores::{Connections, Ends, Subscriptions};
use crate::ui::IconName;
use causeway_api::{CommunicationMethod, DataFormat, EnvironmentId, Source, Subscription, SubscriptionId};
use causeway_columns::Depth;
use leptos::prelude::*;
use std::collections::HashSet;

/// As many subscriptions as are shown.
const MOST: usize = 50;

/// Where records are looked up.
#[derive(Clone, Copy)]
pub(super) struct Records {
    environment: EnvironmentId,
    here: Here,
    connections: Connections,
    ends: Ends,
    subscriptions: Subscriptions,
    typed: RwSignal<String>,
    listing: Listing,
}

impl Records {
    /// The records of an environment. Subscriptions are put into columns when the first of them is looked for, unless the table
    /// has them already.
    pub(super) fn new(environment: EnvironmentId, typed: RwSignal<String>) -> Self {
        let (connections, subscriptions): (Connections, Subscriptions) = (expect_context(), expect_context());
        let names = Memo::new(move |_| {
            connections.all().with(|load| {
                let all = load.ready().map(Vec::as_slice).unwrap_or_default();
                all.iter().map(|connection| (connection.id, display_name(connection))).collect::<Vec<_>>()
            })
        });
        let filter = Memo::new(move |_| parse(&typed.read()));
        let listing = Listing::new(subscriptions, names.into(), filter.into(), Signal::stored(None), Signal::stored(Depth::None));
        Self { environment, here: Here::expect(), connections, ends: expect_context(), subscriptions, typed, listing }
    }

    /// Looks through the subscriptions once, so that the first key does not wait for it.
    pub(super) fn warm_up(self) {
        untrack(|| self.listing.count());
    }

    /// Whether all subscriptions are there to be found; tracked.
    pub(super) fn is_complete(self) -> bool {
        self.subscriptions.state().with(|state| state.ready().is_some())
    }

    pub(super) fn connections(self) -> Vec<Entry> {
        self.connections.all().with(|load| {
            let all = load.ready().map(Vec::as_slice).unwrap_or_default();
            let entry = |connection: &causeway_api::Connection| {
                let href = Place::Connection(self.environment, connection.id).href();
                Entry::link(display_name(connection), IconName::Building, href).id(&connection.id)
            };
            all.iter().map(entry).collect()
        })
    }

    pub(super) fn sources(self) -> Vec<Entry> {
        self.ends.sources().with(|load| load.ready().into_iter().flatten().map(|source| self.source(source)).collect())
    }

    fn source(self, source: &Source) -> Entry {
        let method = source.communication_method.map(CommunicationMethod::label);
        let format = source.data_format.map(DataFormat::label);
        let detail = [method, format].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let href = Place::Source(self.environment, source.id).href();
        Entry::link(&*source.name, IconName::Source, href).detail(detail).id(&source.id)
    }

    pub(super) fn destinations(self) -> Vec<Entry> {
        let entry = |destination: &causeway_api::Destination| {
            let (icon, detail) = match destination.product() {
                Some(product) => (IconName::Cloud, [product.provider().label(), " · ", product.label()].concat()),
                None => (IconName::Destination, destination.endpoint.clone().unwrap_or_default()),
            };
            let href = Place::Destination(self.environment, destination.id).href();
            Entry::link(&*destination.name, icon, href).detail(detail).id(&destination.id)
        };
        self.ends.destinations().with(|load| load.ready().into_iter().flatten().map(entry).collect())
    }

    /// The subscriptions that the table's filter would leave, the way to them all in the table, and the partners' ends among them.
    pub(super) fn subscriptions(self, typed: &Typed) -> (Option<Section>, Vec<Entry>) {
        let total = self.listing.count();
        if typed.is_empty() || total == 0 {
            return (None, Vec::new());
        }
        let ids = self.listing.range(0..MOST).into_iter().filter_map(|line| match line {
            ListingLine::Row(id) => Some(id),
            ListingLine::Group(_) => None,
        });
        let rows: Vec<Subscription> = ids.filter_map(|id| untrack(|| self.subscriptions.row(id))).collect();
        let mut entries: Vec<Entry> = rows.iter().map(|row| self.subscription(row).explained(typed)).collect();
        let words = ["Show ", &counted(total, "subscription"), " in the table"].concat();
        let table = Place::Subscriptions(self.environment).href_with(&Query::default().with("q", self.typed.get_untracked()));
        entries.push(Entry::link(words, IconName::Table, table));
        (Some(Section { heading: "Subscriptions", entries, total }), self.ends_of(&rows))
    }

    fn subscription(self, row: &Subscription) -> Entry {
        let connection = untrack(|| self.connections.name(row.connection_id));
        let model = row.data_model.label();
        let (from, to) = (&row.source.name, &row.destination.name);
        let detail = [&model, " · ", from, " → ", to, " · ", &connection, " · ", row.queue_status.as_str()].concat();
        let ids = [row.id.to_string(), row.source.id.to_string(), row.destination.id.to_string()];
        Entry::link(&*row.name, IconName::Flow, self.settings(row.id)).detail(detail).id(&ids.join(" "))
    }

    /// The ends in these rows that are not yours.
    fn ends_of(self, rows: &[Subscription]) -> Vec<Entry> {
        let mut known: HashSet<u128> = HashSet::new();
        self.ends.sources().with_untracked(|load| known.extend(load.ready().into_iter().flatten().map(|end| end.id.0.as_u128())));
        self.ends
            .destinations()
            .with_untracked(|load| known.extend(load.ready().into_iter().flatten().map(|end| end.id.0.as_u128())));
        let mut entries = Vec::new();
        for row in rows {
            if known.insert(row.source.id.0.as_u128()) {
                let href = Place::Source(self.environment, row.source.id).href();
                let entry = Entry::link(&*row.source.name, IconName::Source, href).id(&row.source.id);
                entries.push(entry.detail(&*row.source.organization.name));
            }
            if known.insert(row.destination.id.0.as_u128()) {
                let href = Place::Destination(self.environment, row.destination.id).href();
                let entry = Entry::link(&*row.destination.name, IconName::Destination, href).id(&row.destination.id);
                entries.push(entry.detail(&*row.destination.organization.name));
            }
        }
        entries
    }

    /// Over the page that is shown.
    fn settings(self, id: SubscriptionId) -> String {
        untrack(|| self.here.href(|query| query.with(SUBSCRIPTION, id.to_string())))
    }
}
