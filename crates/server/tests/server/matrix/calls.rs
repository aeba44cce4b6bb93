//! One call for each line of the table, and what becomes of it.

use super::Verdicts;
use super::world::World;
use serde_json::{Value, json};

pub(super) struct Call {
    pub(super) name: &'static str,
    /// On what there is.
    pub(super) existing: fn(&World) -> Sent,
    pub(super) verdicts: Verdicts,
    /// On what there is not, where the line is about something.
    pub(super) missing: Option<fn(&World) -> Sent>,
}

pub(super) struct Sent {
    pub(super) path: String,
    pub(super) body: Option<Value>,
    /// Whether it names a version, which is outdated.
    pub(super) is_versioned: bool,
}

impl Sent {
    fn json(self, body: Value) -> Self {
        Self { body: Some(body), ..self }
    }

    fn versioned(self) -> Self {
        Self { is_versioned: true, ..self }
    }
}

fn to(path: &str) -> Sent {
    Sent { path: format!("/platform/v1{path}"), body: None, is_versioned: false }
}

const NOBODYS: &str = "00000000-0000-7000-8000-000000000000";

fn there(world: &World, below: &str) -> Sent {
    to(&format!("/environments/{}{below}", world.owner.environment))
}

fn nowhere(below: &str) -> Sent {
    to(&format!("/environments/{NOBODYS}{below}"))
}

fn ours(world: &World, below: &str) -> Sent {
    to(&format!("/organizations/{}{below}", world.organization))
}

fn nobodys(below: &str) -> Sent {
    to(&format!("/organizations/99{below}"))
}

fn is(noun: &str, id: &str, below: &str) -> Sent {
    to(&format!("/{noun}/{id}{below}"))
}

// Of the callers: anonymous, expired session, removed, expired token, stranger; member, viewer, support, engineer, admin, owner; read
// token, write token.
const OPEN: Verdicts = "yyyyyyyyyyyyy";
const ANYONE: Verdicts = "uuuuyyyyyyyyy";
const PERSON: Verdicts = "uuuuyyyyyyyff";
/// Of an environment's things.
const SEE: Verdicts = "uuuunnyyynyyy";
const ENGINEER: Verdicts = "uuuunnffynyty";
const PAUSE: Verdicts = "uuuunnfyynyty";
const ASK: Verdicts = "uuuunnyyynyty";
/// Of the organization's things.
const BELONG: Verdicts = "uuuunyyyyyyyy";
const ADMIN: Verdicts = "uuuunffffyyty";
const ADMIN_READS: Verdicts = "uuuunffffyyyy";
const ADMIN_PERSON: Verdicts = "uuuunffffyyff";
/// Of whichever organization the caller acts for.
const ADMIN_OF_THEIRS_READS: Verdicts = "uuuuyffffyyyy";
const ADMIN_OF_THEIRS_PERSON: Verdicts = "uuuuyffffyyff";
/// Whoever belongs to it, but not by a token.
const BELONG_PERSON: Verdicts = "uuuunyyyyyyff";
/// A person's own things.
const OWNER_PERSON: Verdicts = "uuuunnnnnnyff";

/// A call that is about something.
const fn of(name: &'static str, verdicts: Verdicts, existing: fn(&World) -> Sent, missing: fn(&World) -> Sent) -> Call {
    Call { name, existing, verdicts, missing: Some(missing) }
}

/// A call that is about nothing in particular.
const fn any(name: &'static str, verdicts: Verdicts, existing: fn(&World) -> Sent) -> Call {
    Call { name, existing, verdicts, missing: None }
}

fn no_name() -> Value {
    json!({"name": ""})
}

fn subscription() -> Value {
    json!({"source": {"id": NOBODYS}, "destination": {"id": NOBODYS}, "dataModel": "FHIR.Goal"})
}

fn subscriptions() -> Value {
    json!({"name": "", "source": {"id": NOBODYS}, "destination": {"id": NOBODYS}, "dataModels": []})
}

/// What is nobody's cannot be shared.
fn shared_nothing(world: &World) -> Value {
    json!({"environmentId": world.owner.environment, "sourceIds": [NOBODYS], "destinationIds": []})
}

fn nothing_at_once() -> Value {
    json!({"action": "delete", "items": []})
}

pub(super) const CALLS: &[Call] = &[
    of("environment_list", BELONG, |w| ours(w, "/environments"), |_| nobodys("/environments")),
    of("member_list", BELONG, |w| ours(w, "/members"), |_| nobodys("/members")),
    of(
        "member_change",
        ADMIN_PERSON,
        |w| ours(w, &format!("/members/{}", w.member)).versioned().json(json!({"role": "admin"})),
        |w| ours(w, &format!("/members/{NOBODYS}")).versioned().json(json!({"role": "admin"})),
    ),
    of(
        "member_remove",
        // The member may leave.
        "uuuunyfffyyff",
        |w| ours(w, &format!("/members/{}", w.member)).versioned(),
        |w| ours(w, &format!("/members/{NOBODYS}")).versioned(),
    ),
    of("organization_get", BELONG, |w| ours(w, ""), |_| nobodys("")),
    of(
        "organization_change",
        ADMIN,
        |w| ours(w, "").versioned().json(json!({"about": ""})),
        |_| nobodys("").versioned().json(json!({"about": ""})),
    ),
    any("directory_list", ANYONE, |_| to("/directory")),
    of("audit_list", ADMIN_READS, |w| ours(w, "/audit"), |_| nobodys("/audit")),
    of("audit_check", ADMIN_READS, |w| ours(w, "/audit/check"), |_| nobodys("/audit/check")),
    of("connection_list", SEE, |w| there(w, "/connections"), |_| nowhere("/connections")),
    of("connection_get", BELONG, |w| is("connections", &w.connection, ""), |_| is("connections", NOBODYS, "")),
    of("connection_request_list", SEE, |w| there(w, "/connection-requests"), |_| nowhere("/connection-requests")),
    of(
        "connection_request_get",
        BELONG,
        |w| is("connections", &w.request, "/request"),
        |_| is("connections", NOBODYS, "/request"),
    ),
    of(
        "connection_request",
        ASK,
        |w| there(w, "/connection-requests").json(json!({"organizationId": w.partner, "purpose": ""})),
        |w| nowhere("/connection-requests").json(json!({"organizationId": w.partner, "purpose": ""})),
    ),
    of(
        "connection_accept",
        ADMIN,
        |w| is("connections", &w.request, "/accept").versioned(),
        |_| is("connections", NOBODYS, "/accept").versioned(),
    ),
    of(
        "connection_decline",
        ADMIN,
        |w| is("connections", &w.request, "/decline").versioned().json(json!({"message": "No"})),
        |_| is("connections", NOBODYS, "/decline").versioned().json(json!({"message": "No"})),
    ),
    of(
        "connection_withdraw",
        "uuuunyyyyyyty",
        |w| is("connections", &w.request, "/withdraw").versioned(),
        |_| is("connections", NOBODYS, "/withdraw").versioned(),
    ),
    of(
        "connection_end",
        ADMIN,
        |w| is("connections", &w.connection, "/end").versioned(),
        |_| is("connections", NOBODYS, "/end").versioned(),
    ),
    of(
        "shared_end_list",
        BELONG,
        |w| is("connections", &w.connection, "/shared-ends"),
        |_| is("connections", NOBODYS, "/shared-ends"),
    ),
    of(
        "shared_ends_change",
        ENGINEER,
        |w| is("connections", &w.connection, "/shared-ends").json(shared_nothing(w)),
        |w| is("connections", NOBODYS, "/shared-ends").json(shared_nothing(w)),
    ),
    of("source_list", SEE, |w| there(w, "/sources"), |_| nowhere("/sources")),
    of("source_create", ENGINEER, |w| there(w, "/sources").json(no_name()), |_| nowhere("/sources").json(no_name())),
    of("source_get", SEE, |w| is("sources", &w.source, ""), |_| is("sources", NOBODYS, "")),
    of(
        "source_change",
        ENGINEER,
        |w| is("sources", &w.source, "").versioned().json(no_name()),
        |_| is("sources", NOBODYS, "").versioned().json(no_name()),
    ),
    of("source_delete", ENGINEER, |w| is("sources", &w.source, "").versioned(), |_| is("sources", NOBODYS, "").versioned()),
    of("destination_list", SEE, |w| there(w, "/destinations"), |_| nowhere("/destinations")),
    of(
        "destination_create",
        ENGINEER,
        |w| there(w, "/destinations").json(no_name()),
        |_| nowhere("/destinations").json(no_name()),
    ),
    of("destination_get", SEE, |w| is("destinations", &w.destination, ""), |_| is("destinations", NOBODYS, "")),
    of(
        "destination_change",
        ENGINEER,
        |w| is("destinations", &w.destination, "").versioned().json(no_name()),
        |_| is("destinations", NOBODYS, "").versioned().json(no_name()),
    ),
    of(
        "destination_delete",
        ENGINEER,
        |w| is("destinations", &w.destination, "").versioned(),
        |_| is("destinations", NOBODYS, "").versioned(),
    ),
    of("subscription_list", SEE, |w| there(w, "/subscriptions"), |_| nowhere("/subscriptions")),
    of(
        "subscription_create",
        ENGINEER,
        |w| there(w, "/subscriptions").json(subscription()),
        |_| nowhere("/subscriptions").json(subscription()),
    ),
    of(
        "subscription_create_batch",
        ENGINEER,
        |w| there(w, "/subscriptions/batch").json(subscriptions()),
        |_| nowhere("/subscriptions/batch").json(subscriptions()),
    ),
    of(
        "subscription_bulk",
        ENGINEER,
        |w| there(w, "/subscriptions/bulk").json(nothing_at_once()),
        |_| nowhere("/subscriptions/bulk").json(nothing_at_once()),
    ),
    of("subscription_get", SEE, |w| is("subscriptions", &w.subscription, ""), |_| is("subscriptions", NOBODYS, "")),
    of(
        "subscription_change",
        PAUSE,
        |w| is("subscriptions", &w.subscription, "").versioned().json(json!({"queueStatus": "Paused"})),
        |_| is("subscriptions", NOBODYS, "").versioned().json(json!({"queueStatus": "Paused"})),
    ),
    of(
        "subscription_delete",
        ENGINEER,
        |w| is("subscriptions", &w.subscription, "").versioned(),
        |_| is("subscriptions", NOBODYS, "").versioned(),
    ),
    of(
        "subscription_approve",
        ENGINEER,
        |w| is("subscriptions", &w.subscription, "/approve").versioned(),
        |_| is("subscriptions", NOBODYS, "/approve").versioned(),
    ),
    of(
        "subscription_decline",
        ENGINEER,
        |w| is("subscriptions", &w.subscription, "/decline").versioned(),
        |_| is("subscriptions", NOBODYS, "/decline").versioned(),
    ),
    of(
        "subscription_restore",
        ENGINEER,
        |w| is("subscriptions", &w.subscription, "/restore").versioned(),
        |_| is("subscriptions", NOBODYS, "/restore").versioned(),
    ),
    of("audit_export", ADMIN_READS, |w| ours(w, "/audit/export"), |_| nobodys("/audit/export")),
    of("subscription_snapshot", SEE, |w| there(w, "/subscriptions/snapshot"), |_| nowhere("/subscriptions/snapshot")),
    of("subscription_events", SEE, |w| there(w, "/subscriptions/events"), |_| nowhere("/subscriptions/events")),
    of(
        "destination_verify",
        ENGINEER,
        // Nothing is sent to what is no address.
        |w| is("destinations", &w.destination, "/verify").json(json!({"endpoint": "nowhere"})),
        |_| is("destinations", NOBODYS, "/verify").json(json!({"endpoint": "nowhere"})),
    ),
    any("session_get", ANYONE, |_| to("/session")),
    any("session_create", OPEN, |_| to("/session").json(json!({}))),
    of(
        "session_change",
        BELONG_PERSON,
        |w| to("/session").json(json!({"organizationId": w.organization})),
        |_| to("/session").json(json!({"organizationId": 99})),
    ),
    any("session_delete", OPEN, |_| to("/session")),
    any("link_check", OPEN, |_| to("/links/check").json(json!({}))),
    any("owner_create", OPEN, |_| to("/links/owner").json(json!({}))),
    any("password_reset", OPEN, |_| to("/links/password").json(json!({}))),
    any("invitation_accept", OPEN, |_| to("/links/invitation").json(json!({}))),
    of("invitation_list", ADMIN_READS, |w| ours(w, "/invitations"), |_| nobodys("/invitations")),
    of(
        "invitation_create",
        ADMIN_PERSON,
        |w| ours(w, "/invitations").json(json!({"email": "", "role": "member"})),
        |_| nobodys("/invitations").json(json!({"email": "", "role": "member"})),
    ),
    of("invitation_revoke", ADMIN_PERSON, |w| is("invitations", &w.invite(), ""), |_| is("invitations", NOBODYS, "")),
    any("connection_invitation_accept", OPEN, |_| to("/links/organization").json(json!({}))),
    any("connection_invitation_list", ADMIN_OF_THEIRS_READS, |_| to("/connection-invitations")),
    any("connection_invitation_create", ADMIN_OF_THEIRS_PERSON, |_| {
        to("/connection-invitations").json(json!({"email": "", "organizationName": ""}))
    }),
    of(
        "connection_invitation_revoke",
        ADMIN_PERSON,
        |w| is("connection-invitations", &w.invite_organization(), ""),
        |_| is("connection-invitations", NOBODYS, ""),
    ),
    any("token_list", PERSON, |_| to("/tokens")),
    any("token_create", PERSON, |_| to("/tokens").json(json!({"name": "", "scope": "read", "days": 1}))),
    of("token_revoke", OWNER_PERSON, |w| is("tokens", &w.token(), ""), |_| is("tokens", NOBODYS, "")),
];
