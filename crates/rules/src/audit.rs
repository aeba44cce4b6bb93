//! The chain of hashes that holds an organization's record together.
//!
//! An entry's canonical form is its JSON without its own hash: no spaces, keys in alphabetical order, UTF-8 (RFC 8785, as far as strings and
//! whole numbers go). Its hash is the SHA-256 of that. Since the form has the hash of the entry before, an entry that is edited, removed or
//! moved breaks the chain there; a cut at the end shows by the count and the last hash, which are kept apart. Who can write all of it can
//! also make all of it anew: against that helps a hash that was noted elsewhere.

use causeway_api::{AuditAction, AuditActor, AuditBreak, AuditEntry, AuditFault, AuditObject, Instant, OrganizationId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// A place in a record: after how many entries, and the hash of the last of them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AuditMark {
    /// How many entries there are up to here.
    pub entries: u64,
    /// The hash of the last one.
    pub hash: String,
}

/// Where what is stored of a record begins, and where it was last written to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AuditEnds {
    /// The beginning; later than that where old entries are not kept.
    pub first: AuditMark,
    /// The end.
    pub last: AuditMark,
}

impl AuditMark {
    /// The beginning of an organization's record. Its hash is the organization's own, so that no record can be passed off as another's.
    pub fn beginning(organization: OrganizationId) -> Self {
        Self { entries: 0, hash: hex(&Sha256::digest(format!("causeway audit 1 organization {organization}"))) }
    }

    /// The mark after an entry.
    pub fn after(entry: &AuditEntry) -> Self {
        Self { entries: entry.sequence, hash: entry.hash.clone() }
    }
}

/// An entry without its hash, with its fields in the order of their names.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Canonical<'a> {
    action: AuditAction,
    actor: &'a AuditActor,
    address: &'a Option<String>,
    after: &'a Option<Value>,
    at: Instant,
    before: &'a Option<Value>,
    object: &'a AuditObject,
    previous_hash: &'a str,
    sequence: u64,
}

/// The bytes that an entry's hash is made of.
fn canonical(entry: &AuditEntry) -> Vec<u8> {
    let AuditEntry { sequence, at, actor, address, action, object, before, after, previous_hash, hash: _ } = entry;
    let (action, at, sequence) = (*action, *at, *sequence);
    let form = Canonical { action, actor, address, after, at, before, object, previous_hash, sequence };
    serde_json::to_vec(&form).expect("entries have string keys only")
}

/// What an entry's hash has to be.
pub fn entry_hash(entry: &AuditEntry) -> String {
    hex(&Sha256::digest(canonical(entry)))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes everything");
        text
    })
}

/// Follows entries from a mark on, and gives the mark that they lead to.
///
/// # Errors
/// The first entry that does not hold.
pub fn check_chain<'a>(from: AuditMark, entries: impl IntoIterator<Item = &'a AuditEntry>) -> Result<AuditMark, AuditBreak> {
    let mut mark = from;
    for entry in entries {
        let expected = mark.entries + 1;
        if entry.sequence != expected {
            return Err(AuditBreak { sequence: expected, fault: AuditFault::Missing });
        }
        if entry.previous_hash != mark.hash || entry.hash != entry_hash(entry) {
            return Err(AuditBreak { sequence: expected, fault: AuditFault::Edited });
        }
        mark = AuditMark::after(entry);
    }
    Ok(mark)
}

/// Compares where the entries lead to with where the record was last written to.
///
/// # Errors
/// The first entry that is too few, too many, or another one.
pub fn check_end(found: &AuditMark, written: &AuditMark) -> Result<(), AuditBreak> {
    if found.entries < written.entries {
        return Err(AuditBreak { sequence: found.entries + 1, fault: AuditFault::CutOff });
    }
    if found.entries > written.entries {
        return Err(AuditBreak { sequence: written.entries + 1, fault: AuditFault::Added });
    }
    if found.hash == written.hash { Ok(()) } else { Err(AuditBreak { sequence: found.entries, fault: AuditFault::Edited }) }
}

#[cfg(test)]
mod tests;
