//! One tab at a time: nobody writes over what another tab has just written.
//!
//! Browsers show a tab what another one has written a little later, also after the lock has gone over. So whoever writes says under which
//! generation, and a tab whose turn it is waits until it sees that. A turn is kept for a moment after it was used: the word gets round
//! before the lock does, and the next call often follows at once.

use super::super::live::sleep;
use super::super::tabs::{Channel, Lock};
use super::{CHANGED, rules::stored_generation};
use futures_channel::oneshot;
use leptos::prelude::set_timeout;
use std::cell::{Cell, OnceCell, RefCell};
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

/// How many milliseconds pass between two looks at what is stored, and how often it is looked at before it is taken as it is.
const LOOKS: (u32, u32) = (5, 100);

thread_local! {
    /// The last generation that a tab has spoken of.
    static SPOKEN_OF: Cell<Option<u64>> = const { Cell::new(None) };
    static HEARING: OnceCell<Option<Channel>> = const { OnceCell::new() };
    static TURN: RefCell<Turn> = const { RefCell::new(Turn::Elsewhere) };
}

/// Waits until it is this tab's turn. What is done then without waiting is done by this tab alone.
pub(super) async fn take() {
    HEARING.with(|hearing| {
        hearing.get_or_init(|| Channel::open(CHANGED, |generation| SPOKEN_OF.set(generation.parse().ok())));
    });
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
    for _ in 0..LOOKS.1 {
        // Where nothing is stored any more, somebody began anew.
        let Some(stored) = stored_generation() else { break };
        if SPOKEN_OF.get().is_none_or(|generation| generation == stored) {
            break;
        }
        sleep(LOOKS.0).await;
    }
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
