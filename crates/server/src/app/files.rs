//! The app's files in memory.

use super::encoding::Encoding;
use axum::body::Bytes;
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
};

/// Why a folder cannot be served as the app.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// It holds something else.
    #[error("{0} holds no index.html; build the app first, or name another folder with --app")]
    NoIndex(PathBuf),
    /// It cannot be read.
    #[error("cannot read the app from {path}: {cause}")]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// Why not.
        cause: io::Error,
    },
}

/// One file and its compressed forms.
#[derive(Debug)]
pub(super) struct File {
    pub(super) content_type: &'static str,
    /// Of its uncompressed contents.
    pub(super) hash: String,
    /// Whether its name changes whenever its contents do.
    pub(super) is_immutable: bool,
    pub(super) plain: Bytes,
    pub(super) brotli: Option<Bytes>,
    pub(super) gzip: Option<Bytes>,
}

/// All files by their path below the root.
#[derive(Debug)]
pub(super) struct Files(BTreeMap<String, File>);

impl Files {
    #[cfg(feature = "embed")]
    pub(super) fn embedded() -> Self {
        /// Made by `cargo xtask`: the app with its compressed siblings.
        #[derive(rust_embed::RustEmbed)]
        #[folder = "../../target/embed"]
        struct Embedded;

        let contents = Embedded::iter().filter_map(|path| {
            let bytes = match Embedded::get(&path)?.data {
                std::borrow::Cow::Borrowed(bytes) => Bytes::from_static(bytes),
                std::borrow::Cow::Owned(bytes) => bytes.into(),
            };
            Some((path.into_owned(), bytes))
        });
        Self::new(contents.collect())
    }

    pub(super) fn from_folder(folder: &Path) -> Result<Self, LoadError> {
        let mut contents = BTreeMap::new();
        read(folder, "", &mut contents).map_err(|cause| LoadError::Unreadable { path: folder.to_owned(), cause })?;
        if !contents.contains_key("index.html") {
            return Err(LoadError::NoIndex(folder.to_owned()));
        }
        Ok(Self::new(contents))
    }

    fn new(mut contents: BTreeMap<String, Bytes>) -> Self {
        let siblings = |path: &str| Encoding::COMPRESSED.iter().any(|encoding| path.ends_with(encoding.suffix()));
        let paths: Vec<String> = contents.keys().filter(|path| !siblings(path)).cloned().collect();
        let files = paths.into_iter().filter_map(|path| {
            let plain = contents.get(&path)?.clone();
            let mut sibling = |encoding: Encoding| contents.remove(&format!("{path}{}", encoding.suffix()));
            let file = File {
                content_type: content_type(&path),
                hash: short_hash(&plain),
                is_immutable: is_hashed(&path),
                brotli: sibling(Encoding::Brotli),
                gzip: sibling(Encoding::Gzip),
                plain,
            };
            Some((path, file))
        });
        Self(files.collect())
    }

    pub(super) fn get(&self, path: &str) -> Option<&File> {
        self.0.get(path)
    }
}

fn read(folder: &Path, prefix: &str, contents: &mut BTreeMap<String, Bytes>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            read(&entry.path(), &format!("{name}/"), contents)?;
        } else {
            contents.insert(name, std::fs::read(entry.path())?.into());
        }
    }
    Ok(())
}

fn short_hash(bytes: &[u8]) -> String {
    let first = Sha256::digest(bytes).first_chunk().copied().unwrap_or_default();
    format!("{:016x}", u64::from_be_bytes(first))
}

/// Whether the name of the file, or of the folder that it is in, holds the hash of 16 hexadecimal digits that the build puts after a hyphen.
fn is_hashed(path: &str) -> bool {
    path.split('-').skip(1).any(|part| {
        let digits = part.chars().take_while(char::is_ascii_hexdigit).count();
        digits == 16 && part[digits..].starts_with(['.', '_', '/'])
    })
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_of_their_contents_never_change() {
        for hashed in
            ["causeway-app-0123456789abcdef.js", "app-0123456789abcdef/causeway_bg.wasm", "a/index-fedcba9876543210.css"]
        {
            assert!(is_hashed(hashed), "{hashed}");
        }
        for plain in ["index.html", "boot.js", "causeway-app.js", "x-0123456789abcde.js", "0123456789abcdef.js"] {
            assert!(!is_hashed(plain), "{plain}");
        }
    }
}
