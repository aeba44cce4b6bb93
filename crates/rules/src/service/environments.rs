//! The environments of the actor's own organization in which they have a role.

use super::{Answered, Service};
use crate::Tables;
use causeway_api::{ApiError, Environment, EnvironmentList, Page, PageRequest};

pub(super) fn list<T: Tables>(service: &Service<T>, request: &EnvironmentList) -> Answered<Page<Environment>> {
    let page = PageRequest::checked(request.page, request.count)?;
    if request.organization_id != service.actor.organization {
        return Err(ApiError::not_found());
    }
    let mut all = service.tables.environments(request.organization_id)?;
    all.retain(|environment| service.sees(environment.id));
    let total = all.len() as u64;
    let offset = usize::try_from(page.offset()).unwrap_or(usize::MAX);
    let items = all.into_iter().skip(offset).take(page.size as usize).collect();
    Ok(Page { items, total, request: page })
}
