//! The picture of one connection, computed: who stands where, which way the lines go, what belongs together.
//!
//! From data to picture in steps, each a pure function of the one before:
//!
//! - [`model`] is what a flow is given: ends in groups, and subscriptions between them.
//! - [`diagram`] gathers subscriptions into cards, and orders ends and cards so that lines cross little.
//! - [`layout`] gives heights and columns, [`path`] the curves.
//! - [`focus`] knows the neighbours of everything, for the light and for the keyboard.
//! - [`matching`] is what a filter leaves.
//! - [`window`] says what of a large drawing is in the page.
//!
//! Nothing here knows signals, elements or the wire. It is a crate of its own to be compiled for speed, while the app is compiled for size.

pub mod diagram;
pub mod focus;
pub mod layout;
pub mod matching;
pub mod model;
pub mod path;
pub mod window;

mod keyed;
mod numbered;
mod order;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use keyed::KeySet;
pub use model::{EndGroup, EndKey, EndKind, FlowEnd, FlowInput, FlowSubscription, Key, Side, State};
