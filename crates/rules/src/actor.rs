//! On whose behalf a call is made.

use crate::{Stored, Tables};
use causeway_api::{Authority, OrganizationId, PersonId, TokenId};
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
}

impl Actor {
    /// Somebody as a member of an organization, with the roles they have there now; none when they do not belong to it.
    ///
    /// # Errors
    /// When storage did not answer.
    pub fn member<T: Tables + ?Sized>(tables: &T, organization: OrganizationId, person: PersonId) -> Stored<Option<Self>> {
        let member = tables.member(organization, person)?;
        let actor = |authority| Self { organization, person, token: None, authority, address: None };
        Ok(member.map(|member| actor(member.authority())))
    }

    /// The actor as a key, the same for all their calls: idempotency keys are scoped to it.
    pub fn key(&self) -> String {
        match self.token {
            None => format!("{}/person/{}", self.organization, self.person),
            Some(token) => format!("{}/token/{token}", self.organization),
        }
    }
}
