//! What each kind of object is called in records.

use super::Audited;
use causeway_api::{
    AuditKind, AuditObject, Connection, Destination, Member, Organization, OrganizationId, Person, Source, Subscription, Token,
};
use serde_json::Value;

fn object(kind: AuditKind, id: impl ToString, name: &str) -> AuditObject {
    AuditObject { id: id.to_string(), kind, name: name.to_owned() }
}

impl Audited for Organization {
    fn audit_object(&self) -> AuditObject {
        object(AuditKind::Organization, self.id, &self.name)
    }
}

impl Audited for Member {
    fn audit_object(&self) -> AuditObject {
        object(AuditKind::Member, self.person.id, &self.person.name)
    }
}

/// Each side sees the other in it, so it is recorded for each apart.
impl Audited for Connection {
    fn audit_object(&self) -> AuditObject {
        object(AuditKind::Connection, self.id, &self.organization.name)
    }
}

/// How they sign in.
impl Audited for Person {
    fn audit_object(&self) -> AuditObject {
        object(AuditKind::Person, self.id, &self.name)
    }
}

impl Audited for Source {
    fn audit_object(&self) -> AuditObject {
        object(AuditKind::Source, self.id, &self.name)
    }
}

impl Audited for Destination {
    fn audit_object(&self) -> AuditObject {
        object(AuditKind::Destination, self.id, &self.name)
    }
}

impl Audited for Subscription {
    fn audit_object(&self) -> AuditObject {
        object(AuditKind::Subscription, self.id, &self.name)
    }

    fn parties(&self) -> Vec<OrganizationId> {
        let (source, destination) = (self.source.organization.id, self.destination.organization.id);
        if source == destination { vec![source] } else { vec![source, destination] }
    }
}

impl Audited for Token {
    fn audit_object(&self) -> AuditObject {
        object(AuditKind::Token, self.id, &self.name)
    }

    fn to_record(&self) -> Value {
        let shown = Self { secret: None, ..self.clone() };
        serde_json::to_value(shown).expect("the contract's types serialize")
    }
}
