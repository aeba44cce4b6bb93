//! The pages: each reads its stores and the address, and draws. No page fetches by itself or holds a rule.

pub mod actions;
pub mod connection;
pub mod connections;
pub mod create;
pub mod dates;
pub mod developer;
pub mod expired;
pub mod first_steps;
pub mod form;
pub mod frame;
pub mod header;
pub mod inside;
pub mod keys;
pub mod load_line;
pub mod marked;
pub mod not_found;
pub(crate) mod palette;
pub mod race;
pub mod reset_demo;
pub mod settings;
pub mod sign_in;
pub(crate) mod sign_out;
pub mod starting;
pub mod subscriptions;
pub mod summary;
pub mod tokens;
