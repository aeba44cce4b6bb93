//! A bell: however often it rings while nobody listens, it has rung once.

use futures_channel::oneshot;
use std::cell::{Cell, RefCell};

/// For one listener at a time.
#[derive(Default)]
pub(super) struct Bell {
    has_rung: Cell<bool>,
    listener: RefCell<Option<oneshot::Sender<()>>>,
}

impl Bell {
    pub(super) fn ring(&self) {
        self.has_rung.set(true);
        // Dropped, it wakes the listener.
        self.listener.take();
    }

    /// Forgets that it has rung.
    pub(super) fn hush(&self) {
        self.has_rung.set(false);
    }

    /// Waits until it rings, unless it has rung since it was last heard.
    pub(super) async fn heard(&self) {
        while !self.has_rung.take() {
            let (sender, rung) = oneshot::channel();
            self.listener.replace(Some(sender));
            // Either way something happened.
            let _ = rung.await;
        }
    }
}
