//! Verification of a URL endpoint: a challenge is sent, and must come back (`product.md`, point 9).

use crate::source::choices;
use crate::{Destination, DestinationId, Instant, Noun, SecretText};
use serde::{Deserialize, Serialize};

choices! {
    /// How the challenge is sent.
    VerificationMethod {
        /// As a JSON body.
        Post "POST" "POST",
        /// As query parameters.
        Get "GET" "GET",
    }
}

choices! {
    /// Why an endpoint was not verified.
    VerificationFailure {
        /// The server must not connect to this address.
        AddressRefused "addressRefused" "Address refused",
        /// No address belongs to the host's name.
        NameNotFound "nameNotFound" "Name not found",
        /// Nothing listens at the port.
        ConnectionRefused "connectionRefused" "Connection refused",
        /// No connection for another reason.
        Unreachable "unreachable" "Unreachable",
        /// No answer in time.
        TimedOut "timedOut" "Timed out",
        /// The certificate is past its date, or not valid yet.
        CertificateExpired "certificateExpired" "Certificate expired",
        /// The certificate is for another name.
        CertificateForAnotherName "certificateForAnotherName" "Certificate for another name",
        /// Nobody whom the server trusts vouches for the certificate.
        CertificateNotTrusted "certificateNotTrusted" "Certificate not trusted",
        /// No secure connection for another reason.
        TlsFailed "tlsFailed" "No secure connection",
        /// The answer leads elsewhere; it is not followed.
        Redirected "redirected" "Redirected",
        /// 401.
        Unauthorized "unauthorized" "401 Unauthorized",
        /// 403.
        Forbidden "forbidden" "403 Forbidden",
        /// 404.
        NotFound "notFound" "404 Not found",
        /// 5xx.
        ServerError "serverError" "Server error",
        /// Any other status than 200.
        OtherStatus "otherStatus" "Another status than 200",
        /// The answer is no HTTP, or broke off.
        NotHttp "notHttp" "Not an HTTP answer",
        /// The answer says it is JSON, or must be, and is not.
        NotJson "notJson" "Not JSON",
        /// 200, without the challenge.
        WrongChallenge "wrongChallenge" "Wrong challenge",
        /// More than the server reads.
        TooLarge "tooLarge" "Too large",
        /// The answer is compressed, which the server did not ask for and does not undo.
        Compressed "compressed" "Compressed",
    }
}

/// What a FHIR server says of itself in its capability statement.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct FhirCapability {
    /// When it was read.
    pub read_at: Instant,
    /// Such as `4.0.1`.
    pub fhir_version: String,
    /// The software's name and version, where it says so.
    pub software: Option<String>,
    /// The resource types that it supports, by name.
    pub resources: Vec<String>,
}

/// What was sent to the endpoint.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SentChallenge {
    /// How.
    pub method: VerificationMethod,
    /// Where to, with the token replaced by dots.
    pub url: String,
    /// The body of a POST, with the token replaced by dots.
    pub body: Option<String>,
}

/// What came back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReceivedAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The media type that it names.
    pub content_type: Option<String>,
    /// The beginning of its body as text, with secrets replaced by dots.
    pub body: String,
    /// Whether the body went on.
    pub is_truncated: bool,
}

/// What reading a FHIR server's `/metadata` gave.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct FhirCheck {
    /// What the server supports; `null` when that could not be read.
    pub capability: Option<FhirCapability>,
    /// A sentence for people.
    pub message: String,
}

/// One attempt to verify a destination.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Verification {
    /// Whether the challenge came back.
    pub is_verified: bool,
    /// Why not.
    pub failure: Option<VerificationFailure>,
    /// A sentence for people: what happened, and what to do about it.
    pub message: String,
    /// Whether nothing was sent, because this is the demo.
    pub is_simulated: bool,
    /// When it began.
    pub began_at: Instant,
    /// What was sent; `null` when it did not come to that.
    pub sent: Option<SentChallenge>,
    /// What came back; `null` when nothing did.
    pub received: Option<ReceivedAnswer>,
    /// The address that was connected to.
    pub address: Option<String>,
    /// How long connecting took, in milliseconds.
    pub connect_ms: Option<u32>,
    /// How long all of it took, in milliseconds.
    pub total_ms: u32,
    /// What a FHIR server says of itself; `null` when the destination is none, or did not come to that.
    pub fhir: Option<FhirCheck>,
    /// The destination as it is now.
    pub destination: Destination,
}

impl Noun for Verification {
    const SINGULAR: &'static str = "verification";
    const PLURAL: &'static str = "verifications";
}

/// Verifies a URL endpoint; what is absent is taken from the destination.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DestinationVerify {
    /// Which one.
    pub destination_id: DestinationId,
    /// The address; only the destination's own makes it verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// The token to send instead of the stored one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification_token: Option<SecretText>,
    /// How the challenge is sent; by POST when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification_method: Option<VerificationMethod>,
}
