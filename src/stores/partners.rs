//! Who can be found, and what was asked and answered on the way to a connection.

use super::{Connections, Load, every_page};
use crate::backend::{Backend, CallError};
use causeway_api::{
    Connection, ConnectionAccept, ConnectionAsk, ConnectionDecline, ConnectionEnd, ConnectionId, ConnectionRequest,
    ConnectionRequestGet, ConnectionRequestList, ConnectionWithdraw, DirectoryEntry, DirectoryList, EnvironmentId, One,
    PageRequest, SubscriptionList,
};
use leptos::prelude::*;

/// The directory and the requests, for the pages about them. What changes a connection also changes it in [`Connections`].
#[derive(Clone, Copy)]
pub struct Partners {
    backend: Backend,
    connections: Connections,
    environment: EnvironmentId,
    directory: RwSignal<Load<Vec<DirectoryEntry>>>,
    requests: RwSignal<Load<Vec<ConnectionRequest>>>,
}

impl Partners {
    /// Nothing loaded yet.
    pub fn new(backend: Backend, connections: Connections, environment: EnvironmentId) -> Self {
        Self { backend, connections, environment, directory: RwSignal::default(), requests: RwSignal::default() }
    }

    /// The organizations that can be found, by name.
    pub fn directory(self) -> ReadSignal<Load<Vec<DirectoryEntry>>> {
        self.directory.read_only()
    }

    /// What was asked, by you and by others: open ones first, then the newest.
    pub fn requests(self) -> ReadSignal<Load<Vec<ConnectionRequest>>> {
        self.requests.read_only()
    }

    /// Loads the directory.
    pub async fn load_directory(self) {
        let list = |page| DirectoryList { page: Some(page), count: Some(PageRequest::MOST), ..DirectoryList::default() };
        let loaded = every_page(self.backend, list).await;
        // The page may be gone by now, and its store with it.
        self.directory.try_set(loaded.into());
    }

    /// Loads the requests.
    pub async fn load_requests(self) {
        let environment_id = self.environment;
        let list = |page| ConnectionRequestList { environment_id, page: Some(page), count: Some(PageRequest::MOST) };
        let loaded = every_page(self.backend, list).await;
        self.requests.try_set(loaded.into());
    }

    /// The request that a connection began with, where somebody had to ask.
    ///
    /// # Errors
    /// The refusal, or that nobody answered.
    pub async fn request_of(self, connection_id: ConnectionId) -> Result<ConnectionRequest, CallError> {
        self.backend.call(&ConnectionRequestGet { connection_id }).await.map(|One(request)| request)
    }

    /// Asks for a connection; trying the same again keeps the key.
    ///
    /// # Errors
    /// The refusal by field, or that nobody answered.
    pub async fn ask(self, request: &ConnectionAsk, key: &str) -> Result<Connection, CallError> {
        let One(connection) = self.backend.create(request, key).await?;
        self.connections.load(self.environment).await;
        Ok(connection)
    }

    /// Accepts what another organization asks, with a word or without.
    ///
    /// # Errors
    /// The refusal, or that nobody answered.
    pub async fn accept(self, request: &ConnectionRequest, message: String) -> Result<(), CallError> {
        let version = Some(request.version);
        self.backend.call(&ConnectionAccept { version, message, ..ConnectionAccept::of(request.id) }).await?;
        self.load_again().await;
        Ok(())
    }

    /// Declines what another organization asks, with a word or without.
    ///
    /// # Errors
    /// The refusal, or that nobody answered.
    pub async fn decline(self, request: &ConnectionRequest, message: String) -> Result<(), CallError> {
        let version = Some(request.version);
        self.backend.call(&ConnectionDecline { version, message, ..ConnectionDecline::of(request.id) }).await?;
        self.load_again().await;
        Ok(())
    }

    /// Takes back what your organization asked.
    ///
    /// # Errors
    /// The refusal, or that nobody answered.
    pub async fn withdraw(self, request: &ConnectionRequest) -> Result<(), CallError> {
        self.backend.call(&ConnectionWithdraw { connection_id: request.id, version: Some(request.version) }).await?;
        self.load_again().await;
        Ok(())
    }

    /// How many live subscriptions a connection carries in each of these environments.
    ///
    /// # Errors
    /// That nobody answered.
    pub async fn count_subscriptions(self, id: ConnectionId, environments: &[EnvironmentId]) -> Result<Vec<u64>, CallError> {
        let mut counts = Vec::new();
        for &environment in environments {
            let one = SubscriptionList { connection_id: Some(id), count: Some(1), ..SubscriptionList::all(environment) };
            counts.push(self.backend.call(&one).await?.total);
        }
        Ok(counts)
    }

    /// Leaves a connection. Its subscriptions go by the changes that everybody hears of.
    ///
    /// # Errors
    /// The refusal, or that nobody answered.
    pub async fn end(self, connection: &Connection) -> Result<(), CallError> {
        self.backend.call(&ConnectionEnd { connection_id: connection.id, version: Some(connection.version) }).await?;
        self.connections.load(self.environment).await;
        Ok(())
    }

    /// Reads what has changed: the requests, and the connections that they are about.
    async fn load_again(self) {
        self.load_requests().await;
        self.connections.load(self.environment).await;
    }
}
