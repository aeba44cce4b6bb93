//! Subscriptions between two organizations: one side proposes, the other approves or declines, either ends.

use super::super::connections::{refuse_unconnected, seen};
use super::super::{Answered, Service, check_version};
use super::{discard, live, store};
use crate::Tables;
use causeway_api::{
    Action, ApiError, AuditAction, ErrorCode, One, QueueStatus, Subscription, SubscriptionApprove, SubscriptionDecline,
    SubscriptionId,
};

pub(in crate::service) fn approve<T: Tables>(
    service: &mut Service<T>,
    request: &SubscriptionApprove,
) -> Answered<One<Subscription>> {
    let proposed = answerable(service, request.subscription_id, request.version)?;
    let activated_at = Some(service.tables.now());
    let approved = Subscription { queue_status: QueueStatus::Active, proposed_by: None, activated_at, ..proposed.clone() };
    store(service, AuditAction::SubscriptionApprove, &proposed, approved).map(One)
}

pub(in crate::service) fn decline<T: Tables>(
    service: &mut Service<T>,
    request: &SubscriptionDecline,
) -> Answered<One<Subscription>> {
    let proposed = answerable(service, request.subscription_id, request.version)?;
    discard(service, AuditAction::SubscriptionDecline, &proposed).map(One)
}

/// A subscription that the other side proposed.
fn answerable<T: Tables>(service: &Service<T>, id: SubscriptionId, version: Option<u64>) -> Answered<Subscription> {
    let (subscription, home) = live(service, id)?;
    service.may_there(Action::ManageSubscriptions, home)?;
    check_version(version, &subscription)?;
    match subscription.why_not_answered_by(service.actor.organization) {
        None => Ok(subscription),
        Some(detail) => Err(ApiError::new(ErrorCode::NotProposed, detail)),
    }
}

/// Refuses to pause or resume what was not approved yet.
pub(super) fn refuse_proposed<T: Tables>(service: &Service<T>, subscription: &Subscription) -> Answered<()> {
    match subscription.why_not_running(service.actor.organization) {
        None => Ok(()),
        Some(detail) => Err(ApiError::new(ErrorCode::StillProposed, detail)),
    }
}

/// Refuses to bring back what the other side ended, and what belongs to two that are not connected any more.
pub(super) fn refuse_ended<T: Tables>(service: &Service<T>, subscription: &Subscription) -> Answered<()> {
    if subscription.is_one_party() {
        return Ok(());
    }
    refuse_unconnected(&seen(service, subscription.connection_id)?)?;
    let us = service.actor.organization;
    if service.tables.ended_by(subscription.id)?.is_some_and(|side| side != us) {
        let detail = format!("{} ended “{}”. Propose it again.", subscription.other_side(us).name, subscription.name);
        return Err(ApiError::new(ErrorCode::EndedByPartner, detail));
    }
    Ok(())
}
