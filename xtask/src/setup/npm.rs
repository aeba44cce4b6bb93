//! What comes from npm: wasm-opt, and the libraries of the browser tests. See `package.json`.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::{process, stamp, workspace::Workspace};

const OLDEST_NODE: u32 = 20;

/// Runs `npm ci` unless `package-lock.json` is what the last one installed.
pub(super) fn ensure(workspace: &Workspace) -> Result<()> {
    let lock = fs::read(workspace.path("package-lock.json"))?;
    let lock = stamp::hexadecimal(&Sha256::digest(lock));
    let installed = workspace.path("node_modules/.causeway");
    if fs::read_to_string(&installed).is_ok_and(|known| known == lock) {
        return Ok(());
    }
    node()?;
    let npm = process::find(&["npm"]).context("npm is needed. On Debian: sudo apt-get install npm")?;
    eprintln!("Installing wasm-opt and the browser tests' libraries from npm");
    process::run(
        process::command(npm)
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
            .current_dir(workspace.root()),
    )?;
    fs::write(installed, lock)?;
    Ok(())
}

/// Node, of a version that runs our tools.
///
/// # Errors
/// When it is missing or too old; the message says what to install.
pub(crate) fn node() -> Result<PathBuf> {
    let advice = format!(
        "Node {OLDEST_NODE} or newer is needed. Install it from https://nodejs.org, or on Debian 13: \
         sudo apt-get install nodejs npm"
    );
    let node = process::find(&["node"]).with_context(|| advice.clone())?;
    let version = process::output(process::command(&node).arg("--version"))?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < OLDEST_NODE) {
        bail!("{advice} (found {version})");
    }
    Ok(node)
}
