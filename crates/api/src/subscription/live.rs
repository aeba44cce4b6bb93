//! All subscriptions of an environment at once, and what changes after that.
//!
//! A snapshot says up to which of the environment's sequence numbers it is complete; the events after that number make it current, however
//! long it took to read. Rows are always told as they are by now, so hearing of one twice does no harm.

use super::Subscription;
use crate::EnvironmentId;
use crate::wire::{Answer, Unreadable, read_json};
use serde::{Deserialize, Serialize};

/// Reads all live subscriptions of an environment.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubscriptionSnapshot {
    /// Where.
    pub environment_id: EnvironmentId,
}

/// Tells what changes in an environment.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubscriptionEvents {
    /// Where.
    pub environment_id: EnvironmentId,
    /// The sequence number up to which the caller knows everything; from now on when absent. The header `Last-Event-ID`, which browsers
    /// send when they reconnect, goes before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<u64>,
}

/// The first line of a snapshot.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SnapshotHead {
    /// The environment's sequence number when the snapshot began: no change up to this one is missing.
    pub sequence: u64,
    /// How many subscriptions there were then.
    pub total: u64,
}

/// A whole snapshot: the head and the rows, oldest first, each on a line of its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Snapshot {
    /// What it begins with.
    pub head: SnapshotHead,
    /// The subscriptions. What changed while they were read may be missing or be there already: the events after `head` tell.
    pub rows: Vec<Subscription>,
}

/// One event: what changed between two sequence numbers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SubscriptionNews {
    /// The number after which this tells everything: whoever knows less has missed something.
    pub since: u64,
    /// The number up to which this tells everything.
    pub sequence: u64,
    /// The subscriptions that changed, each once and as it is by now, deleted ones with their `deletedAt`. `null` where too much happened
    /// to be told: take a snapshot again.
    pub rows: Option<Vec<Subscription>>,
    /// Whether connections changed, or what is shared in them: read them again. Absent where none did.
    #[serde(default, rename = "connectionsChanged", skip_serializing_if = "std::ops::Not::not")]
    pub connections_changed: bool,
}

/// A stretch of an event stream.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Events(pub Vec<SubscriptionNews>);

/// What an event's data stands behind.
const DATA: &[u8] = b"data: ";

impl Snapshot {
    /// Writes one line.
    ///
    /// # Panics
    /// Never for the contract's own types, which all serialize.
    pub fn write_line(into: &mut Vec<u8>, line: &impl Serialize) {
        serde_json::to_writer(&mut *into, line).expect("the contract's types serialize");
        into.push(b'\n');
    }

    /// Reads the first line.
    ///
    /// # Errors
    /// When it is something else.
    pub fn read_head(line: &[u8]) -> Result<SnapshotHead, Unreadable> {
        read_json(line)
    }

    /// Reads any other line.
    ///
    /// # Errors
    /// When it is something else.
    pub fn read_row(line: &[u8]) -> Result<Subscription, Unreadable> {
        read_json(line)
    }
}

impl Answer for Snapshot {
    const CONTENT_TYPE: &str = "application/x-ndjson";

    fn to_body(&self, _: &str) -> Vec<u8> {
        let mut body = Vec::new();
        Self::write_line(&mut body, &self.head);
        self.rows.iter().for_each(|row| Self::write_line(&mut body, row));
        body
    }

    fn from_body(body: &[u8]) -> Result<Self, Unreadable> {
        let mut lines = body.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let head = Self::read_head(lines.next().ok_or(Unreadable)?)?;
        Ok(Self { head, rows: lines.map(Self::read_row).collect::<Result<_, _>>()? })
    }
}

impl SubscriptionNews {
    /// The event as it travels: named `rows` or `reset`, under its sequence number.
    ///
    /// # Panics
    /// Never: it has string keys only.
    pub fn to_event(&self) -> Vec<u8> {
        let name = if self.rows.is_some() { "rows" } else { "reset" };
        let mut event = format!("id: {}\nevent: {name}\ndata: ", self.sequence).into_bytes();
        serde_json::to_writer(&mut event, self).expect("the contract's types serialize");
        event.extend(b"\n\n");
        event
    }

    /// Reads a line of an event stream; nothing from those that hold no data.
    ///
    /// # Errors
    /// When the data is something else.
    pub fn from_line(line: &[u8]) -> Result<Option<Self>, Unreadable> {
        line.strip_prefix(DATA).map(read_json).transpose()
    }
}

impl Answer for Events {
    const CONTENT_TYPE: &str = "text/event-stream";

    fn to_body(&self, _: &str) -> Vec<u8> {
        self.0.iter().flat_map(SubscriptionNews::to_event).collect()
    }

    fn from_body(body: &[u8]) -> Result<Self, Unreadable> {
        let lines = body.split(|byte| *byte == b'\n');
        lines.filter_map(|line| SubscriptionNews::from_line(line).transpose()).collect::<Result<_, _>>().map(Self)
    }
}
