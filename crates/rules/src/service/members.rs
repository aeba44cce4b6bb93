//! Who belongs to the actor's organization, and with which roles.

use super::{Answered, Service, check_version, page};
use crate::Tables;
use causeway_api::{
    Action, ApiError, AuditAction, ErrorCode, GivenRole, Member, MemberChange, MemberList, MemberRemove, Message, Object, One,
    OrganizationId, OrganizationRole, Page, PageRequest, PersonId,
};

pub(super) fn list<T: Tables>(service: &Service<T>, request: &MemberList) -> Answered<Page<Member>> {
    let asked = PageRequest::checked(request.page, request.count)?;
    own_organization(service, request.organization_id)?;
    service.may(Action::ReadMembers, Object::Organization)?;
    Ok(page(service.tables.members(request.organization_id, asked)?, asked))
}

pub(super) fn change<T: Tables>(service: &mut Service<T>, request: &MemberChange) -> Answered<One<Member>> {
    let member = find(service, request.organization_id, request.person_id)?;
    service.may(Action::ManageMember, Object::Member(member.role))?;
    let role = request.role.unwrap_or(member.role);
    if role == OrganizationRole::Owner && member.role != role {
        service.may(Action::MakeOwner, Object::Organization)?;
    }
    check_version(request.version, &member)?;
    let mut next = Member { role, ..member.clone() };
    give(&mut next, request.environment_roles.as_deref().unwrap_or_default())?;
    if next == member {
        return Ok(One(member));
    }
    if role != OrganizationRole::Owner {
        keep_an_owner(service, request.organization_id, &member)?;
    }
    next.version += 1;
    service.tables.put_member(request.organization_id, &next)?;
    service.record(AuditAction::MemberChange, Some(&member), Some(&next))?;
    Ok(One(next))
}

fn give(member: &mut Member, given: &[GivenRole]) -> Answered<()> {
    for GivenRole { environment_id, role } in given {
        let entry = member.environment_roles.iter_mut().find(|entry| entry.environment.id == *environment_id);
        let entry = entry.ok_or_else(|| {
            let message = "Your organization has no environment with this id. Choose one of its own.";
            ApiError::at(ErrorCode::InvalidFields, "environmentRoles", message)
        })?;
        entry.role = *role;
    }
    Ok(())
}

pub(super) fn remove<T: Tables>(service: &mut Service<T>, request: &MemberRemove) -> Answered<Message> {
    let member = find(service, request.organization_id, request.person_id)?;
    let is_oneself = member.person.id == service.actor.person;
    if is_oneself {
        service.may(Action::Leave, Object::Organization)?;
    } else {
        service.may(Action::ManageMember, Object::Member(member.role))?;
    }
    check_version(request.version, &member)?;
    keep_an_owner(service, request.organization_id, &member)?;
    service.tables.remove_member(request.organization_id, member.person.id)?;
    let action = if is_oneself { AuditAction::MemberLeave } else { AuditAction::MemberRemove };
    service.record(action, Some(&member), None)?;
    let sentence = if is_oneself { "You have left.".to_owned() } else { format!("{} was removed.", member.person.name) };
    Ok(Message(sentence))
}

/// Refuses what would leave the organization to nobody.
fn keep_an_owner<T: Tables>(service: &Service<T>, organization: OrganizationId, member: &Member) -> Answered<()> {
    if member.role != OrganizationRole::Owner || service.tables.count_owners(organization)? > 1 {
        return Ok(());
    }
    let detail = format!("{} is the only owner. Make somebody else an owner first.", member.person.name);
    Err(ApiError::new(ErrorCode::LastOwner, detail))
}

fn own_organization<T: Tables>(service: &Service<T>, organization: OrganizationId) -> Answered<()> {
    if organization == service.actor.organization { Ok(()) } else { Err(ApiError::not_found()) }
}

fn find<T: Tables>(service: &Service<T>, organization: OrganizationId, person: PersonId) -> Answered<Member> {
    own_organization(service, organization)?;
    service.tables.member(organization, person)?.ok_or_else(ApiError::not_found)
}
