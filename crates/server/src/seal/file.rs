//! The file that holds the key: read, or created once.

use super::{KEY, SealingKey, random};
use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

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
    /// There are sealed credentials and no key.
    #[error(
        "{database} holds sealed credentials, but there is no key file at {path}; put it back, or name it with --key-file. If it is \
         lost, `causeway forget-credentials` removes them, and you enter them again"
    )]
    Missing {
        /// Where the key should be.
        path: PathBuf,
        /// What it should open.
        database: PathBuf,
    },
    /// The key is not the one that sealed.
    #[error(
        "the key file {path} does not open the credentials in {database}; name the one that they were sealed with, with --key-file. If \
         it is lost, `causeway forget-credentials` removes them, and you enter them again"
    )]
    Other {
        /// The file.
        path: PathBuf,
        /// What it should open.
        database: PathBuf,
    },
}

impl SealingKey {
    /// Reads a key file; none when there is no such file.
    ///
    /// # Errors
    /// When the file cannot be read, or holds something else.
    pub fn read(path: &Path) -> Result<Option<Self>, SealError> {
        let text = match fs::read(path) {
            Ok(text) => Zeroizing::new(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(cause) => return Err(SealError::Unusable { path: path.to_owned(), cause }),
        };
        let root = parse(text.trim_ascii()).ok_or_else(|| SealError::NotAKey(path.to_owned()))?;
        // Only a warning: platforms that hand secrets to containers choose the permissions themselves.
        if is_open_to_others(path) {
            let (path, detail) = (path.display(), "other users of this machine may read the key file; chmod 600 it");
            tracing::warn!(%path, detail, "the key file is not private");
        }
        Ok(Some(Self::new(root)))
    }

    /// Makes a key and its file, readable by its owner alone. A file that is there is left as it is.
    ///
    /// # Errors
    /// When the file cannot be created, or is there already.
    ///
    /// # Panics
    /// When the operating system has no randomness to give.
    pub fn create(path: &Path) -> Result<Self, SealError> {
        let root = random();
        let mut text = Zeroizing::new(String::with_capacity(2 * KEY + 1));
        for digit in root.iter().flat_map(|byte| [byte >> 4, byte & 15]) {
            text.push(char::from_digit(digit.into(), 16).expect("four bits"));
        }
        text.push('\n');
        write_new(path, text.as_bytes()).map_err(|cause| SealError::Unusable { path: path.to_owned(), cause })?;
        Ok(Self::new(root))
    }
}

fn parse(text: &[u8]) -> Option<Zeroizing<[u8; KEY]>> {
    let mut key = Zeroizing::new([0; KEY]);
    let (digits, rest) = text.as_chunks::<2>();
    if digits.len() != KEY || !rest.is_empty() {
        return None;
    }
    let value = |digit: u8| u8::try_from(char::from(digit).to_digit(16)?).ok();
    for (byte, [high, low]) in key.iter_mut().zip(digits) {
        *byte = value(*high)? << 4 | value(*low)?;
    }
    Some(key)
}

/// Creates the file with tight permissions from the start, and waits until it is on disk: what it sealed is lost without it.
fn write_new(path: &Path, text: &[u8]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let written = file.write_all(text).and_then(|()| file.sync_all()).and_then(|()| sync_folder(path));
    if written.is_err() {
        // Half a key is none; what went wrong is said by the first error.
        drop(fs::remove_file(path));
    }
    written
}

/// Waits until the file's name is on disk too.
#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn is_open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    path.metadata().is_ok_and(|file| file.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open_to_others(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("causeway.key");
        assert!(SealingKey::read(&path).expect("no file is no error").is_none());
        let sealed = SealingKey::create(&path).expect("a key").seal("a", b"secret");
        let again = SealingKey::read(&path).expect("a key file").expect("a key");
        assert_eq!(again.open("a", &sealed).as_deref(), Some(b"secret".as_slice()));
        let text = fs::read(&path).expect("there");
        assert!(matches!(SealingKey::create(&path), Err(SealError::Unusable { .. })));
        assert_eq!(fs::read(&path).expect("there"), text, "never written twice");
        let upper = String::from_utf8(text).expect("digits").to_uppercase();
        fs::write(&path, upper.trim()).expect("written");
        let upper = SealingKey::read(&path).expect("a key file").expect("a key");
        assert!(upper.open("a", &sealed).is_some(), "in capitals and without a line's end it is the same");
    }

    #[cfg(unix)]
    #[test]
    fn a_new_key_is_readable_by_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("causeway.key");
        SealingKey::create(&path).expect("a key");
        assert_eq!(path.metadata().expect("there").permissions().mode() & 0o777, 0o600);
        assert!(!is_open_to_others(&path));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("set");
        assert!(is_open_to_others(&path));
    }

    #[test]
    fn another_file_is_left_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("notes.txt");
        for text in ["", "milk, eggs", &"é".repeat(32), &"+1".repeat(32), &"0".repeat(63), &"0".repeat(66)] {
            fs::write(&path, text).expect("written");
            assert!(matches!(SealingKey::read(&path), Err(SealError::NotAKey(_))), "{text}");
            assert_eq!(fs::read_to_string(&path).expect("there"), text);
        }
    }
}
