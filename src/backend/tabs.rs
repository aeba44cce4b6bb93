//! What tabs of one browser have in common: locks that one of them holds at a time, and channels on which all hear each other.

use futures_channel::oneshot;
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::window;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{BroadcastChannel, MessageEvent};

/// A lock that is held until this is dropped, or the tab is closed.
pub(super) struct Lock(Option<Function>);

impl Lock {
    /// Waits until no other tab, and nobody else in this one, holds the lock of this name. A browser that has no locks gives it at once.
    pub(super) async fn wait(name: &str) -> Self {
        let (sender, granted) = oneshot::channel();
        let mut sender = Some(sender);
        let grant = Closure::once_into_js(move |_: JsValue| {
            Promise::new(&mut |release, _| {
                if let Some(sender) = sender.take()
                    && let Err(release) = sender.send(release)
                {
                    // Nobody waits for it any more.
                    free(&release);
                }
            })
        });
        match request(name, &grant) {
            Some(()) => Self(granted.await.ok()),
            None => Self(None),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = &self.0 {
            free(release);
        }
    }
}

fn free(release: &Function) {
    // It only settles a promise.
    let _ = release.call0(&JsValue::UNDEFINED);
}

fn request(name: &str, grant: &JsValue) -> Option<()> {
    let locks = Reflect::get(&window().navigator(), &JsValue::from_str("locks")).ok()?;
    let request: Function = Reflect::get(&locks, &JsValue::from_str("request")).ok()?.dyn_into().ok()?;
    request.call2(&locks, &JsValue::from_str(name), grant).ok().map(drop)
}

/// A channel of all tabs. What is said on it is heard by everyone else who has opened it, in this tab too.
pub(super) struct Channel {
    channel: BroadcastChannel,
    _hear: Closure<dyn FnMut(MessageEvent)>,
}

impl Channel {
    /// Listens; none where the browser has no such channels.
    pub(super) fn open(name: &str, mut hear: impl FnMut(String) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let hear = Closure::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                hear(text);
            }
        });
        channel.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        Some(Self { channel, _hear: hear })
    }

    /// Says something to the others.
    pub(super) fn say(&self, text: &str) {
        // Texts can always be sent.
        let _ = self.channel.post_message(&JsValue::from_str(text));
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}

/// Says something on a channel without listening to it.
pub(super) fn say_once(name: &str, text: &str) {
    if let Ok(channel) = BroadcastChannel::new(name) {
        // Texts can always be sent.
        let _ = channel.post_message(&JsValue::from_str(text));
        channel.close();
    }
}
