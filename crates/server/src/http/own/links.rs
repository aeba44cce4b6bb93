//! What one-time links do.

use super::{Call, Created, Reply};
use crate::accounts::{
    Attempt, begin_session, consume, email_form, end_all_links, end_all_sessions, find_link, found, has_owner, person_named,
    record_password, session_of, set_password,
};
use crate::database::Transaction;
use causeway_api::{
    ApiError, ErrorCode, FieldError, Link, LinkCheck, LinkPurpose, One, OwnerCreate, PasswordReset, is_email, normalize_name,
    password_problem,
};
use causeway_rules::{StorageError, Tables as _};

pub(super) async fn check(call: &Call<'_>) -> Result<Reply, ApiError> {
    let LinkCheck { token } = call.decode()?;
    let checked = call.site.database.read(move |transaction| -> Result<_, ApiError> {
        let link = find_link(transaction, &token)?;
        let organization = link.organization.map(|id| transaction.organization(id)).transpose()?.flatten();
        let has_account = match &link.email {
            Some(email) => person_named(transaction, email)?.is_some(),
            None => false,
        };
        let organization_name = organization.map(|row| row.profile.name);
        let (suggested_name, message) = link.words.unzip();
        let message = message.filter(|message| !message.is_empty());
        Ok(Link { purpose: link.purpose, email: link.email, organization_name, suggested_name, message, has_account })
    });
    Ok(call.success(&One(checked.await?)))
}

pub(super) async fn create_owner(call: &Call<'_>) -> Result<Reply, ApiError> {
    let keyed = call.keyed(None)?;
    if let Some(reply) = call.repeated(keyed.as_ref()).await? {
        return Ok(reply);
    }
    let OwnerCreate { token, organization_name, name, email, password } = call.decode()?;
    // Looked at before the fields: whoever has no link learns nothing and costs nothing.
    let looked_up = token.clone();
    call.site.database.read(move |transaction| founding_link(transaction, &looked_up)).await?;

    let mut problems = Vec::new();
    let mut named = |field: &str, text: &str| {
        normalize_name(text).unwrap_or_else(|message| {
            problems.push(FieldError::invalid(field, message));
            String::new()
        })
    };
    let organization_name = named("organizationName", &organization_name);
    let name = named("name", &name);
    let email = email_form(&email);
    if !is_email(&email) {
        problems.push(FieldError::invalid("email", "Enter an e-mail address such as name@example.org."));
    }
    if let Some(message) = password_problem(&password) {
        problems.push(FieldError::invalid("password", message));
    }
    if !problems.is_empty() {
        return Err(ApiError::fields(problems));
    }

    let hash = call.site.passwords.hash(password).await;
    let peer = call.visit.peer;
    let created = call.once(
        keyed,
        |_| Ok(()),
        move |transaction, ()| {
            founding_link(transaction, &token)?;
            if person_named(transaction, &email)?.is_some() {
                let message = "Somebody here has this e-mail address already. Choose another one.";
                return Err(ApiError::fields(vec![FieldError::invalid("email", message)]));
            }
            consume(transaction, &token, LinkPurpose::FirstOwner)?;
            let (person, organization) = found(transaction, &organization_name, (&name, &email, &hash), peer)?;
            let secret = begin_session(transaction, person, organization)?;
            Ok(Created::signed_in(session_of(transaction, person, Some(organization))?, secret))
        },
    );
    created.await
}

/// Refuses what founds no organization. Who comes with a link that was used is most likely the owner it made.
fn founding_link(transaction: &Transaction<'_>, secret: &str) -> Result<(), ApiError> {
    let refusal = match find_link(transaction, secret) {
        Ok(link) if link.purpose == LinkPurpose::FirstOwner => return Ok(()),
        Ok(_) => ApiError::new(ErrorCode::LinkInvalid, "This link is for something else."),
        Err(refusal) => refusal,
    };
    if refusal.code == ErrorCode::LinkInvalid && has_owner(transaction)? {
        return Err(ApiError::new(ErrorCode::AlreadySetUp, "The owner's account exists already. Sign in."));
    }
    Err(refusal)
}

pub(super) async fn reset_password(call: &Call<'_>) -> Result<Reply, ApiError> {
    let keyed = call.keyed(None)?;
    if let Some(reply) = call.repeated(keyed.as_ref()).await? {
        return Ok(reply);
    }
    let PasswordReset { token, password } = call.decode()?;
    let looked_up = token.clone();
    let link = call.site.database.read(move |transaction| find_link(transaction, &looked_up)).await?;
    if link.purpose != LinkPurpose::NewPassword {
        return Err(ApiError::new(ErrorCode::LinkInvalid, "This link is for something else."));
    }
    if let Some(message) = password_problem(&password) {
        return Err(ApiError::fields(vec![FieldError::invalid("password", message)]));
    }

    let hash = call.site.passwords.hash(password).await;
    let peer = call.visit.peer;
    let reset = call.once(
        keyed,
        |_| Ok(()),
        move |transaction, ()| {
            let link = consume(transaction, &token, LinkPurpose::NewPassword)?;
            let incomplete = || StorageError::Failed("a link for a password belongs to nobody".to_owned());
            let person = link.person.ok_or_else(incomplete)?;
            set_password(transaction, person, &hash)?;
            end_all_sessions(transaction, person)?;
            end_all_links(transaction, person)?;
            Attempt::new(&link.email.ok_or_else(incomplete)?, peer).succeeded(transaction)?;
            let session = session_of(transaction, person, None)?;
            let secret = begin_session(transaction, person, session.organization.id)?;
            record_password(transaction, &session.person, peer)?;
            Ok(Created::signed_in(session, secret))
        },
    );
    reset.await
}
