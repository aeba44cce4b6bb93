//! The record of what was verified: who had the server connect to where, and what came of it. Rows are only ever added.

use super::challenge::without_query;
use crate::database::Transaction;
use crate::database::row::{Millis, Text};
use causeway_api::{Verification, VerificationFailure};
use causeway_rules::{Actor, Stored, VerificationPlan};
use rusqlite::params;
use url::Url;

/// The endpoint as it is recorded: without its query, which may hold secrets.
fn recorded_url(plan: &VerificationPlan, verification: &Verification) -> Option<String> {
    let url = Url::parse(&plan.endpoint).ok()?;
    // What was sent has the token replaced by dots, wherever it stood.
    let shown = verification.sent.as_ref().and_then(|sent| Url::parse(&sent.url).ok());
    Some(without_query(shown.as_ref().unwrap_or(&url)))
}

/// Adds an attempt to the record, and a line to the log. Neither holds a token or a body.
pub(crate) fn record(
    transaction: &mut Transaction<'_>,
    actor: &Actor,
    plan: &VerificationPlan,
    verification: &Verification,
) -> Stored<()> {
    let outcome = verification.failure.map_or("verified", VerificationFailure::as_str);
    let url = recorded_url(plan, verification);
    let host = url.as_deref().and_then(|url| Url::parse(url).ok()).and_then(|url| url.host_str().map(str::to_owned));
    tracing::info!(
        organization = actor.organization.0,
        destination = %plan.destination.id,
        host,
        address = verification.address,
        outcome,
        milliseconds = verification.total_ms,
        "verified an endpoint"
    );
    let sql =
        "INSERT INTO verifications (at, organization_id, person_id, token_id, destination_id, method, url, address, outcome,
            milliseconds)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let values = params![
        Millis(verification.began_at),
        actor.organization.0,
        Text(actor.person),
        actor.token.map(Text),
        Text(plan.destination.id),
        plan.method.as_str(),
        url.unwrap_or_default(),
        verification.address,
        outcome,
        verification.total_ms,
    ];
    transaction.run(sql, values).map(drop)
}
