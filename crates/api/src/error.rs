//! Refusals as they cross the wire: RFC 9457 problem details with a stable code.

use crate::Methods;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])+ $name:ident $text:literal $status:literal $title:literal;)*) => {
        /// Why a request was refused; stable across versions, for scripts and for the app to branch on.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
        pub enum ErrorCode {$(
            $(#[$doc])+
            #[serde(rename = $text)]
            $name,
        )*}

        impl ErrorCode {
            /// Every code, for documents and tests.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The code as it is written on the wire.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }

            /// The HTTP status it is answered with.
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status),* }
            }

            /// A short title for people.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title),* }
            }
        }
    };
}

codes! {
    /// The body is not JSON; `detail` names line and column.
    MalformedJson "malformed_json" 400 "The body is not valid JSON";
    /// A field or parameter cannot be read; `errors` names it.
    MalformedRequest "malformed_request" 400 "The request could not be read";
    /// A header has a form that is not understood.
    InvalidHeader "invalid_header" 400 "A header could not be read";
    /// No session and no token, or an expired one.
    NotSignedIn "not_signed_in" 401 "Sign in first";
    /// E-mail and password do not belong together.
    WrongCredentials "wrong_credentials" 401 "E-mail or password is wrong";
    /// A one-time link that was used, has expired or never existed.
    LinkInvalid "link_invalid" 401 "This link cannot be used";
    /// Signed in, but not allowed.
    Forbidden "forbidden" 403 "You may not do this";
    /// The token lacks the scope.
    TokenScope "token_scope" 403 "The token does not allow this";
    /// A request that another site made the browser send.
    CrossSite "cross_site" 403 "Requests from other sites are refused";
    /// Not there, or not visible to you: the two are not told apart.
    NotFound "not_found" 404 "Not found";
    /// The path exists, the method does not.
    MethodNotAllowed "method_not_allowed" 405 "This method is not allowed here";
    /// A live subscription has the same source, destination and data model.
    DuplicateSubscription "duplicate_subscription" 409 "This subscription already exists";
    /// A live subscription uses the source or destination.
    EndInUse "end_in_use" 409 "Live subscriptions use it";
    /// Sources and destinations in Production are not deleted.
    ProductionDelete "production_delete" 409 "Nothing is deleted in Production";
    /// The source or destination was deleted.
    EndDeleted "end_deleted" 409 "Its source or destination is gone";
    /// Only a deleted subscription can be restored.
    NotDeleted "not_deleted" 409 "It is not deleted";
    /// Somebody has to own the organization.
    LastOwner "last_owner" 409 "The organization needs an owner";
    /// The e-mail address is a member's.
    AlreadyMember "already_member" 409 "They are a member already";
    /// The two organizations are connected already.
    AlreadyConnected "already_connected" 409 "You are connected already";
    /// One of the two asks for the connection already.
    AlreadyRequested "already_requested" 409 "There is a request already";
    /// The connection has no request that is open, or not for you to answer.
    NotRequested "not_requested" 409 "There is no such open request";
    /// The two organizations are not connected, or not any more.
    NotConnected "not_connected" 409 "The two are not connected";
    /// Your own connection and the default ones are not ended.
    ConnectionStays "connection_stays" 409 "This connection stays";
    /// Only a proposed subscription is approved or declined, by the side that did not propose it.
    NotProposed "not_proposed" 409 "There is no proposal for you to answer";
    /// A proposed subscription waits for the other side; it is neither paused nor resumed.
    StillProposed "still_proposed" 409 "It is not approved yet";
    /// The other side ended it, so only they bring it back.
    EndedByPartner "ended_by_partner" 409 "The other side ended it";
    /// The deployment has its owner already.
    AlreadySetUp "already_set_up" 409 "Causeway is already set up";
    /// `If-Match` names a version that is no longer the current one; `current` holds it.
    VersionMismatch "version_mismatch" 412 "Someone changed it in the meantime";
    /// The body is larger than the endpoint allows.
    BodyTooLarge "body_too_large" 413 "The body is too large";
    /// The body is not `application/json`.
    NotJson "not_json" 415 "Send JSON";
    /// Fields that can be read but not accepted; `errors` has one entry for each.
    InvalidFields "invalid_fields" 422 "Some fields need attention";
    /// You own neither or only one of the two ends.
    NotYourEnd "not_your_end" 422 "You do not own this end";
    /// An end whose wizard was not finished.
    EndInProgress "end_in_progress" 422 "This end is in progress";
    /// The ends lie in different environments.
    EnvironmentMismatch "environment_mismatch" 422 "The ends lie in different environments";
    /// The connection belongs to other organizations than the ends.
    ConnectionMismatch "connection_mismatch" 422 "The connection does not fit";
    /// People set Active and Paused; Failing is reported by an engine with a token.
    QueueStatusNotSettable "queue_status_not_settable" 422 "This status is not set by hand";
    /// A destination keeps its type, a configured source its region.
    CannotChangeLater "cannot_change_later" 422 "This cannot be changed later";
    /// Only a URL endpoint can be asked to send a challenge back.
    NotVerifiable "not_verifiable" 422 "This cannot be verified";
    /// An item of a bulk request that names what an earlier one named.
    RepeatedItem "repeated_item" 422 "It is in the request twice";
    /// The key was used with another body.
    IdempotencyKeyReused "idempotency_key_reused" 422 "This Idempotency-Key was used for something else";
    /// Too many wrong passwords; `Retry-After` says how many seconds to wait.
    TooManyAttempts "too_many_attempts" 429 "Too many attempts";
    /// Too many verifications in a short time; `Retry-After` says how many seconds to wait.
    TooManyVerifications "too_many_verifications" 429 "Too many verifications";
    /// Too many streams are open; `Retry-After` says how many seconds to wait.
    TooManyStreams "too_many_streams" 429 "Too many streams are open";
    /// A fault of the server's own.
    Internal "internal" 500 "Something went wrong on the server";
    /// The server is starting, stopping or overloaded.
    Unavailable "unavailable" 503 "Not available right now";
}

/// What is wrong with one field.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct FieldError {
    /// The field as the body names it, such as `dataModels` or `cloudProviderSettings.settings.bucketName`.
    pub field: String,
    /// Why it is refused.
    pub code: ErrorCode,
    /// A sentence that says what to do.
    pub message: String,
}

impl FieldError {
    /// An entry for a field whose value is not acceptable.
    pub fn invalid(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: field.into(), code: ErrorCode::InvalidFields, message: message.into() }
    }
}

/// A refusal: RFC 9457, with a stable `code` and one entry for each rejected field.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ApiError {
    /// `urn:causeway:error:` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// The code's short title.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// A sentence for people: what is wrong and what to do.
    pub detail: String,
    /// Why, for programs.
    pub code: ErrorCode,
    /// One entry for each rejected field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// With `version_mismatch`: the object as it is now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<Box<Value>>,
    /// With `too_many_attempts` and `unavailable`: seconds to wait; travels as the header `Retry-After`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// With `method_not_allowed`: those that are; travels as the header `Allow`.
    #[serde(skip)]
    pub allow: Methods,
}

impl ApiError {
    /// A refusal with its sentence.
    pub fn new(code: ErrorCode, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("urn:causeway:error:{}", code.as_str()),
            title: code.title().to_owned(),
            status: code.status(),
            detail: detail.into(),
            code,
            errors: Vec::new(),
            current: None,
            retry_after: None,
            allow: Methods::default(),
        }
    }

    /// A path that is called in other ways.
    pub fn method_not_allowed(allow: Methods) -> Self {
        Self { allow, ..Self::new(ErrorCode::MethodNotAllowed, format!("Use one of: {allow}.")) }
    }

    /// A key that was used for something else.
    pub fn key_reused() -> Self {
        let detail = "This Idempotency-Key was used for a different request. Send a new key with new content.";
        Self::new(ErrorCode::IdempotencyKeyReused, detail)
    }

    /// A refusal that belongs to one field, with the same code and sentence beside it.
    pub fn at(code: ErrorCode, field: impl Into<String>, message: impl Into<String>) -> Self {
        let message = message.into();
        let mut error = Self::new(code, message.clone());
        error.errors.push(FieldError { field: field.into(), code, message });
        error
    }

    /// A rejected form.
    pub fn fields(errors: Vec<FieldError>) -> Self {
        let detail = errors.first().map_or_else(String::new, |error| error.message.clone());
        Self { errors, ..Self::new(ErrorCode::InvalidFields, detail) }
    }

    /// The one answer for what is missing and what is not yours: nobody can tell them apart.
    pub fn not_found() -> Self {
        Self::new(ErrorCode::NotFound, "There is nothing here, or it is not visible to you.")
    }

    /// The object was changed since the version that the caller knows.
    ///
    /// # Panics
    /// Never for the contract's own types, which all serialize.
    pub fn version_mismatch(current: &impl Serialize) -> Self {
        let mut error =
            Self::new(ErrorCode::VersionMismatch, "It was changed in the meantime. Look at the current values and decide again.");
        let current = serde_json::to_value(current).expect("the contract's types serialize");
        error.current = Some(Box::new(current));
        error
    }

    /// The message for one field, if it was rejected.
    pub fn for_field(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.field == field).map(|error| error.message.as_str())
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.title, self.detail)
    }
}

impl std::error::Error for ApiError {}
