//! Whom the actor's organization is connected with.

use super::{Answered, Service, page};
use crate::Tables;
use causeway_api::{ApiError, Connection, ConnectionGet, ConnectionList, One, Page, PageRequest};

pub(super) fn list<T: Tables>(service: &Service<T>, request: &ConnectionList) -> Answered<Page<Connection>> {
    let asked = PageRequest::checked(request.page, request.count)?;
    let environment = service.own_environment(request.environment_id)?;
    Ok(page(service.tables.connections(environment.organization.id, asked)?, asked))
}

pub(super) fn get<T: Tables>(service: &Service<T>, request: &ConnectionGet) -> Answered<One<Connection>> {
    let connection = service.tables.connection(service.actor.organization, request.connection_id)?;
    connection.map(One).ok_or_else(ApiError::not_found)
}
