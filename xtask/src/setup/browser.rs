//! The browser that tests run in: Chromium, or another of its kind.

use std::{env, path::PathBuf};

use anyhow::{Result, bail};

use super::apt;
use crate::process;

/// Finds a browser; as root on Debian it installs one.
///
/// `CHROME` names another.
pub(super) fn ensure() -> Result<PathBuf> {
    if let Some(chrome) = find() {
        return Ok(chrome);
    }
    apt::install(&["chromium", "fonts-liberation"])?;
    if let Some(chrome) = find() {
        return Ok(chrome);
    }
    bail!(
        "The tests need Chromium. On Debian: sudo apt-get install chromium. Elsewhere install Chrome, and name it with CHROME."
    );
}

fn find() -> Option<PathBuf> {
    let named = env::var_os("CHROME").map(PathBuf::from).filter(|path| path.is_file());
    named.or_else(|| process::find(&["chromium", "google-chrome", "chrome"]))
}
