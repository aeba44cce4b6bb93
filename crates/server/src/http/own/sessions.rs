//! Signing in and out.

use super::{Call, Created, Reply};
use crate::accounts::{
    Attempt, Credentials, Visit, begin_session, change_session, email_form, end_session, password_hash, person_by_email,
    recognize, record_access, record_end, session_of,
};
use crate::http::cookie::CookieChange;
use causeway_api::{
    Access, ApiError, AuditAction, ErrorCode, Message, One, SessionChange, SessionCreate, SessionDelete, SessionGet,
};
use causeway_rules::Tables as _;

pub(super) async fn get(call: &Call<'_>) -> Result<Reply, ApiError> {
    let SessionGet {} = call.decode()?;
    let identity = call.recognize().await?;
    let (person, organization) = (identity.person(), Some(identity.organization()));
    let session = call.site.database.read(move |transaction| session_of(transaction, person, organization)).await?;
    Ok(call.success(&One(session)))
}

pub(super) async fn create(call: &Call<'_>) -> Result<Reply, ApiError> {
    let SessionCreate { email, password } = call.decode()?;
    let email = email_form(&email);
    let peer = call.visit.peer;

    let counted = call.site.database.write({
        let email = email.clone();
        move |transaction| -> Result<_, ApiError> {
            let allowed = Attempt::new(&email, peer).count(transaction)?;
            Ok((allowed, person_by_email(transaction, &email)?))
        }
    });
    // A refusal is within the result, so that the count is kept.
    let (allowed, person) = counted.await?;
    allowed?;
    // Counted first: another password under a key that is known is a guess too.
    let keyed = call.keyed(None)?;
    if let Some(reply) = call.repeated(keyed.as_ref()).await? {
        call.site.database.write(move |transaction| Attempt::new(&email, peer).succeeded(transaction)).await?;
        return Ok(reply);
    }

    let stored = person.as_ref().map(|(_, hash)| hash.clone());
    let matches = call.site.passwords.verify(password, stored).await;
    let Some((person, verified)) = person.filter(|_| matches) else { return Err(wrong()) };

    let before = call.visit.credentials;
    let signed_in = call.once(
        keyed,
        move |transaction| {
            // The password may have been changed while this one was compared.
            if password_hash(transaction, person)?.as_ref() != Some(&verified) {
                return Err(wrong());
            }
            Ok(Attempt::new(&email, peer).succeeded(transaction)?)
        },
        move |transaction, ()| {
            if let Credentials::Session(hash) = before {
                end_session(transaction, hash)?;
            }
            let session = session_of(transaction, person, None)?;
            let secret = begin_session(transaction, person, session.organization.id)?;
            record_access(transaction, session.organization.id, &session.person, peer, AuditAction::SessionBegin)?;
            Ok(Created::signed_in(session, secret))
        },
    );
    signed_in.await
}

/// The same for an unknown address and for a wrong password: nobody learns who has an account.
fn wrong() -> ApiError {
    ApiError::new(ErrorCode::WrongCredentials, "Check the e-mail address and the password, and try again.")
}

pub(super) async fn change(call: &Call<'_>) -> Result<Reply, ApiError> {
    call.recognize().await?;
    let SessionChange { organization_id } = call.decode()?;
    let Visit { credentials, peer } = *call.visit;
    let changed = call.change(move |transaction, identity| {
        if transaction.member(organization_id, identity.person())?.is_none() {
            return Err(ApiError::not_found());
        }
        if let Credentials::Session(hash) = credentials {
            change_session(transaction, hash, organization_id)?;
        }
        let session = session_of(transaction, identity.person(), Some(organization_id))?;
        if organization_id != identity.organization() {
            record_access(transaction, organization_id, &session.person, peer, AuditAction::SessionSwitch)?;
        }
        Ok(session)
    });
    Ok(call.success(&One(changed.await?)))
}

pub(super) async fn delete(call: &Call<'_>) -> Result<Reply, ApiError> {
    let SessionDelete {} = call.decode()?;
    if let Credentials::Session(hash) = call.visit.credentials {
        let visit = *call.visit;
        let ended = call.site.database.write(move |transaction| {
            // Whose session has ended already is signed out all the same.
            if let Ok(identity) = recognize(transaction, visit, Access::Open) {
                record_end(transaction, &identity.actor)?;
            }
            end_session(transaction, hash)
        });
        ended.await?;
    }
    let answer = call.success(&Message("You are signed out.".to_owned()));
    Ok(Reply { cookie: Some(CookieChange::Remove), ..answer })
}
