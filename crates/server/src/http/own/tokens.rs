//! API tokens of the person who is signed in.

use super::{Call, Created, Reply};
use crate::accounts::{create_token, list_tokens, recognize, revoke_token};
use causeway_api::{
    ApiError, AuditAction, FieldError, Message, One, Page, TOKEN_DAYS_LIMIT, TokenCreate, TokenList, TokenRevoke, normalize_name,
};
use causeway_rules::{record, record_for};

pub(super) async fn list(call: &Call<'_>) -> Result<Reply, ApiError> {
    let TokenList {} = call.decode()?;
    let identity = call.recognize().await?;
    let (person, organization) = (identity.person(), identity.organization());
    let tokens = call.site.database.read(move |transaction| list_tokens(transaction, person, organization)).await?;
    Ok(call.success(&Page::whole(tokens)))
}

pub(super) async fn create(call: &Call<'_>) -> Result<Reply, ApiError> {
    let keyed = call.keyed(Some(&call.recognize().await?.actor))?;
    if let Some(reply) = call.repeated(keyed.as_ref()).await? {
        return Ok(reply);
    }
    let TokenCreate { name, scope, days } = call.decode()?;
    let mut problems = Vec::new();
    let name = normalize_name(&name).unwrap_or_else(|message| {
        problems.push(FieldError::invalid("name", message));
        String::new()
    });
    if !(1..=TOKEN_DAYS_LIMIT).contains(&days) {
        problems.push(FieldError::invalid("days", format!("Choose 1 to {TOKEN_DAYS_LIMIT} days.")));
    }
    if !problems.is_empty() {
        return Err(ApiError::fields(problems));
    }
    let (access, visit) = (call.endpoint.access, *call.visit);
    let created = call.once(
        keyed,
        move |transaction| recognize(transaction, visit, access),
        move |transaction, identity| {
            let owner = (identity.person(), identity.organization());
            let token = create_token(transaction, owner, &name, scope, days)?;
            record(transaction, &identity.actor, AuditAction::TokenCreate, None, Some(&token))?;
            Ok(Created { answer: One(token), session: None })
        },
    );
    created.await
}

pub(super) async fn revoke(call: &Call<'_>) -> Result<Reply, ApiError> {
    call.recognize().await?;
    let TokenRevoke { token_id } = call.decode()?;
    let revoked = call.change(move |transaction, identity| {
        let revoked = revoke_token(transaction, identity.person(), token_id)?;
        let (token, organization) = revoked.ok_or_else(ApiError::not_found)?;
        // It may be one for another organization than the one that they act for right now.
        record_for(transaction, organization, &identity.actor, AuditAction::TokenRevoke, Some(&token), None)?;
        Ok(())
    });
    revoked.await?;
    Ok(call.success(&Message("The token was revoked.".to_owned())))
}
