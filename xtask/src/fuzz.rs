//! `cargo xtask fuzz`: libFuzzer looks for input that the table's columns or their filter answer wrongly.
//!
//! The instrumentation is asked of the compiler's stable options, so no other compiler is needed; the address sanitizer, which would need
//! one, has nothing to find in code without `unsafe`.

use std::fs;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use crate::{process, workspace::Workspace};

/// What to look at, and for how long.
#[derive(Args)]
pub(crate) struct Arguments {
    /// What is given the input.
    #[arg(value_enum)]
    target: Target,
    /// For how long, in seconds.
    #[arg(long, default_value_t = 60)]
    seconds: u32,
}

#[derive(Clone, Copy, ValueEnum)]
enum Target {
    /// Rows that come, change, go, and are filtered, sorted and grouped, against the model of the tests.
    Arrangement,
    /// What is typed into the filter.
    Filter,
}

impl Target {
    const fn name(self) -> &'static str {
        match self {
            Self::Arrangement => "arrangement",
            Self::Filter => "filter",
        }
    }
}

/// What libFuzzer learns from: which edges were taken, how often, and what was compared.
const INSTRUMENTATION: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 --cfg fuzzing";

/// Builds the fuzzer and lets it run. What it learned is kept in `target/fuzz` for the next time, and what it found is printed with the
/// file that does it.
///
/// # Errors
/// When the build fails, or something was found.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let target = arguments.target.name();
    let known = workspace.path("target/fuzz").join(target);
    fs::create_dir_all(&known).with_context(|| format!("cannot make {}", known.display()))?;
    let version = process::output(process::command("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).context("`rustc -vV` names no host")?;
    let mut command = process::cargo();
    command
        .args(["run", "--release", "--target", host, "--bin", target, "--manifest-path"])
        .arg(workspace.path("crates/columns/fuzz/Cargo.toml"))
        .arg("--target-dir")
        .arg(workspace.path("target/fuzz/build"))
        .arg("--")
        .arg(&known)
        .arg(format!("-max_total_time={}", arguments.seconds))
        .arg("-print_final_stats=1")
        .arg(format!("-artifact_prefix={}/", workspace.path("target/fuzz").display()))
        .env("RUSTFLAGS", INSTRUMENTATION);
    process::run(&mut command)
}
