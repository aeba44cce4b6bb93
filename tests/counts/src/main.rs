//! `causeway-counts NAME` does one thing with very many subscriptions and prints how often it asked for memory; `causeway-counts` prints the
//! names. `cargo xtask counts` runs it under callgrind, which counts the instructions of [`measured`].

#[path = "../../../crates/flow/benches/flow/sample.rs"]
mod flow_sample;
#[path = "../../../crates/columns/benches/columns/sample.rs"]
mod sample;
mod subscriptions;

use std::hint::black_box;
use std::process::ExitCode;

use causeway_columns::{Arrangement, Column, Depth, Filter, Language, Sort};
use causeway_flow::diagram::Diagram;
use causeway_flow::focus::Paths;
use causeway_flow::layout::Layout;

const LANGUAGE: Language = Language { fold: str::to_lowercase, statuses: &["active", "paused", "failing"] };
/// As many as a large organization has.
const MANY: usize = 100_000;
/// As many as a large connection has.
const LINES: u128 = 5000;

/// A name, and what does it and gives how often it asked for memory.
type Scenario = (&'static str, fn() -> u64);

/// What can be counted.
const SCENARIOS: [Scenario; 8] = [
    ("decode 10,000", decode),
    ("100,000 into columns", build),
    ("arrange 100,000", arrange),
    ("filter 100,000 by a word", filter),
    ("sort 100,000 by name", sort),
    ("one change among 100,000", change),
    ("order a flow of 5,000", order),
    ("a flow of 5,000: positions and neighbours", positions),
];

#[expect(clippy::print_stdout, reason = "the answer of a tool")]
fn main() -> ExitCode {
    let Some(wanted) = std::env::args().nth(1) else {
        for (name, _) in SCENARIOS {
            println!("{name}");
        }
        return ExitCode::SUCCESS;
    };
    let Some((_, count)) = SCENARIOS.iter().find(|(name, _)| *name == wanted) else {
        eprintln!("There is no {wanted:?}. Without a name, all are listed.");
        return ExitCode::FAILURE;
    };
    println!("{}", count());
    ExitCode::SUCCESS
}

/// Does some work; how often it asked for memory. What is around it is not counted.
fn counted<T>(work: impl FnOnce() -> T) -> u64 {
    let mut work = Some(work);
    let mut done = None;
    let count = measured(&mut || done = work.take().map(|work| work()));
    black_box(done);
    count
}

/// What callgrind looks for: one function, whatever is measured.
#[inline(never)]
fn measured(work: &mut dyn FnMut()) -> u64 {
    allocation_counter::measure(work).count_total
}

fn decode() -> u64 {
    let lines = subscriptions::lines(MANY / 10);
    counted(|| {
        let rows = lines.iter().map(|line| causeway_api::Snapshot::read_row(line).expect("the contract's own"));
        rows.map(|row| row.name.len()).sum::<usize>()
    })
}

fn build() -> u64 {
    let sample = sample::Sample::new(MANY);
    counted(|| sample.columns())
}

fn arrange() -> u64 {
    let columns = sample::Sample::new(MANY).columns();
    counted(|| {
        let mut arrangement = Arrangement::new();
        arrangement.set_depth(Depth::Connection);
        arrangement.update(&columns);
        arrangement
    })
}

/// Columns and how they are arranged, with something to do to them.
fn arranged<T>(work: impl FnOnce(&mut causeway_columns::Columns, &sample::Sample, &mut Arrangement) -> T) -> u64 {
    let sample = sample::Sample::new(MANY);
    let mut columns = sample.columns();
    let mut arrangement = Arrangement::new();
    arrangement.set_depth(Depth::Connection);
    arrangement.update(&columns);
    counted(|| {
        let done = work(&mut columns, &sample, &mut arrangement);
        arrangement.update(&columns);
        done
    })
}

fn filter() -> u64 {
    arranged(|_, _, arrangement| arrangement.set_filter(Filter::parse("result", LANGUAGE)))
}

fn sort() -> u64 {
    arranged(|_, _, arrangement| arrangement.set_sort(Some(Sort { column: Column::Name, is_descending: false })))
}

fn change() -> u64 {
    arranged(|columns, sample, _| columns.put(&sample.changed(1)))
}

fn order() -> u64 {
    let input = flow_sample::flow(LINES);
    counted(|| Diagram::new(&input))
}

fn positions() -> u64 {
    let diagram = std::sync::Arc::new(Diagram::new(&flow_sample::flow(LINES)));
    counted(|| {
        let layout = Layout::new(&diagram);
        Paths::new(&diagram, &layout)
    })
}
