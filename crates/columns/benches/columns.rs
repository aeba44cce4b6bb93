//! How long columns take, on this machine: `cargo bench -p causeway-columns`. Decoding is not a part of it.
//!
//! The subscriptions are as unlike real ones as possible where that costs most: every name is its own.

#[cfg(not(target_arch = "wasm32"))]
#[path = "columns/sample.rs"]
mod sample;

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use causeway_columns::{Arrangement, Column, Depth, Filter, Language, Sort};
    use criterion::Criterion;

    const LANGUAGE: Language = Language { fold: str::to_lowercase, statuses: &["active", "paused", "failing"] };

    let mut criterion = Criterion::default().configure_from_args().sample_size(20);
    for count in [1_000, 10_000, 100_000] {
        let mut group = criterion.benchmark_group(count.to_string());
        let sample = sample::Sample::new(count);
        let columns = sample.columns();
        let arranged = || {
            let mut arrangement = Arrangement::new();
            arrangement.set_depth(Depth::Connection);
            arrangement.update(&columns);
            arrangement
        };

        group.bench_function("build", |bencher| bencher.iter(|| sample.columns().len()));
        group.bench_function("arrange the first time", |bencher| {
            bencher.iter(|| arranged().len());
        });

        // Each key of a word, one after the other, and back to nothing.
        for (what, word) in
            [("filter, a key", "result"), ("filter by a dictionary, a key", "to:lake"), ("filter by an id, a key", "cafe")]
        {
            let keys: Vec<Filter> = (0..=word.len()).map(|length| Filter::parse(&word[..length], LANGUAGE)).collect();
            let mut arrangement = arranged();
            let mut turn = 0;
            group.bench_function(what, |bencher| {
                bencher.iter(|| {
                    turn += 1;
                    arrangement.set_filter(keys[turn % keys.len()].clone());
                    arrangement.update(&columns);
                    arrangement.count()
                });
            });
        }

        for (name, column) in [
            ("connection", Column::Connection),
            ("source", Column::Source),
            ("name", Column::Name),
            ("destination", Column::Destination),
            ("model", Column::Model),
            ("status", Column::Status),
            ("activated", Column::Activated),
        ] {
            let mut arrangement = arranged();
            arrangement.set_depth(Depth::None);
            let mut is_descending = false;
            group.bench_function(["sort by ", name].concat(), |bencher| {
                bencher.iter(|| {
                    is_descending = !is_descending;
                    arrangement.set_sort(Some(Sort { column, is_descending }));
                    arrangement.update(&columns);
                    arrangement.len()
                });
            });
        }

        let mut arrangement = arranged();
        let mut is_grouped = false;
        group.bench_function("group three levels, or not", |bencher| {
            bencher.iter(|| {
                is_grouped = !is_grouped;
                arrangement.set_depth(if is_grouped { Depth::Destination } else { Depth::None });
                arrangement.update(&columns);
                arrangement.len()
            });
        });

        let mut columns = sample.columns();
        let mut arrangement = arranged();
        arrangement.set_sort(Some(Sort { column: Column::Name, is_descending: false }));
        arrangement.set_filter(Filter::parse("result", LANGUAGE));
        let mut turn = 0;
        group.bench_function("one change, filtered and sorted", |bencher| {
            bencher.iter(|| {
                turn += 1;
                columns.put(&sample.changed(turn));
                arrangement.update(&columns);
                arrangement.len()
            });
        });
    }
    criterion.final_summary();
}

#[cfg(target_arch = "wasm32")]
fn main() {}
