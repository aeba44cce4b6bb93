//! The whole table: each action, by each role.

use super::{Action, Authority, Denied, EnvironmentRole, Object, OrganizationRole, can};
use crate::{ApiError, EnvironmentFlag, EnvironmentId, EnvironmentRef, ErrorCode};
use uuid::Uuid;

const STAGING: EnvironmentRef =
    EnvironmentRef { id: EnvironmentId(Uuid::from_u128(7)), environment_flag: EnvironmentFlag::Staging };

fn person(role: OrganizationRole, there: EnvironmentRole) -> Authority {
    Authority { role, environments: vec![(STAGING.id, there)] }
}

/// Whether an engineer, support, a viewer and somebody without a role may do it in the environment.
const ENVIRONMENT: &[(Action, [bool; 4])] = &[
    (Action::SeeEnvironment, [true, true, true, false]),
    (Action::ManageSources, [true, false, false, false]),
    (Action::ManageDestinations, [true, false, false, false]),
    (Action::VerifyDestination, [true, false, false, false]),
    (Action::ManageSubscriptions, [true, false, false, false]),
    (Action::PauseSubscriptions, [true, true, false, false]),
];

/// Whether an owner, an admin and a member may do it to the organization, or to a member with the role.
const ORGANIZATION: &[(Action, Object, [bool; 3])] = &[
    (Action::ReadMembers, Object::Organization, [true, true, true]),
    (Action::InviteMembers, Object::Organization, [true, true, false]),
    (Action::ManageMember, Object::Member(OrganizationRole::Owner), [true, false, false]),
    (Action::ManageMember, Object::Member(OrganizationRole::Admin), [true, true, false]),
    (Action::ManageMember, Object::Member(OrganizationRole::Member), [true, true, false]),
    (Action::Leave, Object::Organization, [true, true, true]),
    (Action::MakeOwner, Object::Organization, [true, false, false]),
    (Action::ManageProfile, Object::Organization, [true, true, false]),
    (Action::RequestConnection, Object::Organization, [true, true, true]),
    (Action::DecideConnection, Object::Organization, [true, true, false]),
    (Action::EndConnection, Object::Organization, [true, true, false]),
    (Action::InviteOrganization, Object::Organization, [true, true, false]),
    (Action::ReadAudit, Object::Organization, [true, true, false]),
    (Action::ManageTokens, Object::Organization, [true, true, true]),
];

#[test]
fn in_an_environment_the_role_there_counts_and_no_other() {
    for (action, expected) in ENVIRONMENT {
        for role in OrganizationRole::ALL {
            let found =
                EnvironmentRole::ALL.map(|there| can(&person(role, there), *action, Object::Environment(STAGING)).is_ok());
            assert_eq!(found, *expected, "{action:?} as {role:?}");
        }
    }
}

#[test]
fn an_organizations_things_ask_for_the_role_in_it_and_no_other() {
    for (action, object, expected) in ORGANIZATION {
        for there in EnvironmentRole::ALL {
            let found = OrganizationRole::ALL.map(|role| can(&person(role, there), *action, *object).is_ok());
            assert_eq!(found, *expected, "{action:?} of {object:?} with {there:?}");
        }
    }
}

#[test]
fn ends_are_shared_by_owners_and_admins_who_see_them_and_by_engineers() {
    for role in OrganizationRole::ALL {
        for there in EnvironmentRole::ALL {
            let found = can(&person(role, there), Action::ShareEnds, Object::Environment(STAGING)).is_ok();
            let is_admin = role != OrganizationRole::Member;
            let expected = there == EnvironmentRole::Engineer || is_admin && there != EnvironmentRole::None;
            assert_eq!(found, expected, "{role:?}, {there:?}");
        }
    }
}

#[test]
fn each_action_is_in_the_table() {
    for action in Action::ALL {
        let is_there = ENVIRONMENT.iter().any(|(known, _)| *known == action)
            || ORGANIZATION.iter().any(|(known, ..)| *known == action)
            || action == Action::ShareEnds;
        assert!(is_there, "{action:?}");
    }
}

#[test]
fn an_environment_that_is_not_named_does_not_exist() {
    let elsewhere = EnvironmentRef { id: EnvironmentId(Uuid::from_u128(8)), ..STAGING };
    let owner = person(OrganizationRole::Owner, EnvironmentRole::Engineer);
    for (action, _) in ENVIRONMENT {
        let denied = can(&owner, *action, Object::Environment(elsewhere)).unwrap_err();
        assert_eq!(denied, Denied::Invisible(EnvironmentFlag::Staging, OrganizationRole::Owner));
        assert_eq!(ApiError::from(denied), ApiError::not_found(), "as if there were nothing");
    }
}

#[test]
fn a_reason_says_who_may_and_what_to_do() {
    let reason = |role, there, action, object| can(&person(role, there), action, object).unwrap_err().reason();
    let place = Object::Environment(STAGING);
    assert_eq!(
        reason(OrganizationRole::Member, EnvironmentRole::Viewer, Action::ManageSources, place),
        "Only engineers of Staging may do this. Ask an owner or admin of your organization."
    );
    assert_eq!(
        reason(OrganizationRole::Admin, EnvironmentRole::Support, Action::ManageSources, place),
        "Only engineers of Staging may do this. You can give yourself a role there."
    );
    assert_eq!(
        reason(OrganizationRole::Member, EnvironmentRole::Viewer, Action::PauseSubscriptions, place),
        "Only engineers and support of Staging may pause and resume. Ask an owner or admin of your organization."
    );
    assert_eq!(
        reason(OrganizationRole::Member, EnvironmentRole::Support, Action::ShareEnds, place),
        "Only owners, admins and engineers of Staging may do this. Ask one of them."
    );
    assert_eq!(
        reason(OrganizationRole::Owner, EnvironmentRole::None, Action::SeeEnvironment, place),
        "You have no role in Staging. You can give yourself a role there."
    );
    assert_eq!(
        reason(OrganizationRole::Member, EnvironmentRole::Engineer, Action::ManageProfile, Object::Organization),
        "Only owners and admins of your organization may do this. Ask one of them."
    );
    assert_eq!(
        reason(OrganizationRole::Admin, EnvironmentRole::Engineer, Action::MakeOwner, Object::Organization),
        "Only owners make and change owners. Ask one of them."
    );
}

#[test]
fn who_may_not_is_forbidden_with_the_reason() {
    let viewer = person(OrganizationRole::Member, EnvironmentRole::Viewer);
    let denied = can(&viewer, Action::ManageSubscriptions, Object::Environment(STAGING)).unwrap_err();
    let error = ApiError::from(denied);
    assert_eq!((error.code, error.detail), (ErrorCode::Forbidden, denied.reason()));
}

#[test]
fn roles_are_named_on_the_wire_as_in_storage() {
    for role in OrganizationRole::ALL {
        assert_eq!(serde_json::to_value(role).unwrap(), role.as_str());
    }
    for role in EnvironmentRole::ALL {
        assert_eq!(serde_json::to_value(role).unwrap(), role.as_str());
    }
    assert!(OrganizationRole::ALL.is_sorted_by(|one, next| one > next));
    assert!(EnvironmentRole::ALL.is_sorted_by(|one, next| one > next));
}
