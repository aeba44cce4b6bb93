//! On whose behalf a call is made.

use crate::{Stored, Tables};
use causeway_api::{AuditActor, Authority, OrganizationId, PersonId, PersonRef, TokenId};
use core::net::IpAddr;

/// Who calls, for which organization, and what they may do there. Whoever makes one has signed them in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Actor {
    /// The organization they act for: all that is not visible to it does not exist for them.
    pub organization: OrganizationId,
    /// Who they are; of a script or an engine, who made its token.
    pub person: PersonId,
    /// The token that they act by: it may report what a person may not set.
    pub token: Option<TokenId>,
    /// What they may do there right now.
    pub authority: Authority,
    /// From where they call, where that is known.
    pub address: Option<IpAddr>,
    /// As whom they are recorded; none for the making of sample data, which nobody did.
    pub author: Option<AuditActor>,
}

impl Actor {
    /// Somebody as a member of an organization, with the roles they have there now; none when they do not belong to it.
    ///
    /// # Errors
    /// When storage did not answer.
    pub fn member<T: Tables + ?Sized>(tables: &T, organization: OrganizationId, person: PersonId) -> Stored<Option<Self>> {
        let member = tables.member(organization, person)?;
        Ok(member.map(|member| {
            let authority = member.authority();
            let known = PersonRef { id: person, name: member.person.name };
            let author = Some(AuditActor { person: Some(known), ..AuditActor::default() });
            Self { organization, person, token: None, authority, address: None, author }
        }))
    }

    /// The actor as a key, the same for all their calls: idempotency keys are scoped to it.
    pub fn key(&self) -> String {
        match self.token {
            None => format!("{}/person/{}", self.organization, self.person),
            Some(token) => format!("{}/token/{token}", self.organization),
        }
    }
}
