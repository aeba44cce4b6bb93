//! The clipboard.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

/// Copies a text and then tells whether it worked. Browsers refuse on pages without TLS other than `localhost`.
pub fn copy_text(text: &str, on_done: impl FnOnce(bool) + 'static) {
    let window = window();
    if !window.is_secure_context() {
        on_done(false);
        return;
    }
    let written = window.navigator().clipboard().write_text(text);
    spawn_local(async move { on_done(JsFuture::from(written).await.is_ok()) });
}
