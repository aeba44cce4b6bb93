//! What idempotency keys were answered. Of the keys, keyed hashes are kept: some of the answers are sealed with them. Fingerprints are
//! sealed: a request may hold secrets that are short enough to be guessed.

use super::{
    Transaction,
    row::{Columns as _, Millis},
};
use causeway_api::{Instant, WireResponse};
use causeway_rules::{Remembered, Stored};
use rusqlite::params;

/// What fingerprints are sealed for.
const FINGERPRINT: &str = "fingerprint";

fn hashed(transaction: &Transaction<'_>, key: &str) -> String {
    let digest = transaction.key().digest("idempotency key", key.as_bytes());
    let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

pub(super) fn get(transaction: &Transaction<'_>, actor: &str, endpoint: &str, key: &str) -> Stored<Option<Remembered>> {
    let sql = "SELECT fingerprint, at, status, etag, content_type, retry_after, allow, body FROM remembered
        WHERE actor = ?1 AND endpoint = ?2 AND key = ?3";
    let found = transaction.one(sql, [actor, endpoint, &hashed(transaction, key)], |row| {
        let opened = transaction.key().open(FINGERPRINT, row.get_ref(0)?.as_blob()?);
        // What another key sealed is as good as forgotten.
        let Some(fingerprint) = opened.and_then(|bytes| bytes.try_into().ok()) else { return Ok(None) };
        Ok(Some(Remembered {
            fingerprint,
            at: row.instant(1)?,
            answer: WireResponse {
                status: row.get(2)?,
                etag: row.get(3)?,
                content_type: row.get(4)?,
                retry_after: row.get(5)?,
                allow: row.get(6)?,
                body: row.get(7)?,
            },
        }))
    })?;
    Ok(found.flatten())
}

pub(super) fn put(
    transaction: &Transaction<'_>,
    (actor, endpoint, key): (&str, &str, &str),
    remembered: &Remembered,
) -> Stored<()> {
    let sql = "INSERT OR REPLACE INTO remembered (actor, endpoint, key, fingerprint, at, status, etag, content_type, retry_after,
            allow, body)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    let Remembered { fingerprint, answer, at } = remembered;
    let values = params![
        actor,
        endpoint,
        hashed(transaction, key),
        transaction.key().seal(FINGERPRINT, fingerprint),
        Millis(*at),
        answer.status,
        answer.etag,
        answer.content_type,
        answer.retry_after,
        answer.allow,
        answer.body,
    ];
    transaction.run(sql, values).map(drop)
}

pub(super) fn forget_before(transaction: &Transaction<'_>, instant: Instant) -> Stored<()> {
    transaction.run("DELETE FROM remembered WHERE at < ?1", [Millis(instant)]).map(drop)
}
