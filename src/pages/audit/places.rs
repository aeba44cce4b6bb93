//! Where an entry's object is to be seen.

use crate::paths::{OwnPage, Place};
use crate::stores::Sessions;
use causeway_api::{AuditEntry, AuditKind, EnvironmentFlag, EnvironmentId, Session};
use serde_json::Value;

/// The page of an entry's object; none where there is no such page, where the change itself took the object away, or where the reader has no
/// role in its environment. Whether it was taken away later is not asked.
pub(super) fn place_of(entry: &AuditEntry, sessions: Sessions) -> Option<Place> {
    let session = sessions.current()?;
    let after = entry.after.as_ref().filter(|after| after.get("deletedAt").is_none_or(Value::is_null))?;
    let id = &entry.object.id;
    let place = match entry.object.kind {
        AuditKind::Organization if *id == session.organization.id.to_string() => Place::Own(OwnPage::Profile),
        AuditKind::Member | AuditKind::Invitation => Place::Own(OwnPage::Members),
        AuditKind::Source => Place::Source(environment_of(after, &session)?, id.parse().ok()?),
        AuditKind::Destination => Place::Destination(environment_of(after, &session)?, id.parse().ok()?),
        AuditKind::Subscription => Place::Subscription(environment_of(after.get("source")?, &session)?, id.parse().ok()?),
        AuditKind::Connection => Place::ConnectionAbout(session.first_environment()?, id.parse().ok()?),
        AuditKind::Token if entry.actor.person.as_ref().is_some_and(|person| person.id == session.person.id) => Place::Tokens,
        AuditKind::Organization | AuditKind::ConnectionInvitation | AuditKind::Token | AuditKind::Person => return None,
    };
    Some(place)
}

/// Your environment of the same kind as the one that an end is in.
fn environment_of(end: &Value, session: &Session) -> Option<EnvironmentId> {
    let flag = end.get("environmentFlag").or_else(|| end.get("environment")?.get("environmentFlag"))?.as_str()?;
    let is_there = |known: &EnvironmentFlag| known.as_str() == flag;
    session.visible_environments().find(|environment| is_there(&environment.environment_flag)).map(|environment| environment.id)
}
