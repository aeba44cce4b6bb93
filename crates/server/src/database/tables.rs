//! [`Tables`] over one SQLite transaction.

use super::{
    Transaction, connections, destinations, idempotency, listing, organizations, row::Text, secrets, sources, subscriptions,
};
use causeway_api::{
    Connection, ConnectionId, DataModel, Destination, DestinationId, Environment, EnvironmentId, Instant, OrganizationId,
    PageRequest, SecretName, SecretText, Source, SourceId, Subscription, SubscriptionId, SubscriptionList,
};
use causeway_rules::{ChangedObject, End, OrganizationKind, OrganizationRow, Remembered, Rows, StorageError, Stored, Tables};
use rusqlite::params;
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

    fn insert_organization(&mut self, name: &str, kind: OrganizationKind, description: &str) -> Stored<OrganizationId> {
        organizations::insert(self, name, kind, description)
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

    fn shares_subscription(&self, end: End, organization: OrganizationId) -> Stored<bool> {
        subscriptions::shared(self, end, organization)
    }

    fn put_subscription(&mut self, subscription: &Subscription) -> Stored<()> {
        subscriptions::put(self, subscription)
    }

    fn record_change(&mut self, environment: EnvironmentId, object: ChangedObject) -> Stored<u64> {
        let numbered = "UPDATE environments SET sequence = sequence + 1 WHERE id = ?1 RETURNING sequence";
        let sequence: Option<u64> = self.one(numbered, [Text(environment)], |row| row.get(0))?;
        let sequence = sequence.ok_or_else(|| StorageError::Failed(format!("there is no environment {environment}")))?;
        let (kind, id) = match object {
            ChangedObject::Source(id) => ("Source", id.to_string()),
            ChangedObject::Destination(id) => ("Destination", id.to_string()),
            ChangedObject::Subscription(id) => ("Subscription", id.to_string()),
        };
        let sql = "INSERT INTO changes (environment_id, sequence, kind, object_id) VALUES (?1, ?2, ?3, ?4)";
        self.run(sql, params![Text(environment), sequence, kind, id])?;
        Ok(sequence)
    }

    fn sequence(&self, environment: EnvironmentId) -> Stored<u64> {
        self.count("SELECT sequence FROM environments WHERE id = ?1", [Text(environment)])
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
