//! Ids: a map by them, and their text.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map by ids. They were made at random, by a server that is trusted, so mixing them a little is enough.
pub(crate) type IdMap<V> = HashMap<u128, V, BuildHasherDefault<IdHasher>>;

/// A set of ids, likewise.
pub type IdSet = HashSet<u128, BuildHasherDefault<IdHasher>>;

/// Mixes the two halves of an id.
#[derive(Clone, Copy, Default, Debug)]
pub struct IdHasher(u64);

impl Hasher for IdHasher {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "both halves are taken, one after the other")]
    fn write_u128(&mut self, id: u128) {
        let mixed = ((id >> 64) as u64).rotate_left(29) ^ id as u64;
        let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 29);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// How long the text of an id is: 32 digits in five groups.
const LENGTH: usize = 36;

/// Where its hyphens stand.
const HYPHENS: [usize; 4] = [8, 13, 18, 23];

/// A part of an id's text, to be looked for in many ids: what the id is to be at each place where the part can stand.
pub(crate) struct Part(Vec<Digits>);

/// Some digits of an id, and which.
#[derive(Default)]
struct Digits {
    mask: u128,
    digits: u128,
}

impl Part {
    /// For a text that is not empty.
    pub(crate) fn new(part: &str) -> Self {
        let starts = (LENGTH + 1).saturating_sub(part.len());
        Self((0..starts).filter_map(|start| Digits::at(start, part.as_bytes())).collect())
    }

    /// Whether it can be a part of an id at all.
    pub(crate) const fn can_be(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whether an id's text has it.
    pub(crate) fn is_in(&self, id: u128) -> bool {
        self.0.iter().any(|place| id & place.mask == place.digits)
    }
}

impl Digits {
    /// Those of a part that stands from here on; none where it cannot.
    fn at(start: usize, part: &[u8]) -> Option<Self> {
        let mut all = Self::default();
        for (place, byte) in (start..).zip(part) {
            let digit = match byte {
                b'0'..=b'9' => byte - b'0',
                b'a'..=b'f' => byte - b'a' + 10,
                b'-' if HYPHENS.contains(&place) => continue,
                _ => return None,
            };
            if HYPHENS.contains(&place) {
                return None;
            }
            let before = place - HYPHENS.iter().filter(|hyphen| **hyphen < place).count();
            let shift = 124 - 4 * before;
            all.mask |= 15 << shift;
            all.digits |= u128::from(digit) << shift;
        }
        Some(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: u128 = 0x0193_4f00_9abc_7def_8123_4567_89ab_cdef;
    const TEXT: &str = "01934f00-9abc-7def-8123-456789abcdef";

    #[test]
    fn every_part_is_found_and_nothing_else() {
        for start in 0..TEXT.len() {
            for end in start + 1..=TEXT.len() {
                assert!(Part::new(&TEXT[start..end]).is_in(ID), "{start}..{end}");
            }
        }
        for other in ["bc7d", "01934f01", "-9abd", "1-", "f-0", "8123-456789abcdef0"] {
            assert!(!Part::new(other).is_in(ID), "{other}");
        }
    }

    #[test]
    fn most_words_are_no_part_of_any_id() {
        assert!(Part::new("face-0").can_be());
        for word in ["lake", "FACE", "--", "face-0-1", "0123456789", &[TEXT, "0"].concat()] {
            assert_eq!(Part::new(word).can_be(), word == "0123456789", "{word}");
        }
    }
}
