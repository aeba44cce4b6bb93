//! Invitations of organizations that are not here yet, and how they are accepted.

use super::accepting::{Accepting, Claim};
use super::{Call, Created, Reply};
use crate::accounts::{
    Credentials, Identity, begin_session, connection_invitation, end_connection_invitation, end_session,
    find_connection_invitation, found_invited, invite_organization, link_invalid, list_connection_invitations, person_named,
    recognize, session_of,
};
use causeway_api::{
    Action, ApiError, AuditAction, ConnectionInvitationAccept, ConnectionInvitationCreate, ConnectionInvitationList,
    ConnectionInvitationRevoke, FieldError, Message, Object, One, Page, can, normalize_name,
};
use causeway_rules::record;

/// Whoever accepts is connected at once, so inviting takes what accepting a request takes.
fn may_invite(identity: &Identity) -> Result<(), ApiError> {
    Ok(can(&identity.actor.authority, Action::InviteOrganization, Object::Organization)?)
}

pub(super) async fn list(call: &Call<'_>) -> Result<Reply, ApiError> {
    let identity = call.recognize().await?;
    let ConnectionInvitationList {} = call.decode()?;
    may_invite(&identity)?;
    let organization = identity.organization();
    let invitations = call.site.database.read(move |transaction| list_connection_invitations(transaction, organization)).await?;
    Ok(call.success(&Page::whole(invitations)))
}

pub(super) async fn create(call: &Call<'_>) -> Result<Reply, ApiError> {
    let identity = call.recognize().await?;
    let keyed = call.keyed(Some(&identity.actor))?;
    if let Some(reply) = call.repeated(keyed.as_ref()).await? {
        return Ok(reply);
    }
    let request: ConnectionInvitationCreate = call.decode()?;
    may_invite(&identity)?;
    let new = request.checked().map_err(ApiError::fields)?;
    let (access, visit) = (call.endpoint.access, *call.visit);
    let url = call.site.address.url();
    let created = call.once(
        keyed,
        move |transaction| recognize(transaction, visit, access),
        move |transaction, identity| {
            may_invite(&identity)?;
            let (mut invitation, secret) = invite_organization(transaction, (identity.organization(), identity.person()), new)?;
            record(transaction, &identity.actor, AuditAction::ConnectionInvite, None, Some(&invitation))?;
            invitation.link = Some(format!("{url}/invitation#{}", secret.reveal()));
            Ok(Created { answer: One(invitation), session: None })
        },
    );
    created.await
}

pub(super) async fn revoke(call: &Call<'_>) -> Result<Reply, ApiError> {
    call.recognize().await?;
    let ConnectionInvitationRevoke { connection_invitation_id } = call.decode()?;
    let revoked = call.change(move |transaction, identity| {
        let found = connection_invitation(transaction, identity.organization(), connection_invitation_id)?;
        let ended = found.ok_or_else(ApiError::not_found)?;
        may_invite(&identity)?;
        end_connection_invitation(transaction, ended.id)?;
        record(transaction, &identity.actor, AuditAction::ConnectionUninvite, Some(&ended), None)?;
        Ok(ended.organization_name)
    });
    Ok(call.success(&Message(format!("The invitation of {} was taken back.", revoked.await?))))
}

pub(super) async fn accept(call: &Call<'_>) -> Result<Reply, ApiError> {
    let keyed = call.keyed(None)?;
    if let Some(reply) = call.repeated(keyed.as_ref()).await? {
        return Ok(reply);
    }
    let ConnectionInvitationAccept { token, organization_name, name, password } = call.decode()?;
    // Looked at before the fields: whoever has no link learns nothing and costs nothing.
    let looked_up = token.clone();
    let looked = call.site.database.read(move |transaction| -> Result<_, ApiError> {
        let (invitation, _) = find_connection_invitation(transaction, &looked_up)?.ok_or_else(link_invalid)?;
        Ok((person_named(transaction, &invitation.email)?.is_some(), invitation.email))
    });
    let (has_account, email) = looked.await?;
    let mut problems = Vec::new();
    let organization_name = normalize_name(&organization_name).unwrap_or_else(|message| {
        problems.push(FieldError::invalid("organizationName", message));
        String::new()
    });
    let accepting = Accepting::by(call, Claim { email, has_account, name, password, problems }).await?;

    let (before, peer) = (call.visit.credentials, call.visit.peer);
    let accepted = call.once(
        keyed,
        |_| Ok(()),
        move |transaction, ()| {
            let (invitation, inviter) = find_connection_invitation(transaction, &token)?.ok_or_else(link_invalid)?;
            end_connection_invitation(transaction, invitation.id)?;
            let person = accepting.account(transaction, &invitation.email, peer)?;
            let organization = found_invited(transaction, inviter, &organization_name, &person, peer)?;
            if let Credentials::Session(hash) = before {
                end_session(transaction, hash)?;
            }
            let session = session_of(transaction, person.id, Some(organization))?;
            let secret = begin_session(transaction, person.id, organization)?;
            Ok(Created::signed_in(session, secret))
        },
    );
    accepted.await
}
