//! The developer's whole interface: `cargo xtask <command>`.
//!
//! Every command first installs what it needs and is missing, says what it does, and skips what is
//! done. Versions of tools are in [`setup`]; nothing else in the repository repeats them.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool talks to the person who called it")]

mod app;
mod bench;
mod compress;
mod counts;
mod demo;
mod dev;
mod embed;
mod fuzz;
mod process;
mod run;
mod server;
mod setup;
mod size;
mod stamp;
mod stylesheet;
mod test;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::workspace::Workspace;

/// Builds, runs and tests Causeway.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Installs what is missing to build and run; with --test also what the tests need.
    Setup {
        /// Also install what the tests need: a browser, curl, Valgrind, and a FHIR server.
        #[arg(long)]
        test: bool,
    },
    /// Builds the app and the server in release mode: target/release/causeway.
    Build,
    /// Builds as above and starts the server.
    Run(run::Arguments),
    /// Starts the app with live reload, a debug server behind it.
    Dev(dev::Arguments),
    /// Runs every check and test, and sums them up.
    Test(test::Arguments),
    /// Makes a folder of static files: the app with its rules in the browser, no server.
    Demo(demo::Arguments),
    /// Measures what the first screen loads, and the server, against the budget in size.json.
    Size(size::Arguments),
    /// Measures in a browser how long a view takes; docs/benchmarks.md records what was found.
    Bench(bench::Arguments),
    /// Looks for input that the table's columns or their filter answer wrongly, with libFuzzer.
    Fuzz(fuzz::Arguments),
    /// Counts instructions and allocations of the pure crates, and records them in counts.json.
    Counts(counts::Arguments),
    /// Bundles style/index.css into one file. Trunk calls this before it builds.
    #[command(hide = true)]
    Stylesheet,
}

fn main() -> ExitCode {
    match execute(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn execute(command: Command) -> Result<()> {
    let workspace = Workspace::locate();
    match command {
        Command::Setup { test } => {
            setup::for_build(&workspace)?;
            if test {
                setup::for_test()?;
                setup::fhir_server::ensure()?;
            }
            eprintln!("Everything is there.");
            Ok(())
        }
        Command::Build => {
            let tools = setup::for_build(&workspace)?;
            server::build(&workspace, &tools)
        }
        Command::Run(arguments) => run::run(&workspace, &arguments),
        Command::Dev(arguments) => dev::run(&workspace, &arguments),
        Command::Test(arguments) => test::run(&workspace, &arguments),
        Command::Demo(arguments) => demo::run(&workspace, &arguments),
        Command::Size(arguments) => size::run(&workspace, &arguments),
        Command::Bench(arguments) => bench::run(&workspace, &arguments),
        Command::Fuzz(arguments) => fuzz::run(&workspace, &arguments),
        Command::Counts(arguments) => counts::run(&workspace, &arguments),
        Command::Stylesheet => stylesheet::write(&workspace),
    }
}
