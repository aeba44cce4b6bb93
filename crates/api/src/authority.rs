//! Who may do what: roles, and the one function that a control and the rules both ask.
//!
//! What somebody may see is asked first and elsewhere: to someone without a role in an environment, its things do not exist.

use crate::{ApiError, EnvironmentFlag, EnvironmentId, EnvironmentRef, ErrorCode};
use serde::{Deserialize, Serialize};

/// What a person is to an organization.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum OrganizationRole {
    /// Belongs to it.
    Member,
    /// Speaks for it: its profile, its connections, its members except owners.
    Admin,
    /// Also makes and unmakes owners; there is always one.
    Owner,
}

impl OrganizationRole {
    /// All of them, from the most powerful.
    pub const ALL: [Self; 3] = [Self::Owner, Self::Admin, Self::Member];

    /// Its name on the wire and in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Admin => "admin",
            Self::Owner => "owner",
        }
    }

    /// Its name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Member => "Member",
            Self::Admin => "Admin",
            Self::Owner => "Owner",
        }
    }
}

/// What a person does in one environment. Each may what those before it may.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum EnvironmentRole {
    /// Does not see it.
    None,
    /// Sees it.
    Viewer,
    /// Also pauses and resumes subscriptions.
    Support,
    /// Also manages sources, destinations and subscriptions.
    Engineer,
}

impl EnvironmentRole {
    /// All of them, from the most powerful.
    pub const ALL: [Self; 4] = [Self::Engineer, Self::Support, Self::Viewer, Self::None];

    /// Its name on the wire and in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Viewer => "viewer",
            Self::Support => "support",
            Self::Engineer => "engineer",
        }
    }

    /// Its name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::None => "No access",
            Self::Viewer => "Viewer",
            Self::Support => "Support",
            Self::Engineer => "Engineer",
        }
    }
}

/// What a person may do in one organization: what they are there, and what they do in each of its environments.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Authority {
    /// What they are to the organization.
    pub role: OrganizationRole,
    /// What they do in its environments; nothing in one that is not named.
    pub environments: Vec<(EnvironmentId, EnvironmentRole)>,
}

impl Authority {
    /// What they do in an environment.
    pub fn in_environment(&self, id: EnvironmentId) -> EnvironmentRole {
        self.environments.iter().find(|(named, _)| *named == id).map_or(EnvironmentRole::None, |(_, role)| *role)
    }

    /// Whether an environment exists for them.
    pub fn sees(&self, id: EnvironmentId) -> bool {
        self.in_environment(id) > EnvironmentRole::None
    }
}

/// What somebody wants to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    /// See an environment and what is in it.
    SeeEnvironment,
    /// Create, change and delete an environment's sources.
    ManageSources,
    /// Create, change and delete an environment's destinations, their credentials included.
    ManageDestinations,
    /// Send a challenge to a destination's endpoint.
    VerifyDestination,
    /// Create, rename, delete and restore subscriptions; approve and decline proposed ones.
    ManageSubscriptions,
    /// Pause and resume subscriptions.
    PauseSubscriptions,
    /// Show an environment's sources and destinations to a partner, or hide them again.
    ShareEnds,
    /// See who belongs to the organization, and with which roles.
    ReadMembers,
    /// Invite people to the organization; see and revoke invitations.
    InviteMembers,
    /// Give a member other roles, or remove them.
    ManageMember,
    /// Leave the organization.
    Leave,
    /// Make somebody an owner.
    MakeOwner,
    /// Change how the organization shows itself to others.
    ManageProfile,
    /// Ask another organization for a connection, or take the question back.
    RequestConnection,
    /// Accept and decline what other organizations ask.
    DecideConnection,
    /// End a connection.
    EndConnection,
    /// Invite an organization that does not use Causeway yet.
    InviteOrganization,
    /// Read, check and export the record of changes.
    ReadAudit,
    /// Create, list and revoke tokens of one's own.
    ManageTokens,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 19] = [
        Self::SeeEnvironment,
        Self::ManageSources,
        Self::ManageDestinations,
        Self::VerifyDestination,
        Self::ManageSubscriptions,
        Self::PauseSubscriptions,
        Self::ShareEnds,
        Self::ReadMembers,
        Self::InviteMembers,
        Self::ManageMember,
        Self::Leave,
        Self::MakeOwner,
        Self::ManageProfile,
        Self::RequestConnection,
        Self::DecideConnection,
        Self::EndConnection,
        Self::InviteOrganization,
        Self::ReadAudit,
        Self::ManageTokens,
    ];
}

/// What it is done to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Object {
    /// Something in one of the organization's environments.
    Environment(EnvironmentRef),
    /// The organization.
    Organization,
    /// A member with this role.
    Member(OrganizationRole),
}

/// Why somebody may not do something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Denied {
    /// The environment does not exist for them. The other is what they are to the organization, here and below.
    Invisible(EnvironmentFlag, OrganizationRole),
    /// It takes an engineer.
    NotEngineer(EnvironmentFlag, OrganizationRole),
    /// It takes an engineer or somebody of support.
    NotSupport(EnvironmentFlag, OrganizationRole),
    /// It takes an engineer, an owner or an admin.
    NotSharing(EnvironmentFlag),
    /// It takes an owner or an admin.
    NotAdmin,
    /// Owners are changed by owners.
    OwnersOnly,
    /// The action is about something else.
    Meaningless,
}

/// Whether somebody may do something. The reason is a sentence for people: the same on a disabled control and in the refusal.
///
/// # Errors
/// Why they may not.
pub fn can(actor: &Authority, action: Action, object: Object) -> Result<(), Denied> {
    let is_admin = actor.role >= OrganizationRole::Admin;
    let is_owner = actor.role == OrganizationRole::Owner;
    let allow = |is_allowed: bool, denied: Denied| if is_allowed { Ok(()) } else { Err(denied) };
    match (action, object) {
        (action, Object::Environment(EnvironmentRef { id, environment_flag: flag })) => {
            let role = actor.in_environment(id);
            allow(role > EnvironmentRole::None, Denied::Invisible(flag, actor.role))?;
            let is_engineer = role == EnvironmentRole::Engineer;
            match action {
                Action::SeeEnvironment => Ok(()),
                Action::ManageSources | Action::ManageDestinations | Action::VerifyDestination | Action::ManageSubscriptions => {
                    allow(is_engineer, Denied::NotEngineer(flag, actor.role))
                }
                Action::PauseSubscriptions => allow(role >= EnvironmentRole::Support, Denied::NotSupport(flag, actor.role)),
                Action::ShareEnds => allow(is_engineer || is_admin, Denied::NotSharing(flag)),
                _ => Err(Denied::Meaningless),
            }
        }
        (Action::ReadMembers | Action::RequestConnection | Action::ManageTokens | Action::Leave, Object::Organization) => Ok(()),
        (
            Action::InviteMembers
            | Action::ManageProfile
            | Action::DecideConnection
            | Action::EndConnection
            | Action::InviteOrganization
            | Action::ReadAudit,
            Object::Organization,
        ) => allow(is_admin, Denied::NotAdmin),
        (Action::MakeOwner, Object::Organization) => allow(is_owner, Denied::OwnersOnly),
        (Action::ManageMember, Object::Member(role)) => {
            allow(is_admin, Denied::NotAdmin)?;
            allow(is_owner || role != OrganizationRole::Owner, Denied::OwnersOnly)
        }
        _ => Err(Denied::Meaningless),
    }
}

impl Denied {
    /// The sentence for people: why not, and what to do.
    pub fn reason(self) -> String {
        let ask = |role: OrganizationRole| match role {
            OrganizationRole::Member => "Ask an owner or admin of your organization.",
            OrganizationRole::Admin | OrganizationRole::Owner => "You can give yourself a role there.",
        };
        match self {
            Self::Invisible(flag, role) => ["You have no role in ", flag.as_str(), ". ", ask(role)].concat(),
            Self::NotEngineer(flag, role) => ["Only engineers of ", flag.as_str(), " may do this. ", ask(role)].concat(),
            Self::NotSupport(flag, role) => {
                ["Only engineers and support of ", flag.as_str(), " may pause and resume. ", ask(role)].concat()
            }
            Self::NotSharing(flag) => {
                ["Only owners, admins and engineers of ", flag.as_str(), " may do this. Ask one of them."].concat()
            }
            Self::NotAdmin => "Only owners and admins of your organization may do this. Ask one of them.".to_owned(),
            Self::OwnersOnly => "Only owners make and change owners. Ask one of them.".to_owned(),
            Self::Meaningless => "This cannot be done to it.".to_owned(),
        }
    }
}

impl From<Denied> for ApiError {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Invisible(..) => Self::not_found(),
            denied => Self::new(ErrorCode::Forbidden, denied.reason()),
        }
    }
}

#[cfg(test)]
mod tests;
