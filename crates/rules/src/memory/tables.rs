//! [`Memory`] as [`Tables`].

use super::journal::Before;
use super::{EndRow, Memory};
use crate::{AuditEnds, ChangedObject, End, OrganizationKind, OrganizationRow, Remembered, Rows, StorageError, Stored, Tables};
use causeway_api::{
    AuditEntry, AuditList, Connection, ConnectionId, ConnectionRequest, DataModel, Destination, DestinationId, DirectoryEntry,
    DirectoryList, Environment, EnvironmentFlag, EnvironmentId, EnvironmentRef, Instant, Member, Membership, Organization,
    OrganizationId, OrganizationRef, PageRequest, Person, PersonId, SecretName, SecretText, SharedEnd, Source, SourceId,
    Subscription, SubscriptionId, SubscriptionList,
};
use std::collections::BTreeMap;
use uuid::Uuid;

impl Tables for Memory {
    fn now(&self) -> Instant {
        self.now
    }

    fn new_id(&mut self) -> Uuid {
        self.rows.last_id.next(self.now, (self.clock.entropy)())
    }

    fn organization(&self, id: OrganizationId) -> Stored<Option<OrganizationRow>> {
        Ok(self.rows.organizations.get(&id).cloned())
    }

    fn system_organization(&self, name: &str) -> Stored<Option<OrganizationRow>> {
        let mut all = self.rows.organizations.values();
        Ok(all.find(|row| row.kind == OrganizationKind::System && row.profile.name == name).cloned())
    }

    fn insert_organization(&mut self, name: &str, kind: OrganizationKind, about: &str) -> Stored<OrganizationId> {
        let id = OrganizationId(self.rows.organizations.last_key_value().map_or(0, |(last, _)| last.0) + 1);
        let profile = Organization { about: about.to_owned(), ..Organization::blank(id, name) };
        self.rows.organizations.insert(id, OrganizationRow { kind, profile });
        self.journal.note(Before::Organization(id, None));
        Ok(id)
    }

    fn put_profile(&mut self, profile: &Organization) -> Stored<()> {
        let row = self.rows.organizations.get_mut(&profile.id).ok_or_else(missing)?;
        self.journal.note(Before::Organization(profile.id, Some(Box::new(row.clone()))));
        row.profile = Organization { name: row.profile.name.clone(), ..profile.clone() };
        Ok(())
    }

    fn directory(&self, viewer: OrganizationId, list: &DirectoryList, page: PageRequest) -> Stored<Rows<DirectoryEntry>> {
        Ok(self.list_directory(viewer, list, page))
    }

    fn environments(&self, organization: OrganizationId) -> Stored<Vec<Environment>> {
        let own = self.rows.environments.values().filter(|environment| environment.organization.id == organization);
        let mut own: Vec<_> = own.cloned().collect();
        own.sort_by_key(|environment| (environment.environment_flag, environment.id));
        Ok(own)
    }

    fn environment(&self, id: EnvironmentId) -> Stored<Option<Environment>> {
        Ok(self.rows.environments.get(&id).cloned())
    }

    fn insert_environment(&mut self, environment: &Environment) -> Stored<()> {
        let organization = self.organization_ref(environment.organization.id)?;
        let row = Environment { organization, ..environment.clone() };
        insert_new(&mut self.rows.environments, row.id, row)?;
        self.journal.note(Before::NoEnvironment(environment.id));
        Ok(())
    }

    fn put_person(&mut self, person: &Person) -> Stored<()> {
        self.set_person(person);
        Ok(())
    }

    fn members(&self, organization: OrganizationId, page: PageRequest) -> Stored<Rows<Member>> {
        self.list_members(organization, page)
    }

    fn member(&self, organization: OrganizationId, person: PersonId) -> Stored<Option<Member>> {
        self.find_member(organization, person)
    }

    fn memberships(&self, person: PersonId) -> Stored<Vec<Membership>> {
        self.list_memberships(person)
    }

    fn count_owners(&self, organization: OrganizationId) -> Stored<u64> {
        Ok(self.owners(organization))
    }

    fn put_member(&mut self, organization: OrganizationId, member: &Member) -> Stored<()> {
        self.set_member(organization, member)
    }

    fn remove_member(&mut self, organization: OrganizationId, person: PersonId) -> Stored<()> {
        self.replace_member(organization, person, None);
        Ok(())
    }

    fn connections(&self, viewer: OrganizationId, page: PageRequest) -> Stored<Rows<Connection>> {
        self.list_connections(viewer, page)
    }

    fn connection(&self, viewer: OrganizationId, id: ConnectionId) -> Stored<Option<Connection>> {
        let row = self.rows.connections.get(&id).filter(|row| row.one == viewer || row.other == viewer);
        row.map(|row| self.seen_by(viewer, id, row)).transpose()
    }

    fn connection_between(&self, one: OrganizationId, other: OrganizationId) -> Stored<Option<ConnectionId>> {
        Ok(self.connection_of(one, other).map(|(id, _)| id))
    }

    fn insert_connection(&mut self, id: ConnectionId, one: OrganizationId, other: OrganizationId, at: Instant) -> Stored<()> {
        self.store_connection(id, (one, other), |row| row.connected_at = Some(at))
    }

    fn put_connection(&mut self, viewer: OrganizationId, connection: &Connection) -> Stored<()> {
        self.store_connection(connection.id, (viewer, connection.organization.id), |row| {
            (row.status, row.connected_at, row.version) = (connection.status, connection.connected_at, connection.version);
        })
    }

    fn remove_connection(&mut self, id: ConnectionId) -> Stored<()> {
        self.forget_connection(id)
    }

    fn connection_requests(&self, viewer: OrganizationId, page: PageRequest) -> Stored<Rows<ConnectionRequest>> {
        self.list_connection_requests(viewer, page)
    }

    fn connection_request(&self, viewer: OrganizationId, id: ConnectionId) -> Stored<Option<ConnectionRequest>> {
        let is_theirs = self.rows.connections.get(&id).is_some_and(|row| row.one == viewer || row.other == viewer);
        self.rows.connection_requests.get(&id).filter(|_| is_theirs).map(|row| self.joined_request(row)).transpose()
    }

    fn put_connection_request(&mut self, request: &ConnectionRequest) -> Stored<()> {
        self.rows.connections.get(&request.id).ok_or_else(missing)?;
        let before = self.rows.connection_requests.insert(request.id, request.clone());
        self.journal.note(Before::ConnectionRequest(request.id, before.map(Box::new)));
        Ok(())
    }

    fn shared_ends(&self, connection: ConnectionId, flags: &[EnvironmentFlag], page: PageRequest) -> Stored<Rows<SharedEnd>> {
        Ok(self.list_shared_ends(connection, flags, page))
    }

    fn is_shared(&self, end: End, with: OrganizationId) -> Stored<bool> {
        Ok(self.shares(end, with))
    }

    fn set_shared_ends(&mut self, connection: ConnectionId, environment: EnvironmentId, ends: &[End]) -> Stored<()> {
        self.share(connection, environment, ends)
    }

    fn sources(&self, environment: EnvironmentId, page: PageRequest) -> Stored<Rows<Source>> {
        Ok(self.list_sources(environment, page))
    }

    fn source(&self, id: SourceId) -> Stored<Option<Source>> {
        Ok(self.rows.sources.get(&id).filter(|end| end.deleted_at.is_none()).map(|end| end.row.clone()))
    }

    fn put_source(&mut self, source: &Source) -> Stored<()> {
        let (environment, organization) = self.place(source.environment.id)?;
        let row = Source { environment, organization, ..source.clone() };
        let deleted_at = self.rows.sources.get(&row.id).and_then(|end| end.deleted_at);
        let before = self.rows.sources.insert(row.id, EndRow { row, deleted_at });
        self.journal.note(Before::Source(source.id, before.map(Box::new)));
        Ok(())
    }

    fn remove_source(&mut self, id: SourceId, at: Instant) -> Stored<()> {
        let end = self.rows.sources.get_mut(&id).ok_or_else(missing)?;
        self.journal.note(Before::Source(id, Some(Box::new(end.clone()))));
        end.deleted_at = Some(at);
        Ok(())
    }

    fn destinations(&self, environment: EnvironmentId, page: PageRequest) -> Stored<Rows<Destination>> {
        Ok(self.list_destinations(environment, page))
    }

    fn destination(&self, id: DestinationId) -> Stored<Option<Destination>> {
        Ok(self.rows.destinations.get(&id).filter(|end| end.deleted_at.is_none()).map(|end| end.row.clone()))
    }

    fn put_destination(&mut self, destination: &Destination) -> Stored<()> {
        let (environment, organization) = self.place(destination.environment.id)?;
        let mut row = Destination { environment, organization, ..destination.clone() };
        let stored = self.rows.destinations.get(&row.id);
        for name in SecretName::ALL {
            row.set_has(*name, stored.is_some_and(|end| end.row.has(*name)));
        }
        let deleted_at = stored.and_then(|end| end.deleted_at);
        let before = self.rows.destinations.insert(row.id, EndRow { row, deleted_at });
        self.journal.note(Before::Destination(destination.id, before.map(Box::new)));
        Ok(())
    }

    /// Only that there is one is kept: nothing could be sealed here.
    fn put_secret(&mut self, id: DestinationId, name: SecretName, _: &SecretText) -> Stored<()> {
        self.set_has_secret(id, name, true)
    }

    fn remove_secret(&mut self, id: DestinationId, name: SecretName) -> Stored<()> {
        if self.rows.destinations.contains_key(&id) { self.set_has_secret(id, name, false) } else { Ok(()) }
    }

    fn remove_destination(&mut self, id: DestinationId, at: Instant) -> Stored<()> {
        let end = self.rows.destinations.get_mut(&id).ok_or_else(missing)?;
        self.journal.note(Before::Destination(id, Some(Box::new(end.clone()))));
        end.deleted_at = Some(at);
        Ok(())
    }

    fn subscriptions(&self, list: &SubscriptionList, page: PageRequest) -> Stored<Rows<Subscription>> {
        self.list_subscriptions(list, page)
    }

    fn subscriptions_after(
        &self,
        environment: EnvironmentId,
        after: Option<(Instant, SubscriptionId)>,
        most: u32,
    ) -> Stored<Vec<Subscription>> {
        let place = |row: &Subscription| (row.created_at, row.id);
        let listed = |row: &&Subscription| {
            let (source, destination) = self.environments_of(row);
            row.is_live() && [source, destination].contains(&environment) && after.is_none_or(|after| place(row) > after)
        };
        let mut rows: Vec<_> = self.rows.subscriptions.values().filter(listed).collect();
        rows.sort_by_key(|row| place(row));
        Ok(rows.into_iter().take(most as usize).map(|row| self.joined(row)).collect())
    }

    fn subscription(&self, id: SubscriptionId) -> Stored<Option<Subscription>> {
        Ok(self.rows.subscriptions.get(&id).map(|row| self.joined(row)))
    }

    fn subscription_environments(&self, id: SubscriptionId) -> Stored<Option<(EnvironmentId, EnvironmentId)>> {
        Ok(self.rows.subscriptions.get(&id).map(|row| self.environments_of(row)))
    }

    fn live_subscription(&self, source: SourceId, destination: DestinationId, model: DataModel) -> Stored<Option<Subscription>> {
        self.live.get(&(source, destination, model)).map_or(Ok(None), |id| self.subscription(*id))
    }

    fn live_subscriptions_of(&self, end: End, most: u32) -> Stored<Vec<Subscription>> {
        Ok(self.live_rows_of(end).take(most as usize).map(|row| self.joined(row)).collect())
    }

    fn live_subscriptions_between(&self, connection: ConnectionId) -> Stored<Vec<Subscription>> {
        let rows = self.rows.subscriptions.values().filter(|row| row.is_live() && row.connection_id == connection);
        Ok(rows.filter(|row| !row.is_one_party()).map(|row| self.joined(row)).collect())
    }

    fn shares_subscription(&self, end: End, organization: OrganizationId) -> Stored<bool> {
        Ok(self.live_rows_of(end).any(|row| {
            let other = match end {
                End::Source(_) => &row.destination.organization,
                End::Destination(_) => &row.source.organization,
            };
            other.id == organization
        }))
    }

    fn ended_by(&self, id: SubscriptionId) -> Stored<Option<OrganizationId>> {
        Ok(self.rows.ended_by.get(&id).copied())
    }

    fn set_ended_by(&mut self, id: SubscriptionId, organization: OrganizationId) -> Stored<()> {
        self.rows.subscriptions.get(&id).ok_or_else(missing)?;
        let before = self.rows.ended_by.insert(id, organization);
        self.journal.note(Before::EndedBy(id, before));
        Ok(())
    }

    fn put_subscription(&mut self, subscription: &Subscription) -> Stored<()> {
        let (source, destination) = (subscription.source.id, subscription.destination.id);
        if !self.rows.sources.contains_key(&source)
            || !self.rows.destinations.contains_key(&destination)
            || !self.rows.connections.contains_key(&subscription.connection_id)
        {
            return Err(missing());
        }
        let same = self.live.get(&(source, destination, subscription.data_model));
        if subscription.is_live() && same.is_some_and(|id| *id != subscription.id) {
            return Err(StorageError::Failed(
                "another live subscription has the same source, destination and data model".to_owned(),
            ));
        }
        let row = self.joined(subscription);
        let before = self.set_subscription(subscription.id, Some(row));
        self.journal.note(Before::Subscription(subscription.id, before.map(Box::new)));
        Ok(())
    }

    fn record_change(&mut self, environment: EnvironmentId, object: ChangedObject) -> Stored<u64> {
        let before = self.rows.sequences.get(&environment).copied();
        let next = before.unwrap_or(0) + 1;
        self.rows.sequences.insert(environment, next);
        let changes = self.rows.changes.entry(environment).or_default();
        let forgotten = if changes.len() < MOST_CHANGES { None } else { changes.pop_front() };
        changes.push_back(object);
        self.journal.note(Before::Change(environment, before, forgotten));
        Ok(next)
    }

    fn sequence(&self, environment: EnvironmentId) -> Stored<u64> {
        Ok(self.rows.sequences.get(&environment).copied().unwrap_or(0))
    }

    fn changes_after(&self, environment: EnvironmentId, after: u64, most: u32) -> Stored<Option<Vec<(u64, ChangedObject)>>> {
        let (changes, last) = (self.rows.changes.get(&environment), self.sequence(environment)?);
        let first = last - changes.map_or(0, |changes| changes.len() as u64);
        let Some(known) = after.checked_sub(first).filter(|_| after <= last) else { return Ok(None) };
        let numbered = (first + 1..).zip(changes.into_iter().flatten().copied());
        Ok(Some(numbered.skip(usize::try_from(known).unwrap_or(usize::MAX)).take(most as usize).collect()))
    }

    fn append_audit(&mut self, organization: OrganizationId, entry: &AuditEntry) -> Stored<()> {
        self.organization_ref(organization)?;
        self.append_entry(organization, entry);
        Ok(())
    }

    fn audit_ends(&self, organization: OrganizationId) -> Stored<AuditEnds> {
        Ok(self.ends_of_record(organization))
    }

    fn audit(&self, list: &AuditList, page: PageRequest) -> Stored<Rows<AuditEntry>> {
        Ok(self.list_entries(list, page))
    }

    fn audit_after(&self, organization: OrganizationId, after: u64, most: u32) -> Stored<Vec<AuditEntry>> {
        let later = self.entries_of(organization).filter(|entry| entry.sequence > after);
        Ok(later.take(most as usize).cloned().collect())
    }

    fn remembered(&self, actor: &str, endpoint: &str, key: &str) -> Stored<Option<Remembered>> {
        Ok(self.rows.remembered.get(&remembered_key(actor, endpoint, key)).cloned())
    }

    fn remember(&mut self, actor: &str, endpoint: &str, key: &str, remembered: &Remembered) -> Stored<()> {
        let key = remembered_key(actor, endpoint, key);
        let before = self.rows.remembered.insert(key.clone(), remembered.clone());
        self.journal.note(Before::Remembered(key, before.map(Box::new)));
        Ok(())
    }

    fn forget_before(&mut self, instant: Instant) -> Stored<()> {
        let old = self.rows.remembered.extract_if(.., |_, remembered| remembered.at < instant);
        for (key, remembered) in old {
            self.journal.note(Before::Remembered(key, Some(Box::new(remembered))));
        }
        Ok(())
    }
}

/// How many changes of an environment are known: enough for tabs that were asleep for a while.
const MOST_CHANGES: usize = 512;

impl Memory {
    fn set_has_secret(&mut self, id: DestinationId, name: SecretName, has: bool) -> Stored<()> {
        let end = self.rows.destinations.get_mut(&id).ok_or_else(missing)?;
        self.journal.note(Before::Destination(id, Some(Box::new(end.clone()))));
        end.row.set_has(name, has);
        Ok(())
    }

    pub(super) fn organization_ref(&self, id: OrganizationId) -> Stored<OrganizationRef> {
        let row = self.rows.organizations.get(&id).ok_or_else(missing)?;
        Ok(OrganizationRef { id, name: row.profile.name.clone() })
    }

    /// An environment and its owner as a source or destination mentions them.
    fn place(&self, id: EnvironmentId) -> Stored<(EnvironmentRef, OrganizationRef)> {
        let row = self.rows.environments.get(&id).ok_or_else(missing)?;
        Ok((EnvironmentRef { id, environment_flag: row.environment_flag }, row.organization.clone()))
    }

    fn live_rows_of(&self, end: End) -> impl Iterator<Item = &Subscription> {
        self.rows.subscriptions.values().filter(move |row| {
            row.is_live()
                && match end {
                    End::Source(id) => row.source.id == id,
                    End::Destination(id) => row.destination.id == id,
                }
        })
    }
}

fn insert_new<K: Ord, V>(map: &mut BTreeMap<K, V>, key: K, value: V) -> Stored<()> {
    if map.contains_key(&key) {
        return Err(StorageError::Failed("the id is taken".to_owned()));
    }
    map.insert(key, value);
    Ok(())
}

pub(super) fn missing() -> StorageError {
    StorageError::Failed("a row that is mentioned does not exist".to_owned())
}

/// One text for the three; none of them holds a line break.
fn remembered_key(actor: &str, endpoint: &str, key: &str) -> String {
    [actor, endpoint, key].join("\n")
}
