//! Secrets of destinations, sealed.

use super::{
    Transaction,
    row::{Columns as _, Text},
};
use crate::SealingKey;
use causeway_api::{DestinationId, SecretName, SecretText};
use causeway_rules::{StorageError, Stored};
use rusqlite::{Connection, OptionalExtension as _, params};

/// What a sealed text is for: nobody can put it under another name or at another destination.
fn purpose(id: DestinationId, name: SecretName) -> String {
    format!("destination {id} {}", name.as_str())
}

pub(super) fn put(transaction: &Transaction<'_>, id: DestinationId, name: SecretName, secret: &SecretText) -> Stored<()> {
    let sealed = transaction.key().seal(&purpose(id, name), secret.0.as_bytes());
    let sql = "INSERT INTO secrets (destination_id, name, sealed) VALUES (?1, ?2, ?3)
        ON CONFLICT (destination_id, name) DO UPDATE SET sealed = excluded.sealed";
    transaction.run(sql, params![Text(id), name.as_str(), sealed]).map(drop)
}

pub(super) fn remove(transaction: &Transaction<'_>, id: DestinationId, name: SecretName) -> Stored<()> {
    transaction.run("DELETE FROM secrets WHERE destination_id = ?1 AND name = ?2", params![Text(id), name.as_str()]).map(drop)
}

/// A secret as it lies in the file.
pub(crate) struct Sealed {
    purpose: String,
    bytes: Vec<u8>,
}

impl Sealed {
    /// Whether this is the key that it was sealed with.
    pub(crate) fn is_opened_by(&self, key: &SealingKey) -> bool {
        key.open(&self.purpose, &self.bytes).is_some()
    }
}

/// One of them, no matter which: all are sealed with the same key.
pub(super) fn any(connection: &Connection) -> rusqlite::Result<Option<Sealed>> {
    let sql = "SELECT destination_id, name, sealed FROM secrets LIMIT 1";
    let read = |row: &rusqlite::Row<'_>| {
        let purpose = purpose(row.text(0)?, row.choice(1, SecretName::named)?);
        Ok(Sealed { purpose, bytes: row.get(2)? })
    };
    connection.query_row(sql, [], read).optional()
}

/// Forgets every secret; says how many there were.
pub(crate) fn forget_all(transaction: &Transaction<'_>) -> Stored<usize> {
    transaction.run("DELETE FROM secrets", [])
}

/// Opens a destination's secret, to be used and forgotten.
pub(crate) fn open(transaction: &Transaction<'_>, id: DestinationId, name: SecretName) -> Stored<Option<SecretText>> {
    let sql = "SELECT sealed FROM secrets WHERE destination_id = ?1 AND name = ?2";
    let sealed: Option<Vec<u8>> = transaction.one(sql, params![Text(id), name.as_str()], |row| row.get(0))?;
    let Some(sealed) = sealed else { return Ok(None) };
    let opened = transaction.key().open(&purpose(id, name), &sealed).and_then(|text| String::from_utf8(text).ok());
    let unopened = || StorageError::Failed("a secret cannot be opened: it was sealed with another key".to_owned());
    opened.map(|text| Some(SecretText(text))).ok_or_else(unopened)
}
