//! The connections of one environment's organization.

use super::keyed::{Keyed, Row};
use super::{Load, every_page};
use crate::backend::{Backend, CallError};
use causeway_api::{Connection, ConnectionId, ConnectionKind, ConnectionList, EnvironmentId, OrganizationId, PageRequest};
use leptos::prelude::*;
use uuid::Uuid;

impl Row for Connection {
    fn key(&self) -> Uuid {
        self.id.0
    }
}

/// The connections, from any component.
#[derive(Clone, Copy)]
pub struct Connections {
    backend: Backend,
    environment: StoredValue<Option<EnvironmentId>>,
    rows: Keyed<Connection>,
}

impl Connections {
    /// Nothing loaded yet.
    pub fn new(backend: Backend) -> Self {
        Self { backend, environment: StoredValue::new(None), rows: Keyed::default() }
    }

    /// All of them, your own first, then by name; wakes when any has changed.
    pub fn all(self) -> ReadSignal<Load<Vec<Connection>>> {
        self.rows.all()
    }

    /// One of them; wakes for this one alone.
    pub fn get(self, id: ConnectionId) -> Option<Connection> {
        self.rows.get(id.0)
    }

    /// Your own; tracked.
    pub fn own(self) -> Option<Connection> {
        self.all().with(|rows| rows.ready()?.iter().find(|connection| connection.kind == ConnectionKind::Own).cloned())
    }

    /// Whether there is or was a partner, or one was asked; tracked.
    pub fn knows_partners(self) -> bool {
        self.all().with(|rows| rows.ready().is_some_and(|rows| rows.iter().any(|row| row.kind == ConnectionKind::Partner)))
    }

    /// The connection with an organization; tracked.
    pub fn with_organization(self, id: OrganizationId) -> Option<Connection> {
        self.all().with(|rows| rows.ready()?.iter().find(|row| row.organization.id == id).cloned())
    }

    /// The name of the other organization; wakes for this connection alone, empty while it is unknown.
    pub fn name(self, id: ConnectionId) -> String {
        self.get(id).map(|connection| connection.organization.name).unwrap_or_default()
    }

    /// Loads an environment's connections in place of what was there.
    pub async fn load(self, environment: EnvironmentId) {
        if self.environment.get_value() != Some(environment) {
            self.environment.set_value(Some(environment));
            self.rows.set(Load::Pending);
        }
        let loaded = self.read(environment).await;
        if self.environment.get_value() == Some(environment) {
            self.rows.set(loaded.into());
        }
    }

    /// Reads an environment's connections again behind what is shown, which stays where they cannot be read.
    pub async fn refresh(self, environment: EnvironmentId) {
        let loaded = self.read(environment).await;
        if loaded.is_ok() && self.environment.try_get_value().flatten() == Some(environment) {
            self.rows.set(loaded.into());
        }
    }

    async fn read(self, environment: EnvironmentId) -> Result<Vec<Connection>, CallError> {
        let list = |page| ConnectionList { environment_id: environment, page: Some(page), count: Some(PageRequest::MOST) };
        every_page(self.backend, list).await
    }
}
