//! Hashing passwords with Argon2id, a few at a time.

use argon2::{
    Argon2, Params,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// OWASP's first recommendation for Argon2id that suits a small machine: 19 MiB, two passes, one lane.
const PARAMETERS: (u32, u32, u32) = (19 * 1024, 2, 1);

/// How many are hashed at once: more would only take memory and the processor from everything else.
const AT_ONCE: usize = 2;

/// What an unknown e-mail's password is compared with, so that its answer takes as long as a known one's, also the first. Made from no
/// password: salt and hash are all zeros.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The hashing of passwords, off the async threads.
#[derive(Clone, Debug)]
pub(crate) struct Passwords(Arc<Semaphore>);

impl Passwords {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }

    /// A new password as it is stored.
    pub(crate) async fn hash(&self, password: String) -> String {
        self.run(move || hash(&password)).await
    }

    /// Whether this is the password; always no, but no sooner, when nobody has this e-mail address.
    pub(crate) async fn verify(&self, password: String, stored: Option<String>) -> bool {
        self.run(move || {
            let matches = verify(&password, stored.as_deref().unwrap_or(NOBODYS));
            matches && stored.is_some()
        })
        .await
    }

    async fn run<R: Send + 'static>(&self, job: impl FnOnce() -> R + Send + 'static) -> R {
        let permit = Arc::clone(&self.0).acquire_owned().await.expect("the semaphore is never closed");
        let job = move || {
            let _permit = permit;
            job()
        };
        tokio::task::spawn_blocking(job).await.expect("hashing does not panic")
    }
}

fn argon2() -> Argon2<'static> {
    let (memory, passes, lanes) = PARAMETERS;
    let parameters = Params::new(memory, passes, lanes, None).expect("the parameters are in range");
    Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, parameters)
}

fn hash(password: &str) -> String {
    argon2().hash_password(password.as_bytes()).expect("any text of this length can be hashed").to_string()
}

fn verify(password: &str, stored: &str) -> bool {
    PasswordHash::new(stored).is_ok_and(|stored| argon2().verify_password(password.as_bytes(), &stored).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use argon2::password_hash::Error;

    #[test]
    fn a_password_is_recognized_and_its_hash_says_how_it_was_made() {
        let stored = hash("correct horse battery");
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(verify("correct horse battery", &stored));
        assert!(!verify("correct horse batterz", &stored));
    }

    #[test]
    fn nobodys_hash_costs_what_others_do() {
        let stored = hash("correct horse battery");
        let (somebodys, nobodys) = [stored.as_str(), NOBODYS].map(|text| PasswordHash::new(text).expect("a hash")).into();
        assert_eq!(
            (nobodys.algorithm, nobodys.version, &nobodys.params),
            (somebodys.algorithm, somebodys.version, &somebodys.params)
        );
        let compared = argon2().verify_password(b"correct horse battery", &nobodys);
        assert_eq!(compared, Err(Error::PasswordInvalid), "compared to the end, not refused as unreadable");
    }
}
