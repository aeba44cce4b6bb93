//! What is lit: the path through the thing under the pointer, else through the thing with the keyboard's focus.
//!
//! Each part in the page has a lamp. Moving the light touches the lamps of two paths and no others.

use std::collections::{HashMap, HashSet};

use leptos::prelude::*;

use causeway_flow::focus::{Part, Paths};

/// The light of one flow.
#[derive(Clone, Copy)]
pub(super) struct Light {
    hovered: RwSignal<Option<Part>>,
    focused: RwSignal<Option<Part>>,
    lit: StoredValue<HashSet<Part>>,
    lamps: StoredValue<HashMap<Part, ArcRwSignal<bool>>>,
}

impl Light {
    /// A light that follows these paths.
    pub(super) fn new(paths: Memo<Paths>) -> Self {
        let light = Self {
            hovered: RwSignal::new(None),
            focused: RwSignal::new(None),
            lit: StoredValue::default(),
            lamps: StoredValue::default(),
        };
        Effect::new(move |_| {
            let next: HashSet<Part> =
                light.part().map_or_else(HashSet::new, |part| paths.with(|paths| paths.through(part).into_iter().collect()));
            let before = light.lit.try_update_value(|lit| std::mem::replace(lit, next.clone())).unwrap_or_default();
            // Whatever comes into the page later looks whether it is lit.
            let lamps: Vec<_> = light.lamps.with_value(|lamps| {
                let changed = before.symmetric_difference(&next);
                changed.filter_map(|part| Some((lamps.get(part)?.clone(), next.contains(part)))).collect()
            });
            for (lamp, is_lit) in lamps {
                lamp.set(is_lit);
            }
        });
        light
    }

    /// The part whose path is lit.
    fn part(self) -> Option<Part> {
        self.hovered.get().or_else(|| self.focused.get())
    }

    /// Whether anything is lit, and the rest therefore dimmed.
    pub(super) fn is_on(self) -> bool {
        self.hovered.with(Option::is_some) || self.focused.with(Option::is_some)
    }

    /// Whether this part is lit.
    pub(super) fn lamp(self, part: Part) -> ArcRwSignal<bool> {
        let is_lit = self.lit.try_with_value(|lit| lit.contains(&part)).unwrap_or_default();
        let lamp = self.lamps.try_update_value(|lamps| lamps.entry(part).or_insert_with(|| ArcRwSignal::new(is_lit)).clone());
        lamp.unwrap_or_default()
    }

    /// The pointer came upon a part.
    pub(super) fn enter(self, part: Part) {
        self.hovered.set(Some(part));
    }

    /// The pointer left a part.
    pub(super) fn leave(self, part: Part) {
        if self.hovered.try_get_untracked().flatten() == Some(part) {
            self.hovered.set(None);
        }
    }

    /// The keyboard's focus came upon a part, or left the diagram.
    pub(super) fn focus(self, part: Option<Part>) {
        if self.focused.try_get_untracked().is_some_and(|focused| focused != part) {
            self.focused.set(part);
        }
    }

    /// Everything dark.
    pub(super) fn put_out(self) {
        self.hovered.set(None);
        self.focused.set(None);
    }
}
