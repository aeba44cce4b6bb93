//! The sources and destinations of one environment: your own ends.

use super::keyed::{Keyed, Row};
use super::{Load, every_page};
use crate::backend::{Backend, CallError};
use causeway_api::{
    Destination, DestinationChange, DestinationCreate, DestinationDelete, DestinationGet, DestinationId, DestinationList,
    DestinationVerify, EnvironmentId, One, PageRequest, Source, SourceChange, SourceCreate, SourceDelete, SourceGet, SourceId,
    SourceList, Verification,
};
use leptos::prelude::*;
use uuid::Uuid;

impl Row for Source {
    fn key(&self) -> Uuid {
        self.id.0
    }
}

impl Row for Destination {
    fn key(&self) -> Uuid {
        self.id.0
    }
}

/// The sources and destinations, from any component.
#[derive(Clone, Copy)]
pub struct Ends {
    backend: Backend,
    environment: StoredValue<Option<EnvironmentId>>,
    sources: Keyed<Source>,
    destinations: Keyed<Destination>,
}

impl Ends {
    /// Nothing loaded yet.
    pub fn new(backend: Backend) -> Self {
        Self { backend, environment: StoredValue::new(None), sources: Keyed::default(), destinations: Keyed::default() }
    }

    /// All sources by name; wakes when any has changed.
    pub fn sources(self) -> ReadSignal<Load<Vec<Source>>> {
        self.sources.all()
    }

    /// All destinations by name; wakes when any has changed.
    pub fn destinations(self) -> ReadSignal<Load<Vec<Destination>>> {
        self.destinations.all()
    }

    /// One of your sources; wakes for this one alone.
    pub fn source(self, id: SourceId) -> Option<Source> {
        self.sources.get(id.0)
    }

    /// One of your destinations; wakes for this one alone.
    pub fn destination(self, id: DestinationId) -> Option<Destination> {
        self.destinations.get(id.0)
    }

    /// Loads an environment's sources and destinations, unless they are there or on their way.
    pub fn ensure(self, environment: EnvironmentId) {
        let has_failed = untrack(|| {
            self.sources.all().with(|load| load.failure().is_some())
                || self.destinations.all().with(|load| load.failure().is_some())
        });
        if has_failed || self.environment.get_value() != Some(environment) {
            leptos::task::spawn_local(self.load(environment));
        }
    }

    /// Loads an environment's sources and destinations in place of what was there.
    pub async fn load(self, environment: EnvironmentId) {
        if self.environment.get_value() != Some(environment) {
            self.environment.set_value(Some(environment));
            self.sources.set(Load::Pending);
            self.destinations.set(Load::Pending);
        }
        let sources = every_page(self.backend, |page| SourceList {
            environment_id: environment,
            page: Some(page),
            count: Some(PageRequest::MOST),
        });
        let destinations = every_page(self.backend, |page| DestinationList {
            environment_id: environment,
            page: Some(page),
            count: Some(PageRequest::MOST),
        });
        let (sources, destinations) = (sources.await, destinations.await);
        if self.environment.get_value() == Some(environment) {
            self.sources.set(sources.into());
            self.destinations.set(destinations.into());
        }
    }

    /// Reads a source that is not among yours: a partner's.
    ///
    /// # Errors
    /// The refusal, or that nobody answered.
    pub async fn read_source(self, source_id: SourceId) -> Result<Source, CallError> {
        self.backend.call(&SourceGet { source_id }).await.map(|One(source)| source)
    }

    /// Reads a destination that is not among yours: a partner's.
    ///
    /// # Errors
    /// The refusal, or that nobody answered.
    pub async fn read_destination(self, destination_id: DestinationId) -> Result<Destination, CallError> {
        self.backend.call(&DestinationGet { destination_id }).await.map(|One(destination)| destination)
    }

    /// Creates a source; the same content must keep its key.
    ///
    /// # Errors
    /// The refusal, or that nobody answered.
    pub async fn create_source(self, request: &SourceCreate, key: &str) -> Result<Source, CallError> {
        let One(source) = self.backend.create(request, key).await?;
        self.keep_source(&source);
        Ok(source)
    }

    /// Changes a source.
    ///
    /// # Errors
    /// The refusal, or that nobody answered.
    pub async fn change_source(self, request: &SourceChange) -> Result<Source, CallError> {
        let One(source) = self.backend.call(request).await?;
        self.keep_source(&source);
        Ok(source)
    }

    /// Deletes a source.
    ///
    /// # Errors
    /// The refusal, or that nobody answered.
    pub async fn delete_source(self, source: &Source) -> Result<(), CallError> {
        let source_id = source.id;
        self.backend.call(&SourceDelete { source_id, version: Some(source.version) }).await?;
        self.sources.patch(|rows| rows.retain(|row| row.id != source_id));
        Ok(())
    }

    /// Creates a destination; the same content must keep its key.
    ///
    /// # Errors
    /// The refusal, or that nobody answered.
    pub async fn create_destination(self, request: &DestinationCreate, key: &str) -> Result<Destination, CallError> {
        let One(destination) = self.backend.create(request, key).await?;
        self.keep_destination(&destination);
        Ok(destination)
    }

    /// Changes a destination.
    ///
    /// # Errors
    /// The refusal, or that nobody answered.
    pub async fn change_destination(self, request: &DestinationChange) -> Result<Destination, CallError> {
        let One(destination) = self.backend.call(request).await?;
        self.keep_destination(&destination);
        Ok(destination)
    }

    /// Has the server send the endpoint of a destination its challenge, and keeps what became of the destination.
    ///
    /// # Errors
    /// The refusal, or that nobody answered. An endpoint that does not answer is no error: the verification says so.
    pub async fn verify(self, request: &DestinationVerify) -> Result<Verification, CallError> {
        let One(verification) = self.backend.call(request).await?;
        self.keep_destination(&verification.destination);
        Ok(verification)
    }

    /// Deletes a destination.
    ///
    /// # Errors
    /// The refusal, or that nobody answered.
    pub async fn delete_destination(self, destination: &Destination) -> Result<(), CallError> {
        let destination_id = destination.id;
        self.backend.call(&DestinationDelete { destination_id, version: Some(destination.version) }).await?;
        self.destinations.patch(|rows| rows.retain(|row| row.id != destination_id));
        Ok(())
    }

    fn keep_source(self, source: &Source) {
        if self.environment.get_value() == Some(source.environment.id) {
            self.sources.patch(|rows| keep(rows, source, |row| row.name.to_lowercase()));
        }
    }

    fn keep_destination(self, destination: &Destination) {
        if self.environment.get_value() == Some(destination.environment.id) {
            self.destinations.patch(|rows| keep(rows, destination, |row| row.name.to_lowercase()));
        }
    }
}

/// Puts a row in place of its older self, or adds it, in the list's order.
fn keep<T: Row>(rows: &mut Vec<T>, row: &T, order: impl Fn(&T) -> String) {
    rows.retain(|known| known.key() != row.key());
    let place = rows.partition_point(|known| order(known) <= order(row));
    rows.insert(place, row.clone());
}
