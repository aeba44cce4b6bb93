//! A live subscription between two organizations, by no endpoint: for the founding of an organization, for sample data and, later, for
//! what both sides approved.

use crate::Tables;
use crate::joining::{NewSubscription, Pair, duplicates, rejected, unfinished};
use causeway_api::{ApiError, DataModel, DestinationId, ErrorCode, Instant, QueueStatus, SourceId, Subscription, normalize_name};

/// A subscription as both sides agreed on it.
#[derive(Clone, Debug)]
pub struct Establishment {
    /// Its name, 1 to 120 characters.
    pub name: String,
    /// Where messages start.
    pub source: SourceId,
    /// Where they are delivered.
    pub destination: DestinationId,
    /// What they are.
    pub data_model: DataModel,
    /// The state of its queue: Active, except in sample data.
    pub queue_status: QueueStatus,
    /// Since when it is live.
    pub activated_at: Instant,
}

/// Makes it live, in the connection of the two ends' organizations.
///
/// # Errors
/// As for a subscription of one organization (`end_in_progress`, `duplicate_subscription`, …); `environment_mismatch` when the two
/// environments are of different types; `connection_mismatch` when the two organizations are not connected.
pub fn establish<T: Tables + ?Sized>(tables: &mut T, agreed: &Establishment) -> Result<Subscription, ApiError> {
    let name = normalize_name(&agreed.name).map_err(|message| ApiError::at(ErrorCode::InvalidFields, "name", message))?;
    let source = tables.source(agreed.source)?.ok_or_else(ApiError::not_found)?;
    let destination = tables.destination(agreed.destination)?.ok_or_else(ApiError::not_found)?;
    let problems: Vec<_> = unfinished("source.id", &source.name, source.setup_state)
        .into_iter()
        .chain(unfinished("destination.id", &destination.name, destination.setup_state))
        .collect();
    if !problems.is_empty() {
        return Err(rejected(problems));
    }
    let (from, to) = (source.environment.environment_flag, destination.environment.environment_flag);
    if from != to {
        let message = format!("“{}” is in {}, “{}” in {}.", source.name, from.as_str(), destination.name, to.as_str());
        return Err(ApiError::at(ErrorCode::EnvironmentMismatch, "destination.id", message));
    }
    let Some(connection) = tables.connection_between(source.organization.id, destination.organization.id)? else {
        let message = format!("{} and {} are not connected.", source.organization.name, destination.organization.name);
        return Err(ApiError::new(ErrorCode::ConnectionMismatch, message));
    };
    let viewer = source.organization.id;
    let pair = Pair { source, destination };
    if let Some(message) = duplicates(tables, viewer, &pair, &[agreed.data_model])?.pop() {
        return Err(ApiError::at(ErrorCode::DuplicateSubscription, "dataModel", message));
    }
    let new = NewSubscription {
        connection,
        name: &name,
        data_model: agreed.data_model,
        queue_status: agreed.queue_status,
        proposed_by: None,
        at: agreed.activated_at,
    };
    Ok(pair.join(tables, &new)?)
}
