//! What each kind of object is called in records.

use super::Audited;
use causeway_api::{
    AuditKind, AuditObject, Connection, ConnectionInvitation, ConnectionRequest, Destination, Invitation, Member, Organization,
    OrganizationId, Person, Source, Subscription, Token,
};
use serde_json::Value;

fn object(kind: AuditKind, id: &impl ToString, name: &str) -> AuditObject {
    AuditObject { id: id.to_string(), kind, name: name.to_owned() }
}

macro_rules! audited {
    ($($type:ident = $kind:ident by $id:ident $(. $inner:ident)?, called $name:ident $(. $inner_name:ident)?;)*) => {$(
        impl Audited for $type {
            fn audit_object(&self, _: OrganizationId) -> AuditObject {
                object(AuditKind::$kind, &self.$id $(.$inner)?, &self.$name $(.$inner_name)?)
            }
        }
    )*};
}

audited! {
    Organization = Organization by id, called name;
    Member = Member by person.id, called person.name;
    // How they sign in.
    Person = Person by id, called name;
    Source = Source by id, called name;
    Destination = Destination by id, called name;
    // Each side sees the other in it, so it is recorded for each apart.
    Connection = Connection by id, called organization.name;
}

/// Both sides read the same; each calls it by the other's name.
impl Audited for ConnectionRequest {
    fn audit_object(&self, viewer: OrganizationId) -> AuditObject {
        let other = if self.by.id == viewer { &self.to } else { &self.by };
        object(AuditKind::Connection, &self.id, &other.name)
    }

    fn parties(&self) -> Vec<OrganizationId> {
        vec![self.by.id, self.to.id]
    }
}

impl Audited for Subscription {
    fn audit_object(&self, _: OrganizationId) -> AuditObject {
        object(AuditKind::Subscription, &self.id, &self.name)
    }

    fn parties(&self) -> Vec<OrganizationId> {
        let (source, destination) = (self.source.organization.id, self.destination.organization.id);
        if source == destination { vec![source] } else { vec![source, destination] }
    }
}

/// Without the link, which is shown once.
impl Audited for Invitation {
    fn audit_object(&self, _: OrganizationId) -> AuditObject {
        object(AuditKind::Invitation, &self.id, &self.email)
    }

    fn to_record(&self) -> Value {
        serde_json::to_value(Self { link: None, ..self.clone() }).expect("the contract's types serialize")
    }
}

/// Without the link, which is shown once.
impl Audited for ConnectionInvitation {
    fn audit_object(&self, _: OrganizationId) -> AuditObject {
        object(AuditKind::ConnectionInvitation, &self.id, &self.organization_name)
    }

    fn to_record(&self) -> Value {
        serde_json::to_value(Self { link: None, ..self.clone() }).expect("the contract's types serialize")
    }
}

/// Without the secret, which is shown once.
impl Audited for Token {
    fn audit_object(&self, _: OrganizationId) -> AuditObject {
        object(AuditKind::Token, &self.id, &self.name)
    }

    fn to_record(&self) -> Value {
        serde_json::to_value(Self { secret: None, ..self.clone() }).expect("the contract's types serialize")
    }
}
