//! The record of changes: written by every call that changes something, read by owners and admins.

use super::{Answered, Service, page};
use crate::audit::check_end;
use crate::{AuditEnds, Audited, StorageError, Tables, check_chain, record};
use causeway_api::{
    Action, ApiError, AuditAction, AuditBreak, AuditCheck, AuditEntry, AuditFault, AuditFinding, AuditList, Object, One,
    OrganizationId, Page, PageRequest,
};

/// How many entries are checked at a time.
const PIECE: u32 = 1000;

impl<T: Tables> Service<T> {
    /// Records a change for whoever sees the object, once for each: one that was created has nothing before, one that is gone nothing
    /// after.
    pub(super) fn record<O: Audited>(&mut self, action: AuditAction, before: Option<&O>, after: Option<&O>) -> Answered<()> {
        Ok(record(&mut self.tables, &self.actor, action, before, after)?)
    }

    /// The entries of a record after a number, oldest first.
    ///
    /// # Errors
    /// `not_found` for another organization's record, `forbidden` for who is neither owner nor admin.
    pub fn export_audit(&self, organization: OrganizationId, after: u64, most: u32) -> Answered<Vec<AuditEntry>> {
        own_record(self, organization)?;
        Ok(self.tables.audit_after(organization, after, most)?)
    }
}

/// Refuses whoever may not read an organization's record.
fn own_record<T: Tables>(service: &Service<T>, organization: OrganizationId) -> Answered<()> {
    if organization != service.actor.organization {
        return Err(ApiError::not_found());
    }
    service.may(Action::ReadAudit, Object::Organization)
}

pub(super) fn list<T: Tables>(service: &Service<T>, request: &AuditList) -> Answered<Page<AuditEntry>> {
    let asked = PageRequest::checked(request.page, request.count)?;
    own_record(service, request.organization_id)?;
    Ok(page(service.tables.audit(request, asked)?, asked))
}

pub(super) fn check<T: Tables>(
    service: &Service<T>,
    AuditCheck { organization_id: organization }: AuditCheck,
) -> Answered<One<AuditFinding>> {
    own_record(service, organization)?;
    let AuditEnds { first, last } = service.tables.audit_ends(organization)?;
    let mut mark = Ok(first);
    let mut most = PIECE;
    while let Ok(found) = &mark {
        match service.tables.audit_after(organization, found.entries, most) {
            Ok(entries) if entries.is_empty() => break,
            Ok(entries) => mark = check_chain(found.clone(), &entries),
            // One of them holds what Causeway never writes: the first that cannot be read alone.
            Err(StorageError::Unreadable(_)) if most > 1 => most = 1,
            Err(StorageError::Unreadable(_)) => {
                mark = Err(AuditBreak { sequence: found.entries + 1, fault: AuditFault::Edited });
            }
            Err(error) => return Err(error.into()),
        }
    }
    let first_broken = mark.and_then(|found| check_end(&found, &last)).err();
    Ok(One(AuditFinding { is_intact: first_broken.is_none(), entries: last.entries, hash: last.hash, first_broken }))
}
