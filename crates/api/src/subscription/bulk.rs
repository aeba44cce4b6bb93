//! One thing done to many subscriptions in one request.

use super::Subscription;
use crate::{ApiError, EnvironmentId, Noun, SubscriptionId};
use serde::{Deserialize, Serialize};

/// The most subscriptions in one bulk request; with their versions they fit into a body, unless it is indented.
pub const BULK_LIMIT: usize = 10_000;

/// What is done to each of the subscriptions; each action asks and does what the call for one subscription does.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum BulkAction {
    /// Sets it to Paused.
    Pause,
    /// Sets it to Active.
    Resume,
    /// Deletes it; it can be restored.
    Delete,
    /// Brings it back, unless its source, destination and data model are live again.
    Restore,
}

/// One subscription of a bulk request.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BulkItem {
    /// Which one.
    pub id: SubscriptionId,
    /// The version that the caller knows; any will do when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
}

/// Pauses, resumes, deletes or restores many subscriptions of an environment, each for itself.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubscriptionBulk {
    /// Where.
    pub environment_id: EnvironmentId,
    /// What is done to each.
    pub action: BulkAction,
    /// To which: 1 to 10,000, each once.
    #[cfg_attr(feature = "openapi", schemars(length(min = 1, max = 10_000)))]
    pub items: Vec<BulkItem>,
}

/// What became of one item of a bulk request: it has either the subscription or the refusal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct BulkOutcome {
    /// Which subscription the item named.
    pub id: SubscriptionId,
    /// Done: the subscription as it is now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subscription: Option<Subscription>,
    /// Refused, and the subscription left as it was: what the call for this one alone would have been refused with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<ApiError>,
}

impl BulkOutcome {
    /// The outcome of an item by what its action came to.
    pub fn of(id: SubscriptionId, result: Result<Subscription, ApiError>) -> Self {
        match result {
            Ok(subscription) => Self { id, subscription: Some(subscription), refusal: None },
            Err(refusal) => Self { id, subscription: None, refusal: Some(refusal) },
        }
    }
}

impl Noun for BulkOutcome {
    const SINGULAR: &'static str = "outcome";
    const PLURAL: &'static str = "outcomes";
}
