//! Who is signed in.

use crate::backend::{Backend, CallError};
use causeway_api::{
    Action, Authority, ConnectionInvitationAccept, Denied, EnvironmentId, EnvironmentRef, EnvironmentRole, ErrorCode,
    InvitationAccept, Link, LinkCheck, Object, One, OrganizationId, OwnerCreate, PasswordReset, Session, SessionChange,
    SessionCreate, SessionDelete, SessionEnvironment, SessionGet, can,
};
use leptos::prelude::*;

/// What is known of who is signed in.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum SessionState {
    /// Not asked yet.
    #[default]
    Unknown,
    /// Nobody.
    SignedOut,
    /// This person, for this organization.
    SignedIn(Session),
    /// This person until a moment ago: the page stays, with all that is typed, until they sign in again.
    Expired(Session),
    /// The question had no answer.
    Failed(CallError),
}

/// The session, from any component.
#[derive(Clone, Copy)]
pub struct Sessions {
    backend: Backend,
    state: RwSignal<SessionState>,
}

impl Sessions {
    /// Nothing known yet.
    pub fn new(backend: Backend) -> Self {
        Self { backend, state: RwSignal::default() }
    }

    /// What is known.
    pub fn state(self) -> ReadSignal<SessionState> {
        self.state.read_only()
    }

    /// Who is signed in, if anyone; tracked.
    pub fn current(self) -> Option<Session> {
        self.state.with(|state| match state {
            SessionState::SignedIn(session) | SessionState::Expired(session) => Some(session.clone()),
            SessionState::Unknown | SessionState::SignedOut | SessionState::Failed(_) => None,
        })
    }

    /// Whether the person on the page has to sign in again; tracked.
    pub fn is_expired(self) -> bool {
        self.state.with(|state| matches!(state, SessionState::Expired(_)))
    }

    /// One of the organization's environments that the person has a role in; tracked.
    pub fn environment(self, id: EnvironmentId) -> Option<SessionEnvironment> {
        self.state.with(|state| match state {
            SessionState::SignedIn(session) | SessionState::Expired(session) => {
                session.visible_environments().find(|environment| environment.id == id).cloned()
            }
            SessionState::Unknown | SessionState::SignedOut | SessionState::Failed(_) => None,
        })
    }

    /// Why the person may not do something, by their roles; none where they may. Tracked.
    pub fn denied(self, action: Action, object: Object) -> Option<String> {
        let session = self.current()?;
        let environments = session.environments.iter().map(|environment| (environment.id, environment.role)).collect();
        can(&Authority { role: session.role, environments }, action, object).err().map(Denied::reason)
    }

    /// Why the person may not do something in an environment; none where they may. Tracked.
    pub fn denied_in(self, action: Action, environment: EnvironmentId) -> Option<String> {
        let SessionEnvironment { id, environment_flag, .. } = self.environment(environment)?;
        self.denied(action, Object::Environment(EnvironmentRef { id, environment_flag }))
    }

    /// Whether the person may manage what is in an environment: what [`Sessions::denied_in`] gives no reason against, without its
    /// sentences, which the first screen does not load. Tracked.
    pub fn may_manage(self, environment: EnvironmentId) -> bool {
        self.environment(environment).is_some_and(|environment| environment.role == EnvironmentRole::Engineer)
    }

    /// Asks who is signed in.
    pub async fn load(self) {
        let state = match self.backend.call(&SessionGet {}).await {
            Ok(One(session)) => SessionState::SignedIn(session),
            Err(error) if error.code() == Some(ErrorCode::NotSignedIn) => SessionState::SignedOut,
            Err(error) => SessionState::Failed(error),
        };
        self.state.set(state);
    }

    /// Signs in; trying the same again keeps the key.
    ///
    /// # Errors
    /// `wrong_credentials`, or `too_many_attempts` with the seconds to wait.
    pub async fn sign_in(self, request: &SessionCreate, key: &str) -> Result<(), CallError> {
        let One(session) = self.backend.create(request, key).await?;
        self.state.set(SessionState::SignedIn(session));
        Ok(())
    }

    /// Asks what a one-time link is for, without using it up.
    ///
    /// # Errors
    /// `link_invalid`, or that nobody answered.
    pub async fn check_link(self, token: String) -> Result<Link, CallError> {
        self.backend.call(&LinkCheck { token }).await.map(|One(link)| link)
    }

    /// Creates the first owner and the organization, and signs in; an answer that was lost is given again for the same key.
    ///
    /// # Errors
    /// `invalid_fields` by field, or `link_invalid`.
    pub async fn create_owner(self, request: &OwnerCreate, key: &str) -> Result<(), CallError> {
        let One(session) = self.backend.create(request, key).await?;
        self.state.set(SessionState::SignedIn(session));
        Ok(())
    }

    /// Sets a new password and signs in; an answer that was lost is given again for the same key.
    ///
    /// # Errors
    /// `invalid_fields` by field, or `link_invalid`.
    pub async fn reset_password(self, request: &PasswordReset, key: &str) -> Result<(), CallError> {
        let One(session) = self.backend.create(request, key).await?;
        self.state.set(SessionState::SignedIn(session));
        Ok(())
    }

    /// Becomes a member of an organization and signs in; an answer that was lost is given again for the same key.
    ///
    /// # Errors
    /// `invalid_fields` by field, `wrong_credentials`, or `link_invalid`.
    pub async fn accept_invitation(self, request: &InvitationAccept, key: &str) -> Result<(), CallError> {
        let One(session) = self.backend.create(request, key).await?;
        self.state.set(SessionState::SignedIn(session));
        Ok(())
    }

    /// Creates the organization that was invited, connected with the one that invited it, and signs in; an answer that was lost is given
    /// again for the same key.
    ///
    /// # Errors
    /// `invalid_fields` by field, `wrong_credentials`, or `link_invalid`.
    pub async fn bring_organization(self, request: &ConnectionInvitationAccept, key: &str) -> Result<(), CallError> {
        let One(session) = self.backend.create(request, key).await?;
        self.state.set(SessionState::SignedIn(session));
        Ok(())
    }

    /// Acts for another organization from now on; what was loaded for this one is the caller's to let go.
    ///
    /// # Errors
    /// The refusal, or that nobody answered.
    pub async fn act_for(self, organization_id: OrganizationId) -> Result<(), CallError> {
        self.backend.call(&SessionChange { organization_id }).await.map(drop)
    }

    /// Signs out.
    ///
    /// # Errors
    /// When the server cannot be reached: the session then still exists.
    pub async fn sign_out(self) -> Result<(), CallError> {
        self.backend.call(&SessionDelete {}).await?;
        self.state.set(SessionState::SignedOut);
        Ok(())
    }

    /// Notes that the server no longer knows the session of whoever is signed in.
    pub fn expire(self) {
        self.state.update(|state| {
            if let SessionState::SignedIn(session) = state {
                *state = SessionState::Expired(session.clone());
            }
        });
    }
}
