//! What arrives by itself: everything there is in slices, and after that every change, whoever made it.

use super::{Backend, CallError};
use causeway_api::{EnvironmentId, PageRequest, Subscription, SubscriptionList};
use futures_channel::oneshot;

/// What arrives by itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum News {
    /// The newest state of rows, deleted ones too (`deleted_at` says so). A row may come that is known already, or older than what is
    /// known: its `version` tells.
    Rows {
        /// Nothing up to this is missing any more.
        sequence: u64,
        /// The rows, each once.
        rows: Vec<Subscription>,
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

impl Backend {
    /// Reads all live subscriptions of an environment. `take` gets them in slices as they arrive, the oldest first and the first slice
    /// small, each with how many there are in all (about: rows may come and go meanwhile, and what the watch says after it is right). An
    /// empty environment gives one empty slice.
    ///
    /// # Errors
    /// The refusal, or that nobody answered, maybe after some of the slices.
    pub async fn snapshot(
        self,
        environment: EnvironmentId,
        mut take: impl FnMut(Vec<Subscription>, u64),
    ) -> Result<u64, CallError> {
        let mut came = 0;
        for number in 1.. {
            let list =
                SubscriptionList { page: Some(number), count: Some(PageRequest::MOST), ..SubscriptionList::all(environment) };
            let mut page = self.call(&list).await?;
            came += page.items.len() as u64;
            let is_last = page.items.is_empty() || came >= page.total;
            if number == 1 && page.items.len() > FIRST {
                let rest = page.items.split_off(FIRST);
                take(std::mem::replace(&mut page.items, rest), page.total);
            }
            take(page.items, page.total);
            if is_last {
                break;
            }
        }
        Ok(0)
    }

    /// Tells what changes after a sequence until the watch is dropped. Reconnects by itself, with a growing pause, and goes on from where
    /// it was.
    pub fn watch(self, environment: EnvironmentId, since: u64, tell: impl FnMut(News) + 'static) -> Watch {
        let (ends, ended) = oneshot::channel::<()>();
        leptos::task::spawn_local(async move {
            let _kept = (environment, since, tell);
            // Either way it has ended.
            let _ = ended.await;
        });
        Watch { _ends: ends }
    }
}
