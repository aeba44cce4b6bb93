//! Watching: one tab of a browser reads the events of an environment, and tells the others.
//!
//! Browsers open few connections to one server, so a stream for each tab would soon leave none for anything else. The tab that holds a lock
//! reads; when it is closed, the next one goes on. Each event says after which number it tells everything, so each tab sees for itself
//! whether it has missed something, and then asks the one that reads to begin further back. The demo needs none of this: there, each tab
//! asks the rules when another one says that it has changed something.

mod bell;
mod relay;
mod told;

use super::super::{Backend, CallError, demo, tabs};
use super::News;
use super::pause::sleep;
use bell::Bell;
use causeway_api::{EnvironmentId, SubscriptionEvents, SubscriptionNews, encode};
use futures_channel::oneshot;
use relay::Relay;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::Poll;
use told::Told;

/// What somebody wants to be told.
pub(super) struct Wanted {
    pub(super) backend: Backend,
    pub(super) environment: EnvironmentId,
    pub(super) since: u64,
    pub(super) tell: Box<dyn FnMut(News)>,
}

/// How many milliseconds pass until it is tried again, at first and at most.
const PAUSE: (u32, u32) = (1000, 30_000);

/// Watches until nobody wants it any more.
pub(super) fn begin(wanted: Wanted, mut ended: oneshot::Receiver<()>) {
    wasm_bindgen_futures::spawn_local(async move {
        let mut watching = pin!(watch(wanted));
        poll_fn(|context| match Pin::new(&mut ended).poll(context) {
            Poll::Ready(_) => Poll::Ready(()),
            Poll::Pending => watching.as_mut().poll(context),
        })
        .await;
    });
}

async fn watch(wanted: Wanted) {
    let Wanted { backend, environment, since, tell } = wanted;
    let told = Rc::new(Told::new(since, tell));
    match backend {
        Backend::Server => relay(environment, &told).await,
        Backend::Demo => in_the_tab(environment, &told).await,
    }
}

/// Reads for all tabs, once it is this one's turn.
async fn relay(environment: EnvironmentId, told: &Rc<Told>) {
    let name = format!("causeway-live-{environment}");
    let relay = Rc::new(Relay::new(Rc::clone(told)));
    let _channel = relay.join(&name);
    let _turn = tabs::Lock::wait(&name).await;
    relay.lead().await;
    let mut pause = PAUSE.0;
    while !told.is_over() {
        let since = relay.from();
        let outcome = stream(environment, since, &relay).await;
        if told.is_over() || outcome == Ok(Ended::Anew) {
            continue;
        }
        let came = relay.from() != since;
        pause = if came { PAUSE.0 } else { pause };
        relay.say_lost();
        sleep(jittered(pause)).await;
        pause = (pause * 2).min(PAUSE.1);
    }
}

/// Why a stream came to its end without a failure.
#[derive(PartialEq, Eq)]
enum Ended {
    /// The server ended it.
    Closed,
    /// It goes on from elsewhere: another tab knows less than where it began, or knew too little.
    Anew,
}

/// Reads one stream to its end.
async fn stream(environment: EnvironmentId, since: u64, relay: &Relay) -> Result<Ended, CallError> {
    let request = encode(&SubscriptionEvents { environment_id: environment, since: Some(since) });
    let mut lines = Backend::Server.lines(request).await?;
    loop {
        while let Some(line) = lines.next() {
            let news = SubscriptionNews::from_line(line).map_err(|_| CallError::Unreachable)?;
            if let Some(news) = news {
                relay.say_back();
                if !relay.say(line, news) {
                    return Ok(Ended::Anew);
                }
            }
        }
        let mut more = pin!(lines.more());
        let mut asked = pin!(relay.asked());
        let there_is_more = poll_fn(|context| match asked.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(None),
            Poll::Pending => more.as_mut().poll(context).map(Some),
        });
        match there_is_more.await {
            None => return Ok(Ended::Anew),
            Some(there_is_more) => {
                if !there_is_more? {
                    return Ok(Ended::Closed);
                }
            }
        }
    }
}

/// Asks the rules in this tab, whenever somebody says that something has changed.
async fn in_the_tab(environment: EnvironmentId, told: &Told) {
    let bell = Rc::new(Bell::default());
    let rings = Rc::clone(&bell);
    let _channel = tabs::Channel::open(demo::CHANGED, move |_| rings.ring());
    let mut pause = PAUSE.0;
    while !told.is_over() {
        let since = told.since();
        let request = SubscriptionEvents { environment_id: environment, since: Some(since) };
        let Ok(events) = Backend::Demo.call(&request).await else {
            told.lost();
            sleep(pause).await;
            pause = (pause * 2).min(PAUSE.1);
            continue;
        };
        pause = PAUSE.0;
        told.back();
        let is_all = events.0.iter().all(|news| news.sequence == since);
        for news in events.0 {
            told.take(news);
        }
        if is_all && !told.is_over() {
            bell.heard().await;
        }
    }
}

/// A time around this one, so that not everybody comes back at once when a server was started again.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a positive number that is not large")]
fn jittered(milliseconds: u32) -> u32 {
    (f64::from(milliseconds) * (0.5 + js_sys::Math::random())) as u32
}
