//! curl, with which a test runs the script that the README shows.

use anyhow::{Result, bail};

use super::apt;
use crate::process;

/// Looks for curl; as root on Debian it installs it.
pub(super) fn ensure() -> Result<()> {
    if is_there() {
        return Ok(());
    }
    apt::install(&["curl"])?;
    if !is_there() {
        bail!("The tests need curl. On Debian: sudo apt-get install curl");
    }
    Ok(())
}

fn is_there() -> bool {
    process::find(&["curl"]).is_some()
}
