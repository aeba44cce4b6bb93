//! A switch that lets the demo fail on purpose, so that tests can see what people see then. Nothing in the app turns it.

use super::CallError;
use futures_channel::oneshot;
use std::cell::{Cell, RefCell};

/// What goes wrong with every call to the demo.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// It waits until the switch is turned again.
    Held,
    /// Nobody answers it.
    Unreachable,
}

thread_local! {
    static FAULT: Cell<Option<Fault>> = const { Cell::new(None) };
    static HELD: RefCell<Vec<oneshot::Sender<()>>> = const { RefCell::new(Vec::new()) };
}

/// Turns the switch. Calls that were held until now go on, and meet the fault that is set now.
pub fn set_fault(fault: Option<Fault>) {
    FAULT.set(fault);
    for held in HELD.take() {
        // Whoever called may be gone.
        let _ = held.send(());
    }
}

/// Lets a call pass, sooner or later, or not at all.
pub(super) async fn pass() -> Result<(), CallError> {
    while FAULT.get() == Some(Fault::Held) {
        let (sender, released) = oneshot::channel();
        HELD.with_borrow_mut(|held| held.push(sender));
        // The sender is kept until the switch is turned.
        let _ = released.await;
    }
    if FAULT.get() == Some(Fault::Unreachable) { Err(CallError::Unreachable) } else { Ok(()) }
}
