//! How long the flow's drawing takes to compute, on this machine: `cargo bench -p causeway-flow`.
//!
//! Each flow has one line a card, from ends that have a few lines each and one that has many, without an order to start from.
//! In a browser: `cargo xtask bench flow`.

#[cfg(not(target_arch = "wasm32"))]
mod sample {
    use causeway_flow::{EndGroup, EndKey, EndKind, FlowEnd, FlowInput, FlowSubscription, State};

    fn end(key: EndKey) -> FlowEnd {
        FlowEnd {
            key,
            name: format!("End {}", key.id),
            kind: EndKind::Source,
            note: None,
            in_progress: false,
            href: String::new(),
            can_create: false,
            own: true,
        }
    }

    fn group(ends: impl Iterator<Item = EndKey>) -> EndGroup {
        EndGroup { heading: "Ends".to_owned(), ends: ends.map(end).collect(), nothing: String::new() }
    }

    /// A flow of so many lines, between a fifth as many ends on each side.
    pub(crate) fn flow(lines: u128) -> FlowInput {
        let ends = lines / 5;
        let mut random = 1_u128;
        let mut next = || {
            random = (random * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) % (1 << 64);
            random >> 33
        };
        let subscriptions = (0..lines).map(|key| {
            // Every tenth line comes from the same end; the others stay near each other, as in real organizations.
            let from = if key % 10 == 0 { 0 } else { next() % ends };
            let to = (from + next() % (2 + ends / 4)) % ends;
            FlowSubscription {
                key,
                source: EndKey::left(from),
                destination: EndKey::right(to),
                name: "Admissions".into(),
                model: format!("FHIR® Model {key}").into(),
                state: State::Active,
            }
        });
        FlowInput {
            left: vec![group((0..ends).map(|id| EndKey::left((id * 7) % ends)))],
            right: vec![group((0..ends).map(|id| EndKey::right((id * 11) % ends)))],
            subscriptions: subscriptions.collect(),
        }
    }
}

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
