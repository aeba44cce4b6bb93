//! How a change comes into the records of those whom it concerns: one entry for each of them, in the change's own transaction.

mod objects;

use crate::audit::entry_hash;
use crate::{Actor, AuditMark, OrganizationKind, Stored, Tables};
use causeway_api::{AuditAction, AuditActor, AuditEntry, AuditObject, Instant, OrganizationId, OrganizationRef};
use serde::Serialize;
use serde_json::Value;

/// What changes of it are recorded.
pub trait Audited: Serialize {
    /// It as an organization's record mentions it.
    fn audit_object(&self, viewer: OrganizationId) -> AuditObject;

    /// It as it is recorded: as it is read over the wire. What is shown only once has to be taken out.
    ///
    /// # Panics
    /// Never for the contract's own types, which all serialize.
    fn to_record(&self) -> Value {
        serde_json::to_value(self).expect("the contract's types serialize")
    }

    /// Who else sees it than the one who changes it; they all see it in the same way.
    fn parties(&self) -> Vec<OrganizationId> {
        Vec::new()
    }
}

/// An entry before it has its place in a record.
#[derive(Debug)]
pub(crate) struct Deed {
    pub(crate) at: Instant,
    pub(crate) actor: AuditActor,
    pub(crate) address: Option<String>,
    pub(crate) action: AuditAction,
    pub(crate) object: AuditObject,
    pub(crate) before: Option<Value>,
    pub(crate) after: Option<Value>,
}

/// Adds an entry to the end of an organization's record.
pub(crate) fn append<T: Tables + ?Sized>(tables: &mut T, organization: OrganizationId, deed: Deed) -> Stored<()> {
    let Deed { at, actor, address, action, object, before, after } = deed;
    let AuditMark { entries, hash: previous_hash } = tables.audit_ends(organization)?.last;
    let sequence = entries + 1;
    let mut entry =
        AuditEntry { sequence, at, actor, address, action, object, before, after, previous_hash, hash: String::new() };
    entry.hash = entry_hash(&entry);
    tables.append_audit(organization, &entry)
}

/// Records a change for the actor's organization and for whoever else sees the object: one that was created has nothing before, one that is
/// gone has nothing after.
///
/// # Errors
/// When storage did not answer.
pub fn record<T: Tables + ?Sized, O: Audited>(
    tables: &mut T,
    actor: &Actor,
    action: AuditAction,
    before: Option<&O>,
    after: Option<&O>,
) -> Stored<()> {
    record_for(tables, actor.organization, actor, action, before, after)?;
    let others = after.or(before).map(Audited::parties).unwrap_or_default();
    for organization in others.into_iter().filter(|organization| *organization != actor.organization) {
        record_for(tables, organization, actor, action, before, after)?;
    }
    Ok(())
}

/// Records a change for one organization, as it sees the object.
///
/// # Errors
/// When storage did not answer.
pub fn record_for<T: Tables + ?Sized, O: Audited>(
    tables: &mut T,
    organization: OrganizationId,
    actor: &Actor,
    action: AuditAction,
    before: Option<&O>,
    after: Option<&O>,
) -> Stored<()> {
    let (Some(author), Some(known)) = (&actor.author, after.or(before)) else { return Ok(()) };
    let (author, address) = if organization == actor.organization {
        (author.clone(), actor.address.map(|address| address.to_string()))
    } else {
        // Nobody works at the organizations that come with Causeway, so nobody could read what they keep.
        if tables.organization(organization)?.is_none_or(|row| row.kind == OrganizationKind::System) {
            return Ok(());
        }
        // Which of their tokens it was, and from where, is theirs to know.
        let theirs = tables.organization(actor.organization)?;
        let theirs = theirs.map(|row| OrganizationRef { id: row.profile.id, name: row.profile.name });
        (AuditActor { organization: theirs, person: author.person.clone(), token: None }, None)
    };
    let deed = Deed {
        at: tables.now(),
        actor: author,
        address,
        action,
        object: known.audit_object(organization),
        before: before.map(Audited::to_record),
        after: after.map(Audited::to_record),
    };
    append(tables, organization, deed)
}
