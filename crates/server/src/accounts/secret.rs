//! Random secrets, and what is kept of them.

use sha2::{Digest, Sha256};
use std::fmt;

/// The SHA-256 of a secret: enough to recognize it, useless to someone who reads the database.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct SecretHash(pub(crate) [u8; 32]);

/// 256 random bits as text, shown once. Does not appear in logs.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A new one, with letters in front that say what it is for.
    ///
    /// # Panics
    /// When the operating system has no randomness to give; nothing could be signed in safely then.
    pub(crate) fn random(prefix: &str) -> Self {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
        // Hexadecimal: a double click selects all of it, and nothing in it needs escaping anywhere.
        let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        let digits = digits.map(|digit| char::from_digit(digit.into(), 16).expect("four bits"));
        Self(prefix.chars().chain(digits).collect())
    }

    /// One that was handed out before and kept sealed.
    pub(crate) fn kept(text: String) -> Self {
        Self(text)
    }

    /// The text to hand out.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    pub(crate) fn hash(&self) -> SecretHash {
        SecretHash::of(&self.0)
    }
}

impl SecretHash {
    /// Of a secret that someone presents.
    pub(crate) fn of(secret: &str) -> Self {
        Self(Sha256::digest(secret.as_bytes()).into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}
