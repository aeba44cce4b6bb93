//! Causeway's server: the rules over HTTP and a SQLite file. It signs people in and serves the built app; it has no rules of its own.

mod accounts;
mod address;
mod app;
mod clock;
mod command;
mod database;
mod http;
mod listen;
mod logging;
mod operator;
mod seal;
mod start;
mod verify;

pub use accounts::{OwnerLinkError, Secret, create_token, link_for_first_owner, link_for_password};
pub use address::{Address, PublicUrl, PublicUrlError};
pub use app::{App, LoadError};
pub use clock::Clock;
pub use command::{document, run};
pub use database::{Database, DatabaseFile, OpenError, Transaction};
pub use http::{Site, router};
pub use listen::serve;
pub use seal::{SealError, SealingKey};
pub use start::StartError;
pub use verify::{Addresses, EndpointCaError, Failure, Guard, Limits, Resolve, Target, Verifier};
