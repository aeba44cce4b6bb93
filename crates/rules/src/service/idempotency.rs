//! The memory of idempotency keys, scoped to actor and endpoint.

use super::{Answered, Service, subscriptions};
use crate::{REMEMBERED_FOR, Remembered, Tables};
use causeway_api::{Endpoint as _, EndpointInfo, Recall, SubscriptionBulk, WireRequest, WireResponse};
use sha2::{Digest, Sha256};

pub(super) fn recall<T: Tables>(
    service: &Service<T>,
    endpoint: &EndpointInfo,
    key: &str,
    request: &WireRequest,
) -> Answered<Recall> {
    let oldest = service.tables.now().plus_milliseconds(-REMEMBERED_FOR);
    let remembered = service.tables.remembered(&service.actor.key(), endpoint.name, key)?;
    Ok(match remembered.filter(|remembered| remembered.at >= oldest) {
        None => Recall::New,
        Some(remembered) if remembered.fingerprint != fingerprint(request) => Recall::Other,
        Some(Remembered { answer, .. }) if is_condensed(endpoint) => {
            Recall::Same(subscriptions::expand(service, endpoint, request, &answer)?)
        }
        Some(Remembered { answer, .. }) => Recall::Same(answer),
    })
}

pub(super) fn remember<T: Tables>(
    service: &mut Service<T>,
    endpoint: &EndpointInfo,
    key: &str,
    request: &WireRequest,
    answer: &WireResponse,
) -> Answered<()> {
    let now = service.tables.now();
    let answer = if is_condensed(endpoint) { subscriptions::condense(answer) } else { answer.clone() };
    let remembered = Remembered { fingerprint: fingerprint(request), answer, at: now };
    service.tables.forget_before(now.plus_milliseconds(-REMEMBERED_FOR))?;
    service.tables.remember(&service.actor.key(), endpoint.name, key, &remembered)?;
    Ok(())
}

/// Whether the answer is too large to be kept as it is.
fn is_condensed(endpoint: &EndpointInfo) -> bool {
    endpoint.name == SubscriptionBulk::INFO.name
}

/// SHA-256 of address and body; a zero byte, which no address holds, keeps them apart.
fn fingerprint(request: &WireRequest) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(request.url.as_bytes());
    hash.update([0]);
    hash.update(&request.body);
    hash.finalize().into()
}
