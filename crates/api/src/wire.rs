//! Requests and answers as bytes: how the fields of a request find their place, and how an answer is wrapped.
//!
//! The rule: a field named in the path goes there; of a GET or DELETE the rest goes to the query; otherwise to the JSON body.
//! `version` travels as `If-Match`, an idempotency key as `Idempotency-Key`.

mod answer;
mod decode;
mod encode;
mod read;
mod route;
mod write;

pub use answer::{Answer, Message, Meta, Noun, One, Page, PageLinks, PageRequest, decode_answer, decode_refusal};
pub(crate) use decode::decode;
pub use encode::encode;
pub use read::Unreadable;
pub(crate) use read::read as read_json;
pub(crate) use route::Route;
pub use route::{allowed_methods, find_endpoint};

use crate::ApiError;

/// The most bytes a body may have.
pub const BODY_LIMIT: usize = 1_000_000;

/// An HTTP method.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates or acts.
    Post,
    /// Changes fields.
    Patch,
    /// Deletes.
    Delete,
}

impl Method {
    /// Every method, in the order in which they are listed.
    pub const ALL: [Self; 4] = [Self::Get, Self::Post, Self::Patch, Self::Delete];

    /// As HTTP writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// The method that HTTP writes so.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str() == name)
    }

    /// Whether the request carries a JSON body.
    pub const fn has_body(self) -> bool {
        matches!(self, Self::Post | Self::Patch)
    }
}

/// Some of the methods.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Methods(u8);

impl Methods {
    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// These and one more.
    #[must_use]
    pub const fn with(self, method: Method) -> Self {
        Self(self.0 | 1 << method as u8)
    }
}

/// As the header `Allow` lists them.
impl std::fmt::Display for Methods {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut separator = "";
        for method in Method::ALL.into_iter().filter(|method| self.0 & 1 << *method as u8 != 0) {
            f.write_str(separator)?;
            f.write_str(method.as_str())?;
            separator = ", ";
        }
        Ok(())
    }
}

/// Who may call an endpoint.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Anyone, signed in or not.
    Open,
    /// A signed-in person only; no token will do.
    Person,
    /// A signed-in person, or a token of any scope.
    Read,
    /// A signed-in person, or a token with the scope *write*.
    Write,
}

/// Where an endpoint is answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AnsweredBy {
    /// By the rules, one transaction a request.
    Rules,
    /// By the server itself, outside the rules.
    Server,
    /// By the rules, piece by piece: the answer is a stream.
    Stream,
}

/// One line of the table of endpoints.
#[derive(Clone, Copy, Debug)]
pub struct EndpointInfo {
    /// Its name: `subscription_list`.
    pub name: &'static str,
    /// How it is called.
    pub method: Method,
    /// Where: `/platform/v1/environments/{environmentId}/subscriptions`.
    pub path: &'static str,
    /// The status of its success.
    pub status: u16,
    /// Who may call it.
    pub access: Access,
    /// Where it is answered.
    pub answered_by: AnsweredBy,
    /// Whether it remembers what an `Idempotency-Key` was answered; those that do not take no notice of the header.
    pub is_keyed: bool,
}

impl EndpointInfo {
    /// A POST that leaves nothing behind that could be there twice.
    pub(crate) const fn keyless(self) -> Self {
        Self { is_keyed: false, ..self }
    }
}

/// A request type: what it is called by, and what it is answered with.
pub trait Endpoint: serde::Serialize + serde::de::DeserializeOwned {
    /// What a success carries.
    type Answer: Answer;
    /// Its line in the table.
    const INFO: EndpointInfo;
}

/// A request on its way, independent of any HTTP library.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WireRequest {
    /// How.
    pub method: Method,
    /// Path and query.
    pub url: String,
    /// The header `If-Match`, as it was sent.
    pub if_match: Option<String>,
    /// The header `Idempotency-Key`, as it was sent.
    pub idempotency_key: Option<String>,
    /// The body; empty where there is none.
    pub body: Vec<u8>,
}

impl WireRequest {
    /// The path without the query.
    pub fn path(&self) -> &str {
        self.url.split('?').next().unwrap_or_default()
    }

    /// The query without its question mark; empty where there is none.
    pub fn query(&self) -> &str {
        self.url.split_once('?').map_or("", |(_, query)| query)
    }
}

/// An answer on its way, independent of any HTTP library.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct WireResponse {
    /// The HTTP status.
    pub status: u16,
    /// The header `ETag`.
    pub etag: Option<String>,
    /// The header `Content-Type`.
    pub content_type: String,
    /// The header `Retry-After`, in seconds.
    pub retry_after: Option<u32>,
    /// The header `Allow`, with 405.
    pub allow: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

impl WireResponse {
    /// Whether the change that it answers is to be kept.
    pub const fn is_success(&self) -> bool {
        self.status >= 200 && self.status < 300
    }

    /// A success with its envelope.
    pub fn success<A: Answer>(info: &EndpointInfo, answer: &A, url: &str) -> Self {
        Self {
            status: info.status,
            etag: answer.version().map(|version| format!("\"{version}\"")),
            content_type: A::CONTENT_TYPE.to_owned(),
            retry_after: None,
            allow: None,
            body: answer.to_body(url),
        }
    }
}

impl From<ApiError> for WireResponse {
    fn from(error: ApiError) -> Self {
        Self {
            status: error.status,
            etag: None,
            content_type: "application/problem+json".to_owned(),
            retry_after: error.retry_after,
            allow: (!error.allow.is_empty()).then(|| error.allow.to_string()),
            body: serde_json::to_vec(&error).expect("a problem has string keys only"),
        }
    }
}

/// What is known of an idempotency key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Recall {
    /// Nothing: go on.
    New,
    /// It was used for the same request: this was the answer.
    Same(WireResponse),
    /// It was used for another request.
    Other,
}

/// The memory of idempotency keys: scoped to actor and endpoint, kept for 24 hours, in the change's own transaction.
pub trait Remembers {
    /// What is known of this key for this request.
    ///
    /// # Errors
    /// When storage fails.
    fn recall(&self, endpoint: &EndpointInfo, key: &str, request: &WireRequest) -> Result<Recall, ApiError>;

    /// Keeps a success under its key.
    ///
    /// # Errors
    /// When storage fails.
    fn remember(
        &mut self,
        endpoint: &EndpointInfo,
        key: &str,
        request: &WireRequest,
        answer: &WireResponse,
    ) -> Result<(), ApiError>;
}
