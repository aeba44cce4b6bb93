//! A map by ids. A server that is trusted made them at random, so mixing them a little is enough, and faster than the standard way.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use uuid::Uuid;

/// A number for each id.
pub(super) type IdMap = HashMap<Uuid, u32, BuildHasherDefault<IdHasher>>;

/// Mixes the two halves of an id.
#[derive(Default)]
pub(super) struct IdHasher(u64);

impl Hasher for IdHasher {
    fn write(&mut self, bytes: &[u8]) {
        for half in bytes.chunks(8) {
            let word = half.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
            self.0 = (self.0.rotate_left(29) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }

    fn write_usize(&mut self, _: usize) {
        // How long an id is says nothing.
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use std::hash::BuildHasher;

    #[test]
    fn ids_that_follow_each_other_are_spread() {
        let hash = BuildHasherDefault::<IdHasher>::default();
        let first = 0x0190_b000_0000_7000_8000_0000_0000_0000;
        let low: HashSet<u64> = (0..1000).map(|number| hash.hash_one(Uuid::from_u128(first + number)) & 0xffff).collect();
        let high: HashSet<u64> = (0..1000).map(|number| hash.hash_one(Uuid::from_u128(first + number)) >> 57).collect();
        assert!(low.len() > 950 && high.len() > 100, "{} and {}", low.len(), high.len());
    }
}
