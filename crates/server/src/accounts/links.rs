//! One-time links: to found an organization, and to set a new password. Invitations have theirs, which are found here too.

use super::connection_invitations::find_connection_invitation;
use super::invitations::find_invitation;
use super::people::has_owner;
use super::secret::{Secret, SecretHash};
use crate::database::Transaction;
use crate::database::row::{Columns as _, Millis, Text};
use crate::operator::record_password_link;
use causeway_api::{ApiError, ErrorCode, LinkPurpose, OrganizationId, PersonId};
use causeway_rules::{StorageError, Stored};
use rusqlite::params;

/// A set-up link is printed anew at each start, and when it is asked for, so a day is enough to use one.
const FIRST_OWNER_LIFE: i64 = 24 * 60 * 60_000;
/// A link for a password is asked for when it is needed.
const PASSWORD_LIFE: i64 = 60 * 60_000;

/// A link that can still be used.
pub(crate) struct UsableLink {
    pub(crate) purpose: LinkPurpose,
    pub(crate) person: Option<PersonId>,
    /// Whose password it sets, or who is invited.
    pub(crate) email: Option<String>,
    /// To which organization somebody is invited, or which one invites theirs.
    pub(crate) organization: Option<OrganizationId>,
    /// What that one calls the other, and what it says to it.
    pub(crate) words: Option<(String, String)>,
}

/// Why no link was made.
#[derive(Debug, thiserror::Error)]
pub enum OwnerLinkError {
    /// Nobody signs in yet.
    #[error("there is no owner yet; start the server, it prints the link that creates one")]
    NoOwner,
    /// The address is nobody's.
    #[error("nobody signs in as {0}")]
    Unknown(String),
    /// There is more than one person to choose from.
    #[error("several people sign in here; say who with --email: {}", .0.join(", "))]
    Several(Vec<String>),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Makes the link that creates the first owner; links of earlier starts stop working.
///
/// # Errors
/// When storage fails.
pub fn link_for_first_owner(transaction: &mut Transaction<'_>) -> Stored<Secret> {
    transaction.run("DELETE FROM links WHERE purpose = 'firstOwner'", [])?;
    insert(transaction, LinkPurpose::FirstOwner, None, FIRST_OWNER_LIFE)
}

/// Makes a link that founds another organization, with an owner of its own.
///
/// # Errors
/// When nobody has set up the first one, or storage fails.
pub(crate) fn link_for_organization(transaction: &mut Transaction<'_>) -> Result<Secret, OwnerLinkError> {
    if !has_owner(transaction)? {
        return Err(OwnerLinkError::NoOwner);
    }
    Ok(insert(transaction, LinkPurpose::FirstOwner, None, FIRST_OWNER_LIFE)?)
}

/// Makes a link that sets the password of the person with this e-mail address, or of the only one there is.
///
/// # Errors
/// When it is not clear whose password is meant, or storage fails.
pub fn link_for_password(transaction: &mut Transaction<'_>, email: Option<&str>) -> Result<Secret, OwnerLinkError> {
    if !has_owner(transaction)? {
        return Err(OwnerLinkError::NoOwner);
    }
    let sql = "SELECT id, email FROM people WHERE email = ?1 OR (?1 IS NULL AND password_hash <> '') ORDER BY email";
    let email = email.map(super::people::email_form);
    let mut people: Vec<(PersonId, String)> = transaction.all(sql, params![email], |row| Ok((row.text(0)?, row.get(1)?)))?;
    match (people.pop(), people.is_empty()) {
        (Some((person, _)), true) => {
            record_password_link(transaction, person)?;
            Ok(insert(transaction, LinkPurpose::NewPassword, Some(person), PASSWORD_LIFE)?)
        }
        (Some(last), false) => {
            people.push(last);
            Err(OwnerLinkError::Several(people.into_iter().map(|(_, email)| email).collect()))
        }
        (None, _) => Err(OwnerLinkError::Unknown(email.unwrap_or_default())),
    }
}

fn insert(transaction: &Transaction<'_>, purpose: LinkPurpose, person: Option<PersonId>, life: i64) -> Stored<Secret> {
    let now = transaction.began();
    transaction.run("DELETE FROM links WHERE expires_at <= ?1", [Millis(now)])?;
    let secret = Secret::random("");
    let sql = "INSERT INTO links (hash, purpose, person_id, expires_at) VALUES (?1, ?2, ?3, ?4)";
    let expires_at = Millis(now.plus_milliseconds(life));
    transaction.run(sql, params![secret.hash().0, purpose_name(purpose), person.map(Text), expires_at])?;
    Ok(secret)
}

const fn purpose_name(purpose: LinkPurpose) -> &'static str {
    match purpose {
        LinkPurpose::FirstOwner => "firstOwner",
        LinkPurpose::NewPassword => "newPassword",
        // Not kept among these: an invitation has its link itself.
        LinkPurpose::Membership => "membership",
        LinkPurpose::NewOrganization => "newOrganization",
    }
}

fn purpose(name: &str) -> Option<LinkPurpose> {
    [LinkPurpose::FirstOwner, LinkPurpose::NewPassword].into_iter().find(|purpose| purpose_name(*purpose) == name)
}

pub(crate) fn link_invalid() -> ApiError {
    ApiError::new(ErrorCode::LinkInvalid, "It was used already, has expired, or is not complete. Ask for a new one.")
}

/// The link with this secret, while it can be used.
pub(crate) fn find_link(transaction: &Transaction<'_>, secret: &str) -> Result<UsableLink, ApiError> {
    let sql = "SELECT l.purpose, l.person_id, p.email FROM links l LEFT JOIN people p ON p.id = l.person_id
        WHERE l.hash = ?1 AND l.expires_at > ?2";
    let values = params![SecretHash::of(secret).0, Millis(transaction.began())];
    let link = transaction.one(sql, values, |row| {
        let person: Option<Text<PersonId>> = row.get(1)?;
        let (purpose, person) = (row.choice(0, purpose)?, person.map(|id| id.0));
        Ok(UsableLink { purpose, person, email: row.get(2)?, organization: None, words: None })
    })?;
    if let Some(link) = link {
        return Ok(link);
    }
    if let Some(invitation) = find_invitation(transaction, secret)? {
        let (email, organization) = (Some(invitation.email), Some(invitation.organization));
        return Ok(UsableLink { purpose: LinkPurpose::Membership, person: None, email, organization, words: None });
    }
    let (invitation, inviter) = find_connection_invitation(transaction, secret)?.ok_or_else(link_invalid)?;
    Ok(UsableLink {
        purpose: LinkPurpose::NewOrganization,
        person: None,
        email: Some(invitation.email),
        organization: Some(inviter),
        words: Some((invitation.organization_name, invitation.message)),
    })
}

/// Uses a link up.
pub(crate) fn consume(transaction: &Transaction<'_>, secret: &str, purpose: LinkPurpose) -> Result<UsableLink, ApiError> {
    let link = find_link(transaction, secret)?;
    if link.purpose != purpose {
        return Err(link_invalid());
    }
    transaction.run("DELETE FROM links WHERE hash = ?1", [SecretHash::of(secret).0])?;
    Ok(link)
}

pub(crate) fn end_all_links(transaction: &Transaction<'_>, person: PersonId) -> Stored<()> {
    transaction.run("DELETE FROM links WHERE person_id = ?1", [Text(person)]).map(drop)
}
