//! The SQLite file: one writer, several readers, and each request's transaction.

mod audit;
mod bells;
mod changes;
mod connections;
mod destinations;
mod directory;
mod idempotency;
mod listing;
pub(crate) mod members;
mod open;
mod organizations;
#[cfg(test)]
mod plans;
mod pool;
pub(crate) mod row;
mod secrets;
mod sharing;
mod sources;
mod subscriptions;
mod tables;
mod transaction;

pub(crate) use bells::Listener;
pub use open::OpenError;
pub(crate) use secrets::{Sealed, forget_all, open as open_secret};
pub use transaction::Transaction;

use crate::{Clock, SealingKey};
use bells::Bells;
use causeway_api::EnvironmentId;
use causeway_rules::StorageError;
use pool::{Lease, Pool};
use rusqlite::TransactionBehavior;
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};
use transaction::failed;
use uuid::timestamp::context::ContextV7;

/// An open database. Clones share it.
#[derive(Clone, Debug)]
pub struct Database {
    readers: Pool,
    writer: Pool,
    clock: Clock,
    key: SealingKey,
    ids: Arc<Mutex<ContextV7>>,
    bells: Bells,
}

/// A database file that was looked at and brought up to date. It waits for its key.
#[derive(Debug)]
pub struct DatabaseFile {
    path: PathBuf,
    writer: rusqlite::Connection,
}

impl DatabaseFile {
    /// Opens a file, creates it if there is none, and brings it up to date.
    ///
    /// # Errors
    /// When the file cannot be used; a file that is not Causeway's, or is newer than this program, is left as it is.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        Ok(Self { path: path.to_owned(), writer: open::writer(path)? })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// One of the secrets in it, to try a key on; none when nothing is sealed.
    pub(crate) fn sealed(&self) -> Result<Option<Sealed>, OpenError> {
        secrets::any(&self.writer).map_err(|cause| OpenError::Unusable { path: self.path.clone(), cause })
    }

    /// The database, whose secrets are sealed with this key.
    ///
    /// # Errors
    /// When the file cannot be used.
    pub fn with_key(self, key: SealingKey, clock: Clock) -> Result<Database, OpenError> {
        // More readers than cores only wait for each other.
        let count = std::thread::available_parallelism().map_or(2, usize::from).clamp(2, 8);
        let readers = (0..count).map(|_| open::reader(&self.path)).collect::<Result<_, _>>()?;
        Ok(Database {
            readers: Pool::new(readers),
            writer: Pool::new(vec![self.writer]),
            clock,
            key,
            ids: Arc::new(Mutex::new(ContextV7::new())),
            bells: Bells::new(),
        })
    }
}

impl Database {
    /// What seals and opens secrets.
    pub(crate) const fn key(&self) -> &SealingKey {
        &self.key
    }

    /// The time, as the transactions see it.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Listens to what is committed to an environment, and to sessions and tokens that end, from now on.
    pub(crate) fn listen(&self, environment: EnvironmentId) -> Listener {
        self.bells.listen(environment)
    }

    /// Runs a job on one snapshot of the data, off the async threads. The job cannot change anything.
    ///
    /// # Errors
    /// The job's own; also when no reader is free for some seconds, or storage fails.
    ///
    /// # Panics
    /// When the job does.
    pub async fn read<R: Send + 'static, E: From<StorageError> + Send + 'static>(
        &self,
        job: impl FnOnce(&mut Transaction<'_>) -> Result<R, E> + Send + 'static,
    ) -> Result<R, E> {
        let lease = self.readers.lease().await?;
        let this = self.clone();
        blocking(move || this.run(&lease, TransactionBehavior::Deferred, job)).await
    }

    /// Runs a job as the only writer, off the async threads. Its changes are kept, on disk, when it succeeds, and dropped otherwise.
    ///
    /// # Errors
    /// The job's own; also when the writer is not free for some seconds, or storage fails. Then nothing was changed.
    ///
    /// # Panics
    /// When the job does; then nothing was changed.
    pub async fn write<R: Send + 'static, E: From<StorageError> + Send + 'static>(
        &self,
        job: impl FnOnce(&mut Transaction<'_>) -> Result<R, E> + Send + 'static,
    ) -> Result<R, E> {
        let lease = self.writer.lease().await?;
        let this = self.clone();
        blocking(move || this.run(&lease, TransactionBehavior::Immediate, job)).await
    }

    fn run<R, E: From<StorageError>>(
        &self,
        lease: &Lease,
        behavior: TransactionBehavior,
        job: impl FnOnce(&mut Transaction<'_>) -> Result<R, E>,
    ) -> Result<R, E> {
        let transaction = rusqlite::Transaction::new_unchecked(lease, behavior).map_err(|error| failed(&error))?;
        // Dropped on the way out of an error or a panic, it rolls back.
        let mut tables = Transaction::new(&transaction, self.clock.now(), &self.key, &self.ids);
        let result = job(&mut tables)?;
        let announcement = tables.into_announcement();
        transaction.commit().map_err(|error| failed(&error))?;
        self.bells.ring(announcement);
        Ok(result)
    }
}

async fn blocking<R: Send + 'static>(job: impl FnOnce() -> R + Send + 'static) -> R {
    match tokio::task::spawn_blocking(job).await {
        Ok(result) => result,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}
