//! Short messages about what was done, each with a way to undo it where there is one.

use crate::ui::toast::{Toast, ToastAction, Tone};
use leptos::prelude::*;
use std::time::Duration;

/// How long a confirmation stays, and how long again after a person has looked at it. Failures stay until they are dismissed.
const CONFIRMATION_STAYS: Duration = Duration::from_secs(8);

/// The messages on screen, from any component.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    next: StoredValue<u64>,
    is_held: StoredValue<bool>,
}

impl Default for Toasts {
    fn default() -> Self {
        Self { shown: RwSignal::new(Vec::new()), next: StoredValue::new(0), is_held: StoredValue::new(false) }
    }
}

impl Toasts {
    /// The messages on screen, oldest first.
    pub fn shown(self) -> ReadSignal<Vec<Toast>> {
        self.shown.read_only()
    }

    /// Confirms what was done.
    pub fn done(self, message: impl Into<String>) {
        self.confirm(message.into(), None);
    }

    /// Confirms what was done and offers to undo it.
    pub fn undoable(self, message: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        let on_press = Callback::new(move |()| undo());
        self.confirm(message.into(), Some(ToastAction { label: "Undo".to_owned(), on_press }));
    }

    /// Says that something failed; stays until dismissed.
    pub fn failed(self, message: impl Into<String>) {
        self.show(message.into(), Tone::Failed, None);
    }

    /// Takes a message away.
    pub fn dismiss(self, id: u64) {
        // Whoever held it cannot be heard letting go of what is no longer there.
        self.is_held.set_value(false);
        self.shown.update(|shown| shown.retain(|toast| toast.id != id));
    }

    /// While held, nothing goes by itself.
    pub fn hold(self, is_held: bool) {
        self.is_held.set_value(is_held);
    }

    fn confirm(self, message: String, action: Option<ToastAction>) {
        let id = self.show(message, Tone::Done, action);
        self.dismiss_later(id);
    }

    fn dismiss_later(self, id: u64) {
        let dismiss = move || match self.is_held.try_get_value() {
            Some(true) => self.dismiss_later(id),
            Some(false) => self.dismiss(id),
            // The app is gone.
            None => {}
        };
        set_timeout(dismiss, CONFIRMATION_STAYS);
    }

    fn show(self, message: String, tone: Tone, action: Option<ToastAction>) -> u64 {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        self.shown.update(|shown| shown.push(Toast { id, message, tone, action }));
        id
    }
}
