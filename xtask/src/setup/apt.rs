//! Debian's packages, which only root may install.

use anyhow::Result;

use crate::process;

/// Installs packages as root on Debian; elsewhere it does nothing, and the caller says what to do by hand.
pub(super) fn install(packages: &[&str]) -> Result<()> {
    let Some(apt) = process::find(&["apt-get"]).filter(|_| is_root()) else { return Ok(()) };
    eprintln!("Installing {} with apt-get", packages.join(", "));
    process::run(process::command(&apt).args(["update", "--quiet=2"]))?;
    process::run(
        process::command(&apt)
            .args(["install", "--yes", "--quiet=2", "--no-install-recommends"])
            .args(packages)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}

fn is_root() -> bool {
    process::output(process::command("id").arg("-u")).is_ok_and(|id| id == "0")
}
