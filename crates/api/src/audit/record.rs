//! A whole record as a file.

use super::AuditEntry;
use crate::wire::{Answer, Unreadable, read_json};

/// A whole record, oldest entry first, each on a line of its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AuditRecord(pub Vec<AuditEntry>);

impl AuditRecord {
    /// Writes one line.
    ///
    /// # Panics
    /// Never: entries have string keys only.
    pub fn write_line(into: &mut Vec<u8>, entry: &AuditEntry) {
        serde_json::to_writer(&mut *into, entry).expect("entries have string keys only");
        into.push(b'\n');
    }
}

impl Answer for AuditRecord {
    const CONTENT_TYPE: &str = "application/x-ndjson";

    fn to_body(&self, _: &str) -> Vec<u8> {
        let mut body = Vec::new();
        self.0.iter().for_each(|entry| Self::write_line(&mut body, entry));
        body
    }

    fn from_body(body: &[u8]) -> Result<Self, Unreadable> {
        let lines = body.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        lines.map(read_json).collect::<Result<_, _>>().map(Self)
    }
}
