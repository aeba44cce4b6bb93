//! A map by ids that keeps no ids: they stand in their owner's list anyway, so that only places in it are kept.

/// Marks a slot that is free. No list is so long.
const FREE: u32 = u32::MAX;

/// Where each id stands in a list. Every question brings `id_of`, which reads that list. Ids were made at random, by a server that is
/// trusted, so mixing them a little is enough.
#[derive(Default)]
pub struct IdIndex {
    /// Places, each in the slot that its id points at or in one of those after it; a power of two of them, or none.
    slots: Vec<u32>,
    len: usize,
}

impl IdIndex {
    /// How many ids there are.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Where an id stands.
    pub fn get(&self, id: u128, id_of: impl Fn(u32) -> u128) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        Some(self.slots[self.slot(id, &id_of)]).filter(|place| *place != FREE)
    }

    /// Says where an id stands from now on.
    pub fn set(&mut self, id: u128, place: u32, id_of: impl Fn(u32) -> u128) {
        if self.len >= Self::most(self.slots.len()) {
            self.make_room(self.len + 1, &id_of);
        }
        let slot = self.slot(id, &id_of);
        self.len += usize::from(self.slots[slot] == FREE);
        self.slots[slot] = place;
    }

    /// Forgets an id; where it stood.
    pub fn remove(&mut self, id: u128, id_of: impl Fn(u32) -> u128) -> Option<u32> {
        let place = self.get(id, &id_of)?;
        let mask = self.slots.len() - 1;
        let mut hole = self.slot(id, &id_of);
        let mut at = hole;
        self.len -= 1;
        loop {
            at = (at + 1) & mask;
            if self.slots[at] == FREE {
                self.slots[hole] = FREE;
                return Some(place);
            }
            // What would not be found beyond the hole moves into it.
            let from = self.points_at(id_of(self.slots[at]));
            if at.wrapping_sub(from) & mask >= at.wrapping_sub(hole) & mask {
                self.slots[hole] = self.slots[at];
                hole = at;
            }
        }
    }

    /// Forgets all ids.
    pub fn clear(&mut self) {
        self.slots.fill(FREE);
        self.len = 0;
    }

    /// Makes room for so many more at once.
    pub fn reserve(&mut self, more: usize, id_of: impl Fn(u32) -> u128) {
        if self.len + more > Self::most(self.slots.len()) {
            self.make_room(self.len + more, &id_of);
        }
    }

    /// How many ids so many slots are for: beyond that, looking for one takes long.
    const fn most(slots: usize) -> usize {
        slots / 8 * 7
    }

    fn make_room(&mut self, len: usize, id_of: &impl Fn(u32) -> u128) {
        let slots = (len + len / 7 + 1).next_power_of_two().max(8);
        let before = std::mem::replace(&mut self.slots, vec![FREE; slots]);
        for place in before.into_iter().filter(|place| *place != FREE) {
            let slot = self.slot(id_of(place), id_of);
            self.slots[slot] = place;
        }
    }

    /// The slot of an id, or the free one where it would be.
    fn slot(&self, id: u128, id_of: &impl Fn(u32) -> u128) -> usize {
        let mut slot = self.points_at(id);
        while self.slots[slot] != FREE && id_of(self.slots[slot]) != id {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        slot
    }

    #[expect(clippy::cast_possible_truncation, reason = "both halves of an id are taken, and as many bits as count the slots")]
    fn points_at(&self, id: u128) -> usize {
        let mixed = ((id >> 64) as u64).rotate_left(29) ^ id as u64;
        let mixed = (mixed ^ mixed >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> (64 - self.slots.len().trailing_zeros())) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #[test]
        fn finds_what_a_map_finds(steps in prop::collection::vec((0_u128..60, any::<bool>()), 0..300), room in 0_usize..40) {
            let mut list = Vec::new();
            let (mut index, mut map) = (IdIndex::default(), HashMap::new());
            index.reserve(room, |_| unreachable!("nothing is there"));
            for (id, is_removed) in steps {
                if is_removed {
                    prop_assert_eq!(index.remove(id, |place| list[place as usize]), map.remove(&id));
                } else {
                    let place = u32::try_from(list.len()).expect("they are few");
                    list.push(id);
                    index.set(id, place, |place| list[place as usize]);
                    map.insert(id, place);
                }
                prop_assert_eq!(index.len(), map.len());
                for id in 0..60 {
                    prop_assert_eq!(index.get(id, |place| list[place as usize]), map.get(&id).copied());
                }
            }
            index.clear();
            prop_assert!(index.is_empty() && index.get(0, |place| list[place as usize]).is_none());
        }
    }

    #[test]
    fn ids_that_follow_each_other_are_spread() {
        for step in [1, 1 << 64, 1 << 80] {
            let ids: Vec<u128> = (0..1000).map(|number| 0x0190_b000_0000_7000_8000_0000_0000_0000 + number * step).collect();
            let mut index = IdIndex::default();
            let id_of = |place: u32| ids[place as usize];
            (0..).zip(&ids).for_each(|(place, id)| index.set(*id, place, id_of));
            let away = ids.iter().map(|id| index.slot(*id, &id_of).abs_diff(index.points_at(*id))).sum::<usize>();
            assert!(away < 6 * ids.len(), "{away}");
        }
    }
}
