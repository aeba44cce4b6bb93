//! Keys that work on every page. What hears them is here, small, with the first screen; what they do arrives with a later part
//! ([`answers`]), for which the keys pressed before it wait.
//!
//! A control says by `aria-keyshortcuts` which key it answers to, and that is how its key finds it.

#![expect(unreachable_pub, reason = "the component macro writes public functions")]

mod answers;
mod list;
mod meaning;

pub(crate) use answers::KeyAnswers;
pub(crate) use list::KeyList;

use crate::lazy;
use crate::location::Here;
use crate::parts::Work;
use crate::paths::create_query;
use crate::stores::Sessions;
use crate::theme::storage;
use crate::ui::{Icon, IconName};
use causeway_api::{ConnectionId, EnvironmentId};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// What keys open over the page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opened {
    /// The command palette.
    Palette,
    /// Which keys there are.
    List,
}

/// Set in the browser's storage where single keys are turned off.
const OFF: &str = "causeway-keys-off";

/// As many keys as wait for what answers them; the last ones do.
const MOST_EARLY: usize = 8;

/// The keys, from any component in the frame.
#[derive(Clone, Copy)]
pub struct Keys {
    /// The environment that keys go to.
    pub(crate) environment: Memo<Option<EnvironmentId>>,
    /// What they opened.
    pub(crate) opened: RwSignal<Option<Opened>>,
    /// Whether keys that are pressed alone do anything.
    are_single_on: RwSignal<bool>,
    /// Whether a key was pressed, so that what answers it has to come.
    is_awaited: RwSignal<bool>,
    answer: StoredValue<Option<Callback<KeyboardEvent>>>,
    early: StoredValue<Vec<KeyboardEvent>, LocalStorage>,
}

impl Keys {
    /// Listens for as long as the component around this call stands, and makes itself known to everything in it.
    pub fn provide(environment: Memo<Option<EnvironmentId>>) -> Self {
        let is_off = storage().and_then(|storage| storage.get_item(OFF).ok().flatten()).is_some();
        let keys = Self {
            environment,
            opened: RwSignal::new(None),
            are_single_on: RwSignal::new(!is_off),
            is_awaited: RwSignal::new(false),
            answer: StoredValue::new(None),
            early: StoredValue::new_local(Vec::new()),
        };
        let listener = window_event_listener(leptos::ev::keydown, move |event| keys.hear(event));
        on_cleanup(move || listener.remove());
        provide_context(keys);
        keys
    }

    /// The keys, provided by the frame.
    pub(crate) fn expect() -> Self {
        expect_context()
    }

    /// Whether a key was pressed; tracked.
    pub(crate) fn is_awaited(self) -> bool {
        self.is_awaited.get()
    }

    /// What a control writes into its `aria-keyshortcuts`: its key, unless single keys are turned off.
    pub(crate) fn single(self, key: &'static str) -> Signal<Option<&'static str>> {
        Signal::derive(move || self.are_single_on.get().then_some(key))
    }

    /// The tooltip of a control that answers to single keys.
    pub(crate) fn tip(self, tip: &'static str) -> Signal<Option<&'static str>> {
        self.single(tip)
    }

    fn hear(self, event: KeyboardEvent) {
        // Not the browser's, also while what opens the palette is still on its way.
        if meaning::is_palette(&event) {
            event.prevent_default();
        }
        if let Some(answer) = self.answer.get_value() {
            answer.run(event);
        } else {
            self.early.update_value(|early| {
                if early.len() == MOST_EARLY {
                    early.remove(0);
                }
                early.push(event);
            });
            self.is_awaited.set(true);
        }
    }
}

/// *Create subscription* above a page, which `n` presses.
#[component]
pub(crate) fn CreateLink(
    /// Whom with; within your own organization where nobody is named.
    connection: Option<ConnectionId>,
) -> impl IntoView {
    let (keys, here) = (Keys::expect(), Here::expect());
    let sessions: Sessions = expect_context();
    let may_create = Memo::new(move |_| keys.environment.get().is_none_or(|environment| sessions.may_manage(environment)));
    move || {
        if !may_create.get() {
            return lazy::aside(Work::MayNotCreate);
        }
        view! {
            <a
                class="button"
                data-kind="primary"
                href=move || here.href(|query| create_query(&query, connection, None, None))
                aria-keyshortcuts=keys.single("n")
                title=keys.tip("Key: n")
            >
                <Icon name=IconName::Plus />
                "Create subscription"
            </a>
        }
        .into_any()
    }
}
