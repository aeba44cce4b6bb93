//! `cargo xtask run`: from a fresh clone to a running server, in one command.

use std::{fs, path::PathBuf};

use anyhow::Result;
use clap::Args;

use crate::{process, server, setup, workspace::Workspace};

/// Where the server runs and what it keeps.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The port to listen on, at 127.0.0.1.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The database file; created when missing. [default: causeway-data/causeway.sqlite]
    #[arg(long, value_name = "PATH")]
    database: Option<PathBuf>,
    /// Fill an empty database with a realistic organization to look around in.
    #[arg(long)]
    sample_data: bool,
}

/// Builds what changed and becomes the server.
///
/// # Errors
/// When set-up or a build fails, or the server cannot be started.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let tools = setup::for_build(workspace)?;
    server::build(workspace, &tools)?;

    let database = if let Some(database) = &arguments.database {
        database.clone()
    } else {
        fs::create_dir_all(workspace.path("causeway-data"))?;
        workspace.path("causeway-data/causeway.sqlite")
    };
    let mut command = process::command(workspace.server());
    command.arg("--listen").arg(format!("127.0.0.1:{}", arguments.port)).arg("--database").arg(database);
    if arguments.sample_data {
        command.arg("--sample-data");
    }
    become_process(command)
}

/// Replaces this process, so that signals reach the server itself.
#[cfg(unix)]
fn become_process(mut command: std::process::Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;

    use anyhow::Context as _;

    Err(command.exec()).context("cannot start the server")
}

#[cfg(not(unix))]
fn become_process(mut command: std::process::Command) -> Result<()> {
    process::run(&mut command)
}
