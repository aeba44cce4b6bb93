//! Secrets at rest: sealed with `XChaCha20-Poly1305` under a key that lies in a file of its own, so that a copy of the database opens none.

mod file;

pub use file::SealError;

use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::fmt;
use zeroize::Zeroizing;

/// Bytes of a key, and of the nonce in front of each sealed text.
const KEY: usize = 32;
const NONCE: usize = 24;

/// The key that seals and opens. Overwritten in memory when dropped; printing it prints nothing of it.
#[derive(Clone)]
pub struct SealingKey {
    root: Zeroizing<[u8; KEY]>,
    cipher: XChaCha20Poly1305,
}

impl SealingKey {
    fn new(root: Zeroizing<[u8; KEY]>) -> Self {
        let cipher = XChaCha20Poly1305::new((&*hash(&root, "seal", b"")).into());
        Self { root, cipher }
    }

    /// A key for this process alone: what it seals is lost with it.
    ///
    /// # Panics
    /// When the operating system has no randomness to give.
    pub fn passing() -> Self {
        Self::new(random())
    }

    /// A key of its own for one purpose and a text that this process does not keep: without that text nobody opens what it sealed.
    pub(crate) fn derived(&self, purpose: &str, text: &[u8]) -> Self {
        Self::new(hash(&self.root, &["derive ", purpose].concat(), text))
    }

    /// A keyed hash: recognizes a text without giving anyone the means to try guesses against it.
    pub(crate) fn digest(&self, purpose: &str, text: &[u8]) -> [u8; 32] {
        *hash(&self.root, &["digest ", purpose].concat(), text)
    }

    /// Seals a text for one use: it opens only with the same `purpose`.
    ///
    /// # Panics
    /// When the operating system has no randomness to give.
    pub(crate) fn seal(&self, purpose: &str, text: &[u8]) -> Vec<u8> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).expect("the operating system gives random bytes");
        let payload = Payload { msg: text, aad: purpose.as_bytes() };
        let sealed = self.cipher.encrypt(XNonce::from_slice(&nonce), payload).expect("a text that fits into memory is sealed");
        [nonce.as_slice(), &sealed].concat()
    }

    /// Opens what was sealed for this use; none under another key or for another use.
    pub(crate) fn open(&self, purpose: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE)?;
        self.cipher.decrypt(XNonce::from_slice(nonce), Payload { msg: sealed, aad: purpose.as_bytes() }).ok()
    }
}

impl fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealingKey")
    }
}

/// HMAC-SHA256 under the key; a zero byte, which no purpose holds, keeps purpose and text apart.
fn hash(root: &[u8; KEY], purpose: &str, text: &[u8]) -> Zeroizing<[u8; KEY]> {
    let mut mac = Hmac::<Sha256>::new_from_slice(root).expect("HMAC takes keys of any length");
    mac.update(purpose.as_bytes());
    mac.update(&[0]);
    mac.update(text);
    Zeroizing::new(mac.finalize().into_bytes().into())
}

fn random() -> Zeroizing<[u8; KEY]> {
    let mut bytes = Zeroizing::new([0; KEY]);
    getrandom::fill(bytes.as_mut_slice()).expect("the operating system gives random bytes");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_the_same_key_for_the_same_use_only() {
        let (key, other) = (SealingKey::passing(), SealingKey::passing());
        let sealed = key.seal("a", b"secret");
        assert!(!sealed.windows(6).any(|window| window == b"secret"));
        assert_ne!(key.seal("a", b"secret"), sealed, "sealing twice shows nothing");
        assert_eq!(key.clone().open("a", &sealed).as_deref(), Some(b"secret".as_slice()));
        assert_eq!(key.open("b", &sealed), None);
        assert_eq!(other.open("a", &sealed), None);
        assert_eq!(key.open("a", &sealed[..20]), None);
        for index in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[index] ^= 1;
            assert_eq!(key.open("a", &changed), None, "byte {index}");
        }
    }

    #[test]
    fn a_derived_key_opens_only_with_the_text_it_was_derived_with() {
        let key = SealingKey::passing();
        let sealed = key.derived("answer", b"one").seal("a", b"secret");
        assert_eq!(key.derived("answer", b"one").open("a", &sealed).as_deref(), Some(b"secret".as_slice()));
        for other in
            [key.derived("answer", b"two"), key.derived("other", b"one"), SealingKey::passing().derived("answer", b"one"), key]
        {
            assert_eq!(other.open("a", &sealed), None);
        }
    }

    #[test]
    fn a_keyed_hash_depends_on_key_purpose_and_text() {
        let key = SealingKey::passing();
        let digest = key.digest("a", b"text");
        assert_eq!(key.digest("a", b"text"), digest);
        for other in [key.digest("a", b"texts"), key.digest("b", b"text"), SealingKey::passing().digest("a", b"text")] {
            assert_ne!(other, digest);
        }
    }

    #[test]
    fn nothing_of_a_key_is_printed() {
        assert_eq!(format!("{:?}", SealingKey::passing()), "SealingKey");
    }
}
