//! Leaving with something typed that is not stored: asked about first, whichever way one leaves.

use super::{Here, Step};
use crate::paths::{Place, Query};
use leptos::prelude::*;

/// Whether something typed survives at a page with this query.
type Survives = Box<dyn Fn(Option<Place>, &Query) -> bool + Send + Sync>;

/// Something typed, for as long as its form stands.
pub(super) struct Guard {
    is_typed: Signal<bool>,
    survives: Survives,
    leaving: Leaving,
}

/// How a person wants to leave.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Way {
    /// By a link.
    To(String),
    /// With the browser's buttons.
    History,
}

/// The question whether to leave, for the form to ask.
#[derive(Clone, Copy)]
pub struct Leaving {
    /// Whether it is being asked; false again when the person stays.
    pub is_asking: RwSignal<bool>,
    here: Here,
    way: StoredValue<Option<Way>>,
}

impl Leaving {
    /// Leaves the way that was wanted, or as `otherwise` does where the question came from the form itself.
    pub fn leave_or(self, otherwise: impl FnOnce()) {
        match self.way.try_update_value(Option::take).flatten() {
            Some(Way::To(address)) => self.here.go_to(&address, Step::New),
            Some(Way::History) => self.here.step_back(),
            None => otherwise(),
        }
    }
}

impl Here {
    /// Asks before leaving for where what is typed would be lost: by a link, with the browser's buttons, or with the tab.
    pub fn guard(
        self,
        is_typed: Signal<bool>,
        survives: impl Fn(Option<Place>, &Query) -> bool + Send + Sync + 'static,
    ) -> Leaving {
        let leaving = Leaving { is_asking: RwSignal::new(false), here: self, way: StoredValue::new(None) };
        Effect::new(move || {
            if !leaving.is_asking.get() {
                leaving.way.set_value(None);
            }
        });
        let guard = Guard { is_typed, survives: Box::new(survives), leaving };
        let is_own = move |guard: &Guard| guard.leaving.is_asking == leaving.is_asking;
        self.guards.update_value(|guards| guards.push(guard));
        let unload = window_event_listener(leptos::ev::beforeunload, move |event| {
            if is_typed.try_get_untracked() == Some(true) {
                event.prevent_default();
            }
        });
        on_cleanup(move || {
            unload.remove();
            self.guards.try_update_value(|guards| guards.retain(|guard| !is_own(guard)));
        });
        leaving
    }

    /// Whether a form has to ask first; then it does.
    pub(super) fn is_held(self, address: &str, way: &Way) -> bool {
        let address = address.split_once('#').map_or(address, |(address, _)| address);
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let (place, query) = (super::place_at(path), Query::parse(query));
        let asked = self.guards.with_value(|guards| {
            let loses = |guard: &&Guard| guard.is_typed.get_untracked() && !(guard.survives)(place, &query);
            guards.iter().rev().find(loses).map(|guard| guard.leaving)
        });
        if let Some(leaving) = asked {
            leaving.is_asking.set(true);
            leaving.way.set_value(Some(way.clone()));
        }
        asked.is_some()
    }
}
