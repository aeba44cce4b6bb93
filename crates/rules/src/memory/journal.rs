//! What a transaction replaced, newest last.

use super::audit::BeforeAppended;
use super::clock::LastId;
use super::people::MembershipRow;
use super::{ConnectionRow, EndRow, Memory};
use crate::{ChangedObject, End, OrganizationRow, Remembered};
use causeway_api::{
    ConnectionId, ConnectionRequest, Destination, DestinationId, EnvironmentId, OrganizationId, Person, PersonId, Source,
    SourceId, Subscription, SubscriptionId,
};

/// A row as it was before; none when it was not there.
#[derive(Clone, Debug)]
pub(super) enum Before {
    Organization(OrganizationId, Option<Box<OrganizationRow>>),
    NoEnvironment(EnvironmentId),
    Person(PersonId, Option<Box<Person>>),
    Membership(OrganizationId, PersonId, Option<Box<MembershipRow>>),
    Connection(ConnectionId, Option<Box<ConnectionRow>>),
    ConnectionRequest(ConnectionId, Option<Box<ConnectionRequest>>),
    Source(SourceId, Option<Box<EndRow<Source>>>),
    Destination(DestinationId, Option<Box<EndRow<Destination>>>),
    Subscription(SubscriptionId, Option<Box<Subscription>>),
    /// Whether an end was shared in a connection.
    Shared(ConnectionId, End, bool),
    EndedBy(SubscriptionId, Option<OrganizationId>),
    /// The environment's number before its last change, and the change that was forgotten for it.
    Change(EnvironmentId, Option<u64>, Option<ChangedObject>),
    /// An entry was added to the organization's record.
    Appended(OrganizationId, Box<BeforeAppended>),
    Remembered(String, Option<Box<Remembered>>),
}

/// Open while a transaction runs; inner transactions take back to where they began.
#[derive(Clone, Debug, Default)]
pub(super) struct Journal {
    depth: u32,
    entries: Vec<Before>,
}

/// Where a transaction began.
pub(super) struct Mark {
    entries: usize,
    last_id: LastId,
}

impl Journal {
    pub(super) const fn is_open(&self) -> bool {
        self.depth > 0
    }

    pub(super) fn open(&mut self, last_id: LastId) -> Mark {
        self.depth += 1;
        Mark { entries: self.entries.len(), last_id }
    }

    pub(super) fn close(&mut self) {
        self.depth -= 1;
        if self.depth == 0 {
            self.entries = Vec::new();
        }
    }

    /// Notes a row; outside transactions nothing is ever taken back.
    pub(super) fn note(&mut self, before: Before) {
        if self.is_open() {
            self.entries.push(before);
        }
    }
}

impl Memory {
    /// Puts back every row that was replaced since.
    pub(super) fn take_back(&mut self, mark: &Mark) {
        for before in self.journal.entries.split_off(mark.entries).into_iter().rev() {
            match before {
                Before::Organization(id, row) => put_back(&mut self.rows.organizations, id, row.map(|row| *row)),
                Before::NoEnvironment(id) => drop(self.rows.environments.remove(&id)),
                Before::Person(id, row) => put_back(&mut self.rows.people, id, row.map(|row| *row)),
                Before::Membership(organization, person, row) => {
                    drop(self.put_member_back(organization, person, row.map(|row| *row)));
                }
                Before::Connection(id, row) => put_back(&mut self.rows.connections, id, row.map(|row| *row)),
                Before::ConnectionRequest(id, row) => put_back(&mut self.rows.connection_requests, id, row.map(|row| *row)),
                Before::Source(id, row) => put_back(&mut self.rows.sources, id, row.map(|row| *row)),
                Before::Destination(id, row) => put_back(&mut self.rows.destinations, id, row.map(|row| *row)),
                Before::Subscription(id, row) => drop(self.set_subscription(id, row.map(|row| *row))),
                Before::Shared(connection, end, was_shared) => {
                    if was_shared {
                        self.rows.shared.insert((connection, end));
                    } else {
                        self.rows.shared.remove(&(connection, end));
                    }
                }
                Before::EndedBy(id, organization) => put_back(&mut self.rows.ended_by, id, organization),
                Before::Change(id, number, forgotten) => {
                    put_back(&mut self.rows.sequences, id, number);
                    let changes = self.rows.changes.entry(id).or_default();
                    changes.pop_back();
                    if let Some(change) = forgotten {
                        changes.push_front(change);
                    }
                    if changes.is_empty() {
                        self.rows.changes.remove(&id);
                    }
                }
                Before::Appended(organization, before) => self.take_entry_back(organization, *before),
                Before::Remembered(key, row) => put_back(&mut self.rows.remembered, key, row.map(|row| *row)),
            }
        }
        self.rows.last_id = mark.last_id;
    }

    /// Stores or removes a subscription and keeps the live ones in step; gives the row that was there.
    pub(super) fn set_subscription(&mut self, id: SubscriptionId, row: Option<Subscription>) -> Option<Subscription> {
        let triple = |row: &Subscription| (row.source.id, row.destination.id, row.data_model);
        let replaced = self.rows.subscriptions.remove(&id);
        if let Some(old) = replaced.as_ref().filter(|old| old.is_live()) {
            self.live.remove(&triple(old));
        }
        if let Some(row) = row {
            if row.is_live() {
                self.live.insert(triple(&row), id);
            }
            self.rows.subscriptions.insert(id, row);
        }
        replaced
    }
}

fn put_back<K: Ord, V>(map: &mut std::collections::BTreeMap<K, V>, key: K, value: Option<V>) {
    match value {
        Some(value) => drop(map.insert(key, value)),
        None => drop(map.remove(&key)),
    }
}
