//! What the app knows of the server's data, each kind in a `Copy` handle with one method a verb.
//!
//! Stores hold no DOM, no router and no messages for people: what they return is said by the page that called.

pub mod audit;
pub mod connections;
pub mod ends;
pub mod inviting;
mod keyed;
pub mod members;
pub mod partners;
pub mod profiles;
pub mod session;
pub mod sharing;
pub mod subscriptions;
pub mod toasts;
pub mod tokens;

pub use audit::Audit;
pub use connections::Connections;
pub use ends::Ends;
pub use inviting::Inviting;
pub use members::Members;
pub use partners::Partners;
pub use profiles::Profiles;
pub use session::{SessionState, Sessions};
pub use sharing::Sharing;
pub use subscriptions::Subscriptions;
pub use toasts::Toasts;
pub use tokens::Tokens;

use crate::backend::{Backend, CallError};
use causeway_api::{Endpoint, Page};

/// Data on its way.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Load<T> {
    /// Not there yet.
    #[default]
    Pending,
    /// There.
    Ready(T),
    /// It could not be had.
    Failed(CallError),
}

impl<T> Load<T> {
    /// The data, once it is there.
    pub const fn ready(&self) -> Option<&T> {
        match self {
            Self::Ready(data) => Some(data),
            Self::Pending | Self::Failed(_) => None,
        }
    }

    /// Why it could not be had, if so.
    pub const fn failure(&self) -> Option<&CallError> {
        match self {
            Self::Failed(error) => Some(error),
            Self::Pending | Self::Ready(_) => None,
        }
    }
}

impl<T> From<Result<T, CallError>> for Load<T> {
    fn from(result: Result<T, CallError>) -> Self {
        match result {
            Ok(data) => Self::Ready(data),
            Err(error) => Self::Failed(error),
        }
    }
}

/// Reads a whole list, page by page.
async fn every_page<E, T>(backend: Backend, request: impl Fn(u32) -> E) -> Result<Vec<T>, CallError>
where
    E: Endpoint<Answer = Page<T>>,
{
    let mut rows = Vec::new();
    for number in 1.. {
        let page = backend.call(&request(number)).await?;
        let is_last = page.items.is_empty();
        rows.extend(page.items);
        if is_last || rows.len() as u64 >= page.total {
            break;
        }
    }
    Ok(rows)
}
