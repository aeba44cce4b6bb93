//! Installing what is missing, and saying how to where this tool may not.
//!
//! Built tools go to the user's cache folder, by version, so that another clone pays nothing again.
//! Nothing here needs root, except a browser, curl, Valgrind and Python for the tests, which root on Debian gets from `apt-get`.

mod apt;
mod browser;
mod cargo_tool;
mod curl;
pub(crate) mod fhir_server;
mod npm;
mod rust_target;
pub(crate) mod valgrind;

use std::path::PathBuf;

use anyhow::{Result, bail};

use self::cargo_tool::CargoTool;
pub(crate) use self::npm::node;
use crate::{process, workspace::Workspace};

/// Builds and serves the app for people who change it, with live reload.
const TRUNK: CargoTool = CargoTool {
    name: "trunk",
    version: "0.21.14",
    // A TLS feature is mandatory, although nothing is downloaded.
    arguments: &["--locked", "--no-default-features", "--features", "rustls"],
    // Its own release profile optimizes for minutes.
    environment: &[
        ("CARGO_PROFILE_RELEASE_LTO", "off"),
        ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
        ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ],
};

/// Writes the JavaScript around the module, and runs its tests in a browser. The version is that of
/// the `wasm-bindgen` crate in `Cargo.lock`.
const WASM_BINDGEN: CargoTool = CargoTool { name: "wasm-bindgen-cli", version: "0.2.130", arguments: &[], environment: &[] };

/// Cuts the app into parts that are loaded when they are needed.
const WASM_SPLIT: CargoTool = CargoTool {
    name: "wasm_split_cli_support",
    version: "0.2.4",
    arguments: &["--locked", "--features", "build-binary"],
    environment: &[],
};

/// The tools that build the app.
pub(crate) struct Tools {
    folders: Vec<PathBuf>,
    /// Cuts a module.
    pub(crate) wasm_split: PathBuf,
    /// Writes the JavaScript around a module.
    pub(crate) wasm_bindgen: PathBuf,
    /// Makes one module from several.
    pub(crate) wasm_merge: PathBuf,
    /// Makes a module smaller.
    pub(crate) wasm_opt: PathBuf,
    /// Makes scripts and the stylesheet smaller.
    pub(crate) esbuild: PathBuf,
    /// Serves WebAssembly tests to a browser.
    pub(crate) wasm_test_runner: PathBuf,
}

impl Tools {
    /// A `PATH` on which these tools are found first.
    ///
    /// # Errors
    /// When a folder's name cannot be part of a search path.
    pub(crate) fn search_path(&self) -> Result<std::ffi::OsString> {
        process::search_path(&self.folders)
    }

    /// What identifies these tools: builds with other versions are other builds.
    pub(crate) fn versions() -> String {
        format!("{} {}", WASM_BINDGEN.version, WASM_SPLIT.version)
    }
}

/// Installs what building and running needs. Never needs root.
///
/// # Errors
/// When something cannot be installed; the message says what to do by hand.
pub(crate) fn for_build(workspace: &Workspace) -> Result<Tools> {
    if process::find(&["cc", "gcc", "clang"]).is_none() && cfg!(unix) {
        bail!("A C compiler is needed (for SQLite). On Debian: sudo apt-get install gcc libc6-dev");
    }
    rust_target::ensure()?;
    npm::ensure(workspace)?;
    let wasm_bindgen = WASM_BINDGEN.ensure()?;
    let npm = workspace.path("node_modules/.bin");
    Ok(Tools {
        wasm_split: WASM_SPLIT.ensure()?.join(executable("wasm-split-cli")),
        wasm_bindgen: wasm_bindgen.join(executable("wasm-bindgen")),
        // Scripts for Node.
        wasm_merge: npm.join(if cfg!(windows) { "wasm-merge.cmd" } else { "wasm-merge" }),
        wasm_opt: npm.join(if cfg!(windows) { "wasm-opt.cmd" } else { "wasm-opt" }),
        esbuild: npm.join(if cfg!(windows) { "esbuild.cmd" } else { "esbuild" }),
        wasm_test_runner: wasm_bindgen.join(executable("wasm-bindgen-test-runner")),
        folders: vec![wasm_bindgen, npm],
    })
}

/// Installs what serving the app with live reload needs besides: Trunk, whose binary this is.
///
/// # Errors
/// When it cannot be installed; the message says what to do by hand.
pub(crate) fn for_dev() -> Result<PathBuf> {
    Ok(TRUNK.ensure()?.join(executable("trunk")))
}

fn executable(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}

/// Installs what the tests need besides, and gives the browser.
///
/// # Errors
/// When there is no browser, curl or Valgrind and it cannot be installed; the message says what to do by hand.
pub(crate) fn for_test() -> Result<PathBuf> {
    curl::ensure()?;
    valgrind::ensure()?;
    browser::ensure()
}

#[cfg(test)]
mod tests {
    use super::WASM_BINDGEN;

    #[test]
    fn the_wasm_bindgen_tool_has_the_version_of_the_crate() {
        let lock = include_str!("../../Cargo.lock");
        let entry = format!("name = \"wasm-bindgen\"\nversion = \"{}\"\n", WASM_BINDGEN.version);
        assert!(lock.contains(&entry));
    }
}
