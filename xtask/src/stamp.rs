//! Skipping a build step whose inputs have not changed.
//!
//! A stamp holds the hash of the step's inputs (contents, not times, so that a fresh checkout or a
//! changed branch and back costs nothing) and the size and time of what the step wrote, so that an
//! output which something else replaced is made again.

use std::{
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::workspace::Workspace;

/// Everything that a step's result depends on.
pub(crate) struct Inputs(Sha256);

impl Inputs {
    /// No inputs yet.
    pub(crate) fn new() -> Self {
        Self(Sha256::new())
    }

    /// Adds a setting: a version, an argument.
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.entry(text.as_bytes());
        self
    }

    /// Adds files, and folders with everything in them. What does not exist counts as empty.
    ///
    /// # Errors
    /// When something that exists cannot be read.
    pub(crate) fn paths(mut self, root: &Path, relative: &[&str]) -> Result<Self> {
        for path in relative {
            for file in files(&root.join(path))? {
                let name = file.strip_prefix(root).unwrap_or(&file);
                self.entry(name.as_os_str().as_encoded_bytes());
                let contents = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
                self.entry(&contents);
            }
        }
        Ok(self)
    }

    fn entry(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    fn digest(self) -> String {
        hexadecimal(&self.0.finalize())
    }
}

/// Runs `build` unless `outputs` are what it made from the same inputs before. Waits while another `cargo xtask` is at any step.
///
/// What changes while it is built may be in the result or not: then there is no stamp, and the next time it is built again.
///
/// # Errors
/// When the inputs cannot be read, `build` fails, or the stamp cannot be written.
pub(crate) fn step(
    workspace: &Workspace,
    name: &str,
    inputs: impl Fn() -> Result<Inputs>,
    outputs: &[PathBuf],
    build: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let folder = workspace.path("target/xtask");
    fs::create_dir_all(&folder)?;
    let turn = fs::File::create(folder.join("lock"))?;
    turn.lock().context("cannot wait for other builds")?;

    let stamp = folder.join(name);
    let before = inputs()?.digest();
    let known = fs::read_to_string(&stamp).unwrap_or_default();
    if known == state(&before, outputs)? && outputs.iter().all(|output| output.exists()) {
        return Ok(());
    }
    build()?;
    if inputs()?.digest() != before {
        return Ok(());
    }
    fs::write(&stamp, state(&before, outputs)?).with_context(|| format!("cannot write {}", stamp.display()))
}

/// Every file at or below a path, sorted by name; none when there is nothing.
///
/// # Errors
/// When a folder cannot be read.
pub(crate) fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    if !path.is_dir() {
        return Ok(Vec::new());
    }
    let mut entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    let mut found = Vec::new();
    for entry in entries {
        found.extend(files(&entry)?);
    }
    Ok(found)
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a string does not fail");
        text
    })
}

fn state(inputs: &str, outputs: &[PathBuf]) -> Result<String> {
    let mut state = format!("{inputs}\n");
    for output in outputs {
        for file in files(output)? {
            let metadata = file.metadata()?;
            let modified = metadata.modified()?.duration_since(UNIX_EPOCH)?;
            writeln!(state, "{} {} {}", file.display(), metadata.len(), modified.as_nanos())?;
        }
    }
    Ok(state)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(root: &Path) -> Result<String> {
        Ok(Inputs::new().paths(root, &["source"])?.digest())
    }

    #[test]
    fn a_changed_renamed_or_added_file_changes_the_inputs() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let root = folder.path();
        fs::create_dir(root.join("source"))?;
        fs::write(root.join("source/one"), "1")?;
        let first = digest(root)?;
        assert_eq!(first, digest(root)?);

        fs::write(root.join("source/one"), "2")?;
        let changed = digest(root)?;
        assert_ne!(first, changed);

        fs::rename(root.join("source/one"), root.join("source/two"))?;
        let renamed = digest(root)?;
        assert_ne!(changed, renamed);

        fs::write(root.join("source/three"), "")?;
        assert_ne!(renamed, digest(root)?);
        Ok(())
    }
}
