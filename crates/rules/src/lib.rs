//! What the exchange allows and does: [`Service`] answers every call of the contract over any [`Tables`].
//!
//! Synchronous and deterministic: time and ids come from the tables. The same code runs behind the server and, over [`Memory`], in the
//! demo's browser tab.

mod tables;

pub use tables::{ChangedObject, End, OrganizationKind, OrganizationRow, Remembered, Rows, StorageError, Stored, Tables};
