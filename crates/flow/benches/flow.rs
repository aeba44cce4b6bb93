//! How long the flow's drawing takes to compute, on this machine: `cargo bench -p causeway-flow`.
//!
//! Each flow has one line a card, from ends that have a few lines each and one that has many, without an order to start from.
//! In a browser: `cargo xtask bench flow`.

#[cfg(not(target_arch = "wasm32"))]
#[path = "flow/sample.rs"]
mod sample;

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use causeway_flow::diagram::Diagram;
    use causeway_flow::focus::Paths;
    use causeway_flow::layout::Layout;
    use criterion::{BenchmarkId, Criterion};
    use std::hint::black_box;
    use std::sync::Arc;

    let mut criterion = Criterion::default().sample_size(20).configure_from_args();
    for lines in [20, 200, 2_000, 5_000] {
        let input = sample::flow(lines);
        let mut changed = input.clone();
        changed.subscriptions[0].source = input.subscriptions[1].source;
        let diagram = Arc::new(Diagram::new(&input));
        let layout = Layout::new(&diagram);
        criterion.bench_with_input(BenchmarkId::new("order", lines), &input, |bencher, input| {
            bencher.iter(|| Diagram::new(black_box(input)));
        });
        criterion.bench_with_input(BenchmarkId::new("order after a change", lines), &changed, |bencher, changed| {
            bencher.iter(|| Diagram::after(&diagram, black_box(changed)));
        });
        criterion.bench_with_input(BenchmarkId::new("positions", lines), &diagram, |bencher, diagram| {
            bencher.iter(|| Layout::new(black_box(diagram)));
        });
        criterion.bench_with_input(BenchmarkId::new("neighbours", lines), &diagram, |bencher, diagram| {
            bencher.iter(|| Paths::new(black_box(diagram), &layout));
        });
    }
    criterion.final_summary();
}

#[cfg(target_arch = "wasm32")]
fn main() {}
