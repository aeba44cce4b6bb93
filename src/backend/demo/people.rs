//! As whom the demo is seen: somebody of the sample organization, its owner unless another was chosen.

use causeway_api::{EnvironmentRole, OrganizationId, OrganizationRole, PageRequest, Person, PersonId};
use causeway_rules::{Actor, Memory, OrganizationKind, StorageError, Stored, Tables, admit};
use uuid::Uuid;

/// The sample organization's owner.
const OWNER: PersonId = PersonId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001));

/// More than the sample has.
const MOST_ORGANIZATIONS: u32 = 100;

/// The one organization that people sign in to here: the first one.
pub(super) fn organization_of(memory: &Memory) -> Stored<Option<OrganizationId>> {
    for number in 1..=MOST_ORGANIZATIONS {
        if let Some(row) = memory.organization(OrganizationId(number))?
            && row.kind == OrganizationKind::Member
        {
            return Ok(Some(row.profile.id));
        }
    }
    Ok(None)
}

/// Gives an organization an owner if nobody is.
pub(super) fn own(memory: &mut Memory, organization: OrganizationId) -> Stored<()> {
    if memory.count_owners(organization)? == 0 {
        let person = Person { id: OWNER, name: "Aria Chen".to_owned(), email: "aria.chen@tidewell.example".to_owned() };
        memory.put_person(&person)?;
        admit(memory, organization, &person, OrganizationRole::Owner, |_| EnvironmentRole::Engineer)?;
    }
    Ok(())
}

/// The person who was chosen, while they are a member; else the owner whom the sample has, else another one.
pub(super) fn actor(memory: &Memory, organization: OrganizationId, chosen: Option<PersonId>) -> Stored<Actor> {
    for person in chosen.into_iter().chain([OWNER]) {
        if let Some(actor) = Actor::member(memory, organization, person)? {
            return Ok(actor);
        }
    }
    let all = PageRequest { page: 1, size: PageRequest::MOST };
    let members = memory.members(organization, all)?.items;
    let owner = members.into_iter().find(|member| member.role == OrganizationRole::Owner);
    let actor = owner.map_or(Ok(None), |owner| Actor::member(memory, organization, owner.person.id))?;
    actor.ok_or_else(|| StorageError::Failed("the organization has no owner".to_owned()))
}
