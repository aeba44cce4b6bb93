//! How what people do about their accounts comes into their organizations' records.

use super::identity::member_from;
use crate::database::Transaction;
use causeway_api::{AuditAction, OrganizationId, Person};
use causeway_rules::{Actor, Stored, Tables as _, record};
use std::net::IpAddr;

/// Records what somebody did about how they sign in to one organization, calling from this address.
pub(crate) fn record_access(
    transaction: &mut Transaction<'_>,
    organization: OrganizationId,
    person: &Person,
    peer: IpAddr,
    action: AuditAction,
) -> Stored<()> {
    match member_from(transaction, organization, person.id, peer)? {
        Some(actor) => record(transaction, &actor, action, None, Some(person)),
        None => Ok(()),
    }
}

/// Records that somebody set a new password, in each organization that they belong to: it opens all of them.
pub(crate) fn record_password(transaction: &mut Transaction<'_>, person: &Person, peer: IpAddr) -> Stored<()> {
    for membership in transaction.memberships(person.id)? {
        record_access(transaction, membership.id, person, peer, AuditAction::PasswordReset)?;
    }
    Ok(())
}

/// Records that somebody signed out.
pub(crate) fn record_end(transaction: &mut Transaction<'_>, actor: &Actor) -> Stored<()> {
    let member = transaction.member(actor.organization, actor.person)?;
    record(transaction, actor, AuditAction::SessionEnd, member.as_ref().map(|member| &member.person), None)
}
