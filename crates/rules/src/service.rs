//! The contract's calls, answered over tables.
//!
//! Every call asks in the same order: is it visible to the actor (else it is not found, whatever it is), may they do this with their role,
//! is it the version that the caller knows, does the rule allow it. Nothing is written before the last question is answered.

mod audit;
mod connections;
mod destinations;
mod directory;
mod ends;
mod environments;
mod idempotency;
mod live;
mod members;
mod requests;
mod sharing;
mod sources;
mod subscriptions;
mod verification;

pub use verification::{Peer, TokenToSend, VerificationPlan, verification_sentence};

use crate::{Actor, Tables};
use causeway_api::{
    Action, Api, ApiError, AuditCheck, AuditEntry, AuditFinding, AuditList, BulkOutcome, Connection, ConnectionAccept,
    ConnectionAsk, ConnectionDecline, ConnectionEnd, ConnectionGet, ConnectionList, ConnectionRequest, ConnectionRequestGet,
    ConnectionRequestList, ConnectionWithdraw, Destination, DestinationChange, DestinationCreate, DestinationDelete,
    DestinationGet, DestinationList, DirectoryEntry, DirectoryList, EndpointInfo, Environment, EnvironmentFlag, EnvironmentId,
    EnvironmentList, EnvironmentRef, Member, MemberChange, MemberList, MemberRemove, Message, Noun, Object, One, Organization,
    OrganizationChange, OrganizationGet, Page, PageRequest, Recall, Remembers, SharedEnd, SharedEndList, SharedEndsChange,
    Source, SourceChange, SourceCreate, SourceDelete, SourceGet, SourceList, Subscription, SubscriptionApprove, SubscriptionBulk,
    SubscriptionChange, SubscriptionCreate, SubscriptionCreateBatch, SubscriptionDecline, SubscriptionDelete, SubscriptionGet,
    SubscriptionList, SubscriptionRestore, WireRequest, WireResponse, can,
};

/// What a call is answered with.
type Answered<T> = Result<T, ApiError>;

/// The rules, for one actor over one transaction's tables (owned, or borrowed as `&mut T`).
///
/// The caller keeps what was written when the answer is a success, and drops it otherwise.
#[derive(Debug)]
pub struct Service<T: Tables> {
    /// What is stored.
    pub tables: T,
    /// Who calls.
    pub actor: Actor,
}

impl<T: Tables> Service<T> {
    /// An environment of the actor's own organization in which they have a role.
    fn own_environment(&self, id: EnvironmentId) -> Answered<Environment> {
        let environment = self.tables.environment(id)?;
        let is_own = |environment: &Environment| environment.organization.id == self.actor.organization && self.sees(id);
        environment.filter(is_own).ok_or_else(ApiError::not_found)
    }

    /// Whether the actor has a role in this environment of their organization.
    fn sees(&self, id: EnvironmentId) -> bool {
        self.actor.authority.sees(id)
    }

    /// Whether the actor has a role in their organization's environment of this type, where it shares things with a partner's.
    fn sees_type(&self, flag: EnvironmentFlag) -> Answered<bool> {
        Ok(self.flags_in_sight()?.contains(&flag))
    }

    /// The types of their organization's environments in which the actor has a role.
    fn flags_in_sight(&self) -> Answered<Vec<EnvironmentFlag>> {
        let environments = self.tables.environments(self.actor.organization)?.into_iter();
        Ok(environments.filter(|environment| self.sees(environment.id)).map(|environment| environment.environment_flag).collect())
    }

    /// Refuses what the actor's role does not allow.
    fn may(&self, action: Action, object: Object) -> Answered<()> {
        Ok(can(&self.actor.authority, action, object)?)
    }

    /// Refuses what the actor's role in an environment does not allow.
    fn may_there(&self, action: Action, environment: EnvironmentRef) -> Answered<()> {
        self.may(action, Object::Environment(environment))
    }
}

/// Refuses a change of another version than the one that is stored; without a version any will do.
fn check_version(known: Option<u64>, current: &impl Noun) -> Answered<()> {
    match known {
        Some(known) if Some(known) != current.version() => Err(ApiError::version_mismatch(current)),
        _ => Ok(()),
    }
}

fn page<Row>(rows: crate::Rows<Row>, request: PageRequest) -> Page<Row> {
    Page { items: rows.items, total: rows.total, request }
}

impl<T: Tables> Api for Service<T> {
    fn audit_list(&self, request: AuditList) -> Answered<Page<AuditEntry>> {
        audit::list(self, &request)
    }

    fn audit_check(&self, request: AuditCheck) -> Answered<One<AuditFinding>> {
        audit::check(self, request)
    }

    fn environment_list(&self, request: EnvironmentList) -> Answered<Page<Environment>> {
        environments::list(self, &request)
    }

    fn member_list(&self, request: MemberList) -> Answered<Page<Member>> {
        members::list(self, &request)
    }

    fn member_change(&mut self, request: MemberChange) -> Answered<One<Member>> {
        members::change(self, &request)
    }

    fn member_remove(&mut self, request: MemberRemove) -> Answered<Message> {
        members::remove(self, &request)
    }

    fn organization_get(&self, request: OrganizationGet) -> Answered<One<Organization>> {
        directory::get(self, &request)
    }

    fn organization_change(&mut self, request: OrganizationChange) -> Answered<One<Organization>> {
        directory::change(self, request)
    }

    fn directory_list(&self, request: DirectoryList) -> Answered<Page<DirectoryEntry>> {
        directory::list(self, &request)
    }

    fn connection_list(&self, request: ConnectionList) -> Answered<Page<Connection>> {
        connections::list(self, &request)
    }

    fn connection_get(&self, request: ConnectionGet) -> Answered<One<Connection>> {
        connections::get(self, &request)
    }

    fn connection_request_list(&self, request: ConnectionRequestList) -> Answered<Page<ConnectionRequest>> {
        requests::list(self, &request)
    }

    fn connection_request_get(&self, request: ConnectionRequestGet) -> Answered<One<ConnectionRequest>> {
        requests::get(self, &request)
    }

    fn connection_request(&mut self, request: ConnectionAsk) -> Answered<One<Connection>> {
        requests::ask(self, request)
    }

    fn connection_accept(&mut self, request: ConnectionAccept) -> Answered<One<Connection>> {
        requests::accept(self, &request)
    }

    fn connection_decline(&mut self, request: ConnectionDecline) -> Answered<One<Connection>> {
        requests::decline(self, &request)
    }

    fn connection_withdraw(&mut self, request: ConnectionWithdraw) -> Answered<Message> {
        requests::withdraw(self, &request)
    }

    fn connection_end(&mut self, request: ConnectionEnd) -> Answered<One<Connection>> {
        connections::end(self, &request)
    }

    fn shared_end_list(&self, request: SharedEndList) -> Answered<Page<SharedEnd>> {
        sharing::list(self, &request)
    }

    fn shared_ends_change(&mut self, request: SharedEndsChange) -> Answered<Page<SharedEnd>> {
        sharing::change(self, &request)
    }

    fn source_list(&self, request: SourceList) -> Answered<Page<Source>> {
        sources::list(self, &request)
    }

    fn source_create(&mut self, request: SourceCreate) -> Answered<One<Source>> {
        sources::create(self, request)
    }

    fn source_get(&self, request: SourceGet) -> Answered<One<Source>> {
        sources::get(self, &request)
    }

    fn source_change(&mut self, request: SourceChange) -> Answered<One<Source>> {
        sources::change(self, request)
    }

    fn source_delete(&mut self, request: SourceDelete) -> Answered<Message> {
        sources::delete(self, &request)
    }

    fn destination_list(&self, request: DestinationList) -> Answered<Page<Destination>> {
        destinations::list(self, &request)
    }

    fn destination_create(&mut self, request: DestinationCreate) -> Answered<One<Destination>> {
        destinations::create(self, request)
    }

    fn destination_get(&self, request: DestinationGet) -> Answered<One<Destination>> {
        destinations::get(self, &request)
    }

    fn destination_change(&mut self, request: DestinationChange) -> Answered<One<Destination>> {
        destinations::change(self, request)
    }

    fn destination_delete(&mut self, request: DestinationDelete) -> Answered<Message> {
        destinations::delete(self, &request)
    }

    fn subscription_list(&self, request: SubscriptionList) -> Answered<Page<Subscription>> {
        subscriptions::list(self, &request)
    }

    fn subscription_create(&mut self, request: SubscriptionCreate) -> Answered<One<Subscription>> {
        subscriptions::create(self, &request)
    }

    fn subscription_create_batch(&mut self, request: SubscriptionCreateBatch) -> Answered<Page<Subscription>> {
        subscriptions::create_batch(self, &request)
    }

    fn subscription_bulk(&mut self, request: SubscriptionBulk) -> Answered<Page<BulkOutcome>> {
        subscriptions::bulk(self, &request)
    }

    fn subscription_get(&self, request: SubscriptionGet) -> Answered<One<Subscription>> {
        subscriptions::get(self, &request)
    }

    fn subscription_change(&mut self, request: SubscriptionChange) -> Answered<One<Subscription>> {
        subscriptions::change(self, &request)
    }

    fn subscription_delete(&mut self, request: SubscriptionDelete) -> Answered<Message> {
        subscriptions::delete(self, &request)
    }

    fn subscription_approve(&mut self, request: SubscriptionApprove) -> Answered<One<Subscription>> {
        subscriptions::approve(self, &request)
    }

    fn subscription_decline(&mut self, request: SubscriptionDecline) -> Answered<One<Subscription>> {
        subscriptions::decline(self, &request)
    }

    fn subscription_restore(&mut self, request: SubscriptionRestore) -> Answered<One<Subscription>> {
        subscriptions::restore(self, &request)
    }
}

impl<T: Tables> Remembers for Service<T> {
    fn recall(&self, endpoint: &EndpointInfo, key: &str, request: &WireRequest) -> Answered<Recall> {
        idempotency::recall(self, endpoint, key, request)
    }

    fn remember(&mut self, endpoint: &EndpointInfo, key: &str, request: &WireRequest, answer: &WireResponse) -> Answered<()> {
        idempotency::remember(self, endpoint, key, request, answer)
    }
}
