//! What the exchange allows and does: [`Service`] answers every call of the contract over any [`Tables`].
//!
//! Synchronous and deterministic: time and ids come from the tables. The same code runs behind the server and, over [`Memory`], in the
//! demo's browser tab.

mod actor;
mod admitting;
mod audit;
#[cfg(feature = "conformance")]
pub mod conformance;
mod establish;
mod founding;
mod joining;
mod memory;
mod recording;
mod seed;
mod service;
mod session;
mod tables;

pub use actor::Actor;
pub use admitting::admit;
pub use audit::{AuditEnds, AuditMark, check_chain, check_end, entry_hash};
pub use establish::{Establishment, establish};
pub use founding::{found_invited_organization, found_organization};
pub use memory::{Clock, LoadError, Memory, serve_in_memory};
pub use recording::{Audited, record, record_for};
pub use seed::sample_organization;
pub use service::{Peer, Service, TokenToSend, VerificationPlan, verification_sentence};
pub use session::session_of;
pub use tables::{
    ChangedObject, End, OrganizationKind, OrganizationRow, REMEMBERED_FOR, Remembered, Rows, StorageError, Stored, Tables,
};
