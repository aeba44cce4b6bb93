//! Secrets at rest: sealed with `XChaCha20-Poly1305` under a key that lies in a file of its own, so that a copy of the database opens none.

use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use std::{
    fmt, fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// Bytes of a key, and of the nonce in front of each sealed text.
const KEY: usize = 32;
const NONCE: usize = 24;

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The file cannot be read or created.
    #[error("cannot use the key file {path}: {cause}")]
    Unusable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// The file holds something else.
    #[error("{0} is not a key file: it must hold 64 hexadecimal digits. Name the right one with --key-file")]
    NotAKey(PathBuf),
}

/// The key that seals and opens. Clones share nothing but the bytes.
#[derive(Clone)]
pub struct SealingKey(XChaCha20Poly1305);

impl SealingKey {
    /// Reads a key file; creates it, readable by its owner alone, when there is none.
    ///
    /// # Errors
    /// When the file cannot be used, or holds something else.
    ///
    /// # Panics
    /// When the operating system has no randomness to give.
    pub fn from_file(path: &Path) -> Result<Self, SealError> {
        let unusable = |cause| SealError::Unusable { path: path.to_owned(), cause };
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let mut key = [0; KEY];
                getrandom::fill(&mut key).expect("the operating system gives random bytes");
                let text: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
                create(path, &text).map_err(unusable)?;
                text
            }
            Err(error) => return Err(unusable(error)),
        };
        let bytes = parse(text.trim()).ok_or_else(|| SealError::NotAKey(path.to_owned()))?;
        Ok(Self(XChaCha20Poly1305::new(&bytes.into())))
    }

    /// A key for this process alone: what it seals is lost with it.
    ///
    /// # Panics
    /// When the operating system has no randomness to give.
    pub fn passing() -> Self {
        let mut key = [0; KEY];
        getrandom::fill(&mut key).expect("the operating system gives random bytes");
        Self(XChaCha20Poly1305::new(&key.into()))
    }

    /// Seals a text for one use: it opens only with the same `purpose`.
    ///
    /// # Panics
    /// When the operating system has no randomness to give.
    pub(crate) fn seal(&self, purpose: &str, text: &[u8]) -> Vec<u8> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).expect("the operating system gives random bytes");
        let payload = Payload { msg: text, aad: purpose.as_bytes() };
        let sealed = self.0.encrypt(XNonce::from_slice(&nonce), payload).expect("a text that fits into memory is sealed");
        [nonce.as_slice(), &sealed].concat()
    }

    /// Opens what was sealed for this use; none under another key or for another use.
    pub(crate) fn open(&self, purpose: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE)?;
        self.0.decrypt(XNonce::from_slice(nonce), Payload { msg: sealed, aad: purpose.as_bytes() }).ok()
    }
}

impl fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealingKey")
    }
}

fn parse(text: &str) -> Option<[u8; KEY]> {
    let mut key = [0; KEY];
    if text.len() != 2 * KEY || !text.is_ascii() {
        return None;
    }
    for (index, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * index..2 * index + 2], 16).ok()?;
    }
    Some(key)
}

/// Creates the file with tight permissions from the start, and waits until it is on disk: what it sealed is lost without it.
fn create(path: &Path, text: &str) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    writeln!(file, "{text}")?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_the_same_key_for_the_same_use_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let key = SealingKey::from_file(&folder.path().join("one.key")).expect("a key");
        let other = SealingKey::from_file(&folder.path().join("other.key")).expect("a key");
        let sealed = key.seal("a", b"secret");
        assert!(!sealed.windows(6).any(|window| window == b"secret"));
        assert_eq!(key.open("a", &sealed).as_deref(), Some(b"secret".as_slice()));
        assert_eq!(key.open("b", &sealed), None);
        assert_eq!(other.open("a", &sealed), None);
        assert_eq!(key.open("a", &sealed[..20]), None);
        let again = SealingKey::from_file(&folder.path().join("one.key")).expect("a key");
        assert_eq!(again.open("a", &sealed).as_deref(), Some(b"secret".as_slice()));
    }

    #[cfg(unix)]
    #[test]
    fn a_new_key_is_readable_by_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("causeway.key");
        SealingKey::from_file(&path).expect("a key");
        assert_eq!(path.metadata().expect("there").permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn another_file_is_left_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("notes.txt");
        for text in ["", "milk, eggs", &"é".repeat(32)] {
            fs::write(&path, text).expect("written");
            assert!(matches!(SealingKey::from_file(&path), Err(SealError::NotAKey(_))), "{text}");
            assert_eq!(fs::read_to_string(&path).expect("there"), text);
        }
    }
}
