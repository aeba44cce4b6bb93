//! Secrets of destinations, sealed.

use super::{Transaction, row::Text};
use causeway_api::{DestinationId, SecretName, SecretText};
use causeway_rules::{StorageError, Stored};
use rusqlite::params;

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

/// Opens a destination's secret, to be used and forgotten.
pub(crate) fn open(transaction: &Transaction<'_>, id: DestinationId, name: SecretName) -> Stored<Option<SecretText>> {
    let sql = "SELECT sealed FROM secrets WHERE destination_id = ?1 AND name = ?2";
    let sealed: Option<Vec<u8>> = transaction.one(sql, params![Text(id), name.as_str()], |row| row.get(0))?;
    let Some(sealed) = sealed else { return Ok(None) };
    let opened = transaction.key().open(&purpose(id, name), &sealed).and_then(|text| String::from_utf8(text).ok());
    let unopened = || StorageError::Failed("a secret cannot be opened: it was sealed with another key".to_owned());
    opened.map(|text| Some(SecretText(text))).ok_or_else(unopened)
}
