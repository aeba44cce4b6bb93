//! Who belongs to the organization, and who was invited.

use super::{Load, every_page};
use crate::backend::{Backend, CallError};
use causeway_api::{
    EnvironmentRole, GivenRole, Invitation, InvitationCreate, InvitationId, InvitationList, InvitationRevoke, Member,
    MemberChange, MemberList, MemberRemove, One, OrganizationId, OrganizationRole, PageRequest,
};
use leptos::prelude::*;

/// The people of one organization, for the page that shows them.
#[derive(Clone, Copy)]
pub struct Members {
    backend: Backend,
    organization: OrganizationId,
    rows: RwSignal<Load<Vec<Member>>>,
    invitations: RwSignal<Load<Vec<Invitation>>>,
}

impl Members {
    /// Nothing loaded yet.
    pub fn new(backend: Backend, organization: OrganizationId) -> Self {
        Self { backend, organization, rows: RwSignal::default(), invitations: RwSignal::default() }
    }

    /// All of them, by name.
    pub fn all(self) -> ReadSignal<Load<Vec<Member>>> {
        self.rows.read_only()
    }

    /// What can still be accepted, newest first.
    pub fn invitations(self) -> ReadSignal<Load<Vec<Invitation>>> {
        self.invitations.read_only()
    }

    /// Why a member stays what they are, whoever asks: there is always an owner. Tracked.
    pub fn why_kept(self, member: &Member) -> Option<String> {
        let owners = self.rows.with(|rows| {
            let all = rows.ready().map(Vec::as_slice).unwrap_or_default();
            all.iter().filter(|other| other.role == OrganizationRole::Owner).count()
        });
        (member.role == OrganizationRole::Owner && owners < 2)
            .then(|| [&member.person.name, " is the only owner. Make somebody else an owner first."].concat())
    }

    /// Loads the members.
    pub async fn load(self) {
        let organization_id = self.organization;
        let list = |page| MemberList { organization_id, page: Some(page), count: Some(PageRequest::MOST) };
        let loaded = every_page(self.backend, list).await;
        // The page may be gone by now, and its store with it.
        self.rows.try_set(loaded.into());
    }

    /// Loads the invitations.
    pub async fn load_invitations(self) {
        let loaded = self.backend.call(&InvitationList { organization_id: self.organization }).await.map(|page| page.items);
        self.invitations.try_set(loaded.into());
    }

    /// Gives a member other roles.
    ///
    /// # Errors
    /// The refusal, `version_mismatch` where someone else was faster, or that nobody answered.
    pub async fn change(self, member: &Member, role: OrganizationRole, roles: Vec<GivenRole>) -> Result<(), CallError> {
        let change = MemberChange {
            organization_id: self.organization,
            person_id: member.person.id,
            version: Some(member.version),
            role: Some(role),
            environment_roles: Some(roles),
        };
        let One(changed) = self.backend.call(&change).await?;
        self.rows.try_update(|rows| {
            if let Load::Ready(rows) = rows
                && let Some(row) = rows.iter_mut().find(|row| row.person.id == changed.person.id)
            {
                *row = changed;
            }
        });
        Ok(())
    }

    /// Removes a member; oneself, to leave.
    ///
    /// # Errors
    /// The refusal, or that nobody answered.
    pub async fn remove(self, member: &Member) -> Result<(), CallError> {
        let person_id = member.person.id;
        let remove = MemberRemove { organization_id: self.organization, person_id, version: Some(member.version) };
        self.backend.call(&remove).await?;
        self.rows.try_update(|rows| {
            if let Load::Ready(rows) = rows {
                rows.retain(|row| row.person.id != person_id);
            }
        });
        Ok(())
    }

    /// Invites somebody and returns the link, which is not kept; trying the same again keeps the key, and gives the same link.
    ///
    /// # Errors
    /// The refusal by field, or that nobody answered.
    pub async fn invite(self, new: NewInvitation, key: &str) -> Result<String, CallError> {
        let NewInvitation { email, role, environment_roles } = new;
        let request = InvitationCreate { organization_id: self.organization, email, role, environment_roles };
        let One(mut invitation) = self.backend.create(&request, key).await?;
        let link = invitation.link.take().unwrap_or_default();
        self.invitations.try_update(|rows| {
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
    pub async fn revoke(self, invitation_id: InvitationId) -> Result<(), CallError> {
        self.backend.call(&InvitationRevoke { invitation_id }).await?;
        self.invitations.try_update(|rows| {
            if let Load::Ready(rows) = rows {
                rows.retain(|row| row.id != invitation_id);
            }
        });
        Ok(())
    }
}

/// Whom to invite, and as what.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct NewInvitation {
    /// Their e-mail address.
    pub email: String,
    /// What they become to the organization.
    pub role: OrganizationRole,
    /// Their roles in its environments.
    pub environment_roles: Vec<GivenRole>,
}

/// A role by its name on the wire; the least for an unknown one.
pub fn organization_role(name: &str) -> OrganizationRole {
    OrganizationRole::ALL.into_iter().find(|role| role.as_str() == name).unwrap_or(OrganizationRole::Member)
}

/// The same for a role in an environment.
pub fn environment_role(name: &str) -> EnvironmentRole {
    EnvironmentRole::ALL.into_iter().find(|role| role.as_str() == name).unwrap_or(EnvironmentRole::None)
}
