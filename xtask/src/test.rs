//! `cargo xtask test`: every check and test, to the end, then one summary.

mod failures;
mod step;

use std::{
    fs::{self, File},
    path::PathBuf,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum as _};

use self::step::{Environment, Step};
use crate::{setup, workspace::Workspace};

/// How much of a failing step's output is shown; the rest is in its log.
const TAIL: usize = 60;

/// How many failures of one step the summary names.
const NAMED: usize = 20;

/// Which checks to run.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Run only these steps, and the builds that they need.
    #[arg(long, value_enum, value_name = "STEP", value_delimiter = ',')]
    only: Vec<Step>,
    /// Run only the journeys whose name matches this regular expression.
    #[arg(long, value_name = "PATTERN")]
    e2e_filter: Option<String>,
}

enum Outcome {
    Passed,
    /// With the names of the tests that failed, where they could be found.
    Failed(Vec<String>),
    /// With the step that had to pass first.
    Skipped(Step),
}

struct Report {
    step: Step,
    outcome: Outcome,
    took: Duration,
}

/// Runs the steps, keeps going where one fails, and sums them up.
///
/// # Errors
/// When set-up or any step fails.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let environment = Environment {
        tools: setup::for_build(workspace)?,
        chrome: setup::for_test()?,
        node: setup::node()?,
        e2e_filter: arguments.e2e_filter.clone(),
    };
    let mut reports: Vec<Report> = Vec::new();
    for step in selected(&arguments.only) {
        let missing = step
            .needs()
            .iter()
            .find(|needed| reports.iter().any(|report| report.step == **needed && !matches!(report.outcome, Outcome::Passed)));
        let report = match missing {
            Some(needed) => Report { step, outcome: Outcome::Skipped(*needed), took: Duration::ZERO },
            None => execute(workspace, &environment, step)?,
        };
        reports.push(report);
    }
    sum_up(&reports)
}

/// The steps to run, in order: those asked for and what they need.
fn selected(only: &[Step]) -> Vec<Step> {
    let is_wanted =
        |step: &Step| only.is_empty() || only.contains(step) || only.iter().any(|wanted| wanted.needs().contains(step));
    Step::value_variants().iter().copied().filter(is_wanted).collect()
}

fn execute(workspace: &Workspace, environment: &Environment, step: Step) -> Result<Report> {
    println!("{step:<12} {}", step.about());
    let started = Instant::now();
    let log = log(workspace, step)?;
    let file = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
    let mut command = step.command(workspace, environment)?;
    let status = command
        .stdout(file.try_clone()?)
        .stderr(file)
        .status()
        .with_context(|| format!("cannot start {}", command.get_program().display()))?;
    let took = started.elapsed();
    let outcome = if status.success() {
        Outcome::Passed
    } else {
        let output = String::from_utf8_lossy(&fs::read(&log)?).into_owned();
        let lines = output.lines().collect::<Vec<_>>();
        for line in &lines[lines.len().saturating_sub(TAIL)..] {
            println!("  {line}");
        }
        println!("  (all of it: {})", log.display());
        Outcome::Failed(failures::names(&output))
    };
    Ok(Report { step, outcome, took })
}

fn log(workspace: &Workspace, step: Step) -> Result<PathBuf> {
    let folder = workspace.path("target/xtask/log");
    fs::create_dir_all(&folder)?;
    Ok(folder.join(format!("{step}.log")))
}

fn sum_up(reports: &[Report]) -> Result<()> {
    println!("\nSummary");
    let mut failed = 0;
    for report in reports {
        let seconds = report.took.as_secs_f32();
        let step = report.step;
        match &report.outcome {
            Outcome::Passed => println!("  {step:<12} passed  {seconds:>7.1} s"),
            Outcome::Skipped(needed) => {
                failed += 1;
                println!("  {step:<12} skipped            because {needed} did not pass");
            }
            Outcome::Failed(names) => {
                failed += 1;
                println!("  {step:<12} FAILED  {seconds:>7.1} s");
                for name in names.iter().take(NAMED) {
                    println!("    {name}");
                }
                if names.len() > NAMED {
                    println!("    and {} more", names.len() - NAMED);
                }
            }
        }
    }
    if failed > 0 {
        bail!("{failed} of {} steps did not pass", reports.len());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum as _;

    use super::{Step, selected};

    #[test]
    fn a_step_brings_what_it_needs_in_order() {
        assert_eq!(selected(&[Step::E2e]), [Step::Build, Step::Demo, Step::E2e]);
    }

    #[test]
    fn without_a_choice_everything_runs() {
        assert_eq!(selected(&[]), Step::value_variants());
    }
}
