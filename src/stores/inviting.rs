//! Which organizations were invited that are not here yet.

use super::Load;
use crate::backend::{Backend, CallError};
use causeway_api::{
    ConnectionInvitation, ConnectionInvitationCreate, ConnectionInvitationId, ConnectionInvitationList,
    ConnectionInvitationRevoke, One,
};
use leptos::prelude::*;

/// The invitations by your organization, for the page that shows them.
#[derive(Clone, Copy)]
pub struct Inviting {
    backend: Backend,
    rows: RwSignal<Load<Vec<ConnectionInvitation>>>,
}

impl Inviting {
    /// Nothing loaded yet.
    pub fn new(backend: Backend) -> Self {
        Self { backend, rows: RwSignal::default() }
    }

    /// What can still be accepted, newest first.
    pub fn all(self) -> ReadSignal<Load<Vec<ConnectionInvitation>>> {
        self.rows.read_only()
    }

    /// Whether there is a server whose links somebody could open.
    pub fn has_server(self) -> bool {
        self.backend != Backend::Demo
    }

    /// Loads the invitations; what is shown stays until they are there.
    pub async fn load(self) {
        let loaded = self.backend.call(&ConnectionInvitationList {}).await.map(|page| page.items);
        // The page may be gone by now, and its store with it.
        self.rows.try_set(loaded.into());
    }

    /// Invites an organization and returns the link, which is not kept; trying the same again keeps the key, and gives the same link.
    ///
    /// # Errors
    /// The refusal by field, or that nobody answered.
    pub async fn invite(self, request: &ConnectionInvitationCreate, key: &str) -> Result<String, CallError> {
        let One(mut invitation) = self.backend.create(request, key).await?;
        let link = invitation.link.take().unwrap_or_default();
        self.rows.try_update(|rows| {
            if let Load::Ready(rows) = rows {
                rows.retain(|row| row.email != invitation.email);
                rows.insert(0, invitation);
            }
        });
        Ok(link)
    }

    /// Takes an invitation back.
    ///
    /// # Errors
    /// The refusal, or that nobody answered.
    pub async fn revoke(self, connection_invitation_id: ConnectionInvitationId) -> Result<(), CallError> {
        self.backend.call(&ConnectionInvitationRevoke { connection_invitation_id }).await?;
        self.rows.try_update(|rows| {
            if let Load::Ready(rows) = rows {
                rows.retain(|row| row.id != connection_invitation_id);
            }
        });
        Ok(())
    }
}
