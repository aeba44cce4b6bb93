//! Memory is tables.

use causeway_api::Instant;
use causeway_rules::conformance::Check;
use causeway_rules::{Clock, Memory};

fn on_memory(check: Check) {
    check(&mut Memory::new(Clock { now: || Instant(1_772_366_400_000), entropy: || 1 }));
}

causeway_rules::conformance_tests!(on_memory);
