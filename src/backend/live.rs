//! What arrives by itself: everything there is in slices, and after that every change, whoever made it.
//!
//! The snapshot is on the way to the first screen; what watches comes in a part of its own, behind it.

mod lines;
mod pause;
mod watching;

use super::{Backend, CallError, refused};
use crate::lazy::lazy;
use causeway_api::{
    EnvironmentId, Snapshot, SnapshotHead, Subscription, SubscriptionSnapshot, Unreadable, WireResponse, decode_refusal, encode,
};
use futures_channel::oneshot;
use leptos::prelude::window;
use lines::Lines;
use pause::let_others;
pub(super) use pause::sleep;
use watching::Wanted;

/// What arrives by itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum News {
    /// The newest state of rows, deleted ones too (`deleted_at` says so). A row may come that is known already, or older than what is
    /// known: its `version` tells. One of the same version may have other names of its ends.
    Rows {
        /// Nothing up to this is missing any more.
        sequence: u64,
        /// The rows, each once.
        rows: Vec<Subscription>,
        /// Whether connections changed, or what is shared in them: read them again.
        connections_changed: bool,
    },
    /// Too much happened meanwhile: read everything again, and watch anew from there. Nothing more comes from this watch.
    Reset,
    /// Nobody answers; it is being tried again.
    Lost,
    /// It is there again; what was missed comes next.
    Back,
}

/// Tells what changes for as long as it is kept.
#[derive(Debug)]
#[must_use = "dropping it ends the watching"]
pub struct Watch {
    _ends: oneshot::Sender<()>,
}

/// How many rows come first: more than a window shows.
const FIRST: usize = 100;

/// For how many milliseconds rows are read before somebody else has a turn. What is done with them takes as long again.
const TURN: f64 = 4.0;

/// After how many milliseconds rows that are there are handed on, though there are few: a slow connection is seen to move.
const PATIENCE: f64 = 100.0;

/// How many rows are read between two looks at the clock.
const LOOK_EVERY: usize = 16;

lazy! {
    live, load_live: fn begin(wanted: Wanted, ended: oneshot::Receiver<()>) -> () {
        watching::begin(wanted, ended);
    }
}

impl Backend {
    /// Reads all live subscriptions of an environment. `take` gets them in slices as they arrive, the oldest first and the first slice
    /// small, each with how many there are in all (about: rows may come and go meanwhile, and what the watch says after it is right). An
    /// empty environment gives one empty slice. Others have a turn between two slices.
    ///
    /// # Errors
    /// The refusal, or that nobody answered, maybe after some of the slices.
    pub async fn snapshot(
        self,
        environment: EnvironmentId,
        mut take: impl FnMut(Vec<Subscription>, u64),
    ) -> Result<u64, CallError> {
        self.read_all(environment, &mut take).await
    }

    async fn read_all(self, environment: EnvironmentId, take: &mut dyn FnMut(Vec<Subscription>, u64)) -> Result<u64, CallError> {
        let mut lines = self.lines(encode(&SubscriptionSnapshot { environment_id: environment })).await?;
        let mut head: Option<SnapshotHead> = None;
        let mut rows = Vec::new();
        let (mut is_first, mut handed_on, mut spent) = (true, now(), 0.0);
        loop {
            let began = now();
            let is_there = read_some(&mut lines, &mut head, &mut rows).map_err(|Unreadable| CallError::Unreachable)?;
            spent += now() - began;
            let is_due = if is_first { rows.len() >= FIRST } else { spent >= TURN || now() - handed_on >= PATIENCE };
            if let Some(head) = head
                && is_due
                && !rows.is_empty()
            {
                take(std::mem::take(&mut rows), head.total);
                let_others().await;
                (is_first, handed_on, spent) = (false, now(), 0.0);
            }
            if !is_there && !lines.more().await? {
                break;
            }
        }
        // Something else answered where there is no head.
        let head = head.ok_or(CallError::Unreachable)?;
        if is_first || !rows.is_empty() {
            take(rows, head.total);
        }
        Ok(head.sequence)
    }

    /// The answer to a request, line by line.
    async fn lines(self, request: causeway_api::WireRequest) -> Result<Lines, CallError> {
        let refusal = |response: WireResponse| match decode_refusal(&response) {
            Ok(error) => refused(error),
            Err(Unreadable) => CallError::Unreachable,
        };
        match self {
            Self::Server => Lines::open(&request).await?.map_err(refusal),
            Self::Demo => {
                let answer = self.exchange(request).await?;
                if answer.is_success() { Ok(Lines::of(answer.body)) } else { Err(refusal(answer)) }
            }
        }
    }

    /// Tells what changes after a sequence until the watch is dropped. Reconnects by itself, with a growing pause, and goes on from where
    /// it was.
    pub fn watch(self, environment: EnvironmentId, since: u64, tell: impl FnMut(News) + 'static) -> Watch {
        let (ends, ended) = oneshot::channel();
        let wanted = Wanted { backend: self, environment, since, tell: Box::new(tell) };
        wasm_bindgen_futures::spawn_local(async move {
            // Until it can be loaded, nothing else works either, and others say so.
            while load_live().await.is_err() {
                sleep(RELOAD).await;
            }
            // It is there by now.
            let _ = begin(wanted, ended).await;
        });
        Watch { _ends: ends }
    }
}

/// How many milliseconds pass until a part that did not come is asked for again.
const RELOAD: u32 = 5000;

/// Reads some of the lines that are there; whether there may be more.
fn read_some(lines: &mut Lines, head: &mut Option<SnapshotHead>, rows: &mut Vec<Subscription>) -> Result<bool, Unreadable> {
    for _ in 0..LOOK_EVERY {
        let Some(line) = lines.next() else { return Ok(false) };
        if head.is_none() {
            *head = Some(Snapshot::read_head(line)?);
        } else {
            rows.push(Snapshot::read_row(line)?);
        }
    }
    Ok(true)
}

fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}
