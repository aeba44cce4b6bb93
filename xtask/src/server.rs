//! The server as it is shipped: one binary with the app in it.

use anyhow::Result;

use crate::{
    app, embed, process,
    setup::Tools,
    stamp::{self, Inputs},
    workspace::Workspace,
};

const SOURCES: &[&str] = &["Cargo.toml", "Cargo.lock", ".cargo", "crates", "target/embed", "xtask/src/server.rs"];

/// Builds the app, then the server around it; each only when something it is made from changed.
///
/// # Errors
/// When a build fails.
pub(crate) fn build(workspace: &Workspace, tools: &Tools) -> Result<()> {
    app::build(workspace, tools)?;
    embed::build(workspace)?;

    let compiler = app::compiler()?;
    let inputs = || Inputs::new().text(&compiler).paths(workspace.root(), SOURCES);
    stamp::step(workspace, "server", inputs, &[workspace.server()], || {
        eprintln!("Building the server");
        process::run(
            process::cargo()
                .args(["build", "--release", "--quiet"])
                .args(["--package", "causeway-server", "--features", "embed"])
                .current_dir(workspace.root()),
        )
    })
}
