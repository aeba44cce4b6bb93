//! New subscriptions between two ends of the actor's own organization.

use super::super::{Answered, Service};
use crate::Tables;
use crate::joining::{NewSubscription, Pair, duplicates, rejected, unfinished};
use causeway_api::{
    Action, ApiError, AuditAction, BATCH_LIMIT, ConnectionId, DataModel, DestinationId, Environment, EnvironmentFlag, ErrorCode,
    FieldError, One, Page, QueueStatus, SourceId, Subscription, SubscriptionCreate, SubscriptionCreateBatch, normalize_name,
};

pub(in crate::service) fn create<T: Tables>(
    service: &mut Service<T>,
    request: &SubscriptionCreate,
) -> Answered<One<Subscription>> {
    let environment = service.own_environment(request.environment_id)?;
    service.may_there(Action::ManageSubscriptions, environment.reference())?;
    let pair = own_pair(service, &environment, request.source.id, request.destination.id)?;
    let connection = own_connection(service, request.connection_id)?;
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
    let pair = own_pair(service, &environment, request.source.id, request.destination.id)?;
    let connection = own_connection(service, request.connection_id)?;
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

/// Both ends, when the actor's organization owns them, they live in the path's environment, and their wizards were finished.
fn own_pair<T: Tables>(
    service: &Service<T>,
    environment: &Environment,
    source: SourceId,
    destination: DestinationId,
) -> Answered<Pair> {
    let owner = service.actor.organization;
    let source = service.tables.source(source)?.filter(|source| source.organization.id == owner);
    let destination = service.tables.destination(destination)?.filter(|destination| destination.organization.id == owner);
    let mut problems = Vec::new();
    match &source {
        None => problems.push(not_yours("source")),
        Some(source) => {
            let place = source.environment.environment_flag;
            let elsewhere =
                (source.environment.id != environment.id).then(|| misplaced("source", &source.name, place, environment));
            problems.extend(elsewhere.or_else(|| unfinished("source.id", &source.name, source.setup_state)));
        }
    }
    match &destination {
        None => problems.push(not_yours("destination")),
        Some(destination) => {
            let place = destination.environment.environment_flag;
            let elsewhere = (destination.environment.id != environment.id)
                .then(|| misplaced("destination", &destination.name, place, environment));
            problems.extend(elsewhere.or_else(|| unfinished("destination.id", &destination.name, destination.setup_state)));
        }
    }
    match (source, destination) {
        (Some(source), Some(destination)) if problems.is_empty() => Ok(Pair { source, destination }),
        _ => Err(rejected(problems)),
    }
}

/// The same for an end that does not exist and for another organization's: nobody can tell them apart.
fn not_yours(kind: &str) -> FieldError {
    FieldError {
        field: format!("{kind}.id"),
        code: ErrorCode::NotYourEnd,
        message: format!("Your organization has no {kind} with this id. Choose one of your own."),
    }
}

fn misplaced(kind: &str, name: &str, place: EnvironmentFlag, wanted: &Environment) -> FieldError {
    let message = format!("“{name}” is in {}. Choose a {kind} in {}.", place.as_str(), wanted.environment_flag.as_str());
    FieldError { field: format!("{kind}.id"), code: ErrorCode::EnvironmentMismatch, message }
}

/// The connection asked for, when the actor's organization takes part in it; its own when none was asked for.
fn own_connection<T: Tables>(service: &Service<T>, asked: Option<ConnectionId>) -> Answered<ConnectionId> {
    let viewer = service.actor.organization;
    let found = match asked {
        Some(id) => service.tables.connection(viewer, id)?.map(|connection| connection.id),
        None => service.tables.connection_between(viewer, viewer)?,
    };
    found.ok_or_else(|| {
        let message = "Your organization has no connection with this id. Choose one of your own, or leave it out.";
        ApiError::at(ErrorCode::ConnectionMismatch, "connectionId", message)
    })
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
    let new = NewSubscription { connection, name, data_model, queue_status: QueueStatus::Active, at };
    let created = pair.join(&mut service.tables, &new)?;
    service.record(AuditAction::SubscriptionCreate, None, Some(&created))?;
    Ok(created)
}
