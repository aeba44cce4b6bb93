//! Letting time pass, and others have a turn.

use futures_channel::oneshot;
use leptos::prelude::set_timeout;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::MessageChannel;
use std::time::Duration;

/// Waits until the browser has done what it had to do: drawing, keys. A timer would wait for some milliseconds more each time.
pub(super) async fn let_others() {
    let (sender, resumed) = oneshot::channel();
    let Ok(channel) = MessageChannel::new() else { return };
    let resume = Closure::once(move |_: JsValue| {
        // Whoever waited may be gone.
        let _ = sender.send(());
    });
    channel.port1().set_onmessage(Some(resume.as_ref().unchecked_ref()));
    if channel.port2().post_message(&JsValue::NULL).is_ok() {
        // The closure is kept until it was called.
        let _ = resumed.await;
    }
    channel.port1().close();
}

/// Waits for some milliseconds.
pub(in crate::backend) async fn sleep(milliseconds: u32) {
    let (sender, passed) = oneshot::channel();
    let wake = move || {
        // Whoever waited may be gone.
        let _ = sender.send(());
    };
    set_timeout(wake, Duration::from_millis(milliseconds.into()));
    // Timers fire.
    let _ = passed.await;
}
