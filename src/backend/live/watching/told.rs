//! What one tab was told.

use super::super::News;
use causeway_api::SubscriptionNews;
use std::cell::{Cell, RefCell};

/// Up to where somebody knows everything, and how they hear of the rest.
pub(super) struct Told {
    since: Cell<u64>,
    is_lost: Cell<bool>,
    is_over: Cell<bool>,
    tell: RefCell<Box<dyn FnMut(News)>>,
}

/// What news were to somebody.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// They know everything up to there.
    All,
    /// Something before them is missing.
    Gap,
}

impl Told {
    pub(super) fn new(since: u64, tell: Box<dyn FnMut(News)>) -> Self {
        Self { since: Cell::new(since), is_lost: Cell::default(), is_over: Cell::default(), tell: RefCell::new(tell) }
    }

    /// The number up to which nothing is missing.
    pub(super) fn since(&self) -> u64 {
        self.since.get()
    }

    /// Whether everything has to be read anew.
    pub(super) fn is_over(&self) -> bool {
        self.is_over.get()
    }

    pub(super) fn take(&self, mut news: SubscriptionNews) -> Taken {
        let since = self.since.get();
        if self.is_over.get() {
            return Taken::All;
        }
        let Some(rows) = news.rows.take() else {
            // Meant for those who know no more than that.
            if since <= news.since {
                self.is_over.set(true);
                self.tell(News::Reset);
            }
            return Taken::All;
        };
        if news.since > since {
            return Taken::Gap;
        }
        if news.sequence > since {
            self.since.set(news.sequence);
            let SubscriptionNews { sequence, connections_changed, .. } = news;
            self.tell(News::Rows { sequence, rows, connections_changed });
        }
        Taken::All
    }

    pub(super) fn lost(&self) {
        if !self.is_lost.replace(true) {
            self.tell(News::Lost);
        }
    }

    pub(super) fn back(&self) {
        if self.is_lost.replace(false) {
            self.tell(News::Back);
        }
    }

    fn tell(&self, news: News) {
        (self.tell.borrow_mut())(news);
    }
}
