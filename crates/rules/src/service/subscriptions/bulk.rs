//! Many subscriptions in one request: each item is asked and done as the call for one is, and refused for itself.

use super::super::{Answered, Service};
use super::{change, remove, restore, visible};
use crate::{StorageError, Tables};
use causeway_api::{
    Action, ApiError, BULK_LIMIT, BulkAction, BulkItem, BulkOutcome, EndpointInfo, EnvironmentId, ErrorCode, FieldError, One,
    Page, QueueStatus, Subscription, SubscriptionBulk, SubscriptionChange, SubscriptionDelete, SubscriptionRestore, WireRequest,
    WireResponse, decode_request,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

pub(in crate::service) fn bulk<T: Tables>(service: &mut Service<T>, request: &SubscriptionBulk) -> Answered<Page<BulkOutcome>> {
    let environment = service.own_environment(request.environment_id)?.reference();
    let action = match request.action {
        BulkAction::Pause | BulkAction::Resume => Action::PauseSubscriptions,
        BulkAction::Delete | BulkAction::Restore => Action::ManageSubscriptions,
    };
    service.may_there(action, environment)?;
    if !(1..=BULK_LIMIT).contains(&request.items.len()) {
        return Err(ApiError::fields(vec![FieldError::invalid("items", "Send 1 to 10,000 items in one request.")]));
    }
    let mut named = BTreeSet::new();
    let outcomes = request.items.iter().map(|item| {
        let result = if named.insert(item.id) { one(service, environment.id, request.action, *item) } else { Err(repeated()) };
        match result {
            // No fault of the item: nothing of the request is kept.
            Err(fault) if fault.status >= 500 => Err(fault),
            result => Ok(BulkOutcome::of(item.id, result)),
        }
    });
    Ok(Page::whole(outcomes.collect::<Answered<_>>()?))
}

fn one<T: Tables>(
    service: &mut Service<T>,
    environment: EnvironmentId,
    action: BulkAction,
    item: BulkItem,
) -> Answered<Subscription> {
    let BulkItem { id: subscription_id, version } = item;
    let ends = service.tables.subscription_environments(subscription_id)?;
    if !ends.is_some_and(|(source, destination)| [source, destination].contains(&environment)) {
        return Err(ApiError::not_found());
    }
    let set = |status| SubscriptionChange { subscription_id, version, name: None, queue_status: Some(status) };
    let One(subscription) = match action {
        BulkAction::Pause => change(service, &set(QueueStatus::Paused))?,
        BulkAction::Resume => change(service, &set(QueueStatus::Active))?,
        BulkAction::Delete => One(remove(service, &SubscriptionDelete { subscription_id, version })?),
        BulkAction::Restore => restore(service, &SubscriptionRestore { subscription_id, version })?,
    };
    Ok(subscription)
}

fn repeated() -> ApiError {
    ApiError::new(ErrorCode::RepeatedItem, "It is in this request twice. What became of it stands with the first.")
}

/// What stays of an answer in the memory of idempotency keys: the refusals, by their items' places. The rest was done, to what the
/// request names, which has to be the same. Megabytes of rows that are stored anyway are not stored again.
#[derive(Serialize, Deserialize)]
struct Kept(BTreeMap<usize, ApiError>);

/// An answer as it is remembered.
pub(in crate::service) fn condense(answer: &WireResponse) -> WireResponse {
    #[derive(Deserialize)]
    struct Envelope {
        payload: Payload,
    }
    #[derive(Deserialize)]
    struct Payload {
        outcomes: Vec<Outcome>,
    }
    #[derive(Deserialize)]
    struct Outcome {
        refusal: Option<ApiError>,
    }
    let envelope: Envelope = serde_json::from_slice(&answer.body).expect("it was written a moment ago");
    let refusals = envelope.payload.outcomes.into_iter().enumerate();
    let refusals = refusals.filter_map(|(place, outcome)| Some((place, ApiError { current: None, ..outcome.refusal? })));
    let body = serde_json::to_vec(&Kept(refusals.collect())).expect("places become keys");
    WireResponse { body, ..answer.clone() }
}

/// The answer again, of a request that came before: the same outcomes, with the subscriptions as they are by now.
pub(in crate::service) fn expand<T: Tables>(
    service: &Service<T>,
    endpoint: &EndpointInfo,
    request: &WireRequest,
    kept: &WireResponse,
) -> Answered<WireResponse> {
    let Kept(mut refusals) =
        serde_json::from_slice(&kept.body).map_err(|error| StorageError::Failed(format!("what was remembered: {error}")))?;
    let items = decode_request::<SubscriptionBulk>(request)?.items;
    let outcomes = items.into_iter().enumerate().map(|(place, BulkItem { id, .. })| {
        let result = match refusals.remove(&place) {
            None => visible(service, id).map(|(subscription, _)| subscription),
            Some(refusal) if refusal.code == ErrorCode::VersionMismatch => {
                Err(visible(service, id).map_or(refusal, |(current, _)| ApiError::version_mismatch(&current)))
            }
            Some(refusal) => Err(refusal),
        };
        BulkOutcome::of(id, result)
    });
    Ok(WireResponse::success(endpoint, &Page::whole(outcomes.collect()), &request.url))
}
