//! Verification of a destination: planned by the rules, sent over the network with no transaction held, concluded by the rules.

use super::{Call, Reply};
use crate::accounts::{Identity, Visit, recognize};
use crate::database::open_secret;
use crate::verify::{Verifier, record};
use crate::{Database, Transaction};
use causeway_api::{Access, ApiError, DestinationVerify, Endpoint, One, SecretName, SecretText, Verification};
use causeway_rules::{Actor, Service, TokenToSend, VerificationPlan};
use std::sync::Arc;
use tokio::sync::OwnedSemaphorePermit;

pub(super) async fn verify(call: &Call<'_>) -> Result<Reply, ApiError> {
    let Identity { actor, .. } = call.recognize().await?;
    let request: DestinationVerify = call.decode()?;
    let (database, verifier) = (call.site.database.clone(), Arc::clone(&call.site.verifier));
    let asking = actor.clone();
    let (plan, token) = database.read(move |transaction| plan(transaction, asking, request)).await?;
    let permit = verifier.begin(database.clock().now(), actor.organization, &plan)?;
    let attempt = Attempt { visit: *call.visit, actor, plan, token, permit };
    // On its own, so that what was sent is recorded although the caller goes away.
    let finished = tokio::spawn(attempt.finish(database, verifier));
    let verification = finished.await.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))?;
    Ok(call.success(&One(verification)))
}

fn plan(
    transaction: &mut Transaction<'_>,
    actor: Actor,
    request: DestinationVerify,
) -> Result<(VerificationPlan, Option<SecretText>), ApiError> {
    let plan = Service { tables: &mut *transaction, actor }.plan_verification(request)?;
    let token = match &plan.token {
        TokenToSend::Absent => None,
        TokenToSend::Stored => stored_token(transaction, &plan)?,
        TokenToSend::Given(token) => Some(token.clone()),
    };
    Ok((plan, token))
}

fn stored_token(transaction: &Transaction<'_>, plan: &VerificationPlan) -> Result<Option<SecretText>, ApiError> {
    Ok(open_secret(transaction, plan.destination.id, SecretName::VerificationToken)?)
}

/// An attempt that was allowed.
struct Attempt {
    visit: Visit,
    actor: Actor,
    plan: VerificationPlan,
    token: Option<SecretText>,
    /// Counts it among those that are under way.
    permit: OwnedSemaphorePermit,
}

impl Attempt {
    async fn finish(self, database: Database, verifier: Arc<Verifier>) -> Result<Verification, ApiError> {
        let Self { visit, actor, plan, token, permit } = self;
        let verification = verifier.run(&plan, token.as_ref(), database.clock().now()).await;
        drop(permit);
        // Before it is asked whether the caller still may: it has happened in any case.
        let done = (plan.clone(), verification.clone());
        database.write(move |transaction| record(transaction, &actor, &done.0, &done.1)).await?;
        let concluded = database.write(move |transaction| -> Result<_, ApiError> {
            let Identity { actor, .. } = recognize(transaction, visit, ACCESS)?;
            let is_own_token = token == stored_token(transaction, &plan)?;
            Service { tables: transaction, actor }.conclude_verification(&plan, verification, is_own_token)
        });
        concluded.await
    }
}

const ACCESS: Access = DestinationVerify::INFO.access;
