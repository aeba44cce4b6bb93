//! Maps from keys that are random already: identifiers. Hashing them against attacks would cost more than all the drawing.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use crate::model::Key;

/// A map from something made of identifiers.
pub(crate) type Keyed<K, V> = HashMap<K, V, BuildHasherDefault<KeyHasher>>;

/// Some subscriptions.
pub type KeySet = HashSet<Key, BuildHasherDefault<KeyHasher>>;

/// Mixes what it is given by multiplying.
#[derive(Clone, Copy, Debug, Default)]
pub struct KeyHasher(u64);

impl KeyHasher {
    fn mix(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        // A map looks at the lowest and at the highest bits.
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.mix(u64::from(*byte));
        }
    }

    fn write_u128(&mut self, value: u128) {
        #[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
        for half in [value as u64, (value >> 64) as u64] {
            self.mix(half);
        }
    }

    fn write_usize(&mut self, value: usize) {
        self.mix(value as u64);
    }

    fn write_isize(&mut self, value: isize) {
        self.mix(value.cast_unsigned() as u64);
    }
}
