//! Borrowed tables are tables, so that a service can be made for one call over what someone else owns.

use super::{ChangedObject, End, OrganizationKind, OrganizationRow, Remembered, Rows, Stored, Tables};
use crate::AuditEnds;
use causeway_api::{
    AuditEntry, AuditList, Connection, ConnectionId, ConnectionRequest, DataModel, Destination, DestinationId, DirectoryEntry,
    DirectoryList, Environment, EnvironmentFlag, EnvironmentId, Instant, Member, Membership, Organization, OrganizationId,
    PageRequest, Person, PersonId, SecretName, SecretText, SharedEnd, Source, SourceId, Subscription, SubscriptionId,
    SubscriptionList,
};
use uuid::Uuid;

macro_rules! forward {
    (
        reads { $($read:ident($($argument:ident: $type:ty),*) -> $answer:ty;)* }
        writes { $($write:ident($($written:ident: $written_type:ty),*) -> $outcome:ty;)* }
    ) => {
        impl<T: Tables + ?Sized> Tables for &mut T {
            $(fn $read(&self $(, $argument: $type)*) -> $answer {
                (**self).$read($($argument),*)
            })*
            $(fn $write(&mut self $(, $written: $written_type)*) -> $outcome {
                (**self).$write($($written),*)
            })*
        }
    };
}

forward! {
    reads {
        now() -> Instant;
        organization(id: OrganizationId) -> Stored<Option<OrganizationRow>>;
        system_organization(name: &str) -> Stored<Option<OrganizationRow>>;
        environments(organization: OrganizationId) -> Stored<Vec<Environment>>;
        environment(id: EnvironmentId) -> Stored<Option<Environment>>;
        members(organization: OrganizationId, page: PageRequest) -> Stored<Rows<Member>>;
        member(organization: OrganizationId, person: PersonId) -> Stored<Option<Member>>;
        memberships(person: PersonId) -> Stored<Vec<Membership>>;
        count_owners(organization: OrganizationId) -> Stored<u64>;
        connections(viewer: OrganizationId, page: PageRequest) -> Stored<Rows<Connection>>;
        connection(viewer: OrganizationId, id: ConnectionId) -> Stored<Option<Connection>>;
        connection_between(one: OrganizationId, other: OrganizationId) -> Stored<Option<ConnectionId>>;
        directory(viewer: OrganizationId, list: &DirectoryList, page: PageRequest) -> Stored<Rows<DirectoryEntry>>;
        connection_requests(viewer: OrganizationId, page: PageRequest) -> Stored<Rows<ConnectionRequest>>;
        connection_request(viewer: OrganizationId, id: ConnectionId) -> Stored<Option<ConnectionRequest>>;
        shared_ends(connection: ConnectionId, flags: &[EnvironmentFlag], page: PageRequest) -> Stored<Rows<SharedEnd>>;
        is_shared(end: End, with: OrganizationId) -> Stored<bool>;
        sources(environment: EnvironmentId, page: PageRequest) -> Stored<Rows<Source>>;
        source(id: SourceId) -> Stored<Option<Source>>;
        destinations(environment: EnvironmentId, page: PageRequest) -> Stored<Rows<Destination>>;
        destination(id: DestinationId) -> Stored<Option<Destination>>;
        subscriptions(list: &SubscriptionList, page: PageRequest) -> Stored<Rows<Subscription>>;
        subscriptions_after(environment: EnvironmentId, after: Option<(Instant, SubscriptionId)>, most: u32) -> Stored<Vec<Subscription>>;
        subscription(id: SubscriptionId) -> Stored<Option<Subscription>>;
        subscription_environments(id: SubscriptionId) -> Stored<Option<(EnvironmentId, EnvironmentId)>>;
        live_subscription(source: SourceId, destination: DestinationId, model: DataModel) -> Stored<Option<Subscription>>;
        live_subscriptions_of(end: End, most: u32) -> Stored<Vec<Subscription>>;
        live_subscriptions_between(connection: ConnectionId) -> Stored<Vec<Subscription>>;
        ended_by(id: SubscriptionId) -> Stored<Option<OrganizationId>>;
        shares_subscription(end: End, organization: OrganizationId) -> Stored<bool>;
        sequence(environment: EnvironmentId) -> Stored<u64>;
        changes_after(environment: EnvironmentId, after: u64, most: u32) -> Stored<Option<Vec<(u64, ChangedObject)>>>;
        audit_ends(organization: OrganizationId) -> Stored<AuditEnds>;
        audit(list: &AuditList, page: PageRequest) -> Stored<Rows<AuditEntry>>;
        audit_after(organization: OrganizationId, after: u64, most: u32) -> Stored<Vec<AuditEntry>>;
        remembered(actor: &str, endpoint: &str, key: &str) -> Stored<Option<Remembered>>;
    }
    writes {
        new_id() -> Uuid;
        insert_organization(name: &str, kind: OrganizationKind, about: &str) -> Stored<OrganizationId>;
        put_profile(profile: &Organization) -> Stored<()>;
        put_connection(viewer: OrganizationId, connection: &Connection) -> Stored<()>;
        remove_connection(id: ConnectionId) -> Stored<()>;
        put_connection_request(request: &ConnectionRequest) -> Stored<()>;
        insert_environment(environment: &Environment) -> Stored<()>;
        put_person(person: &Person) -> Stored<()>;
        put_member(organization: OrganizationId, member: &Member) -> Stored<()>;
        remove_member(organization: OrganizationId, person: PersonId) -> Stored<()>;
        insert_connection(id: ConnectionId, one: OrganizationId, other: OrganizationId, at: Instant) -> Stored<()>;
        put_source(source: &Source) -> Stored<()>;
        remove_source(id: SourceId, at: Instant) -> Stored<()>;
        put_destination(destination: &Destination) -> Stored<()>;
        put_secret(id: DestinationId, name: SecretName, secret: &SecretText) -> Stored<()>;
        remove_secret(id: DestinationId, name: SecretName) -> Stored<()>;
        remove_destination(id: DestinationId, at: Instant) -> Stored<()>;
        set_shared_ends(connection: ConnectionId, environment: EnvironmentId, ends: &[End]) -> Stored<()>;
        set_ended_by(id: SubscriptionId, organization: OrganizationId) -> Stored<()>;
        put_subscription(subscription: &Subscription) -> Stored<()>;
        record_change(environment: EnvironmentId, object: ChangedObject) -> Stored<u64>;
        append_audit(organization: OrganizationId, entry: &AuditEntry) -> Stored<()>;
        remember(actor: &str, endpoint: &str, key: &str, remembered: &Remembered) -> Stored<()>;
        forget_before(instant: Instant) -> Stored<()>;
    }
}
