//! Which of your ends are to be shared: what the server knows, and what was ticked since.

use causeway_api::EndKind;
use uuid::Uuid;

/// Which end something is.
pub(super) type Key = (EndKind, Uuid);

/// What was ticked and not saved yet. It goes on top of what the server knows, so that what others save meanwhile stays.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Ticks(Vec<(Key, bool)>);

impl Ticks {
    pub(super) fn set(&mut self, key: Key, is_on: bool) {
        self.0.retain(|(known, _)| *known != key);
        self.0.push((key, is_on));
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Whether an end is ticked.
    pub(super) fn is_on(&self, key: Key, shared: &[Key]) -> bool {
        self.0.iter().find(|(known, _)| *known == key).map_or_else(|| shared.contains(&key), |(_, is_on)| *is_on)
    }

    /// What is to be shared; of what was ticked only ends that are still there.
    pub(super) fn wanted(&self, shared: &[Key], existing: &[Key]) -> Vec<Key> {
        let mut wanted: Vec<Key> = shared.iter().copied().filter(|key| self.is_on(*key, shared)).collect();
        wanted.extend(
            self.0.iter().filter(|(key, is_on)| *is_on && !shared.contains(key) && existing.contains(key)).map(|(key, _)| *key),
        );
        wanted
    }

    /// Whether saving would change anything.
    pub(super) fn is_changed(&self, shared: &[Key]) -> bool {
        self.0.iter().any(|(key, is_on)| shared.contains(key) != *is_on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INTAKE: Key = (EndKind::Source, Uuid::from_u128(1));
    const LAKE: Key = (EndKind::Destination, Uuid::from_u128(1));
    const ALERTS: Key = (EndKind::Destination, Uuid::from_u128(2));

    #[test]
    fn what_is_ticked_goes_on_top_of_what_is_shared() {
        let mut ticks = Ticks::default();
        assert!(!ticks.is_changed(&[INTAKE]) && ticks.is_on(INTAKE, &[INTAKE]) && !ticks.is_on(LAKE, &[INTAKE]));
        ticks.set(LAKE, true);
        ticks.set(INTAKE, false);
        assert!(ticks.is_changed(&[INTAKE]) && ticks.is_on(LAKE, &[INTAKE]) && !ticks.is_on(INTAKE, &[INTAKE]));
        // Somebody else shares another one meanwhile.
        assert_eq!(ticks.wanted(&[INTAKE, ALERTS], &[INTAKE, LAKE, ALERTS]), [ALERTS, LAKE]);
        assert_eq!(ticks.wanted(&[INTAKE], &[INTAKE]), [], "what was deleted is not shared");
    }

    #[test]
    fn a_tick_that_is_taken_back_changes_nothing() {
        let mut ticks = Ticks::default();
        ticks.set(LAKE, true);
        ticks.set(LAKE, false);
        assert!(!ticks.is_changed(&[INTAKE]));
        ticks.set(LAKE, true);
        assert!(!ticks.is_changed(&[LAKE]), "somebody else shared it too");
        ticks.clear();
        assert_eq!(ticks, Ticks::default());
    }
}
