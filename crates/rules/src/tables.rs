//! One transaction's view of what is stored. Memory and SQLite implement it and pass the same suite.
//!
//! Reads take `&self`, writes `&mut self`, so a caller that holds it shared cannot change anything. The contract's own types are the
//! rows: what they mention of other rows (names, owners) is joined on reading and ignored on writing.

mod borrowed;

use crate::AuditEnds;
use causeway_api::{
    ApiError, AuditEntry, AuditList, Connection, ConnectionId, ConnectionRequest, DataModel, Destination, DestinationId,
    DirectoryEntry, DirectoryList, Environment, EnvironmentFlag, EnvironmentId, ErrorCode, Instant, Member, Membership,
    Organization, OrganizationId, PageRequest, Person, PersonId, SecretName, SecretText, SharedEnd, Source, SourceId,
    Subscription, SubscriptionId, SubscriptionList, WireResponse,
};
use uuid::Uuid;

/// What reading or writing gives.
pub type Stored<T> = Result<T, StorageError>;

/// Storage that did not answer. The implementation has logged the cause; callers see none of it.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum StorageError {
    /// Another writer holds the database for too long; trying again may work.
    #[error("storage is busy")]
    Busy,
    /// Storage is broken.
    #[error("storage failed: {0}")]
    Failed(String),
    /// Storage answered, but holds what is never written: somebody got at it.
    #[error("storage holds what cannot be read: {0}")]
    Unreadable(String),
}

impl From<StorageError> for ApiError {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Busy => Self {
                retry_after: Some(1),
                ..Self::new(ErrorCode::Unavailable, "The server is busy. Nothing was changed; try again in a moment.")
            },
            StorageError::Failed(_) | StorageError::Unreadable(_) => {
                Self::new(ErrorCode::Internal, "Nothing was changed. Try again; if it stays, the server's log says why.")
            }
        }
    }
}

/// One page of rows, and how many there are on all pages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rows<T> {
    /// The page's rows.
    pub items: Vec<T>,
    /// How many rows match in all.
    pub total: u64,
}

/// What an organization is to the deployment.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub enum OrganizationKind {
    /// Has members who sign in.
    Member,
    /// Comes with Causeway, for configuring and testing; has no members.
    System,
}

/// A company's account.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct OrganizationRow {
    /// What it is to the deployment.
    pub kind: OrganizationKind,
    /// What it says of itself.
    pub profile: Organization,
}

/// A source or a destination.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub enum End {
    /// Where messages start.
    Source(SourceId),
    /// Where they are delivered.
    Destination(DestinationId),
}

/// What a change was about, for readers that catch up.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub enum ChangedObject {
    /// A source.
    Source(SourceId),
    /// A destination.
    Destination(DestinationId),
    /// A subscription.
    Subscription(SubscriptionId),
    /// A connection, or what is shared in it.
    Connection(ConnectionId),
}

/// How long the answers of idempotency keys are kept, in milliseconds: a day.
pub const REMEMBERED_FOR: i64 = 24 * 60 * 60 * 1000;

/// The answer that an idempotency key was given.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Remembered {
    /// SHA-256 of address and body.
    pub fingerprint: [u8; 32],
    /// What was answered.
    pub answer: WireResponse,
    /// When.
    pub at: Instant,
}

/// One transaction's view of the rows.
///
/// Every order ends with the id, compared bytewise and always ascending, also where the rest descends; text is compared by
/// [`causeway_api::fold`]; pages beyond the last are empty.
#[expect(clippy::missing_errors_doc, reason = "every method fails for one reason only: storage did not answer")]
pub trait Tables {
    /// The time of this transaction.
    fn now(&self) -> Instant;
    /// A fresh id, greater than all before (UUID version 7).
    fn new_id(&mut self) -> Uuid;

    /// An organization.
    fn organization(&self, id: OrganizationId) -> Stored<Option<OrganizationRow>>;
    /// The system organization with this name.
    fn system_organization(&self, name: &str) -> Stored<Option<OrganizationRow>>;
    /// Stores a new organization under the next free number, from 1; of its profile, only what it does is known yet.
    fn insert_organization(&mut self, name: &str, kind: OrganizationKind, about: &str) -> Stored<OrganizationId>;
    /// Stores what an organization says of itself; its name is ignored.
    fn put_profile(&mut self, profile: &Organization) -> Stored<()>;
    /// The listed organizations that have members but the viewer's, by folded name, filtered as the list asks (its own paging fields
    /// are ignored for `page`).
    fn directory(&self, viewer: OrganizationId, list: &DirectoryList, page: PageRequest) -> Stored<Rows<DirectoryEntry>>;

    /// An organization's environments, Development first.
    fn environments(&self, organization: OrganizationId) -> Stored<Vec<Environment>>;
    /// An environment.
    fn environment(&self, id: EnvironmentId) -> Stored<Option<Environment>>;
    /// Stores a new environment.
    fn insert_environment(&mut self, environment: &Environment) -> Stored<()>;

    /// Stores a person, new or changed. How they sign in is not kept here.
    fn put_person(&mut self, person: &Person) -> Stored<()>;
    /// An organization's members by folded name.
    fn members(&self, organization: OrganizationId, page: PageRequest) -> Stored<Rows<Member>>;
    /// A member, with a role in each of the organization's environments.
    fn member(&self, organization: OrganizationId, person: PersonId) -> Stored<Option<Member>>;
    /// The organizations that somebody belongs to, by number.
    fn memberships(&self, person: PersonId) -> Stored<Vec<Membership>>;
    /// How many members own the organization.
    fn count_owners(&self, organization: OrganizationId) -> Stored<u64>;
    /// Stores somebody's membership, new or changed; in environments that are not named they have no role.
    fn put_member(&mut self, organization: OrganizationId, member: &Member) -> Stored<()>;
    /// Removes somebody's membership, if there is one. Whatever they are signed in with to this organization ends.
    fn remove_member(&mut self, organization: OrganizationId, person: PersonId) -> Stored<()>;

    /// An organization's connections as it sees them: its own first, then by the other's folded name.
    fn connections(&self, viewer: OrganizationId, page: PageRequest) -> Stored<Rows<Connection>>;
    /// A connection as this organization sees it; none when it takes no part in it.
    fn connection(&self, viewer: OrganizationId, id: ConnectionId) -> Stored<Option<Connection>>;
    /// The connection of two organizations, in either order; of one with itself when they are the same.
    fn connection_between(&self, one: OrganizationId, other: OrganizationId) -> Stored<Option<ConnectionId>>;
    /// Stores a connection as one side sees it, new or changed; there is at most one for each pair. Who asked for it is joined from the
    /// request and ignored here.
    fn put_connection(&mut self, viewer: OrganizationId, connection: &Connection) -> Stored<()>;
    /// Removes a connection that no subscription mentions, with its request.
    fn remove_connection(&mut self, id: ConnectionId) -> Stored<()>;
    /// The requests that an organization made or received: open ones first, the newest first among them.
    fn connection_requests(&self, viewer: OrganizationId, page: PageRequest) -> Stored<Rows<ConnectionRequest>>;
    /// What was asked when a connection was requested the last time; none when the viewer takes no part in it.
    fn connection_request(&self, viewer: OrganizationId, id: ConnectionId) -> Stored<Option<ConnectionRequest>>;
    /// Stores a connection's request in place of an older one.
    fn put_connection_request(&mut self, request: &ConnectionRequest) -> Stored<()>;
    /// Stores a new connection of two that are connected; there is at most one for each pair.
    fn insert_connection(&mut self, id: ConnectionId, one: OrganizationId, other: OrganizationId, at: Instant) -> Stored<()>;

    /// What both sides of a connection share in environments of these types and have not deleted: by environment, Development first, then by folded name.
    fn shared_ends(&self, connection: ConnectionId, flags: &[EnvironmentFlag], page: PageRequest) -> Stored<Rows<SharedEnd>>;
    /// Whether an end is shared with an organization that its own one is connected with.
    fn is_shared(&self, end: End, with: OrganizationId) -> Stored<bool>;
    /// Shares these ends of an environment in a connection, and none of its others.
    fn set_shared_ends(&mut self, connection: ConnectionId, environment: EnvironmentId, ends: &[End]) -> Stored<()>;

    /// An environment's sources that are not deleted, by folded name.
    fn sources(&self, environment: EnvironmentId, page: PageRequest) -> Stored<Rows<Source>>;
    /// A source that is not deleted.
    fn source(&self, id: SourceId) -> Stored<Option<Source>>;
    /// Stores a source, new or changed.
    fn put_source(&mut self, source: &Source) -> Stored<()>;
    /// Deletes a source softly: subscriptions that mention it keep its name.
    fn remove_source(&mut self, id: SourceId, at: Instant) -> Stored<()>;

    /// An environment's destinations that are not deleted, by folded name.
    fn destinations(&self, environment: EnvironmentId, page: PageRequest) -> Stored<Rows<Destination>>;
    /// A destination that is not deleted.
    fn destination(&self, id: DestinationId) -> Stored<Option<Destination>>;
    /// Stores a destination, new or changed; which secrets it says to have is ignored. Those that it can no longer say to have, because
    /// it is authenticated in another way, are removed by the caller.
    fn put_destination(&mut self, destination: &Destination) -> Stored<()>;
    /// Keeps a destination's secret, sealed where it can be read back at all; the destination then says that it has it.
    fn put_secret(&mut self, id: DestinationId, name: SecretName, secret: &SecretText) -> Stored<()>;
    /// Forgets a destination's secret, if there is one.
    fn remove_secret(&mut self, id: DestinationId, name: SecretName) -> Stored<()>;
    /// Deletes a destination softly: subscriptions that mention it keep its name.
    fn remove_destination(&mut self, id: DestinationId, at: Instant) -> Stored<()>;

    /// The live subscriptions with an end in the list's environment, filtered and ordered as the list asks (its own paging fields are
    /// ignored for `page`).
    fn subscriptions(&self, list: &SubscriptionList, page: PageRequest) -> Stored<Rows<Subscription>>;
    /// The live subscriptions with an end in an environment, by creation and then by id: those after a place in that order, at most
    /// `most`. However many there are, each page costs the same.
    fn subscriptions_after(
        &self,
        environment: EnvironmentId,
        after: Option<(Instant, SubscriptionId)>,
        most: u32,
    ) -> Stored<Vec<Subscription>>;
    /// A subscription, deleted or not.
    fn subscription(&self, id: SubscriptionId) -> Stored<Option<Subscription>>;
    /// The environments of a subscription's source and destination.
    fn subscription_environments(&self, id: SubscriptionId) -> Stored<Option<(EnvironmentId, EnvironmentId)>>;
    /// The live subscription with exactly this source, destination and data model.
    fn live_subscription(&self, source: SourceId, destination: DestinationId, model: DataModel) -> Stored<Option<Subscription>>;
    /// The live subscriptions that use an end, by id, at most `most`.
    fn live_subscriptions_of(&self, end: End, most: u32) -> Stored<Vec<Subscription>>;
    /// The live subscriptions of a connection that join its two organizations, by id.
    fn live_subscriptions_between(&self, connection: ConnectionId) -> Stored<Vec<Subscription>>;
    /// Whether a live subscription joins this end to any end of this organization.
    fn shares_subscription(&self, end: End, organization: OrganizationId) -> Stored<bool>;
    /// Which side of a subscription between two organizations deleted it the last time.
    fn ended_by(&self, id: SubscriptionId) -> Stored<Option<OrganizationId>>;
    /// Notes which side deleted a subscription.
    fn set_ended_by(&mut self, id: SubscriptionId, organization: OrganizationId) -> Stored<()>;
    /// Stores a subscription, new or changed.
    fn put_subscription(&mut self, subscription: &Subscription) -> Stored<()>;

    /// Notes that something changed in an environment, under that environment's next sequence number, from 1, without gaps.
    fn record_change(&mut self, environment: EnvironmentId, object: ChangedObject) -> Stored<u64>;
    /// An environment's last sequence number; 0 before the first change.
    fn sequence(&self, environment: EnvironmentId) -> Stored<u64>;
    /// An environment's changes after a sequence number in their order, with their numbers, at most `most`; none where that number lies
    /// in the future, or so far back that it is not known any more.
    fn changes_after(&self, environment: EnvironmentId, after: u64, most: u32) -> Stored<Option<Vec<(u64, ChangedObject)>>>;

    /// Adds an entry to the end of an organization's record. How many there are and the hash of the last one are kept apart.
    fn append_audit(&mut self, organization: OrganizationId, entry: &AuditEntry) -> Stored<()>;
    /// Where what is kept of an organization's record begins, and where it was last written to.
    fn audit_ends(&self, organization: OrganizationId) -> Stored<AuditEnds>;
    /// An organization's record, newest first, filtered as the list asks (its own paging fields are ignored for `page`).
    fn audit(&self, list: &AuditList, page: PageRequest) -> Stored<Rows<AuditEntry>>;
    /// The entries of an organization's record after a number, oldest first, at most `most`.
    fn audit_after(&self, organization: OrganizationId, after: u64, most: u32) -> Stored<Vec<AuditEntry>>;

    /// What an actor's idempotency key was answered at an endpoint.
    fn remembered(&self, actor: &str, endpoint: &str, key: &str) -> Stored<Option<Remembered>>;
    /// Keeps an answer under an actor's key, replacing an older one.
    fn remember(&mut self, actor: &str, endpoint: &str, key: &str, remembered: &Remembered) -> Stored<()>;
    /// Forgets answers given before this instant.
    fn forget_before(&mut self, instant: Instant) -> Stored<()>;
}
