//! What is asked of subscriptions, one by one.

use super::QueueStatus;
use crate::{ConnectionId, DataModel, DestinationId, EnvironmentId, OrganizationId, SourceId, SubscriptionId};
use serde::{Deserialize, Serialize};

/// The most data models in one batch (`product.md`, point 6).
pub const BATCH_LIMIT: usize = 6;

/// A field to order subscriptions by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum SubscriptionOrder {
    /// The subscription's name.
    Name,
    /// The source's name.
    Source,
    /// The destination's name.
    Destination,
    /// The data model's name.
    DataModel,
    /// Active, Paused, Failing, Proposed.
    QueueStatus,
    /// Since when it is live.
    ActivatedAt,
    /// When it was created.
    CreatedAt,
}

/// Lists an environment's live subscriptions. All filters given must hold.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubscriptionList {
    /// Where.
    pub environment_id: EnvironmentId,
    /// Only from this source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_id: Option<SourceId>,
    /// Only to this destination.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub destination_id: Option<DestinationId>,
    /// Only from sources of this organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_organization_id: Option<OrganizationId>,
    /// Only to destinations of this organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub destination_organization_id: Option<OrganizationId>,
    /// Only those of the connection with this organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connecting_organization_id: Option<OrganizationId>,
    /// Only of this connection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection_id: Option<ConnectionId>,
    /// Only this data model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_model: Option<DataModel>,
    /// Part of the source's or destination's id or name, in any case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search_term: Option<String>,
    /// What to order by; `createdAt` when absent. Every order ends with the id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_by: Option<SubscriptionOrder>,
    /// Whether the smallest comes first; yes when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_ascending: Option<bool>,
    /// The page, from 1; the first when absent.
    #[serde(default, rename = "_page", skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// How many on a page, 1 to 1000; 50 when absent.
    #[serde(default, rename = "_count", skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}

impl SubscriptionList {
    /// Everything in one environment, first page.
    pub const fn all(environment_id: EnvironmentId) -> Self {
        Self {
            environment_id,
            source_id: None,
            destination_id: None,
            source_organization_id: None,
            destination_organization_id: None,
            connecting_organization_id: None,
            connection_id: None,
            data_model: None,
            search_term: None,
            order_by: None,
            is_ascending: None,
            page: None,
            count: None,
        }
    }
}

/// An object mentioned by its id.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reference<Id> {
    /// Which one.
    pub id: Id,
}

/// Creates one subscription, named after its data model.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubscriptionCreate {
    /// Where.
    pub environment_id: EnvironmentId,
    /// Where messages start.
    pub source: Reference<SourceId>,
    /// Where they are delivered.
    pub destination: Reference<DestinationId>,
    /// What they are.
    pub data_model: DataModel,
    /// The connection it belongs to; when absent, the one with the other end's organization, or your own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection_id: Option<ConnectionId>,
}

/// Creates one subscription for each data model, all or none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubscriptionCreateBatch {
    /// Where.
    pub environment_id: EnvironmentId,
    /// The name that all of them get, 1 to 120 characters.
    pub name: String,
    /// Where messages start.
    pub source: Reference<SourceId>,
    /// Where they are delivered.
    pub destination: Reference<DestinationId>,
    /// What they are: 1 to 6, each once.
    pub data_models: Vec<DataModel>,
    /// The connection they belong to; when absent, the one with the other end's organization, or your own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection_id: Option<ConnectionId>,
}

/// Reads one subscription, deleted ones too.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubscriptionGet {
    /// Which one.
    pub subscription_id: SubscriptionId,
}

/// Renames, pauses or resumes a subscription; what is absent stays as it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubscriptionChange {
    /// Which one.
    pub subscription_id: SubscriptionId,
    /// The version that the caller knows; travels as `If-Match`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
    /// Its new name, 1 to 120 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its new status; people set Active and Paused, engines with a token also Failing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue_status: Option<QueueStatus>,
}

/// Deletes a subscription; it can be restored.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubscriptionDelete {
    /// Which one.
    pub subscription_id: SubscriptionId,
    /// The version that the caller knows; travels as `If-Match`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
}

/// Brings a deleted subscription back, as it was; refused when its triple is live again.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubscriptionRestore {
    /// Which one.
    pub subscription_id: SubscriptionId,
    /// The version that the caller knows; travels as `If-Match`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
}

/// Approves a subscription that the other side proposed: it is live from now on.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubscriptionApprove {
    /// Which one.
    pub subscription_id: SubscriptionId,
    /// The version that the caller knows; travels as `If-Match`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
}

/// Declines a subscription that the other side proposed, which deletes it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubscriptionDecline {
    /// Which one.
    pub subscription_id: SubscriptionId,
    /// The version that the caller knows; travels as `If-Match`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
}
