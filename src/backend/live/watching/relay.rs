//! What tabs say to each other about one environment's events.

use super::super::super::tabs::Channel;
use super::super::pause::sleep;
use super::bell::Bell;
use super::told::{Taken, Told};
use causeway_api::SubscriptionNews;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// How many milliseconds the others have to say where they are, when this tab begins to read.
const ROLL_CALL: u32 = 50;

/// A new reader wants to know how much the others know.
const WHO: &str = "who";
/// The server does not answer.
const LOST: &str = "lost";
/// The server answers again.
const BACK: &str = "back";
/// Followed by a number: whoever says so knows everything up to it, and nothing after it.
const SINCE: &str = "since ";

pub(super) struct Relay {
    told: Rc<Told>,
    channel: RefCell<Option<Rc<Channel>>>,
    is_reading: Cell<bool>,
    is_lost: Cell<bool>,
    /// Up to where what was read is told to all.
    at: Cell<u64>,
    /// Rings when another tab has to be told from further back.
    asked: Bell,
}

impl Relay {
    pub(super) fn new(told: Rc<Told>) -> Self {
        let at = Cell::new(told.since());
        Self {
            told,
            channel: RefCell::default(),
            is_reading: Cell::default(),
            is_lost: Cell::default(),
            at,
            asked: Bell::default(),
        }
    }

    /// Begins to hear the others, until what this gives is dropped.
    pub(super) fn join(self: &Rc<Self>, name: &str) -> Joined {
        let hears = Rc::downgrade(self);
        let channel = Channel::open(name, move |text| {
            if let Some(relay) = hears.upgrade() {
                relay.hear(&text);
            }
        });
        self.channel.replace(channel.map(Rc::new));
        self.say_since();
        Joined(Rc::clone(self))
    }

    /// Begins to read for all, from where the last of them is.
    pub(super) async fn lead(&self) {
        self.is_reading.set(true);
        self.at.set(self.told.since());
        self.send(WHO);
        sleep(ROLL_CALL).await;
    }

    /// Where reading goes on. Whoever asked for that until now has been heard.
    pub(super) fn from(&self) -> u64 {
        self.asked.hush();
        self.at.get()
    }

    /// Waits until somebody has to be told from further back.
    pub(super) async fn asked(&self) {
        self.asked.heard().await;
    }

    /// Tells this tab and the others what was read; whether the stream goes on after it.
    pub(super) fn say(&self, line: &[u8], news: SubscriptionNews) -> bool {
        if let Ok(text) = std::str::from_utf8(line) {
            self.send(text);
        }
        let goes_on = news.rows.is_some();
        // A reset may be for somebody who was further back than this tab, which goes on from where it is.
        self.at.set(if goes_on { news.sequence } else { self.told.since() });
        self.told.take(news);
        goes_on
    }

    pub(super) fn say_lost(&self) {
        if !self.is_lost.replace(true) {
            self.send(LOST);
        }
        self.told.lost();
    }

    pub(super) fn say_back(&self) {
        if self.is_lost.replace(false) {
            self.send(BACK);
        }
        self.told.back();
    }

    fn say_since(&self) {
        self.send(&format!("{SINCE}{}", self.told.since()));
    }

    fn send(&self, text: &str) {
        if let Some(channel) = &*self.channel.borrow() {
            channel.say(text);
        }
    }

    fn hear(&self, text: &str) {
        if let Some(since) = text.strip_prefix(SINCE).and_then(|number| number.parse().ok()) {
            if self.is_reading.get() {
                self.reach(since);
            }
        } else if text == WHO {
            self.say_since();
        } else if text == LOST {
            self.told.lost();
        } else if text == BACK {
            self.told.back();
        } else if let Ok(Some(news)) = SubscriptionNews::from_line(text.as_bytes())
            && self.told.take(news) == Taken::Gap
        {
            self.say_since();
        }
    }

    /// Another tab is there.
    fn reach(&self, since: u64) {
        if self.is_lost.get() {
            self.send(LOST);
        }
        if since < self.at.get() {
            self.at.set(since);
            self.asked.ring();
        }
    }
}

/// A place among the tabs.
pub(super) struct Joined(Rc<Relay>);

impl Drop for Joined {
    fn drop(&mut self) {
        self.0.channel.take();
    }
}
