//! People, and what they are to organizations.

use super::world::{ALL, World};
use crate::{Rows, StorageError, Tables, admit};
use causeway_api::{EnvironmentFlag, EnvironmentRole, Member, OrganizationId, OrganizationRole, PageRequest, Person, PersonId};

fn person(tables: &mut dyn Tables, name: &str) -> Person {
    let id = PersonId(tables.new_id());
    let person = Person { id, name: name.to_owned(), email: format!("{id}@tidewell.example") };
    tables.put_person(&person).expect("stored");
    person
}

fn join(tables: &mut dyn Tables, organization: OrganizationId, name: &str, role: OrganizationRole) -> Member {
    let person = person(tables, name);
    admit(tables, organization, &person, role, |environment| match environment.environment_flag {
        EnvironmentFlag::Development => EnvironmentRole::Engineer,
        EnvironmentFlag::Staging => EnvironmentRole::Viewer,
        EnvironmentFlag::Production => EnvironmentRole::None,
    })
    .expect("stored")
}

/// With a role in each environment, also where that is none; and with the name that the person has now.
pub fn a_member_comes_back_as_it_was_stored(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let mut member = join(tables, world.us, "Inês Ferreira", OrganizationRole::Admin);
    assert_eq!(tables.member(world.us, member.person.id), Ok(Some(member.clone())));
    let flags: Vec<_> = member.environment_roles.iter().map(|entry| entry.environment.environment_flag).collect();
    assert_eq!(flags, EnvironmentFlag::ALL);
    member.role = OrganizationRole::Owner;
    member.environment_roles[0].role = EnvironmentRole::None;
    member.environment_roles[2].role = EnvironmentRole::Support;
    member.version = 2;
    tables.put_member(world.us, &member).expect("stored");
    member.person.name.push_str(" de Sá");
    tables.put_person(&member.person).expect("stored");
    assert_eq!(tables.member(world.us, member.person.id), Ok(Some(member)));
}

/// Membership and roles in one organization say nothing of another.
pub fn a_member_is_one_in_their_organization_only(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let member = join(tables, world.us, "Inês Ferreira", OrganizationRole::Owner);
    assert_eq!(tables.member(world.them, member.person.id), Ok(None));
    let there =
        admit(tables, world.them, &member.person, OrganizationRole::Member, |_| EnvironmentRole::Support).expect("stored");
    assert_eq!(tables.member(world.us, member.person.id), Ok(Some(member.clone())));
    assert_eq!(tables.member(world.them, member.person.id), Ok(Some(there.clone())));
    let names = |tables: &dyn Tables| {
        let memberships = tables.memberships(member.person.id).expect("read");
        memberships.into_iter().map(|row| (row.id, row.name, row.role)).collect::<Vec<_>>()
    };
    let ours = (world.us, "Tidewell Health".to_owned(), OrganizationRole::Owner);
    let theirs = (world.them, "Mercy Valley Health".to_owned(), OrganizationRole::Member);
    assert_eq!(names(tables), [ours, theirs.clone()]);
    tables.remove_member(world.us, member.person.id).expect("removed");
    assert_eq!(names(tables), [theirs]);
    assert_eq!(tables.member(world.us, member.person.id), Ok(None));
    assert_eq!(tables.member(world.them, member.person.id), Ok(Some(there)));
}

/// Who comes back begins anew; who is not there is removed without a word.
pub fn a_removed_member_has_no_roles_left(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let member = join(tables, world.us, "Inês Ferreira", OrganizationRole::Owner);
    tables.remove_member(world.us, member.person.id).expect("removed");
    tables.remove_member(world.us, member.person.id).expect("nothing to remove");
    let again = Member { environment_roles: Vec::new(), ..member };
    tables.put_member(world.us, &again).expect("stored");
    let found = tables.member(world.us, again.person.id).expect("read").expect("a member");
    assert!(found.environment_roles.iter().all(|entry| entry.role == EnvironmentRole::None));
    assert_eq!(found.environment_roles.len(), 3);
}

/// A membership of nobody would be one that nobody could see.
pub fn who_is_not_stored_becomes_no_member(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let id = PersonId(tables.new_id());
    let stranger = Person { id, name: "Nobody".to_owned(), email: "nobody@tidewell.example".to_owned() };
    let refused = admit(tables, world.us, &stranger, OrganizationRole::Member, |_| EnvironmentRole::None);
    assert!(matches!(refused, Err(StorageError::Failed(_))));
}

/// As people look for them; in pages.
pub fn members_are_listed_by_folded_name(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let mut members = Vec::new();
    for name in ["Ägir", "zoe", "Anna", "anna", "Ænn"] {
        members.push(join(tables, world.us, name, OrganizationRole::Member));
    }
    join(tables, world.them, "Bea", OrganizationRole::Member);
    members.sort_by_key(|member| (causeway_api::fold(&member.person.name), member.person.id));
    assert_eq!(tables.members(world.us, ALL), Ok(Rows { items: members.clone(), total: 5 }));
    let page = PageRequest { page: 2, size: 2 };
    assert_eq!(tables.members(world.us, page), Ok(Rows { items: members[2..4].to_vec(), total: 5 }));
}

/// Each organization's own.
pub fn owners_are_counted(tables: &mut dyn Tables) {
    let world = World::new(tables);
    assert_eq!(tables.count_owners(world.us), Ok(0));
    let mut first = join(tables, world.us, "One", OrganizationRole::Owner);
    join(tables, world.us, "Two", OrganizationRole::Owner);
    join(tables, world.us, "Three", OrganizationRole::Admin);
    assert_eq!((tables.count_owners(world.us), tables.count_owners(world.them)), (Ok(2), Ok(0)));
    first.role = OrganizationRole::Member;
    tables.put_member(world.us, &first).expect("stored");
    assert_eq!(tables.count_owners(world.us), Ok(1));
}
