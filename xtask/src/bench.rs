//! `cargo xtask bench`: how long things take in a browser, to be recorded in docs/benchmarks.md. Nothing here fails because of a time.

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::{app, process, setup, workspace::Workspace};

/// What to measure.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The view.
    #[arg(value_enum)]
    subject: Subject,
    /// How often everything is done; medians are printed.
    #[arg(long, default_value_t = 7)]
    runs: usize,
}

#[derive(Clone, Copy, ValueEnum)]
enum Subject {
    /// The flow: its layout, opening it, hovering and filtering, at 50, 500 and 5,000 subscriptions.
    Flow,
    /// The table: opening it, filtering, sorting and scrolling, at 1,000, 10,000 and 100,000 subscriptions.
    Table,
}

impl Subject {
    /// The script that measures it.
    const fn script(self) -> &'static str {
        match self {
            Self::Flow => "tests/bench/flow.mjs",
            Self::Table => "tests/bench/table.mjs",
        }
    }
}

/// Builds the app as it is shipped where it changed, and measures it in a headless browser.
///
/// # Errors
/// When the build fails, or the browser shows something else than what is to be measured.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let tools = setup::for_build(workspace)?;
    let chrome = setup::for_test()?;
    app::build(workspace, &tools)?;
    let mut command = process::command(setup::node()?);
    command
        .arg(workspace.path(arguments.subject.script()))
        .arg(workspace.app())
        .env("CHROME", chrome)
        .env("RUNS", arguments.runs.to_string());
    process::run(&mut command)
}
