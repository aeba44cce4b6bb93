//! What organizations say of themselves.

use super::Load;
use crate::backend::{Backend, CallError};
use causeway_api::{One, Organization, OrganizationChange, OrganizationGet, OrganizationId};
use leptos::prelude::*;

/// One organization's profile, for the page that shows it.
#[derive(Clone, Copy)]
pub struct Profiles {
    backend: Backend,
    profile: RwSignal<Load<Organization>>,
}

impl Profiles {
    /// Nothing loaded yet.
    pub fn new(backend: Backend) -> Self {
        Self { backend, profile: RwSignal::default() }
    }

    /// The profile.
    pub fn profile(self) -> ReadSignal<Load<Organization>> {
        self.profile.read_only()
    }

    /// Loads a profile: your own, one that is listed, or one of an organization that you are connected with.
    pub async fn load(self, organization_id: OrganizationId) {
        let loaded = self.backend.call(&OrganizationGet { organization_id }).await.map(|One(profile)| profile);
        // The page may be gone by now, and its store with it.
        self.profile.try_set(loaded.into());
    }

    /// Changes your own.
    ///
    /// # Errors
    /// The refusal by field, `version_mismatch` where someone else was faster, or that nobody answered.
    pub async fn change(self, change: &OrganizationChange) -> Result<(), CallError> {
        let One(profile) = self.backend.call(change).await?;
        self.profile.try_set(Load::Ready(profile));
        Ok(())
    }
}
