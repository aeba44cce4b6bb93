//! How somebody becomes a member of an organization.

use crate::{Stored, Tables};
use causeway_api::{Environment, EnvironmentRole, Member, MemberEnvironment, OrganizationId, OrganizationRole, Person};

/// Makes a person a member of an organization, with a role in it and in each of its environments.
///
/// # Errors
/// When storage did not answer, or the person is not stored.
pub fn admit<T: Tables + ?Sized>(
    tables: &mut T,
    organization: OrganizationId,
    person: &Person,
    role: OrganizationRole,
    in_environment: impl Fn(&Environment) -> EnvironmentRole,
) -> Stored<Member> {
    let environment_roles = tables
        .environments(organization)?
        .into_iter()
        .map(|environment| MemberEnvironment { role: in_environment(&environment), environment: environment.reference() });
    let member = Member {
        person: person.clone(),
        role,
        environment_roles: environment_roles.collect(),
        joined_at: tables.now(),
        version: 1,
    };
    tables.put_member(organization, &member)?;
    Ok(member)
}
