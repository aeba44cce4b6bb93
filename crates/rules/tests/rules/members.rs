//! Members: who may see, change and remove them; there is always an owner.

use crate::bench::Bench;
use causeway_api::{
    ApiError, EnvironmentRole, ErrorCode, GivenRole, Member, MemberChange, MemberList, MemberRemove, One, OrganizationRole,
    Person, PersonId,
};
use causeway_rules::{Actor, Tables as _, admit};
use uuid::Uuid;

/// Tidewell Health with two owners, an admin and a member.
struct Staff {
    bench: Bench,
    owner: Actor,
    other_owner: Actor,
    admin: Actor,
    member: Actor,
}

impl Staff {
    fn new() -> Self {
        let mut bench = Bench::new();
        let organization = bench.us.organization;
        let mut join = |number, name: &str, role| {
            let id = PersonId(Uuid::from_u128(number));
            let person = Person { id, name: name.to_owned(), email: format!("{number}@tidewell.example") };
            bench.memory.put_person(&person).expect("memory always answers");
            admit(&mut bench.memory, organization, &person, role, |_| EnvironmentRole::Viewer).expect("memory always answers");
            Actor::member(&bench.memory, organization, id).expect("memory always answers").expect("they were admitted")
        };
        let owner = join(101, "Ada", OrganizationRole::Owner);
        let other_owner = join(102, "Bo", OrganizationRole::Owner);
        let admin = join(103, "Cy", OrganizationRole::Admin);
        let member = join(104, "Di", OrganizationRole::Member);
        Self { bench, owner, other_owner, admin, member }
    }

    fn change(&mut self, by: &Actor, of: &Actor, role: Option<OrganizationRole>) -> Result<Member, ApiError> {
        let request = MemberChange { role, ..change(of) };
        self.bench.call_as(by.clone(), &request).map(|One(member)| member)
    }

    fn remove(&mut self, by: &Actor, of: &Actor) -> Result<String, ApiError> {
        let request = MemberRemove { organization_id: of.organization, person_id: of.person, version: None };
        self.bench.call_as(by.clone(), &request).map(|message| message.0)
    }
}

fn change(of: &Actor) -> MemberChange {
    let (organization_id, person_id) = (of.organization, of.person);
    MemberChange { organization_id, person_id, version: None, role: None, environment_roles: None }
}

#[test]
fn every_member_reads_who_the_others_are() {
    let Staff { mut bench, member, .. } = Staff::new();
    let list = MemberList { organization_id: member.organization, page: None, count: None };
    let names: Vec<_> = bench.call_as(member.clone(), &list).unwrap().items.into_iter().map(|row| row.person.name).collect();
    assert_eq!(names, ["Ada", "Bo", "Cy", "Di"]);
    let theirs = MemberList { organization_id: bench.them.organization, ..list };
    assert_eq!(bench.call_as(member, &theirs).map(|_| ()), Err(ApiError::not_found()));
}

#[test]
fn admins_manage_everyone_but_owners_and_make_none() {
    let mut staff = Staff::new();
    let (owner, admin, member) = (staff.owner.clone(), staff.admin.clone(), staff.member.clone());
    let promoted = staff.change(&admin, &member, Some(OrganizationRole::Admin)).unwrap();
    assert_eq!((promoted.role, promoted.version), (OrganizationRole::Admin, 2));
    for refused in [
        staff.change(&admin, &member, Some(OrganizationRole::Owner)).map(|_| ()),
        staff.change(&admin, &admin, Some(OrganizationRole::Owner)).map(|_| ()),
        staff.change(&admin, &owner, Some(OrganizationRole::Member)).map(|_| ()),
        staff.remove(&admin, &owner).map(|_| ()),
    ] {
        let error = refused.unwrap_err();
        assert_eq!(
            (error.code, error.detail.as_str()),
            (ErrorCode::Forbidden, "Only owners make and change owners. Ask one of them.")
        );
    }
    assert_eq!(staff.remove(&admin, &member).unwrap(), "Di was removed.");
}

#[test]
fn a_member_manages_nobody_but_may_leave() {
    let mut staff = Staff::new();
    let (admin, member) = (staff.admin.clone(), staff.member.clone());
    for refused in [
        staff.change(&member, &member, Some(OrganizationRole::Admin)).map(|_| ()),
        staff.change(&member, &admin, Some(OrganizationRole::Member)).map(|_| ()),
        staff.remove(&member, &admin).map(|_| ()),
    ] {
        assert_eq!(refused.unwrap_err().code, ErrorCode::Forbidden);
    }
    assert_eq!(staff.remove(&member, &member).unwrap(), "You have left.");
    assert_eq!(staff.bench.memory.member(member.organization, member.person), Ok(None));
    assert_eq!(staff.remove(&admin, &member), Err(ApiError::not_found()));
}

#[test]
fn the_last_owner_stays_one_whoever_asks() {
    let mut staff = Staff::new();
    let (owner, other) = (staff.owner.clone(), staff.other_owner.clone());
    staff.change(&owner, &other, Some(OrganizationRole::Member)).unwrap();
    for refused in
        [staff.change(&owner, &owner, Some(OrganizationRole::Admin)).map(|_| ()), staff.remove(&owner, &owner).map(|_| ())]
    {
        let error = refused.unwrap_err();
        assert_eq!(
            (error.code, error.detail.as_str()),
            (ErrorCode::LastOwner, "Ada is the only owner. Make somebody else an owner first.")
        );
    }
    staff.change(&owner, &other, Some(OrganizationRole::Owner)).unwrap();
    staff.change(&owner, &owner, Some(OrganizationRole::Member)).unwrap();
    assert_eq!(staff.bench.memory.count_owners(owner.organization), Ok(1));
}

#[test]
fn roles_in_environments_are_given_one_by_one() {
    let mut staff = Staff::new();
    let (admin, member) = (staff.admin.clone(), staff.member.clone());
    let staging = staff.bench.environment(staff.bench.us, 1).id;
    let give = |environment_id, role| MemberChange {
        environment_roles: Some(vec![GivenRole { environment_id, role }]),
        ..change(&member)
    };
    let One(given) = staff.bench.call_as(admin.clone(), &give(staging, EnvironmentRole::Engineer)).unwrap();
    let roles: Vec<_> = given.environment_roles.iter().map(|entry| entry.role).collect();
    assert_eq!(roles, [EnvironmentRole::Viewer, EnvironmentRole::Engineer, EnvironmentRole::Viewer]);
    let One(same) = staff.bench.call_as(admin.clone(), &give(staging, EnvironmentRole::Engineer)).unwrap();
    assert_eq!(same.version, given.version, "nothing changed");
    let theirs = staff.bench.environment(staff.bench.them, 0).id;
    let error = staff.bench.call_as(admin, &give(theirs, EnvironmentRole::Viewer)).unwrap_err();
    assert!(error.for_field("environmentRoles").is_some());
}

#[test]
fn a_change_of_an_older_version_shows_the_newer_one() {
    let mut staff = Staff::new();
    let (admin, member) = (staff.admin.clone(), staff.member.clone());
    staff.change(&admin, &member, Some(OrganizationRole::Admin)).unwrap();
    let request = MemberChange { version: Some(1), role: Some(OrganizationRole::Member), ..change(&member) };
    let error = staff.bench.call_as(admin, &request).unwrap_err();
    assert_eq!((error.code, &error.current.unwrap()["role"]), (ErrorCode::VersionMismatch, &"admin".into()));
}
