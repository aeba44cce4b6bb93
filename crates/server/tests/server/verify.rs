//! Verification of URL endpoints: what is refused, how ten and more peers misbehave, and the call as a whole.

mod answers;
mod call;
mod certificates;
mod corpus;
mod names;
pub(crate) mod peer;
mod scripts;

use causeway_api::{
    Destination, DestinationId, DestinationType, EnvironmentFlag, EnvironmentId, EnvironmentRef, Instant, OrganizationId,
    OrganizationRef, VerificationMethod,
};
use causeway_rules::{TokenToSend, VerificationPlan};
use uuid::Uuid;

/// A plan to verify an endpoint in Development.
fn plan(endpoint: &str, method: VerificationMethod) -> VerificationPlan {
    let environment = EnvironmentRef { id: EnvironmentId(Uuid::from_u128(1)), environment_flag: EnvironmentFlag::Development };
    let organization = OrganizationRef { id: OrganizationId(1), name: "Tidewell Health".to_owned() };
    let blank = Destination::blank(DestinationId(Uuid::from_u128(2)), environment, organization, Instant(0));
    let destination = Destination { destination_type: Some(DestinationType::Url), endpoint: Some(endpoint.to_owned()), ..blank };
    VerificationPlan { destination, endpoint: endpoint.to_owned(), method, token: TokenToSend::Absent }
}
