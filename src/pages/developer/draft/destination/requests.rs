//! What is asked for, to store a destination as it was drafted. A secret that nobody typed is not mentioned, and so stays.

use super::DestinationDraft;
use causeway_api::{Destination, DestinationChange, DestinationCreate, EnvironmentId, Patch, SetupState};

/// Creates it, with what is typed now.
pub(crate) fn create(
    draft: DestinationDraft,
    base: &Destination,
    environment_id: EnvironmentId,
    setup_state: Option<SetupState>,
) -> DestinationCreate {
    let next = draft.applied_to(base);
    DestinationCreate {
        auth_credential: draft.credential_of(&next),
        verification_token: draft.given_token().filter(|_| next.has_verification_token),
        is_fhir: Some(next.is_fhir),
        destination_type: next.destination_type,
        endpoint: next.endpoint,
        cloud_provider_settings: next.cloud_provider_settings,
        setup_state,
        ..DestinationCreate::named(environment_id, next.name)
    }
}

/// Changes it to what is typed now.
pub(crate) fn change(draft: DestinationDraft, base: &Destination, setup_state: Patch<SetupState>) -> DestinationChange {
    let next = draft.applied_to(base);
    let verification_token = match draft.given_token() {
        Some(token) if next.has_verification_token => Patch::Set(token),
        _ if base.has_verification_token && !next.has_verification_token => Patch::Clear,
        _ => Patch::Keep,
    };
    DestinationChange {
        version: Some(base.version),
        auth_credential: Patch::from(draft.credential_of(&next)),
        verification_token,
        is_fhir: Some(next.is_fhir),
        name: Some(next.name),
        destination_type: Patch::from(next.destination_type),
        endpoint: Patch::from(next.endpoint),
        cloud_provider_settings: Patch::from(next.cloud_provider_settings),
        setup_state,
        ..DestinationChange::of(base.id)
    }
}
