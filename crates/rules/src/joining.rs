//! What it takes to join a source and a destination, whoever asks (`product.md`, point 7).

use crate::{ChangedObject, Stored, Tables};
use causeway_api::{
    ApiError, ConnectionId, DataModel, Destination, ErrorCode, FieldError, Instant, OrganizationId, QueueStatus, SetupState,
    Source, Subscription, SubscriptionDestination, SubscriptionId, SubscriptionSource,
};

/// A source and a destination that may be joined.
pub(crate) struct Pair {
    pub(crate) source: Source,
    pub(crate) destination: Destination,
}

/// What is wrong with an end whose wizard was not finished, if it was not.
pub(crate) fn unfinished(field: &str, name: &str, setup_state: Option<SetupState>) -> Option<FieldError> {
    let label = setup_state?.label();
    let message = format!("“{name}” is {label}. Finish its set-up first.");
    Some(FieldError { field: field.to_owned(), code: ErrorCode::EndInProgress, message })
}

/// A refusal with an entry for each problem, under the code and the sentence of the first.
pub(crate) fn rejected(problems: Vec<FieldError>) -> ApiError {
    let code = problems.first().map_or(ErrorCode::InvalidFields, |problem| problem.code);
    let detail = problems.first().map_or_else(String::new, |problem| problem.message.clone());
    ApiError { errors: problems, ..ApiError::new(code, detail) }
}

/// A sentence for each model that is live between these two already; it names the connection and the subscription that has it.
pub(crate) fn duplicates<T: Tables + ?Sized>(
    tables: &T,
    viewer: OrganizationId,
    pair: &Pair,
    models: &[DataModel],
) -> Stored<Vec<String>> {
    let mut sentences = Vec::new();
    for &model in models {
        let Some(existing) = tables.live_subscription(pair.source.id, pair.destination.id, model)? else { continue };
        let connection = tables.connection(viewer, existing.connection_id)?;
        let place = connection.map_or_else(String::new, |connection| format!(" in {}", connection.organization.name));
        sentences.push(format!(
            "{} already goes from “{}” to “{}”: by the subscription “{}”{place}.",
            model.label(),
            pair.source.name,
            pair.destination.name,
            existing.name,
        ));
    }
    Ok(sentences)
}

/// What a new subscription is, besides its ends.
pub(crate) struct NewSubscription<'a> {
    pub(crate) connection: ConnectionId,
    pub(crate) name: &'a str,
    pub(crate) data_model: DataModel,
    pub(crate) queue_status: QueueStatus,
    /// Who proposes it, if the other side has to approve it first.
    pub(crate) proposed_by: Option<OrganizationId>,
    pub(crate) at: Instant,
}

impl Pair {
    /// Stores a subscription between the two, live from its first instant unless it is proposed, and notes the change on both sides.
    pub(crate) fn join<T: Tables + ?Sized>(&self, tables: &mut T, new: &NewSubscription<'_>) -> Stored<Subscription> {
        let (source, destination) = (&self.source, &self.destination);
        let subscription = Subscription {
            id: SubscriptionId(tables.new_id()),
            name: new.name.to_owned(),
            connection_id: new.connection,
            source: SubscriptionSource {
                id: source.id,
                name: source.name.clone(),
                environment_flag: source.environment.environment_flag,
                organization: source.organization.clone(),
            },
            destination: SubscriptionDestination {
                id: destination.id,
                name: destination.name.clone(),
                environment_flag: destination.environment.environment_flag,
                organization: destination.organization.clone(),
            },
            data_model: new.data_model,
            queue_status: new.queue_status,
            proposed_by: new.proposed_by,
            activated_at: new.proposed_by.is_none().then_some(new.at),
            created_at: new.at,
            updated_at: new.at,
            deleted_at: None,
            version: 1,
        };
        tables.put_subscription(&subscription)?;
        record_subscription_change(tables, subscription.id)?;
        Ok(subscription)
    }
}

/// Notes that a connection changed, in all environments of both its organizations: it is listed in each.
pub(crate) fn record_connection_change<T: Tables + ?Sized>(
    tables: &mut T,
    organizations: [OrganizationId; 2],
    id: ConnectionId,
) -> Stored<()> {
    for organization in organizations {
        for environment in tables.environments(organization)? {
            tables.record_change(environment.id, ChangedObject::Connection(id))?;
        }
    }
    Ok(())
}

/// Notes that a subscription changed, in the environments of both its ends.
pub(crate) fn record_subscription_change<T: Tables + ?Sized>(tables: &mut T, id: SubscriptionId) -> Stored<()> {
    let Some((source, destination)) = tables.subscription_environments(id)? else { return Ok(()) };
    tables.record_change(source, ChangedObject::Subscription(id))?;
    if destination != source {
        tables.record_change(destination, ChangedObject::Subscription(id))?;
    }
    Ok(())
}
