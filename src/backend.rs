//! The one door to the rules: over HTTP to the server, or in this tab for the demo.
//!
//! Everything above calls [`Backend::call`] and cannot tell the two apart. What a person sees of a failure is decided here:
//! [`CallError::Refused`] stands beside its control, [`CallError::Unreachable`] offers to try again.

mod demo;
mod expiry;
mod faults;
mod http;
mod live;
mod tabs;

use causeway_api::{ApiError, Endpoint, ErrorCode, WireRequest, WireResponse, decode_answer, decode_refusal, encode};
use std::pin::Pin;

pub use demo::{forget_demo, is_demo_put_aside, reset_demo, see_as, seen_as};
pub use expiry::on_expiry;
pub use faults::{Fault, set_fault};
pub use live::{News, Watch};

/// Where calls go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Backend {
    /// To the server that the app came from.
    Server,
    /// To the rules in this tab, over data kept in this browser.
    Demo,
}

/// Why a call has no answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CallError {
    /// The rules say no.
    Refused(Box<ApiError>),
    /// Nobody answered, or not in a way that can be understood.
    Unreachable,
}

impl CallError {
    /// A sentence for people.
    pub fn sentence(&self) -> String {
        match self {
            Self::Refused(error) if error.code == ErrorCode::NotSignedIn => {
                "Your session had ended. Nothing was changed; try again.".to_owned()
            }
            Self::Refused(error) => error.detail.clone(),
            Self::Unreachable => "The server cannot be reached. Check your connection and try again.".to_owned(),
        }
    }

    /// The message for one field, if it was rejected.
    pub fn for_field(&self, field: &str) -> Option<String> {
        match self {
            Self::Refused(error) => error.for_field(field).map(str::to_owned),
            Self::Unreachable => None,
        }
    }

    /// The refusal's code.
    pub fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Refused(error) => Some(error.code),
            Self::Unreachable => None,
        }
    }
}

impl Backend {
    /// The demo where the page or the address asks for it (`?demo`, then for the whole browser session), else the server.
    pub fn detect() -> Self {
        if demo::is_wanted() { Self::Demo } else { Self::Server }
    }

    /// Calls an endpoint.
    ///
    /// # Errors
    /// The refusal, or that nobody answered.
    pub async fn call<E: Endpoint>(self, request: &E) -> Result<E::Answer, CallError> {
        self.send::<E>(encode(request)).await
    }

    /// Calls an endpoint that creates, under a key that makes trying again safe: the same content must keep its key.
    ///
    /// # Errors
    /// The refusal, or that nobody answered.
    pub async fn create<E: Endpoint>(self, request: &E, key: &str) -> Result<E::Answer, CallError> {
        let request = WireRequest { idempotency_key: Some(key.to_owned()), ..encode(request) };
        self.send::<E>(request).await
    }

    /// Where a browser finds by itself what an endpoint answers, to save it as a file; none in the demo, where no address answers.
    pub fn address<E: Endpoint>(self, request: &E) -> Option<String> {
        (self == Self::Server).then(|| encode(request).url)
    }

    /// What an endpoint answers, as it travels.
    ///
    /// # Errors
    /// The refusal, or that nobody answered.
    pub async fn body<E: Endpoint>(self, request: &E) -> Result<Vec<u8>, CallError> {
        let response = self.exchange(encode(request)).await?;
        if response.is_success() {
            Ok(response.body)
        } else {
            Err(decode_refusal(&response).map_or(CallError::Unreachable, refused))
        }
    }

    async fn send<E: Endpoint>(self, request: WireRequest) -> Result<E::Answer, CallError> {
        let response = self.exchange(request).await?;
        match decode_answer::<E>(&response) {
            Ok(answer) => answer.map_err(refused),
            Err(_) => Err(CallError::Unreachable),
        }
    }

    /// Boxed: what is inside is the same for every endpoint, and would otherwise be compiled into each caller.
    fn exchange(self, request: WireRequest) -> Pin<Box<dyn Future<Output = Result<WireResponse, CallError>>>> {
        Box::pin(async move {
            match self {
                Self::Server => http::exchange(request).await,
                Self::Demo => {
                    faults::pass().await?;
                    demo::exchange(request).await
                }
            }
        })
    }
}

fn refused(error: ApiError) -> CallError {
    if error.code == ErrorCode::NotSignedIn {
        expiry::notice();
    }
    CallError::Refused(Box::new(error))
}
