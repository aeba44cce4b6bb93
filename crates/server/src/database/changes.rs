//! What changed in each environment, under its numbers.

use super::{
    Transaction,
    row::{Columns as _, Text},
};
use causeway_api::{ConnectionId, DestinationId, EnvironmentId, SourceId, SubscriptionId};
use causeway_rules::{ChangedObject, StorageError, Stored};
use rusqlite::{Row, params};

pub(super) fn record(transaction: &mut Transaction<'_>, environment: EnvironmentId, object: ChangedObject) -> Stored<u64> {
    let numbered = "UPDATE environments SET sequence = sequence + 1 WHERE id = ?1 RETURNING sequence";
    let sequence: Option<u64> = transaction.one(numbered, [Text(environment)], |row| row.get(0))?;
    let sequence = sequence.ok_or_else(|| StorageError::Failed(format!("there is no environment {environment}")))?;
    let (kind, id) = match object {
        ChangedObject::Source(id) => ("Source", id.to_string()),
        ChangedObject::Destination(id) => ("Destination", id.to_string()),
        ChangedObject::Subscription(id) => ("Subscription", id.to_string()),
        ChangedObject::Connection(id) => ("Connection", id.to_string()),
    };
    let sql = "INSERT INTO changes (environment_id, sequence, kind, object_id) VALUES (?1, ?2, ?3, ?4)";
    transaction.run(sql, params![Text(environment), sequence, kind, id])?;
    transaction.announce(environment);
    Ok(sequence)
}

pub(super) fn sequence(transaction: &Transaction<'_>, environment: EnvironmentId) -> Stored<u64> {
    transaction.count("SELECT sequence FROM environments WHERE id = ?1", [Text(environment)])
}

pub(super) const AFTER: &str =
    "SELECT sequence, kind, object_id FROM changes WHERE environment_id = ?1 AND sequence > ?2 ORDER BY sequence LIMIT ?3";

pub(super) fn after(
    transaction: &Transaction<'_>,
    environment: EnvironmentId,
    after: u64,
    most: u32,
) -> Stored<Option<Vec<(u64, ChangedObject)>>> {
    if after > sequence(transaction, environment)? {
        return Ok(None);
    }
    transaction.all(AFTER, params![Text(environment), after, most], numbered).map(Some)
}

fn numbered(row: &Row<'_>) -> rusqlite::Result<(u64, ChangedObject)> {
    let known = ["Source", "Destination", "Connection", "Subscription"];
    let object = match row.choice(1, |kind| known.into_iter().find(|known| *known == kind))? {
        "Source" => ChangedObject::Source(row.text::<SourceId>(2)?),
        "Destination" => ChangedObject::Destination(row.text::<DestinationId>(2)?),
        "Connection" => ChangedObject::Connection(row.text::<ConnectionId>(2)?),
        _ => ChangedObject::Subscription(row.text::<SubscriptionId>(2)?),
    };
    Ok((row.count(0)?, object))
}
