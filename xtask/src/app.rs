//! The app as it is shipped: one WebAssembly module, its glue, a stylesheet, a page.

use std::fs;

use anyhow::Result;

use crate::{
    process,
    setup::Tools,
    stamp::{self, Inputs},
    workspace::Workspace,
};

/// What the app is made from; the server and the tools are not among it.
const SOURCES: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    ".cargo",
    "Trunk.toml",
    "index.html",
    "package-lock.json",
    "src",
    "style",
    "public",
    "crates/api",
    "crates/rules",
    "crates/columns",
    "xtask/src/stylesheet.rs",
];

/// Builds the app into `target/web` unless it is there already.
///
/// # Errors
/// When the build fails.
pub(crate) fn build(workspace: &Workspace, tools: &Tools) -> Result<()> {
    let mut inputs =
        Inputs::new().text(&Tools::versions()).text(&compiler()?).text(&std::env::var("RUSTFLAGS").unwrap_or_default());
    for source in SOURCES {
        inputs = inputs.path(workspace.root(), source)?;
    }
    let app = workspace.app();
    stamp::step(workspace, "app", inputs, std::slice::from_ref(&app), || {
        eprintln!("Building the app");
        // Trunk, which must not download tools, keeps Cargo from downloading crates too.
        process::run(
            process::cargo().args(["fetch", "--quiet", "--target", "wasm32-unknown-unknown"]).current_dir(workspace.root()),
        )?;
        fs::create_dir_all(&app)?;
        process::run(
            process::command(&tools.trunk)
                .args(["build", "--release", "--cargo-profile", "app", "--log", "warn"])
                .arg("--dist")
                .arg(&app)
                .env("PATH", tools.search_path()?)
                // Its own backtraces bury what it has to say.
                .env("RUST_BACKTRACE", "0")
                // Trunk reads it as its own switch and refuses the value that others use, 1.
                .env_remove("NO_COLOR")
                .current_dir(workspace.root()),
        )
    })
}

/// The compiler's version: another compiler, another build.
///
/// # Errors
/// When there is no compiler.
pub(crate) fn compiler() -> Result<String> {
    process::output(process::command("rustc").arg("-vV"))
}
