//! On whose behalf a call is made.

use causeway_api::{OrganizationId, PersonId, TokenId};

/// Who calls, for which organization. Whoever makes one has signed them in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Actor {
    /// The organization they act for: all that is not visible to it does not exist for them.
    pub organization: OrganizationId,
    /// Who they are.
    pub kind: ActorKind,
}

/// A person or a program.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ActorKind {
    /// A signed-in person.
    Person(PersonId),
    /// A script or an engine with a token; it may report what a person may not set.
    Token(TokenId),
}

impl Actor {
    /// The actor as a key, the same for all their calls: idempotency keys are scoped to it.
    pub fn key(&self) -> String {
        match self.kind {
            ActorKind::Person(id) => format!("{}/person/{id}", self.organization),
            ActorKind::Token(id) => format!("{}/token/{id}", self.organization),
        }
    }
}
