//! Filtered, ordered pages, and what rows mention of each other.

use super::{ConnectionRow, EndRow, Memory};
use crate::{OrganizationKind, Rows, Stored};
use causeway_api::{
    Connection, ConnectionId, ConnectionKind, Destination, DestinationId, EnvironmentId, OrganizationId, PageRequest, Source,
    SourceId, Subscription, SubscriptionDestination, SubscriptionList, SubscriptionOrder, SubscriptionSource, fold,
};
use std::collections::BTreeSet;

/// One page of what is in order already.
pub(super) fn page_of<T>(ordered: &[T], page: PageRequest) -> &[T] {
    let start = usize::try_from(page.offset()).unwrap_or(usize::MAX).min(ordered.len());
    let end = start.saturating_add(page.size as usize).min(ordered.len());
    &ordered[start..end]
}

/// The ends of an environment by folded name, then by id: the order in which `ends` come.
fn list_ends<'a, T: Clone + 'a>(
    ends: impl Iterator<Item = &'a EndRow<T>>,
    page: PageRequest,
    is_there: impl Fn(&T) -> bool,
    name: impl Fn(&T) -> &str,
) -> Rows<T> {
    let mut found: Vec<_> = ends.filter(|end| end.deleted_at.is_none() && is_there(&end.row)).map(|end| &end.row).collect();
    found.sort_by_cached_key(|row| fold(name(row)));
    Rows { items: page_of(&found, page).iter().map(|row| (*row).clone()).collect(), total: found.len() as u64 }
}

impl Memory {
    pub(super) fn list_sources(&self, environment: EnvironmentId, page: PageRequest) -> Rows<Source> {
        list_ends(self.rows.sources.values(), page, |row| row.environment.id == environment, |row| &row.name)
    }

    pub(super) fn list_destinations(&self, environment: EnvironmentId, page: PageRequest) -> Rows<Destination> {
        list_ends(self.rows.destinations.values(), page, |row| row.environment.id == environment, |row| &row.name)
    }

    pub(super) fn list_connections(&self, viewer: OrganizationId, page: PageRequest) -> Stored<Rows<Connection>> {
        let rows = self.rows.connections.iter().filter(|(_, row)| row.one == viewer || row.other == viewer);
        let mut seen = rows.map(|(id, row)| self.seen_by(viewer, *id, row)).collect::<Stored<Vec<_>>>()?;
        seen.sort_by_cached_key(|row| (row.kind != ConnectionKind::Own, fold(&row.organization.name)));
        Ok(Rows { total: seen.len() as u64, items: page_of(&seen, page).to_vec() })
    }

    /// A connection as one of its two sides sees it.
    pub(super) fn seen_by(&self, viewer: OrganizationId, id: ConnectionId, row: &ConnectionRow) -> Stored<Connection> {
        let other = if row.one == viewer { row.other } else { row.one };
        let organization = self.organization_ref(other)?;
        let other_row = &self.rows.organizations[&other];
        let kind = match other_row.kind {
            _ if other == viewer => ConnectionKind::Own,
            OrganizationKind::System => ConnectionKind::Default,
            OrganizationKind::Member => ConnectionKind::Partner,
        };
        Ok(Connection {
            id,
            organization,
            kind,
            status: row.status,
            requested_by: self.rows.connection_requests.get(&id).map(|request| request.by.id),
            description: other_row.profile.about.clone(),
            connected_at: row.connected_at,
            version: row.version,
        })
    }

    pub(super) fn list_subscriptions(&self, list: &SubscriptionList, page: PageRequest) -> Stored<Rows<Subscription>> {
        let Some(filter) = Filter::new(self, list)? else { return Ok(Rows { items: Vec::new(), total: 0 }) };
        let rows = self.rows.subscriptions.values().filter(|row| row.is_live() && filter.admits(self, row));
        let mut rows: Vec<_> = rows.collect();
        let is_descending = list.is_ascending == Some(false);
        self.sort(&mut rows, list.order_by.unwrap_or(SubscriptionOrder::CreatedAt), is_descending);
        Ok(Rows { items: page_of(&rows, page).iter().map(|row| self.joined(row)).collect(), total: rows.len() as u64 })
    }

    /// Puts rows that come by id in order; stable, so that the id keeps ascending among equals.
    fn sort(&self, rows: &mut [&Subscription], order: SubscriptionOrder, is_descending: bool) {
        match order {
            SubscriptionOrder::Name => sort_by(rows, is_descending, |row| fold(&row.name)),
            SubscriptionOrder::Source => sort_by(rows, is_descending, |row| fold(&self.rows.sources[&row.source.id].row.name)),
            SubscriptionOrder::Destination => {
                sort_by(rows, is_descending, |row| fold(&self.rows.destinations[&row.destination.id].row.name));
            }
            SubscriptionOrder::DataModel => sort_by(rows, is_descending, |row| row.data_model),
            SubscriptionOrder::QueueStatus => sort_by(rows, is_descending, |row| row.queue_status),
            SubscriptionOrder::ActivatedAt => sort_by(rows, is_descending, |row| row.activated_at),
            SubscriptionOrder::CreatedAt => sort_by(rows, is_descending, |row| row.created_at),
        }
    }

    /// The environments of a subscription's source and destination.
    pub(super) fn environments_of(&self, row: &Subscription) -> (EnvironmentId, EnvironmentId) {
        (self.rows.sources[&row.source.id].row.environment.id, self.rows.destinations[&row.destination.id].row.environment.id)
    }

    /// A subscription with what it mentions of its ends as they are now.
    pub(super) fn joined(&self, row: &Subscription) -> Subscription {
        let source = &self.rows.sources[&row.source.id].row;
        let destination = &self.rows.destinations[&row.destination.id].row;
        Subscription {
            source: SubscriptionSource {
                id: source.id,
                name: source.name.clone(),
                environment_flag: source.environment.environment_flag,
                organization: source.organization.clone(),
            },
            destination: SubscriptionDestination {
                id: destination.id,
                name: destination.name.clone(),
                environment_flag: destination.environment.environment_flag,
                organization: destination.organization.clone(),
            },
            ..row.clone()
        }
    }
}

fn sort_by<K: Ord>(rows: &mut [&Subscription], is_descending: bool, key: impl Fn(&Subscription) -> K) {
    if is_descending {
        rows.sort_by_cached_key(|row| std::cmp::Reverse(key(row)));
    } else {
        rows.sort_by_cached_key(|row| key(row));
    }
}

/// A list's filters, looked up once for all rows.
struct Filter<'a> {
    list: &'a SubscriptionList,
    /// The connections that the list is limited to.
    connections: Vec<ConnectionId>,
    /// The ends that match the search term, when there is one.
    found: Option<FoundEnds>,
}

impl<'a> Filter<'a> {
    /// None when nothing can match.
    fn new(memory: &Memory, list: &'a SubscriptionList) -> Stored<Option<Self>> {
        let mut connections: Vec<_> = list.connection_id.into_iter().collect();
        if let Some(organization) = list.connecting_organization_id {
            let Some(environment) = memory.rows.environments.get(&list.environment_id) else { return Ok(None) };
            let Some(id) = crate::Tables::connection_between(memory, environment.organization.id, organization)? else {
                return Ok(None);
            };
            connections.push(id);
        }
        let found = list.search_term.as_deref().map(|term| search(memory, &fold(term)));
        Ok(Some(Self { list, connections, found }))
    }

    fn admits(&self, memory: &Memory, row: &Subscription) -> bool {
        let list = self.list;
        let (source, destination) = memory.environments_of(row);
        (source == list.environment_id || destination == list.environment_id)
            && list.source_id.is_none_or(|id| row.source.id == id)
            && list.destination_id.is_none_or(|id| row.destination.id == id)
            && list.source_organization_id.is_none_or(|id| row.source.organization.id == id)
            && list.destination_organization_id.is_none_or(|id| row.destination.organization.id == id)
            && list.data_model.is_none_or(|model| row.data_model == model)
            && self.connections.iter().all(|id| row.connection_id == *id)
            && self.found.as_ref().is_none_or(|found| found.0.contains(&row.source.id) || found.1.contains(&row.destination.id))
    }
}

type FoundEnds = (BTreeSet<SourceId>, BTreeSet<DestinationId>);

/// The ends whose name or id holds a folded term.
fn search(memory: &Memory, term: &str) -> FoundEnds {
    let holds = |name: &str, id: String| fold(name).contains(term) || id.contains(term);
    let sources = memory.rows.sources.iter().filter(|(id, end)| holds(&end.row.name, id.to_string()));
    let destinations = memory.rows.destinations.iter().filter(|(id, end)| holds(&end.row.name, id.to_string()));
    (sources.map(|(id, _)| *id).collect(), destinations.map(|(id, _)| *id).collect())
}
