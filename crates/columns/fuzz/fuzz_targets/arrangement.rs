//! Rows come, change and go, are filtered, sorted, grouped and collapsed as the fuzzer likes, and what the columns show is what the model
//! of the crate's tests shows.
#![no_main]

#[path = "../../tests/model/naive.rs"]
mod naive;
#[path = "../../tests/model/pair.rs"]
mod pair;

use libfuzzer_sys::arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use pair::{Pair, Seed, Step};

/// More make each input slow and find nothing else.
const MOST_STEPS: usize = 200;

fuzz_target!(|bytes: &[u8]| {
    let mut bytes = Unstructured::new(bytes);
    let mut pair = Pair::default();
    for _ in 0..MOST_STEPS {
        let Ok(step) = step(&mut bytes) else { break };
        pair.take(step);
        if bytes.is_empty() {
            break;
        }
    }
    pair.compare();
});

fn step(bytes: &mut Unstructured) -> Result<Step> {
    Ok(match bytes.int_in_range(0_u8..=11)? {
        0 => Step::PutMany((0..bytes.int_in_range(1..=120)?).map(|_| seed(bytes)).collect::<Result<_>>()?),
        1 => Step::Remove(below(bytes, 40)?),
        2 => Step::Clear,
        3 => Step::NameConnection(below(bytes, 3)?, below(bytes, 4)?),
        4 => Step::RenameSource(below(bytes, 4)?, below(bytes, 4)?),
        5 => Step::Filter(bytes.arbitrary()?),
        6 => Step::Sort(if bytes.arbitrary()? { Some((below(bytes, 8)?.into(), bytes.arbitrary()?)) } else { None }),
        7 => Step::Depth(below(bytes, 4)?),
        8 => Step::Toggle(bytes.arbitrary()?),
        9 => Step::Update,
        _ => Step::Put(seed(bytes)?),
    })
}

fn seed(bytes: &mut Unstructured) -> Result<Seed> {
    Ok(Seed {
        id: below(bytes, 40)?,
        name: below(bytes, 12)?,
        connection: below(bytes, 3)?,
        source: below(bytes, 4)?,
        destination: below(bytes, 4)?,
        model: below(bytes, 3)?,
        status: below(bytes, 3)?,
        time: bytes.int_in_range(-2..=2)?,
    })
}

fn below(bytes: &mut Unstructured, count: u8) -> Result<u8> {
    bytes.int_in_range(0..=count - 1)
}
