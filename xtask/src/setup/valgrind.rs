//! Valgrind, which counts instructions.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::apt;
use crate::process;

/// Looks for Valgrind; as root on Debian it installs it.
///
/// # Errors
/// When it is not there and cannot be installed.
pub(crate) fn ensure() -> Result<PathBuf> {
    if let Some(valgrind) = find() {
        return Ok(valgrind);
    }
    apt::install(&["valgrind"])?;
    find().context("Counting instructions needs Valgrind. On Debian: sudo apt-get install valgrind")
}

fn find() -> Option<PathBuf> {
    process::find(&["valgrind"])
}
