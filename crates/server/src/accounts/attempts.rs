//! Slowing down those who guess passwords.
//!
//! An attempt counts before its password is looked at, so that many at once gain nothing; the right password takes the count back.

use crate::database::Transaction;
use crate::database::row::Millis;
use causeway_api::{ApiError, ErrorCode};
use causeway_rules::Stored;
use rusqlite::params;
use sha2::{Digest, Sha256};
use std::net::IpAddr;

/// Wrong passwords for one e-mail address before the first wait: a person's typing errors.
const FREE_BY_EMAIL: u32 = 5;
/// Wrong passwords from one peer before the first wait: an office behind one address.
const FREE_BY_PEER: u32 = 50;
/// The first wait; each further wrong password doubles it.
const FIRST_WAIT: i64 = 15_000;
/// The longest wait: a guesser gets at most 96 tries a day, and a person is never shut out for long.
const LONGEST_WAIT: i64 = 15 * 60_000;
/// After this long without one, wrong passwords are forgotten.
const FORGOTTEN_AFTER: i64 = 24 * 60 * 60_000;

/// Somebody trying to sign in.
pub(crate) struct Attempt {
    email: [u8; 32],
    peer: [u8; 32],
}

impl Attempt {
    pub(crate) fn new(email: &str, peer: IpAddr) -> Self {
        // An IPv6 network is as cheap as an IPv4 address: its first 64 bits count.
        let peer = match peer.to_canonical() {
            IpAddr::V6(address) => format!("{:x}", address.to_bits() >> 64),
            IpAddr::V4(address) => address.to_string(),
        };
        Self { email: subject("email", email), peer: subject("peer", &peer) }
    }

    /// Counts the attempt, or refuses it while there is a wait. To be committed in either case.
    pub(crate) fn count(&self, transaction: &Transaction<'_>) -> Stored<Result<(), ApiError>> {
        let now = transaction.began();
        transaction.run("DELETE FROM attempts WHERE last_at < ?1", [Millis(now.plus_milliseconds(-FORGOTTEN_AFTER))])?;
        let mut longest = 0;
        for (subject, free) in [(&self.email, FREE_BY_EMAIL), (&self.peer, FREE_BY_PEER)] {
            let sql = "SELECT count, last_at FROM attempts WHERE subject = ?1";
            let counted = transaction.one(sql, [subject], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?)))?;
            let (count, last) = counted.unwrap_or((0, 0));
            longest = longest.max(last + wait(count, free) - now.0);
        }
        if longest > 0 {
            let seconds = u32::try_from((longest + 999) / 1000).unwrap_or(u32::MAX);
            let detail = format!("There were too many wrong passwords. Try again in {}.", spoken(seconds));
            return Ok(Err(ApiError { retry_after: Some(seconds), ..ApiError::new(ErrorCode::TooManyAttempts, detail) }));
        }
        for subject in [&self.email, &self.peer] {
            let sql = "INSERT INTO attempts (subject, count, last_at) VALUES (?1, 1, ?2)
                ON CONFLICT (subject) DO UPDATE SET count = count + 1, last_at = excluded.last_at";
            transaction.run(sql, params![subject, Millis(now)])?;
        }
        Ok(Ok(()))
    }

    /// Takes the count back: the password was right.
    pub(crate) fn succeeded(&self, transaction: &Transaction<'_>) -> Stored<()> {
        transaction.run("DELETE FROM attempts WHERE subject = ?1", [&self.email])?;
        transaction.run("UPDATE attempts SET count = count - 1 WHERE subject = ?1 AND count > 0", [&self.peer])?;
        Ok(())
    }
}

fn subject(kind: &str, name: &str) -> [u8; 32] {
    Sha256::digest(format!("{kind}\0{name}").as_bytes()).into()
}

/// Milliseconds to wait after this many wrong passwords.
fn wait(count: u32, free: u32) -> i64 {
    match count.checked_sub(free) {
        None => 0,
        // Six doublings reach the longest wait.
        Some(further) => (FIRST_WAIT << further.min(6)).min(LONGEST_WAIT),
    }
}

fn spoken(seconds: u32) -> String {
    match seconds {
        1 => "a second".to_owned(),
        2..90 => format!("{seconds} seconds"),
        _ => format!("{} minutes", seconds.div_ceil(60)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_begins_after_the_free_ones_and_doubles_up_to_a_quarter_of_an_hour() {
        let seconds: Vec<_> = (0..=13).map(|count| wait(count, 5) / 1000).collect();
        assert_eq!(seconds, [0, 0, 0, 0, 0, 15, 30, 60, 120, 240, 480, 900, 900, 900]);
    }
}
