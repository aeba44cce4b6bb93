//! Tools that `cargo install` builds, kept by version in the user's cache folder.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::process;

/// A tool from the package registry.
pub(super) struct CargoTool {
    pub(super) name: &'static str,
    pub(super) version: &'static str,
    pub(super) arguments: &'static [&'static str],
    pub(super) environment: &'static [(&'static str, &'static str)],
}

impl CargoTool {
    /// Installs the tool unless it is there; returns the folder of its binaries.
    pub(super) fn ensure(&self) -> Result<PathBuf> {
        let root = cache()?.join(format!("tools/{}-{}", self.name, self.version));
        let binaries = root.join("bin");
        // Cargo writes this file last.
        if root.join(".crates.toml").is_file() && binaries.is_dir() {
            return Ok(binaries);
        }
        eprintln!("Installing {} {} into {} (once; takes some minutes)", self.name, self.version, root.display());
        self.install(&root).with_context(|| {
            format!(
                "{} could not be installed. By hand: cargo install {} --version {} {} --root {}",
                self.name,
                self.name,
                self.version,
                self.arguments.join(" "),
                root.display()
            )
        })?;
        Ok(binaries)
    }

    fn install(&self, root: &Path) -> Result<()> {
        let mut cargo = process::cargo();
        cargo
            .args(["install", self.name, "--version", self.version])
            .args(self.arguments)
            .arg("--root")
            .arg(root)
            .envs(self.environment.iter().copied())
            // The repository's own settings are not meant for its tools.
            .env_remove("CARGO_TARGET_DIR")
            .env_remove("CARGO_BUILD_TARGET")
            .env_remove("RUSTFLAGS")
            .current_dir(env::temp_dir());
        process::run(&mut cargo)
    }
}

/// Where tools are kept.
pub(super) fn cache() -> Result<PathBuf> {
    let base = if let Some(cache) = env::var_os("XDG_CACHE_HOME").filter(|path| !path.is_empty()) {
        PathBuf::from(cache)
    } else {
        env::home_dir().context("there is no home folder; set XDG_CACHE_HOME")?.join(".cache")
    };
    Ok(base.join("causeway"))
}
