//! Who is signed in, and where they can go.

use crate::{Stored, Tables};
use causeway_api::{OrganizationId, OrganizationRef, PersonId, Session, SessionEnvironment};

/// The session of a person who acts for this organization; none when they do not belong to it.
///
/// # Errors
/// When storage did not answer.
pub fn session_of<T: Tables + ?Sized>(tables: &T, organization: OrganizationId, person: PersonId) -> Stored<Option<Session>> {
    let organizations = tables.memberships(person)?;
    let (Some(member), Some(membership)) =
        (tables.member(organization, person)?, organizations.iter().find(|membership| membership.id == organization))
    else {
        return Ok(None);
    };
    let authority = member.authority();
    let environments = tables.environments(organization)?.into_iter().map(|environment| {
        let role = authority.in_environment(environment.id);
        SessionEnvironment::of(environment, role)
    });
    Ok(Some(Session {
        organization: OrganizationRef { id: organization, name: membership.name.clone() },
        role: member.role,
        environments: environments.collect(),
        person: member.person,
        organizations,
    }))
}
