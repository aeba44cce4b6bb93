//! Says that the server no longer knows who is calling, whichever call found out.

use leptos::prelude::*;
use std::cell::Cell;

thread_local! {
    static LISTENER: Cell<Option<Callback<()>>> = const { Cell::new(None) };
}

/// From now on calls this whenever a call is refused because nobody is signed in. One listener at a time.
pub fn on_expiry(listener: Callback<()>) {
    LISTENER.set(Some(listener));
}

pub(super) fn notice() {
    if let Some(listener) = LISTENER.get() {
        // The app that listened may be gone.
        let _ = listener.try_run(());
    }
}
