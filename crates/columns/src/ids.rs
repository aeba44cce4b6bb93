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

/// How long the text of an id is.
const LENGTH: usize = 36;

/// An id as it is written: 32 digits in five groups.
pub(crate) fn text(id: u128) -> [u8; LENGTH] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = [b'-'; LENGTH];
    let places = (0..LENGTH).filter(|place| ![8, 13, 18, 23].contains(place));
    for (digit, place) in places.enumerate() {
        text[place] = DIGITS[(id >> (124 - 4 * digit)) as usize & 15];
    }
    text
}

/// Whether a text can be a part of an id at all.
pub(crate) fn can_be_part(text: &str) -> bool {
    text.len() <= LENGTH && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// Whether an id's text has this part.
pub(crate) fn has_part(id: u128, part: &str) -> bool {
    let (text, part) = (text(id), part.as_bytes());
    text.windows(part.len().max(1)).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: u128 = 0x0193_4f00_9abc_7def_8123_4567_89ab_cdef;

    #[test]
    fn an_id_is_written_in_five_groups() {
        assert_eq!(&text(ID), b"01934f00-9abc-7def-8123-456789abcdef");
    }

    #[test]
    fn a_part_may_go_across_groups() {
        assert!(has_part(ID, "bc-7d"));
        assert!(has_part(ID, "01934f00-9abc-7def-8123-456789abcdef"));
        assert!(!has_part(ID, "bc7d"));
        assert!(can_be_part("face-0"));
        assert!(!can_be_part("lake"));
    }
}
