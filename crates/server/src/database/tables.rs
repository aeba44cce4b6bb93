//! [`Tables`] over one SQLite transaction.

use super::{
    Transaction, audit, changes, connections, destinations, directory, idempotency, listing, members, organizations, secrets,
    sharing, sources, subscriptions,
};
use causeway_api::{
    AuditEntry, AuditList, Connection, ConnectionId, ConnectionRequest, DataModel, Destination, DestinationId, DirectoryEntry,
    DirectoryList, Environment, EnvironmentFlag, EnvironmentId, Instant, Member, Membership, Organization, OrganizationId,
    PageRequest, Person, PersonId, SecretName, SecretText, SharedEnd, Source, SourceId, Subscription, SubscriptionId,
    SubscriptionList,
};
use causeway_rules::{AuditEnds, ChangedObject, End, OrganizationKind, OrganizationRow, Remembered, Rows, Stored, Tables};
use uuid::Uuid;

impl Tables for Transaction<'_> {
    fn now(&self) -> Instant {
        self.began()
    }

    fn new_id(&mut self) -> Uuid {
        self.fresh_id()
    }

    fn organization(&self, id: OrganizationId) -> Stored<Option<OrganizationRow>> {
        organizations::get(self, id)
    }

    fn system_organization(&self, name: &str) -> Stored<Option<OrganizationRow>> {
        organizations::system(self, name)
    }

    fn insert_organization(&mut self, name: &str, kind: OrganizationKind, about: &str) -> Stored<OrganizationId> {
        organizations::insert(self, name, kind, about)
    }

    fn put_profile(&mut self, profile: &Organization) -> Stored<()> {
        directory::put(self, profile)
    }

    fn directory(&self, viewer: OrganizationId, list: &DirectoryList, page: PageRequest) -> Stored<Rows<DirectoryEntry>> {
        directory::page(self, viewer, list, page)
    }

    fn environments(&self, organization: OrganizationId) -> Stored<Vec<Environment>> {
        organizations::environments(self, organization)
    }

    fn environment(&self, id: EnvironmentId) -> Stored<Option<Environment>> {
        organizations::environment(self, id)
    }

    fn insert_environment(&mut self, environment: &Environment) -> Stored<()> {
        organizations::insert_environment(self, environment)
    }

    fn put_person(&mut self, person: &Person) -> Stored<()> {
        members::put_person(self, person)
    }

    fn members(&self, organization: OrganizationId, page: PageRequest) -> Stored<Rows<Member>> {
        members::page(self, organization, page)
    }

    fn member(&self, organization: OrganizationId, person: PersonId) -> Stored<Option<Member>> {
        members::get(self, organization, person)
    }

    fn memberships(&self, person: PersonId) -> Stored<Vec<Membership>> {
        members::of(self, person)
    }

    fn count_owners(&self, organization: OrganizationId) -> Stored<u64> {
        members::count_owners(self, organization)
    }

    fn put_member(&mut self, organization: OrganizationId, member: &Member) -> Stored<()> {
        members::put(self, organization, member)
    }

    fn remove_member(&mut self, organization: OrganizationId, person: PersonId) -> Stored<()> {
        members::remove(self, organization, person)
    }

    fn connections(&self, viewer: OrganizationId, page: PageRequest) -> Stored<Rows<Connection>> {
        connections::page(self, viewer, page)
    }

    fn connection(&self, viewer: OrganizationId, id: ConnectionId) -> Stored<Option<Connection>> {
        connections::get(self, viewer, id)
    }

    fn connection_between(&self, one: OrganizationId, other: OrganizationId) -> Stored<Option<ConnectionId>> {
        connections::between(self, one, other)
    }

    fn insert_connection(&mut self, id: ConnectionId, one: OrganizationId, other: OrganizationId, at: Instant) -> Stored<()> {
        connections::insert(self, id, (one, other), at)
    }

    fn put_connection(&mut self, viewer: OrganizationId, connection: &Connection) -> Stored<()> {
        connections::put(self, viewer, connection)
    }

    fn remove_connection(&mut self, id: ConnectionId) -> Stored<()> {
        connections::remove(self, id)
    }

    fn connection_requests(&self, viewer: OrganizationId, page: PageRequest) -> Stored<Rows<ConnectionRequest>> {
        connections::requests(self, viewer, page)
    }

    fn connection_request(&self, viewer: OrganizationId, id: ConnectionId) -> Stored<Option<ConnectionRequest>> {
        connections::request(self, viewer, id)
    }

    fn put_connection_request(&mut self, request: &ConnectionRequest) -> Stored<()> {
        connections::put_request(self, request)
    }

    fn shared_ends(&self, connection: ConnectionId, flags: &[EnvironmentFlag], page: PageRequest) -> Stored<Rows<SharedEnd>> {
        sharing::page(self, connection, flags, page)
    }

    fn is_shared(&self, end: End, with: OrganizationId) -> Stored<bool> {
        sharing::is_shared(self, end, with)
    }

    fn set_shared_ends(&mut self, connection: ConnectionId, environment: EnvironmentId, ends: &[End]) -> Stored<()> {
        sharing::set(self, connection, environment, ends)
    }

    fn sources(&self, environment: EnvironmentId, page: PageRequest) -> Stored<Rows<Source>> {
        sources::page(self, environment, page)
    }

    fn source(&self, id: SourceId) -> Stored<Option<Source>> {
        sources::get(self, id)
    }

    fn put_source(&mut self, source: &Source) -> Stored<()> {
        sources::put(self, source)
    }

    fn remove_source(&mut self, id: SourceId, at: Instant) -> Stored<()> {
        sources::remove(self, id, at)
    }

    fn destinations(&self, environment: EnvironmentId, page: PageRequest) -> Stored<Rows<Destination>> {
        destinations::page(self, environment, page)
    }

    fn destination(&self, id: DestinationId) -> Stored<Option<Destination>> {
        destinations::get(self, id)
    }

    fn put_destination(&mut self, destination: &Destination) -> Stored<()> {
        destinations::put(self, destination)
    }

    fn put_secret(&mut self, id: DestinationId, name: SecretName, secret: &SecretText) -> Stored<()> {
        secrets::put(self, id, name, secret)
    }

    fn remove_secret(&mut self, id: DestinationId, name: SecretName) -> Stored<()> {
        secrets::remove(self, id, name)
    }

    fn remove_destination(&mut self, id: DestinationId, at: Instant) -> Stored<()> {
        destinations::remove(self, id, at)
    }

    fn subscriptions(&self, list: &SubscriptionList, page: PageRequest) -> Stored<Rows<Subscription>> {
        listing::page(self, list, page)
    }

    fn subscriptions_after(
        &self,
        environment: EnvironmentId,
        after: Option<(Instant, SubscriptionId)>,
        most: u32,
    ) -> Stored<Vec<Subscription>> {
        listing::after(self, environment, after, most)
    }

    fn subscription(&self, id: SubscriptionId) -> Stored<Option<Subscription>> {
        subscriptions::get(self, id)
    }

    fn subscription_environments(&self, id: SubscriptionId) -> Stored<Option<(EnvironmentId, EnvironmentId)>> {
        subscriptions::environments(self, id)
    }

    fn live_subscription(&self, source: SourceId, destination: DestinationId, model: DataModel) -> Stored<Option<Subscription>> {
        subscriptions::live(self, source, destination, model)
    }

    fn live_subscriptions_of(&self, end: End, most: u32) -> Stored<Vec<Subscription>> {
        subscriptions::live_of(self, end, most)
    }

    fn live_subscriptions_between(&self, connection: ConnectionId) -> Stored<Vec<Subscription>> {
        subscriptions::between(self, connection)
    }

    fn shares_subscription(&self, end: End, organization: OrganizationId) -> Stored<bool> {
        subscriptions::shared(self, end, organization)
    }

    fn ended_by(&self, id: SubscriptionId) -> Stored<Option<OrganizationId>> {
        subscriptions::ended_by(self, id)
    }

    fn set_ended_by(&mut self, id: SubscriptionId, organization: OrganizationId) -> Stored<()> {
        subscriptions::set_ended_by(self, id, organization)
    }

    fn put_subscription(&mut self, subscription: &Subscription) -> Stored<()> {
        subscriptions::put(self, subscription)
    }

    fn record_change(&mut self, environment: EnvironmentId, object: ChangedObject) -> Stored<u64> {
        changes::record(self, environment, object)
    }

    fn sequence(&self, environment: EnvironmentId) -> Stored<u64> {
        changes::sequence(self, environment)
    }

    fn changes_after(&self, environment: EnvironmentId, after: u64, most: u32) -> Stored<Option<Vec<(u64, ChangedObject)>>> {
        changes::after(self, environment, after, most)
    }

    fn append_audit(&mut self, organization: OrganizationId, entry: &AuditEntry) -> Stored<()> {
        audit::append(self, organization, entry)
    }

    fn audit_ends(&self, organization: OrganizationId) -> Stored<AuditEnds> {
        audit::ends(self, organization)
    }

    fn audit(&self, list: &AuditList, page: PageRequest) -> Stored<Rows<AuditEntry>> {
        audit::page(self, list, page)
    }

    fn audit_after(&self, organization: OrganizationId, after: u64, most: u32) -> Stored<Vec<AuditEntry>> {
        audit::after(self, organization, after, most)
    }

    fn remembered(&self, actor: &str, endpoint: &str, key: &str) -> Stored<Option<Remembered>> {
        idempotency::get(self, actor, endpoint, key)
    }

    fn remember(&mut self, actor: &str, endpoint: &str, key: &str, remembered: &Remembered) -> Stored<()> {
        idempotency::put(self, (actor, endpoint, key), remembered)
    }

    fn forget_before(&mut self, instant: Instant) -> Stored<()> {
        idempotency::forget_before(self, instant)
    }
}
