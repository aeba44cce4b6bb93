//! Tables in ordered maps: the demo's storage, and what the rules are tested on.
//!
//! A transaction keeps a journal of the rows it replaced, so that taking back costs what was changed and not what is stored.

mod audit;
mod clock;
mod document;
mod journal;
mod lists;
mod partners;
mod people;
mod sharing;
mod tables;

pub use clock::Clock;
pub use document::LoadError;

use crate::{Actor, ChangedObject, End, OrganizationRow, Remembered, Service};
use causeway_api::{
    ConnectionId, ConnectionRequest, ConnectionStatus, DataModel, Destination, DestinationId, Environment, EnvironmentId,
    Instant, OrganizationId, Person, PersonId, Source, SourceId, Subscription, SubscriptionId, WireRequest, WireResponse, serve,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Everything stored, with the clock that its transactions are dated by.
#[derive(Clone, Debug)]
pub struct Memory {
    rows: State,
    /// The live subscriptions by what must be unique among them.
    live: BTreeMap<(SourceId, DestinationId, DataModel), SubscriptionId>,
    clock: Clock,
    now: Instant,
    journal: journal::Journal,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct State {
    organizations: BTreeMap<OrganizationId, OrganizationRow>,
    environments: BTreeMap<EnvironmentId, Environment>,
    #[serde(default)]
    people: BTreeMap<PersonId, Person>,
    #[serde(default)]
    members: BTreeMap<OrganizationId, BTreeMap<PersonId, people::MembershipRow>>,
    connections: BTreeMap<ConnectionId, ConnectionRow>,
    connection_requests: BTreeMap<ConnectionId, ConnectionRequest>,
    /// Which ends are shared in which connections.
    shared: BTreeSet<(ConnectionId, End)>,
    /// Who deleted subscriptions that joined two.
    ended_by: BTreeMap<SubscriptionId, OrganizationId>,
    sources: BTreeMap<SourceId, EndRow<Source>>,
    destinations: BTreeMap<DestinationId, EndRow<Destination>>,
    subscriptions: BTreeMap<SubscriptionId, Subscription>,
    sequences: BTreeMap<EnvironmentId, u64>,
    /// The last changes of each environment, newest last.
    #[serde(default)]
    changes: BTreeMap<EnvironmentId, VecDeque<ChangedObject>>,
    #[serde(default)]
    audit: BTreeMap<OrganizationId, audit::AuditRows>,
    remembered: BTreeMap<String, Remembered>,
    last_id: clock::LastId,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct ConnectionRow {
    one: OrganizationId,
    other: OrganizationId,
    status: ConnectionStatus,
    connected_at: Option<Instant>,
    version: u64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct EndRow<T> {
    row: T,
    deleted_at: Option<Instant>,
}

impl Memory {
    /// Nothing stored yet.
    pub fn new(clock: Clock) -> Self {
        Self { rows: State::default(), live: BTreeMap::new(), clock, now: (clock.now)(), journal: journal::Journal::default() }
    }

    /// Runs one transaction at one time, and takes back what it wrote when it fails.
    ///
    /// # Errors
    /// Whatever `run` fails with; then nothing was changed.
    pub fn transact<T, E>(&mut self, run: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E> {
        if !self.journal.is_open() {
            self.now = (self.clock.now)();
        }
        let mark = self.journal.open(self.rows.last_id);
        let outcome = run(self);
        if outcome.is_err() {
            self.take_back(&mark);
        }
        self.journal.close();
        outcome
    }
}

/// Answers one request in a transaction of its own; what it wrote is kept when the answer is a success.
pub fn serve_in_memory(memory: &mut Memory, actor: Actor, request: &WireRequest) -> WireResponse {
    let outcome = memory.transact(|memory| {
        let response = serve(&mut Service { tables: memory, actor }, request);
        if response.is_success() { Ok(response) } else { Err(response) }
    });
    outcome.unwrap_or_else(|refusal| refusal)
}
