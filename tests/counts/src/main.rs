//! `causeway-counts NAME` does one thing with very many subscriptions and prints how often it asked for memory and the most bytes that it
//! held at once; `causeway-counts` prints the names. `cargo xtask counts` runs it under callgrind, which counts the instructions of
//! [`measured`].

#[path = "../../../crates/flow/benches/flow/sample.rs"]
mod flow_sample;
#[path = "../../../crates/api/benches/decode/sample.rs"]
mod line_sample;
#[path = "../../../crates/columns/benches/columns/sample.rs"]
mod sample;

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

/// A name, and what does it.
type Scenario = (&'static str, fn() -> Memory);

/// What was asked for, and the most bytes of it that were held at once: a page never gives those back.
struct Memory {
    allocations: u64,
    most_bytes: u64,
}

/// What can be counted.
const SCENARIOS: [Scenario; 9] = [
    ("decode 10,000", decode),
    ("100,000 into columns", build),
    ("a table of 100,000 between 66,000 ends", table),
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
    let Memory { allocations, most_bytes } = count();
    println!("{allocations} {most_bytes}");
    ExitCode::SUCCESS
}

/// Does some work; what memory it asked for. What is around it is not counted.
fn counted<T>(work: impl FnOnce() -> T) -> Memory {
    let mut work = Some(work);
    let mut done = None;
    let count = measured(&mut || done = work.take().map(|work| work()));
    black_box(done);
    count
}

/// What callgrind looks for: one function, whatever is measured.
#[inline(never)]
fn measured(work: &mut dyn FnMut()) -> Memory {
    let info = allocation_counter::measure(work);
    Memory { allocations: info.count_total, most_bytes: info.bytes_max }
}

fn decode() -> Memory {
    let lines = line_sample::lines(MANY / 10);
    counted(|| {
        let rows = lines.iter().map(|line| causeway_api::Snapshot::read_row(line).expect("the contract's own"));
        rows.map(|row| row.name.len()).sum::<usize>()
    })
}

fn build() -> Memory {
    let sample = sample::Sample::new(MANY);
    counted(|| sample.columns())
}

/// As a page has it, with as many ends as rows may have.
fn table() -> Memory {
    let sample = sample::Sample::between(MANY, MANY / 3, MANY / 3);
    counted(|| {
        let columns = sample.columns();
        let mut arrangement = Arrangement::new();
        arrangement.set_sort(Some(Sort { column: Column::Name, is_descending: false }));
        arrangement.update(&columns);
        (columns, arrangement)
    })
}

fn arrange() -> Memory {
    let columns = sample::Sample::new(MANY).columns();
    counted(|| {
        let mut arrangement = Arrangement::new();
        arrangement.set_depth(Depth::Connection);
        arrangement.update(&columns);
        arrangement
    })
}

/// Columns and how they are arranged, with something to do to them.
fn arranged<T>(work: impl FnOnce(&mut causeway_columns::Columns, &sample::Sample, &mut Arrangement) -> T) -> Memory {
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

fn filter() -> Memory {
    arranged(|_, _, arrangement| arrangement.set_filter(Filter::parse("result", LANGUAGE)))
}

fn sort() -> Memory {
    arranged(|_, _, arrangement| arrangement.set_sort(Some(Sort { column: Column::Name, is_descending: false })))
}

fn change() -> Memory {
    arranged(|columns, sample, _| columns.put(&sample.changed(1)))
}

fn order() -> Memory {
    let input = flow_sample::flow(LINES);
    counted(|| Diagram::new(&input))
}

fn positions() -> Memory {
    let diagram = std::sync::Arc::new(Diagram::new(&flow_sample::flow(LINES)));
    counted(|| {
        let layout = Layout::new(&diagram);
        Paths::new(&diagram, &layout)
    })
}
