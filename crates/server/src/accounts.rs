//! Who signs in and how: people, passwords, sessions, one-time links and API tokens.
//!
//! Secrets are 256 random bits and stored as their SHA-256. Passwords are hashed outside any transaction. A refused sign-in is counted in
//! a transaction of its own, so that the count stays although the call is refused.

mod attempts;
mod connection_invitations;
mod identity;
mod invitations;
mod links;
mod passwords;
mod people;
mod recording;
mod secret;
mod sessions;
mod tokens;

pub(crate) use attempts::Attempt;
pub(crate) use connection_invitations::{
    connection_invitation, end_connection_invitation, find_connection_invitation, found_invited, invite_organization,
    list_connection_invitations,
};
pub(crate) use identity::{Credentials, Identity, Visit, member_from, recognize, touch};
pub(crate) use invitations::{
    NewInvitation, end_invitation, find_invitation, invitation, invite, list_invitations, shown as shown_invitation,
};
pub use links::{OwnerLinkError, link_for_first_owner, link_for_password};
pub(crate) use links::{consume, end_all_links, find_link, link_for_organization, link_invalid};
pub(crate) use passwords::Passwords;
pub(crate) use people::{
    email_form, found, has_owner, insert_person, password_hash, person_by_email, person_named, session_of, set_password,
    waits_for_owner,
};
pub(crate) use recording::{record_access, record_end, record_password};
pub use secret::Secret;
pub(crate) use secret::SecretHash;
pub(crate) use sessions::{ABSOLUTE_LIMIT, begin_session, change_session, end_all_sessions, end_session, session_lives};
pub use tokens::create_token;
pub(crate) use tokens::{list_tokens, revoke_token};
