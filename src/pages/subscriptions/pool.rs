//! Which row of the page shows which subject. Rows of the page are slots that are used again: scrolling and filtering give a slot another
//! subject, which costs far less than another row. A subject keeps its slot for as long as it is shown, and the slot of one that is
//! pinned is never given to another. Pure.

/// As many slots are kept for later, beyond those that show something.
const SPARE: usize = 40;

/// Slots by their numbers. A number that went is never used again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Pool<K> {
    shown: Vec<(usize, K)>,
    spare: Vec<usize>,
    made: usize,
}

impl<K> Default for Pool<K> {
    fn default() -> Self {
        Self { shown: Vec::new(), spare: Vec::new(), made: 0 }
    }
}

impl<K: Copy + PartialEq> Pool<K> {
    /// The same pool, showing these subjects.
    pub(super) fn showing(&self, subjects: &[K], is_pinned: impl Fn(&K) -> bool) -> Self {
        let mut free: Vec<usize> = Vec::new();
        for (slot, subject) in &self.shown {
            // What is pinned and not shown any more takes its slot with it: that may hold the focus.
            if !subjects.contains(subject) && !is_pinned(subject) {
                free.push(*slot);
            }
        }
        free.extend(&self.spare);
        // The first first, so that rows that all change stay where they are.
        let mut free = free.into_iter();
        let mut made = self.made;
        let mut take = || {
            free.next().unwrap_or_else(|| {
                made += 1;
                made
            })
        };
        let known = |subject: &K| self.shown.iter().find(|(_, shown)| shown == subject).map(|(slot, _)| *slot);
        let shown = subjects.iter().map(|subject| (known(subject).unwrap_or_else(&mut take), *subject)).collect();
        let spare = free.take(SPARE).collect();
        Self { shown, spare, made }
    }

    /// The slots that show something, in the order of what they show.
    pub(super) fn shown(&self) -> impl Iterator<Item = usize> {
        self.shown.iter().map(|(slot, _)| *slot)
    }

    /// The slots that wait to be used again.
    pub(super) fn spare(&self) -> impl Iterator<Item = usize> {
        self.spare.iter().copied()
    }
}

/// Which of some elements may stay where they are while the others are moved around them: as many as can, and one that must, since
/// moving it would take its focus. The numbers are the places that the elements have now, in the order that they should have; none for
/// what is not in the page.
pub(super) fn staying(places: &[Option<usize>], must: Option<usize>) -> Vec<bool> {
    let fixed = must.and_then(|at| places[at].map(|place| (at, place)));
    let may = |at: usize, place: usize| fixed.is_none_or(|fixed| at.cmp(&fixed.0) == place.cmp(&fixed.1));
    // The longest run of growing places that ends at each element, and the element before it in that run.
    let mut runs: Vec<Option<(usize, Option<usize>)>> = Vec::with_capacity(places.len());
    for (at, place) in places.iter().enumerate() {
        let run = place.filter(|place| may(at, *place)).map(|place| {
            let longer = |before: &usize| places[*before].is_some_and(|earlier| earlier < place);
            let length = |before: &usize| runs[*before].map_or(0, |(length, _)| length);
            let before = (0..at).filter(longer).filter(|before| runs[*before].is_some()).max_by_key(length);
            (before.as_ref().map_or(0, length) + 1, before)
        });
        runs.push(run);
    }
    let mut stays = vec![false; places.len()];
    let mut next = (0..runs.len()).filter(|at| runs[*at].is_some()).max_by_key(|at| runs[*at].map(|(length, _)| length));
    while let Some(at) = next {
        stays[at] = true;
        next = runs[at].and_then(|(_, before)| before);
    }
    stays
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_scrolls_out_lends_its_slots_to_what_scrolls_in() {
        let pool = Pool::default().showing(&['a', 'b', 'c'], |_| false);
        let scrolled = pool.showing(&['c', 'd', 'e'], |_| false);
        assert_eq!(pool.shown().collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(scrolled.shown().collect::<Vec<_>>(), [3, 1, 2]);
    }

    #[test]
    fn the_slot_of_what_is_pinned_goes_with_it() {
        let pool = Pool::default().showing(&['a', 'b'], |_| false);
        let filtered = pool.showing(&['c', 'd'], |subject| *subject == 'a');
        assert_eq!(filtered.shown().collect::<Vec<_>>(), [2, 3]);
        assert_eq!(filtered.spare().count(), 0);
    }

    #[test]
    fn few_are_moved_and_never_what_must_stay() {
        let places = [Some(4), Some(5), Some(6), Some(1), Some(2)];
        assert_eq!(staying(&places, None), [true, true, true, false, false]);
        assert_eq!(staying(&places, Some(3)), [false, false, false, true, true]);
        assert_eq!(staying(&[None, Some(0)], Some(0)), [false, true]);
    }

    proptest! {
        #[test]
        fn every_subject_has_one_slot_and_keeps_it(
            steps in prop::collection::vec((prop::collection::btree_set(0_u8..40, 0..20), 0_u8..40), 1..8),
        ) {
            let mut pool = Pool::default();
            let mut gone: Vec<usize> = Vec::new();
            for (subjects, pinned) in steps {
                let subjects: Vec<u8> = subjects.into_iter().collect();
                let next = pool.showing(&subjects, |subject| *subject == pinned);
                let slots: Vec<usize> = next.shown().collect();
                prop_assert_eq!(slots.len(), subjects.len());
                let mut all: Vec<usize> = slots.iter().copied().chain(next.spare()).collect();
                prop_assert!(all.iter().all(|slot| !gone.contains(slot)));
                for (slot, subject) in &pool.shown {
                    match subjects.iter().position(|other| other == subject) {
                        Some(at) => prop_assert_eq!(slots[at], *slot),
                        None if *subject == pinned => prop_assert!(!all.contains(slot)),
                        None => {}
                    }
                }
                gone.extend(pool.shown().chain(pool.spare()).filter(|slot| !all.contains(slot)));
                let count = all.len();
                all.sort_unstable();
                all.dedup();
                prop_assert_eq!(all.len(), count);
                pool = next;
            }
        }

        #[test]
        fn what_stays_is_in_order(
            places in prop::collection::vec(prop::option::of(0_usize..100), 0..20),
            must in 0_usize..20,
        ) {
            let mut places = places;
            let mut seen = std::collections::HashSet::new();
            for place in &mut places {
                *place = place.filter(|place| seen.insert(*place));
            }
            let must = Some(must).filter(|at| *at < places.len());
            let stays = staying(&places, must);
            let kept: Vec<usize> = places.iter().zip(&stays).filter(|(_, stays)| **stays).filter_map(|(place, _)| *place).collect();
            prop_assert!(kept.is_sorted());
            if let Some(at) = must {
                prop_assert_eq!(stays[at], places[at].is_some());
            }
            prop_assert_eq!(places.iter().any(Option::is_some), stays.contains(&true));
        }
    }
}
