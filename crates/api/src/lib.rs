//! Causeway's contract: every type that crosses the wire, and the one table of endpoints.
//!
//! From the table come the client's requests, the [`Api`] trait that the rules implement, [`serve`], the list of routes and the
//! OpenAPI document. What a control and the server must agree on (validators, the table of product fields, what may be paused)
//! stands here as pure functions and is read by both. Nothing here knows HTTP libraries, clocks or storage.

mod account;
mod audit;
mod authority;
mod connection;
mod credential;
mod data_model;
mod destination;
mod endpoints;
mod error;
mod id;
mod instant;
mod invitation;
mod member;
#[cfg(feature = "openapi")]
mod openapi;
mod organization;
mod patch;
mod product;
mod sharing;
mod source;
mod subscription;
mod text;
mod token;
mod verification;
mod wire;

pub use account::*;
pub use audit::*;
pub use authority::*;
pub use connection::*;
pub use credential::*;
pub use data_model::DataModel;
pub use destination::*;
pub use endpoints::{Api, ENDPOINTS, decode_request, idempotency_key, serve};
pub use error::{ApiError, ErrorCode, FieldError};
pub use id::*;
pub use instant::Instant;
pub use invitation::*;
pub use member::*;
#[cfg(feature = "openapi")]
pub use openapi::openapi;
pub use organization::*;
pub use patch::Patch;
pub use product::*;
pub use sharing::*;
pub use source::*;
pub use subscription::*;
pub use text::{NAME_LIMIT, fold, is_email, normalize_name, normalize_text, password_problem};
pub use token::*;
pub use verification::*;
pub use wire::{
    Access, Answer, AnsweredBy, BODY_LIMIT, Endpoint, EndpointInfo, Message, Meta, Method, Methods, Noun, One, Page, PageLinks,
    PageRequest, Recall, Remembers, Unreadable, WireRequest, WireResponse, allowed_methods, decode_answer, decode_refusal,
    encode, find_endpoint,
};
