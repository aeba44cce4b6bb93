//! How long reading a snapshot's lines takes, on this machine: `cargo bench -p causeway-api`. `serde_json` reads the same beside it, with all
//! that it can say of what it cannot read.

#[cfg(not(target_arch = "wasm32"))]
#[path = "decode/sample.rs"]
mod sample;

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use causeway_api::{Snapshot, Subscription};
    use criterion::{Criterion, Throughput};

    let mut criterion = Criterion::default().configure_from_args().sample_size(20);
    let mut group = criterion.benchmark_group("decode");
    for count in [1_000, 100_000] {
        let lines = sample::lines(count);
        group.throughput(Throughput::Bytes(lines.iter().map(|line| line.len() as u64).sum()));
        let total = |read: fn(&[u8]) -> Subscription| lines.iter().map(|line| read(line).name.len()).sum::<usize>();
        group.bench_function(count.to_string(), |bencher| {
            bencher.iter(|| total(|line| Snapshot::read_row(line).expect("the contract's own")));
        });
        group.bench_function([&count.to_string(), ", by serde_json"].concat(), |bencher| {
            bencher.iter(|| total(|line| serde_json::from_slice(line).expect("the contract's own")));
        });
    }
    group.finish();
    criterion.final_summary();
}

#[cfg(target_arch = "wasm32")]
fn main() {}
