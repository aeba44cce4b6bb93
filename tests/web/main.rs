//! What happens in a browser: one binary, one module for each part of the app.
//!
//! Things are found as a person finds them, by role, label and text, and waited for; see [`screen`].
#![cfg(target_arch = "wasm32")]

mod arriving;
mod audit;
mod bulk;
mod connection;
mod connections;
mod console;
mod create;
mod demo;
mod developer;
mod flow;
mod inviting;
mod keyed;
mod keys;
mod listing;
mod live;
mod members;
mod palette;
mod partners;
mod policy;
mod proposals;
mod relay;
mod roles;
mod same_facts;
mod screen;
mod settings;
mod sharing;
mod sign_in;
mod stores;
mod subscriptions;
mod table_view;
mod ui;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
