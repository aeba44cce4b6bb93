//! Inviting an organization that is not here yet. Answered by the server itself, since each invitation has a one-time link.

use super::checked_message;
use crate::{ConnectionInvitationId, FieldError, Instant, Noun, is_email, normalize_name};
use serde::{Deserialize, Serialize};

/// An organization that may come, and will be connected with yours when it does.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ConnectionInvitation {
    /// Which one.
    pub id: ConnectionInvitationId,
    /// The e-mail address of who will own it, lower case.
    pub email: String,
    /// What you call it; who comes may name it otherwise.
    pub organization_name: String,
    /// What you say to them, up to 2000 characters; may be empty.
    pub message: String,
    /// When it was invited.
    pub created_at: Instant,
    /// When the link stops working.
    pub expires_at: Instant,
    /// The one-time link to hand to them, in the one answer that creates the invitation; absent everywhere else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

impl Noun for ConnectionInvitation {
    const SINGULAR: &'static str = "connectionInvitation";
    const PLURAL: &'static str = "connectionInvitations";
}

/// Lists your organization's invitations of others that can still be accepted, newest first.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConnectionInvitationList {}

/// Invites an organization; an earlier invitation of the same address by yours stops working.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConnectionInvitationCreate {
    /// The e-mail address of who will own it.
    pub email: String,
    /// What you call it, 1 to 120 characters.
    pub organization_name: String,
    /// What you want to say to them, up to 2000 characters.
    #[serde(default)]
    pub message: String,
}

impl ConnectionInvitationCreate {
    /// The invitation as it is kept, or what is wrong with it: the form shows it, the server refuses with it.
    ///
    /// # Errors
    /// One entry for each field that cannot be accepted.
    pub fn checked(self) -> Result<Self, Vec<FieldError>> {
        let mut problems = Vec::new();
        let email = self.email.trim().to_lowercase();
        if !is_email(&email) {
            problems.push(FieldError::invalid("email", "Enter an e-mail address such as name@example.org."));
        }
        let organization_name = normalize_name(&self.organization_name).unwrap_or_else(|message| {
            problems.push(FieldError::invalid("organizationName", message));
            String::new()
        });
        let message = checked_message(&self.message).unwrap_or_else(|problem| {
            problems.push(problem);
            String::new()
        });
        if problems.is_empty() { Ok(Self { email, organization_name, message }) } else { Err(problems) }
    }
}

/// Takes an invitation back: its link stops working at once.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConnectionInvitationRevoke {
    /// Which one.
    pub connection_invitation_id: ConnectionInvitationId,
}

/// Creates the organization that was invited, connected with the one that invited it, and signs in: with a new account, or with the one
/// that has the invited e-mail address.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConnectionInvitationAccept {
    /// The link's secret, from the URL's fragment.
    pub token: String,
    /// The organization's name, 1 to 120 characters.
    pub organization_name: String,
    /// The name for a new account, 1 to 120 characters; ignored where there is one already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The password: a new one of 12 to 200 characters, or that of the account.
    pub password: String,
}

#[cfg(test)]
mod tests {
    use super::ConnectionInvitationCreate;

    #[test]
    fn an_invitation_is_tidied_or_refused_by_field() {
        let invite = |email: &str, name: &str, message: &str| {
            let (email, organization_name, message) = (email.to_owned(), name.to_owned(), message.to_owned());
            ConnectionInvitationCreate { email, organization_name, message }.checked()
        };
        let good = invite(" Bea@Cedar.example ", " Cedar Clinic ", "Hello\r\n").unwrap();
        assert_eq!((good.email.as_str(), good.organization_name.as_str()), ("bea@cedar.example", "Cedar Clinic"));
        assert_eq!(good.message, "Hello");
        let problems = invite("bea", " ", &"x".repeat(2001)).unwrap_err();
        let fields: Vec<_> = problems.into_iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["email", "organizationName", "message"]);
    }
}
