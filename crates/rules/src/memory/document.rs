//! Everything stored as one JSON document, for a browser's storage.

use super::{Clock, Memory, State};
use serde::{Deserialize, Serialize};

/// Counts up when older documents can no longer be read; the demo then starts over.
const SCHEMA: u32 = 2;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    rows: &'a State,
}

#[derive(Deserialize)]
struct LoadedDocument {
    rows: State,
}

#[derive(Deserialize)]
struct Head {
    schema: u32,
}

/// Why a document was not loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// It was written by another version of Causeway.
    #[error("the document has schema {0}, this version reads {SCHEMA}")]
    OtherSchema(u32),
    /// It is not such a document.
    #[error("the document cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
}

impl Memory {
    /// Writes everything stored.
    ///
    /// # Panics
    /// Never: every key is a string or a number.
    pub fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec(&Document { schema: SCHEMA, rows: &self.rows }).expect("all keys are strings or numbers")
    }

    /// Reads what [`Memory::to_json`] wrote.
    ///
    /// # Errors
    /// When it was written under another schema, or is something else.
    pub fn from_json(json: &[u8], clock: Clock) -> Result<Self, LoadError> {
        let Head { schema } = serde_json::from_slice(json)?;
        if schema != SCHEMA {
            return Err(LoadError::OtherSchema(schema));
        }
        let LoadedDocument { rows } = serde_json::from_slice(json)?;
        let live = rows.subscriptions.values().filter(|row| row.is_live());
        let live = live.map(|row| ((row.source.id, row.destination.id, row.data_model), row.id)).collect();
        Ok(Self { rows, live, ..Self::new(clock) })
    }
}
