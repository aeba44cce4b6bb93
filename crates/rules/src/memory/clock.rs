//! Time and ids. Both come from outside, so that the same clock makes the same data.

use causeway_api::Instant;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where time and chance come from.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// The time: `Date.now` in the browser, a fixed instant in tests.
    pub now: fn() -> Instant,
    /// Random bits for ids, such as those of a version 4 UUID; a constant in tests.
    pub entropy: fn() -> u128,
}

/// The last id given: 48 bits of milliseconds and 74 of chance, without the fixed bits between them.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(super) struct LastId(u128);

const CHANCE_BITS: u32 = 74;

impl LastId {
    /// A version 7 UUID (RFC 9562) that is greater than the last one, whatever the clock did in between.
    pub(super) fn next(&mut self, now: Instant, entropy: u128) -> Uuid {
        let time = u128::from(now.0.max(0).cast_unsigned()) & 0xffff_ffff_ffff;
        let fresh = time << CHANCE_BITS | entropy & ((1 << CHANCE_BITS) - 1);
        // Within a millisecond ids go up by small random steps, so that they stay hard to guess.
        let step = 1 + (entropy & 0xffff_ffff);
        self.0 = fresh.max(self.0 + step);
        let (time, chance) = (self.0 >> CHANCE_BITS, self.0 & ((1 << CHANCE_BITS) - 1));
        let (high, low) = (chance >> 62, chance & ((1 << 62) - 1));
        Uuid::from_u128(time << 80 | 7 << 76 | high << 64 | 0b10 << 62 | low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ids_only_grow_and_are_of_version_7(steps in prop::collection::vec((0_i64..4, any::<u128>()), 1..40)) {
            let (mut last, mut before) = (LastId::default(), Uuid::nil());
            for (back, entropy) in steps {
                let id = last.next(Instant(1_772_366_400_000 - back), entropy);
                prop_assert!(id > before);
                prop_assert_eq!(id.get_version_num(), 7);
                prop_assert_eq!(id.get_variant(), uuid::Variant::RFC4122);
                before = id;
            }
        }
    }
}
