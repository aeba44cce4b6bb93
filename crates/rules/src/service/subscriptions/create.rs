//! New subscriptions: between two ends of the actor's own organization, or proposed between one of them and one that a partner shares.

use super::super::connections::refuse_unconnected;
use super::super::{Answered, Service};
use crate::joining::{NewSubscription, Pair, duplicates, rejected, unfinished};
use crate::{End, StorageError, Tables};
use causeway_api::{
    Action, ApiError, AuditAction, BATCH_LIMIT, ConnectionId, DataModel, DestinationId, Environment, EnvironmentRef, ErrorCode,
    FieldError, One, OrganizationId, Page, QueueStatus, SourceId, Subscription, SubscriptionCreate, SubscriptionCreateBatch,
    normalize_name,
};

pub(in crate::service) fn create<T: Tables>(
    service: &mut Service<T>,
    request: &SubscriptionCreate,
) -> Answered<One<Subscription>> {
    let environment = service.own_environment(request.environment_id)?;
    service.may_there(Action::ManageSubscriptions, environment.reference())?;
    let pair = usable_pair(service, &environment, request.source.id, request.destination.id)?;
    let connection = fitting_connection(service, &pair, request.connection_id)?;
    refuse_duplicates(service, &pair, &[request.data_model], "dataModel")?;
    join(service, &pair, connection, &request.data_model.label(), request.data_model).map(One)
}

pub(in crate::service) fn create_batch<T: Tables>(
    service: &mut Service<T>,
    request: &SubscriptionCreateBatch,
) -> Answered<Page<Subscription>> {
    let environment = service.own_environment(request.environment_id)?;
    service.may_there(Action::ManageSubscriptions, environment.reference())?;
    let mut problems = Vec::new();
    let name = normalize_name(&request.name).unwrap_or_else(|message| {
        problems.push(FieldError::invalid("name", message));
        String::new()
    });
    problems.extend(models_problem(&request.data_models).map(|message| FieldError::invalid("dataModels", message)));
    if !problems.is_empty() {
        return Err(rejected(problems));
    }
    let pair = usable_pair(service, &environment, request.source.id, request.destination.id)?;
    let connection = fitting_connection(service, &pair, request.connection_id)?;
    refuse_duplicates(service, &pair, &request.data_models, "dataModels")?;
    let created: Result<Vec<_>, _> =
        request.data_models.iter().map(|&model| join(service, &pair, connection, &name, model)).collect();
    created.map(Page::whole)
}

fn models_problem(models: &[DataModel]) -> Option<String> {
    if models.is_empty() {
        return Some("Choose at least one data model.".to_owned());
    }
    if models.len() > BATCH_LIMIT {
        return Some(format!("Choose at most {BATCH_LIMIT} data models at a time: create these first."));
    }
    let repeated = models.iter().enumerate().find(|(index, model)| models[..*index].contains(model));
    repeated.map(|(_, model)| format!("Choose each data model once: {} is there twice.", model.label()))
}

/// Both ends, when one of them belongs to the actor's organization and the other too or is shared with it, they live in the path's
/// environment or a partner's of the same type, and their wizards were finished.
fn usable_pair<T: Tables>(
    service: &Service<T>,
    environment: &Environment,
    source: SourceId,
    destination: DestinationId,
) -> Answered<Pair> {
    let us = service.actor.organization;
    let is_usable = |end: End, owner: OrganizationId| Ok::<_, StorageError>(owner == us || service.tables.is_shared(end, us)?);
    let source = match service.tables.source(source)? {
        Some(found) if is_usable(End::Source(found.id), found.organization.id)? => Some(found),
        _ => None,
    };
    let destination = match service.tables.destination(destination)? {
        Some(found) if is_usable(End::Destination(found.id), found.organization.id)? => Some(found),
        _ => None,
    };
    let mut problems = Vec::new();
    match &source {
        None => problems.push(not_yours("source")),
        Some(source) => {
            let elsewhere = misplaced("source", &source.name, source.environment, source.organization.id == us, environment);
            problems.extend(elsewhere.or_else(|| unfinished("source.id", &source.name, source.setup_state)));
        }
    }
    match &destination {
        None => problems.push(not_yours("destination")),
        Some(destination) => {
            let is_own = destination.organization.id == us;
            let elsewhere = misplaced("destination", &destination.name, destination.environment, is_own, environment);
            problems.extend(elsewhere.or_else(|| unfinished("destination.id", &destination.name, destination.setup_state)));
        }
    }
    match (source, destination) {
        (Some(source), Some(destination)) if source.organization.id != us && destination.organization.id != us => {
            let message = "One of the two ends has to be your own. Choose one of yours.";
            Err(ApiError::at(ErrorCode::NotYourEnd, "source.id", message))
        }
        (Some(source), Some(destination)) if problems.is_empty() => Ok(Pair { source, destination }),
        _ => Err(rejected(problems)),
    }
}

/// The same for an end that does not exist and for another organization's: nobody can tell them apart.
fn not_yours(kind: &str) -> FieldError {
    FieldError {
        field: format!("{kind}.id"),
        code: ErrorCode::NotYourEnd,
        message: format!("Your organization has no {kind} with this id, and no partner shares one. Choose one of those."),
    }
}

/// What is wrong with where an end is, if anything: your own are in the environment itself, a partner's in theirs of the same type.
fn misplaced(kind: &str, name: &str, place: EnvironmentRef, is_own: bool, wanted: &Environment) -> Option<FieldError> {
    let flag = wanted.environment_flag;
    let is_there = if is_own { place.id == wanted.id } else { place.environment_flag == flag };
    let message = format!("“{name}” is in {}. Choose a {kind} in {}.", place.environment_flag.as_str(), flag.as_str());
    let problem = FieldError { field: format!("{kind}.id"), code: ErrorCode::EnvironmentMismatch, message };
    (!is_there).then_some(problem)
}

/// The connection of a new subscription: between two organizations theirs; else the one asked for, or your own where none was.
fn fitting_connection<T: Tables>(service: &Service<T>, pair: &Pair, asked: Option<ConnectionId>) -> Answered<ConnectionId> {
    let us = service.actor.organization;
    let (one, other) = (&pair.source.organization, &pair.destination.organization);
    let found = match asked {
        Some(id) => service.tables.connection(us, id)?,
        None => match service.tables.connection_between(one.id, other.id)? {
            Some(id) => service.tables.connection(us, id)?,
            None => None,
        },
    };
    let Some(connection) = found else {
        let message = "Your organization has no connection with this id. Choose one of your own, or leave it out.";
        return Err(ApiError::at(ErrorCode::ConnectionMismatch, "connectionId", message));
    };
    let partner = if one.id == us { other } else { one };
    if partner.id != us && partner.id != connection.organization.id {
        let message = format!("One end belongs to {}. Choose the connection with them, or leave it out.", partner.name);
        return Err(ApiError::at(ErrorCode::ConnectionMismatch, "connectionId", message));
    }
    refuse_unconnected(&connection)?;
    Ok(connection.id)
}

fn refuse_duplicates<T: Tables>(service: &Service<T>, pair: &Pair, models: &[DataModel], field: &str) -> Answered<()> {
    let sentences = duplicates(&service.tables, service.actor.organization, pair, models)?;
    if sentences.is_empty() {
        return Ok(());
    }
    let problem = |message: String| FieldError {
        field: field.to_owned(),
        code: ErrorCode::DuplicateSubscription,
        message: format!("{message} Choose another data model."),
    };
    Err(rejected(sentences.into_iter().map(problem).collect()))
}

fn join<T: Tables>(
    service: &mut Service<T>,
    pair: &Pair,
    connection: ConnectionId,
    name: &str,
    data_model: DataModel,
) -> Answered<Subscription> {
    let at = service.tables.now();
    let is_one_party = pair.source.organization.id == pair.destination.organization.id;
    let (queue_status, proposed_by) =
        if is_one_party { (QueueStatus::Active, None) } else { (QueueStatus::Proposed, Some(service.actor.organization)) };
    let new = NewSubscription { connection, name, data_model, queue_status, proposed_by, at };
    let created = pair.join(&mut service.tables, &new)?;
    let action = if is_one_party { AuditAction::SubscriptionCreate } else { AuditAction::SubscriptionPropose };
    service.record(action, None, Some(&created))?;
    Ok(created)
}
