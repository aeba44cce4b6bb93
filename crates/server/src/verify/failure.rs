//! Why an attempt went wrong, with what only this attempt knows.

use causeway_api::VerificationFailure;

/// A failure and its detail, as [`causeway_rules::verification_sentence`] takes it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// Which kind.
    pub kind: VerificationFailure,
    /// The part of its sentence that differs from attempt to attempt.
    pub detail: Option<String>,
}

impl Failure {
    pub(super) const fn plain(kind: VerificationFailure) -> Self {
        Self { kind, detail: None }
    }

    pub(super) fn with(kind: VerificationFailure, detail: impl Into<String>) -> Self {
        Self { kind, detail: Some(detail.into()) }
    }

    /// The detail follows “did not” and precedes “in time”.
    pub(super) fn timed_out(what: &str) -> Self {
        Self::with(VerificationFailure::TimedOut, what)
    }
}
