//! The steps of `cargo xtask test`: each is one command.

use std::{fmt, path::PathBuf, process::Command};

use anyhow::Result;
use clap::ValueEnum;

use crate::{
    process,
    setup::{self, Tools},
    workspace::Workspace,
};

const WASM: &[&str] = &["--package", "causeway", "--target", "wasm32-unknown-unknown"];

/// One line of the summary, in the order they run: what fails fast comes first.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
#[cfg_attr(test, derive(Debug))]
pub(super) enum Step {
    /// Rust's format.
    Fmt,
    /// Lints, as the tools and the server are compiled.
    Clippy,
    /// Lints, as the app is compiled for the browser.
    ClippyWasm,
    /// Tests that need no browser.
    Host,
    /// Tests of the app in a browser.
    Wasm,
    /// The app and the server in release mode.
    Build,
    /// Sizes against the budget.
    Size,
    /// Instructions and allocations against what is recorded.
    Counts,
    /// The folder of static files.
    Demo,
    /// Journeys through the built app, on the server and in the demo.
    E2e,
}

/// What the commands find on this machine.
pub(super) struct Environment {
    pub(super) tools: Tools,
    pub(super) chrome: PathBuf,
    pub(super) node: PathBuf,
    pub(super) e2e_filter: Option<String>,
}

impl Step {
    /// What the step does, for the person who waits.
    pub(super) fn about(self) -> &'static str {
        match self {
            Self::Fmt => "the format of the Rust code",
            Self::Clippy => "lints for this machine",
            Self::ClippyWasm => "lints for the browser",
            Self::Host => "tests on this machine",
            Self::Wasm => "tests in a browser",
            Self::Build => "the app and the server in release mode",
            Self::Size => "sizes against the budget",
            Self::Counts => "instructions and allocations against the record",
            Self::Demo => "the demo folder",
            Self::E2e => "journeys on the server and in the demo",
        }
    }

    /// The steps that must have passed before.
    pub(super) fn needs(self) -> &'static [Self] {
        match self {
            Self::Size | Self::Demo => &[Self::Build],
            Self::E2e => &[Self::Build, Self::Demo],
            _ => &[],
        }
    }

    /// The command that does it.
    pub(super) fn command(self, workspace: &Workspace, with: &Environment) -> Result<Command> {
        let mut command = match self {
            Self::Fmt => cargo(&["fmt", "--all", "--", "--check", "--color=never"]),
            Self::Clippy => cargo(&["clippy", "--workspace", "--all-targets", "--", "-Dwarnings"]),
            Self::ClippyWasm => {
                let mut command = cargo(&["clippy"]);
                command.args(WASM).args(["--all-targets", "--", "-Dwarnings"]);
                command
            }
            Self::Host => cargo(&["test", "--workspace", "--no-fail-fast"]),
            Self::Wasm => {
                let mut command = cargo(&["test"]);
                command
                    .args(WASM)
                    .args(["--test", "web"])
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "node tests/web/run.mjs")
                    .env("WASM_TEST_RUNNER", &with.tools.wasm_test_runner);
                command
            }
            Self::Build => xtask(&["build"]),
            Self::Size => xtask(&["size", "--check"]),
            Self::Counts => xtask(&["counts", "--check"]),
            Self::Demo => xtask(&["demo"]),
            Self::E2e => journeys(workspace, with)?,
        };
        command.env("CHROME", &with.chrome).current_dir(workspace.root());
        Ok(command)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.to_possible_value().expect("no step is hidden");
        formatter.pad(value.get_name())
    }
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = process::cargo();
    command.args(arguments).env("CARGO_TERM_COLOR", "never").env("CARGO_TERM_PROGRESS_WHEN", "never");
    command
}

/// Through Cargo, since a step before may have replaced this tool's own binary.
fn xtask(arguments: &[&str]) -> Command {
    let mut command = cargo(&["run", "--quiet", "--package", "xtask", "--"]);
    command.args(arguments);
    command
}

fn journeys(workspace: &Workspace, with: &Environment) -> Result<Command> {
    let mut command = process::command(&with.node);
    command.args(["--test", "--test-reporter=spec"]);
    if let Some(pattern) = &with.e2e_filter {
        command.arg(format!("--test-name-pattern={pattern}"));
    }
    let mut files = std::fs::read_dir(workspace.path("tests/e2e"))?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    command
        .args(files)
        .env("NO_COLOR", "1")
        .env("CAUSEWAY_SERVER", workspace.server())
        .env("CAUSEWAY_FHIR_SERVER", setup::fhir_server::ensure()?);
    Ok(command)
}
