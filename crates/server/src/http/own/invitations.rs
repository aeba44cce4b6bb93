//! Invitations to the organization of whoever invites, and how they are accepted.

use super::accepting::{Accepting, Claim};
use super::{Call, Created, Reply};
use crate::accounts::{
    Credentials, Identity, NewInvitation, begin_session, email_form, end_invitation, end_session, find_invitation, invitation,
    invite, link_invalid, list_invitations, member_from, person_named, recognize, record_access, session_of, shown_invitation,
};
use crate::database::Transaction;
use causeway_api::{
    Action, ApiError, AuditAction, ErrorCode, FieldError, InvitationAccept, InvitationCreate, InvitationList, InvitationRevoke,
    Message, Object, One, OrganizationId, OrganizationRole, Page, can, given_role, is_email,
};
use causeway_rules::{Tables as _, admit, record};

/// Whether somebody may invite to this organization: theirs, or it does not exist for them.
fn may_invite(identity: &Identity, organization: OrganizationId) -> Result<(), ApiError> {
    if organization != identity.organization() {
        return Err(ApiError::not_found());
    }
    Ok(can(&identity.actor.authority, Action::InviteMembers, Object::Organization)?)
}

pub(super) async fn list(call: &Call<'_>) -> Result<Reply, ApiError> {
    let identity = call.recognize().await?;
    let InvitationList { organization_id } = call.decode()?;
    may_invite(&identity, organization_id)?;
    let invitations = call.site.database.read(move |transaction| list_invitations(transaction, organization_id)).await?;
    Ok(call.success(&Page::whole(invitations)))
}

pub(super) async fn create(call: &Call<'_>) -> Result<Reply, ApiError> {
    let identity = call.recognize().await?;
    let keyed = call.keyed(Some(&identity.actor))?;
    if let Some(reply) = call.repeated(keyed.as_ref()).await? {
        return Ok(reply);
    }
    let request: InvitationCreate = call.decode()?;
    may_invite(&identity, request.organization_id)?;
    let organization = request.organization_id;
    let new =
        NewInvitation { email: email_form(&request.email), role: request.role, environment_roles: request.environment_roles };
    if !is_email(&new.email) {
        let message = "Enter an e-mail address such as name@example.org.";
        return Err(ApiError::fields(vec![FieldError::invalid("email", message)]));
    }
    let (access, visit) = (call.endpoint.access, *call.visit);
    let url = call.site.address.url();
    let created = call.once(
        keyed,
        move |transaction| recognize(transaction, visit, access),
        move |transaction, identity| {
            may_invite(&identity, organization)?;
            if new.role == OrganizationRole::Owner {
                can(&identity.actor.authority, Action::MakeOwner, Object::Organization)?;
            }
            check(transaction, organization, &new)?;
            let (mut invitation, secret) = invite(transaction, (organization, identity.person()), new)?;
            record(transaction, &identity.actor, AuditAction::InvitationCreate, None, Some(&invitation))?;
            invitation.link = Some(format!("{url}/invitation#{}", secret.reveal()));
            Ok(Created { answer: One(invitation), session: None })
        },
    );
    created.await
}

/// Refuses roles in environments of others, and who is a member already.
fn check(transaction: &Transaction<'_>, organization: OrganizationId, new: &NewInvitation) -> Result<(), ApiError> {
    let environments = transaction.environments(organization)?;
    let is_own = |id| environments.iter().any(|environment| environment.id == id);
    if !new.environment_roles.iter().all(|given| is_own(given.environment_id)) {
        let message = "Your organization has no environment with this id. Choose one of its own.";
        return Err(ApiError::at(ErrorCode::InvalidFields, "environmentRoles", message));
    }
    if let Some(person) = person_named(transaction, &new.email)?
        && transaction.member(organization, person.id)?.is_some()
    {
        let message = "Somebody with this e-mail address is a member already. Change their roles instead.";
        return Err(ApiError::at(ErrorCode::AlreadyMember, "email", message));
    }
    Ok(())
}

pub(super) async fn revoke(call: &Call<'_>) -> Result<Reply, ApiError> {
    call.recognize().await?;
    let InvitationRevoke { invitation_id } = call.decode()?;
    let revoked = call.change(move |transaction, identity| {
        let organization = identity.organization();
        let found = invitation(transaction, organization, invitation_id)?.ok_or_else(ApiError::not_found)?;
        may_invite(&identity, organization)?;
        end_invitation(transaction, found.id)?;
        let ended = shown_invitation(transaction, found)?;
        record(transaction, &identity.actor, AuditAction::InvitationRevoke, Some(&ended), None)?;
        Ok(ended.email)
    });
    Ok(call.success(&Message(format!("The invitation of {} was taken back.", revoked.await?))))
}

pub(super) async fn accept(call: &Call<'_>) -> Result<Reply, ApiError> {
    let keyed = call.keyed(None)?;
    if let Some(reply) = call.repeated(keyed.as_ref()).await? {
        return Ok(reply);
    }
    let InvitationAccept { token, name, password } = call.decode()?;
    let looked_up = token.clone();
    let looked = call.site.database.read(move |transaction| -> Result<_, ApiError> {
        let invitation = find_invitation(transaction, &looked_up)?.ok_or_else(link_invalid)?;
        Ok((person_named(transaction, &invitation.email)?.is_some(), invitation.email))
    });
    let (has_account, email) = looked.await?;
    let claim = Claim { email, has_account, name, password, problems: Vec::new() };
    let accepting = Accepting::by(call, claim).await?;

    let (before, peer) = (call.visit.credentials, call.visit.peer);
    let accepted = call.once(
        keyed,
        |_| Ok(()),
        move |transaction, ()| {
            let invitation = find_invitation(transaction, &token)?.ok_or_else(link_invalid)?;
            end_invitation(transaction, invitation.id)?;
            let person = accepting.account(transaction, &invitation.email, peer)?;
            let organization = invitation.organization;
            // Whoever became a member in another way keeps the roles they have.
            if transaction.member(organization, person.id)?.is_none() {
                let there = |environment: &causeway_api::Environment| given_role(&invitation.environment_roles, environment.id);
                let member = admit(transaction, organization, &person, invitation.role, there)?;
                if let Some(actor) = member_from(transaction, organization, person.id, peer)? {
                    record(transaction, &actor, AuditAction::MemberJoin, None, Some(&member))?;
                }
            } else {
                record_access(transaction, organization, &person, peer, AuditAction::SessionBegin)?;
            }
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
