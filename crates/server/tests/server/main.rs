//! The server from outside: real requests on a real socket, over a database file of each test's own.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod app;
mod audit;
mod bulk;
mod canary;
mod client;
mod command;
mod conformance;
mod cross_site;
mod curl;
mod database;
mod headers;
mod inviting;
mod keys;
mod kill;
mod links;
mod live;
mod matrix;
mod members;
mod once;
mod openapi;
mod process;
mod refusals;
mod sessions;
mod site;
mod tokens;
mod verify;
mod waiting;
