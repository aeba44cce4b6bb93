//! One tab at a time: nobody writes over what another tab has just written.
//!
//! A tab keeps its turn for a moment after it has used it: browsers tell their tabs of what was written a little later, and the next call
//! often follows at once.

use super::super::tabs::Lock;
use futures_channel::oneshot;
use leptos::prelude::set_timeout;
use std::cell::RefCell;
use std::time::Duration;

/// What the lock is called.
const LOCK: &str = "causeway-demo";

/// How long a turn is kept after it was used last.
const MOMENT: Duration = Duration::from_millis(30);

enum Turn {
    /// Others have it, or nobody.
    Elsewhere,
    /// These wait for it in this tab.
    Coming(Vec<oneshot::Sender<()>>),
    /// It is here, and was used so often.
    Here { _lock: Lock, used: u32 },
}

thread_local! {
    static TURN: RefCell<Turn> = const { RefCell::new(Turn::Elsewhere) };
}

/// Waits until it is this tab's turn. What is done then without waiting is done by this tab alone.
pub(super) async fn take() {
    let waiting = TURN.with_borrow_mut(|turn| {
        if matches!(turn, Turn::Elsewhere) {
            *turn = Turn::Coming(Vec::new());
            wasm_bindgen_futures::spawn_local(come());
        }
        match turn {
            Turn::Coming(waiting) => {
                let (sender, came) = oneshot::channel();
                waiting.push(sender);
                Some(came)
            }
            Turn::Here { .. } | Turn::Elsewhere => None,
        }
    });
    if let Some(came) = waiting {
        // Dropped or sent, it has come.
        let _ = came.await;
    }
    let used = TURN.with_borrow_mut(|turn| match turn {
        Turn::Here { used, .. } => {
            *used += 1;
            *used
        }
        Turn::Elsewhere | Turn::Coming(_) => 0,
    });
    set_timeout(move || give_up(used), MOMENT);
}

async fn come() {
    let lock = Lock::wait(LOCK).await;
    let before = TURN.replace(Turn::Here { _lock: lock, used: 0 });
    if let Turn::Coming(waiting) = before {
        for waiter in waiting {
            // Whoever waited may be gone.
            let _ = waiter.send(());
        }
    }
    // Where all of them are gone, nobody else gives it up.
    set_timeout(|| give_up(0), MOMENT);
}

/// Lets others have it, unless it was used since.
fn give_up(used: u32) {
    TURN.with_borrow_mut(|turn| {
        if matches!(turn, Turn::Here { used: now, .. } if *now == used) {
            *turn = Turn::Elsewhere;
        }
    });
}
