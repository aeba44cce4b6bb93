//! `cargo xtask counts`: how many instructions the pure crates take, how often they ask for memory and how much of it they hold, against
//! what is recorded.
//!
//! Unlike times, counts are the same on a busy machine, so that more than was recorded is a failure. `counts.json` holds the record, and beside
//! it what a test counts in the page.

use std::{collections::BTreeMap, fs};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use serde::{Deserialize, Serialize};

use crate::{process, setup::valgrind, workspace::Workspace};

const RECORD: &str = "counts.json";

/// What a compiler or a library may add without anybody looking, in per cent.
const TOLERANCE: u64 = 5;

/// What to do with the counts.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Compare only; leave counts.json as it is.
    #[arg(long)]
    check: bool,
}

/// What was counted of each thing that is done.
#[derive(Default, Serialize, Deserialize)]
struct Record {
    /// In the page, by `tests/e2e/counts.test.mjs`; written by hand, since it is to stay small.
    page: BTreeMap<String, u64>,
    /// By callgrind.
    instructions: BTreeMap<String, u64>,
    /// How often memory was asked for.
    allocations: BTreeMap<String, u64>,
    /// The most bytes that were held at once.
    bytes: BTreeMap<String, u64>,
}

/// Counts, and compares or records.
///
/// # Errors
/// When there is no Valgrind, something cannot be built, or more is counted than was recorded.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let file = workspace.path(RECORD);
    let mut recorded: Record = serde_json::from_slice(&fs::read(&file)?).with_context(|| format!("{RECORD} cannot be read"))?;
    let [instructions, allocations, bytes] = count(workspace)?;
    if arguments.check {
        let more = [
            above(&recorded.instructions, &instructions, "instructions"),
            above(&recorded.allocations, &allocations, "allocations"),
            above(&recorded.bytes, &bytes, "bytes"),
        ];
        let more = more.concat();
        ensure!(
            more.is_empty(),
            "More than {RECORD} says:\n  {}\nIf it has to be, record it: cargo xtask counts",
            more.join("\n  ")
        );
        return Ok(());
    }
    (recorded.instructions, recorded.allocations, recorded.bytes) = (instructions, allocations, bytes);
    fs::write(&file, serde_json::to_string_pretty(&recorded)? + "\n")?;
    Ok(())
}

type Counts = BTreeMap<String, u64>;

/// Instructions, allocations, bytes.
fn count(workspace: &Workspace) -> Result<[Counts; 3]> {
    let valgrind = valgrind::ensure()?;
    let build = ["build", "--quiet", "--profile=counts", "--package=causeway-counts"];
    process::run(process::cargo().args(build).current_dir(workspace.root()))?;
    let program = workspace.path("target/counts/causeway-counts");
    let names = process::output(&mut process::command(&program))?;
    let mut counts = [(); 3].map(|()| Counts::new());
    for name in names.lines() {
        let mut command = process::command(&valgrind);
        command
            .args([
                "--tool=callgrind",
                "--callgrind-out-file=/dev/null",
                "--collect-atstart=no",
                "--toggle-collect=causeway_counts::measured",
            ])
            .arg(&program)
            .arg(name);
        let output = command.output().with_context(|| format!("cannot start {}", valgrind.display()))?;
        ensure!(output.status.success(), "{name:?} failed under callgrind ({})", output.status);
        let (printed, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let collected = told.lines().filter_map(|line| line.split_once("Collected :")).next_back();
        let Some(collected) = collected.and_then(|(_, number)| number.trim().parse().ok()).filter(|number| *number > 0) else {
            bail!("callgrind counted nothing of {name:?}:\n{told}");
        };
        let numbers = printed.trim().split_once(' ').and_then(|(asked, held)| Some((asked.parse().ok()?, held.parse().ok()?)));
        let Some((asked, held)) = numbers else { bail!("{name:?} answered {printed:?}") };
        eprintln!("{name}: {collected} instructions, {asked} allocations, {held} bytes at once");
        for (counts, number) in counts.iter_mut().zip([collected, asked, held]) {
            counts.insert(name.to_owned(), number);
        }
    }
    Ok(counts)
}

/// What is more than recorded, or not recorded at all, as sentences.
fn above(recorded: &Counts, found: &Counts, what: &str) -> Vec<String> {
    let more = found.iter().filter_map(|(name, found)| match recorded.get(name) {
        Some(recorded) if found * 100 <= recorded * (100 + TOLERANCE) => None,
        Some(recorded) => Some(format!("{name}: {found} {what}, recorded are {recorded}")),
        None => Some(format!("{name}: {found} {what}, none are recorded")),
    });
    more.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_a_little_is_too_much() {
        let counts = |number| Counts::from([("sort".to_owned(), number)]);
        assert!(above(&counts(100), &counts(105), "allocations").is_empty());
        assert_eq!(above(&counts(100), &counts(106), "allocations"), ["sort: 106 allocations, recorded are 100"]);
        assert_eq!(above(&Counts::new(), &counts(1), "allocations"), ["sort: 1 allocations, none are recorded"]);
    }
}
