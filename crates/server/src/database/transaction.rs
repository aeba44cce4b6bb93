//! One transaction: SQL in, rows out, failures logged once and reported without their inner details.

use super::bells::Announcement;
use crate::SealingKey;
use causeway_api::{EnvironmentId, Instant};
use causeway_rules::{StorageError, Stored};
use rusqlite::{Connection, ErrorCode, OptionalExtension as _, Params, Row};
use std::{
    cell::RefCell,
    sync::{Mutex, PoisonError},
};
use uuid::{Timestamp, Uuid, timestamp::context::ContextV7};

/// One transaction's view of the database.
pub struct Transaction<'a> {
    connection: &'a Connection,
    now: Instant,
    key: &'a SealingKey,
    ids: &'a Mutex<ContextV7>,
    announcement: RefCell<Announcement>,
}

impl<'a> Transaction<'a> {
    pub(super) fn new(connection: &'a Connection, now: Instant, key: &'a SealingKey, ids: &'a Mutex<ContextV7>) -> Self {
        Self { connection, now, key, ids, announcement: RefCell::default() }
    }

    /// The time at which it began.
    pub(crate) const fn began(&self) -> Instant {
        self.now
    }

    /// What seals and opens secrets.
    pub(crate) const fn key(&self) -> &SealingKey {
        self.key
    }

    /// A fresh id, greater than all before.
    pub(crate) fn fresh_id(&self) -> Uuid {
        let milliseconds = u64::try_from(self.now.0).unwrap_or_default();
        let nanoseconds = u32::try_from(milliseconds % 1000 * 1_000_000).expect("less than a second");
        let ids = self.ids.lock().unwrap_or_else(PoisonError::into_inner);
        Uuid::new_v7(Timestamp::from_unix(&*ids, milliseconds / 1000, nanoseconds))
    }

    /// Once this is committed, those who listen to the environment hear of it.
    pub(super) fn announce(&mut self, environment: EnvironmentId) {
        let environments = &mut self.announcement.get_mut().environments;
        if !environments.contains(&environment) {
            environments.push(environment);
        }
    }

    /// Once this is committed, those whose session or token has ended hear of it.
    pub(crate) fn announce_ended_access(&self) {
        self.announcement.borrow_mut().has_ended_access = true;
    }

    /// What it announces.
    pub(super) fn into_announcement(self) -> Announcement {
        self.announcement.into_inner()
    }

    /// The one row that a query finds, if any.
    pub(crate) fn one<T>(
        &self,
        sql: &str,
        parameters: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Stored<Option<T>> {
        let query = || self.connection.prepare_cached(sql)?.query_row(parameters, read).optional();
        query().map_err(|error| failed(&error))
    }

    /// All rows that a query finds.
    pub(crate) fn all<T>(
        &self,
        sql: &str,
        parameters: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Stored<Vec<T>> {
        let query = || self.connection.prepare_cached(sql)?.query_map(parameters, read)?.collect::<Result<_, _>>();
        query().map_err(|error| failed(&error))
    }

    /// The number that a query counts.
    pub(crate) fn count(&self, sql: &str, parameters: impl Params) -> Stored<u64> {
        self.one(sql, parameters, |row| row.get(0)).map(Option::unwrap_or_default)
    }

    /// Runs a statement; says how many rows it touched.
    pub(crate) fn run(&self, sql: &str, parameters: impl Params) -> Stored<usize> {
        let statement = || self.connection.prepare_cached(sql)?.execute(parameters);
        statement().map_err(|error| failed(&error))
    }

    /// The number under which the last row was stored.
    pub(crate) fn last_number(&self) -> i64 {
        self.connection.last_insert_rowid()
    }
}

/// Logs what happened, for the one who runs the server; callers learn only whether trying again may help.
pub(crate) fn failed(error: &rusqlite::Error) -> StorageError {
    if matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)) {
        tracing::warn!(%error, "the database is busy");
        StorageError::Busy
    } else {
        tracing::error!(%error, "the database failed");
        if is_unreadable(error) { StorageError::Unreadable(error.to_string()) } else { StorageError::Failed(error.to_string()) }
    }
}

/// Whether there was a row, but with a value that its column never has.
fn is_unreadable(error: &rusqlite::Error) -> bool {
    use rusqlite::Error;
    matches!(
        error,
        Error::FromSqlConversionFailure(..)
            | Error::IntegralValueOutOfRange(..)
            | Error::InvalidColumnType(..)
            | Error::Utf8Error(..)
    )
}
