//! Verification of a URL endpoint: what is asked before anything is sent, and what becomes of what was found out.
//!
//! Sending is none of the rules' business: the server does it over the network, the demo pretends to. In between no transaction is held,
//! so that the end asks again whether the destination is still the one that was verified.

mod sentences;

pub use sentences::{Peer, verification_sentence};

use super::destinations::own;
use super::{Answered, Service};
use crate::{End, Tables};
use causeway_api::{
    Action, ApiError, AuditAction, Destination, DestinationType, DestinationVerify, ErrorCode, FieldError, SecretText,
    SettingForm, Verification, VerificationMethod, url_problem,
};

/// Which token goes with the challenge.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TokenToSend {
    /// None.
    Absent,
    /// The one that is stored with the destination.
    Stored,
    /// One that came with the request.
    Given(SecretText),
}

/// What is to be sent, and to where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VerificationPlan {
    /// Whose endpoint, as it was when this was planned.
    pub destination: Destination,
    /// The address.
    pub endpoint: String,
    /// How the challenge is sent.
    pub method: VerificationMethod,
    /// The token that goes with it.
    pub token: TokenToSend,
}

impl<T: Tables> Service<T> {
    /// What verifying means here. Nothing is sent and nothing changes.
    ///
    /// # Errors
    /// `not_found` for another organization's destination, `forbidden` for who is no engineer, `not_verifiable` for one without an address, `invalid_fields` for an address or
    /// a token that could not be stored either.
    pub fn plan_verification(&self, request: DestinationVerify) -> Answered<VerificationPlan> {
        let destination = own(self, request.destination_id)?;
        self.may_there(Action::VerifyDestination, destination.environment)?;
        if destination.destination_type != Some(DestinationType::Url) {
            let detail = "Only a standard URL endpoint is verified. Test a cloud destination with its first subscription.";
            return Err(ApiError::new(ErrorCode::NotVerifiable, detail));
        }
        let given = request.endpoint.map(|endpoint| endpoint.trim().to_owned());
        let endpoint = given.or_else(|| destination.endpoint.clone()).ok_or_else(|| {
            ApiError::at(ErrorCode::NotVerifiable, "endpoint", "Enter the URL first: there is no address to send to yet.")
        })?;
        let mut problems = Vec::new();
        let https_only = destination.environment.environment_flag.requires_https();
        problems.extend(url_problem(&endpoint, https_only).map(|message| FieldError::invalid("endpoint", message)));
        let token = match request.verification_token {
            None if destination.has_verification_token => TokenToSend::Stored,
            None => TokenToSend::Absent,
            Some(token) => token.given().map_or(TokenToSend::Absent, |text| {
                let problem = SettingForm::Secret.problem(text);
                problems.extend(problem.map(|message| FieldError::invalid("verificationToken", message)));
                TokenToSend::Given(SecretText(text.to_owned()))
            }),
        };
        if problems.is_empty() {
            let method = request.verification_method.unwrap_or(VerificationMethod::Post);
            Ok(VerificationPlan { destination, endpoint, method, token })
        } else {
            Err(ApiError::fields(problems))
        }
    }

    /// Keeps what was found out, as far as it holds for the destination as it is now: another address or another token than the
    /// destination's own does not make it verified, and one that failed takes no earlier success back.
    ///
    /// Whether the token that was sent is the destination's own is said by the caller, who alone can read tokens.
    ///
    /// # Errors
    /// `not_found` when the destination was deleted meanwhile, `forbidden` when the caller is no engineer any more.
    pub fn conclude_verification(
        &mut self,
        plan: &VerificationPlan,
        verification: Verification,
        is_own_token: bool,
    ) -> Answered<Verification> {
        let destination = own(self, plan.destination.id)?;
        self.may_there(Action::VerifyDestination, destination.environment)?;
        let mut next = destination.clone();
        if destination.endpoint.as_ref() == Some(&plan.endpoint) {
            if verification.is_verified && is_own_token {
                next.verified_at = Some(self.tables.now());
            }
            let found = verification.fhir.as_ref().and_then(|check| check.capability.clone());
            if let Some(capability) = found.filter(|_| destination.is_fhir) {
                next.fhir_capability = Some(capability);
            }
        }
        if next != destination {
            next.updated_at = self.tables.now();
            next.version += 1;
            self.tables.put_destination(&next)?;
            self.record_end_change(End::Destination(next.id), next.environment.id, false)?;
            self.record(AuditAction::DestinationVerify, Some(&destination), Some(&next))?;
        }
        Ok(Verification { destination: next, ..verification })
    }
}
