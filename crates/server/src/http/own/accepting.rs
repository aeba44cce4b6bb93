//! Who accepts an invitation: somebody new, or somebody who has an account with the invited e-mail address and proves it.

use super::Call;
use crate::accounts::{Attempt, insert_person, password_hash, person_by_email, person_named};
use crate::database::Transaction;
use causeway_api::{ApiError, ErrorCode, FieldError, Person, PersonId, normalize_name, password_problem};
use std::net::IpAddr;

/// As far as it is known before anything is written down.
pub(super) enum Accepting {
    /// Whoever has this name and this hash of a password will have an account.
    New { name: String, hash: String },
    /// They have one, and this was the hash of their password.
    Known { person: PersonId, hash: String },
}

/// What the link is for, and what was filled in about who accepts.
pub(super) struct Claim {
    pub(super) email: String,
    pub(super) has_account: bool,
    pub(super) name: Option<String>,
    pub(super) password: String,
    /// What is wrong with the rest of the form.
    pub(super) problems: Vec<FieldError>,
}

impl Accepting {
    /// Checks what was filled in; of an account also its password, which takes its time.
    pub(super) async fn by(call: &Call<'_>, claim: Claim) -> Result<Self, ApiError> {
        let Claim { email, has_account, name, password, mut problems } = claim;
        if has_account {
            if !problems.is_empty() {
                return Err(ApiError::fields(problems));
            }
            return known(call, &email, password).await;
        }
        let name = normalize_name(&name.unwrap_or_default()).unwrap_or_else(|message| {
            problems.push(FieldError::invalid("name", message));
            String::new()
        });
        problems.extend(password_problem(&password).map(|message| FieldError::invalid("password", message)));
        if !problems.is_empty() {
            return Err(ApiError::fields(problems));
        }
        Ok(Self::New { name, hash: call.site.passwords.hash(password).await })
    }

    /// Whoever accepts, with an account that is made now or was signed in to. Meanwhile neither may have changed.
    pub(super) fn account(self, transaction: &mut Transaction<'_>, email: &str, peer: IpAddr) -> Result<Person, ApiError> {
        let found = person_named(transaction, email)?;
        match (self, found) {
            (Self::New { name, hash }, None) => Ok(insert_person(transaction, &name, email, &hash)?),
            (Self::Known { person, hash }, Some(found)) if found.id == person => {
                if password_hash(transaction, person)?.as_ref() != Some(&hash) {
                    return Err(wrong());
                }
                Attempt::new(email, peer).succeeded(transaction)?;
                Ok(found)
            }
            _ => Err(wrong()),
        }
    }
}

/// Compares the password like a sign-in does, and counts as one.
async fn known(call: &Call<'_>, email: &str, password: String) -> Result<Accepting, ApiError> {
    let (email, peer) = (email.to_owned(), call.visit.peer);
    let counted = call.site.database.write(move |transaction| -> Result<_, ApiError> {
        let allowed = Attempt::new(&email, peer).count(transaction)?;
        Ok((allowed, person_by_email(transaction, &email)?))
    });
    let (allowed, person) = counted.await?;
    allowed?;
    let stored = person.as_ref().map(|(_, hash)| hash.clone());
    let matches = call.site.passwords.verify(password, stored).await;
    let (person, hash) = person.filter(|_| matches).ok_or_else(wrong)?;
    Ok(Accepting::Known { person, hash })
}

fn wrong() -> ApiError {
    ApiError::new(ErrorCode::WrongCredentials, "Check the password of your account, and try again.")
}
