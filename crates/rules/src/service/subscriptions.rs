//! Subscriptions: listed, renamed, paused, resumed, deleted and restored. How they come to be stands in [`create`](mod@create),
//! many at once in [`bulk`](mod@bulk).

mod bulk;
mod create;
mod proposals;

pub(super) use bulk::{bulk, condense, expand};
pub(super) use create::{create, create_batch};
pub(super) use proposals::{approve, decline};

use super::{Answered, Service, check_version, page};
use crate::Tables;
use crate::joining::{Pair, duplicates, record_subscription_change};
use causeway_api::{
    Action, ApiError, AuditAction, EnvironmentRef, ErrorCode, Message, One, Page, PageRequest, QueueStatus, Subscription,
    SubscriptionChange, SubscriptionDelete, SubscriptionGet, SubscriptionId, SubscriptionList, SubscriptionRestore,
    normalize_name,
};

pub(super) fn list<T: Tables>(service: &Service<T>, request: &SubscriptionList) -> Answered<Page<Subscription>> {
    let asked = PageRequest::checked(request.page, request.count)?;
    service.own_environment(request.environment_id)?;
    Ok(page(service.tables.subscriptions(request, asked)?, asked))
}

pub(super) fn get<T: Tables>(service: &Service<T>, request: &SubscriptionGet) -> Answered<One<Subscription>> {
    visible(service, request.subscription_id).map(|(subscription, _)| One(subscription))
}

pub(super) fn change<T: Tables>(service: &mut Service<T>, request: &SubscriptionChange) -> Answered<One<Subscription>> {
    let (subscription, home) = live(service, request.subscription_id)?;
    if request.name.is_some() {
        service.may_there(Action::ManageSubscriptions, home)?;
    }
    if request.queue_status.is_some() {
        service.may_there(Action::PauseSubscriptions, home)?;
    }
    check_version(request.version, &subscription)?;
    let mut next = subscription.clone();
    if let Some(name) = &request.name {
        next.name = normalize_name(name).map_err(|message| ApiError::at(ErrorCode::InvalidFields, "name", message))?;
    }
    if let Some(status) = request.queue_status {
        if status == QueueStatus::Proposed {
            let message = "What is live is not proposed again. Set Active or Paused.";
            return Err(ApiError::at(ErrorCode::QueueStatusNotSettable, "queueStatus", message));
        }
        proposals::refuse_proposed(service, &subscription)?;
        let is_reported = service.actor.token.is_some();
        if status == QueueStatus::Failing && status != next.queue_status && !is_reported {
            let message = "Failing is reported by the engine. Set Active or Paused.";
            return Err(ApiError::at(ErrorCode::QueueStatusNotSettable, "queueStatus", message));
        }
        next.queue_status = status;
    }
    if next == subscription {
        return Ok(One(subscription));
    }
    let action = match (next.name == subscription.name, next.queue_status == subscription.queue_status) {
        (false, true) => AuditAction::SubscriptionRename,
        (false, false) => AuditAction::SubscriptionChange,
        (true, _) => match next.queue_status {
            QueueStatus::Active => AuditAction::SubscriptionResume,
            QueueStatus::Failing => AuditAction::SubscriptionFail,
            QueueStatus::Paused | QueueStatus::Proposed => AuditAction::SubscriptionPause,
        },
    };
    store(service, action, &subscription, next).map(One)
}

pub(super) fn delete<T: Tables>(service: &mut Service<T>, request: &SubscriptionDelete) -> Answered<Message> {
    let deleted = remove(service, request)?;
    Ok(Message(format!("“{}” was deleted. It can be restored.", deleted.name)))
}

/// Deletes it, and gives what can be restored.
fn remove<T: Tables>(service: &mut Service<T>, request: &SubscriptionDelete) -> Answered<Subscription> {
    let (subscription, home) = live(service, request.subscription_id)?;
    service.may_there(Action::ManageSubscriptions, home)?;
    check_version(request.version, &subscription)?;
    discard(service, AuditAction::SubscriptionDelete, &subscription)
}

/// Deletes it, and keeps which side did, if there are two.
fn discard<T: Tables>(service: &mut Service<T>, action: AuditAction, subscription: &Subscription) -> Answered<Subscription> {
    if !subscription.is_one_party() {
        service.tables.set_ended_by(subscription.id, service.actor.organization)?;
    }
    let next = Subscription { deleted_at: Some(service.tables.now()), ..subscription.clone() };
    store(service, action, subscription, next)
}

pub(super) fn restore<T: Tables>(service: &mut Service<T>, request: &SubscriptionRestore) -> Answered<One<Subscription>> {
    let (subscription, home) = visible(service, request.subscription_id)?;
    service.may_there(Action::ManageSubscriptions, home)?;
    check_version(request.version, &subscription)?;
    if subscription.is_live() {
        return Err(ApiError::new(ErrorCode::NotDeleted, format!("“{}” is not deleted.", subscription.name)));
    }
    proposals::refuse_ended(service, &subscription)?;
    let source = service.tables.source(subscription.source.id)?;
    let destination = service.tables.destination(subscription.destination.id)?;
    let (source, destination) = match (source, destination) {
        (Some(source), Some(destination)) => (source, destination),
        (None, _) => return Err(end_deleted("source", &subscription.source.name)),
        (_, None) => return Err(end_deleted("destination", &subscription.destination.name)),
    };
    let pair = Pair { source, destination };
    let models = [subscription.data_model];
    if let Some(sentence) = duplicates(&service.tables, service.actor.organization, &pair, &models)?.pop() {
        return Err(ApiError::new(ErrorCode::DuplicateSubscription, format!("{sentence} Delete that one first.")));
    }
    let next = Subscription { deleted_at: None, ..subscription.clone() };
    store(service, AuditAction::SubscriptionRestore, &subscription, next).map(One)
}

fn end_deleted(kind: &str, name: &str) -> ApiError {
    ApiError::new(ErrorCode::EndDeleted, format!("Its {kind} “{name}” was deleted. Create a subscription with another one."))
}

/// A subscription with an end in one of the actor's environments, and that environment; either side may change it.
fn visible<T: Tables>(service: &Service<T>, id: SubscriptionId) -> Answered<(Subscription, EnvironmentRef)> {
    let ends = service.tables.subscription_environments(id)?;
    let home = ends.and_then(|(source, destination)| [source, destination].into_iter().find(|end| service.sees(*end)));
    let home = home.ok_or_else(ApiError::not_found)?;
    let subscription = service.tables.subscription(id)?.ok_or_else(ApiError::not_found)?;
    // Both ends lie in environments of the same type.
    let home = EnvironmentRef { id: home, environment_flag: subscription.source.environment_flag };
    Ok((subscription, home))
}

fn live<T: Tables>(service: &Service<T>, id: SubscriptionId) -> Answered<(Subscription, EnvironmentRef)> {
    let (subscription, home) = visible(service, id)?;
    if subscription.is_live() { Ok((subscription, home)) } else { Err(ApiError::not_found()) }
}

/// Stores the next version, and notes and records the change on both sides.
fn store<T: Tables>(
    service: &mut Service<T>,
    action: AuditAction,
    before: &Subscription,
    mut next: Subscription,
) -> Answered<Subscription> {
    next.updated_at = service.tables.now();
    next.version += 1;
    service.tables.put_subscription(&next)?;
    record_subscription_change(&mut service.tables, next.id)?;
    service.record(action, Some(before), Some(&next))?;
    Ok(next)
}
