//! Handing a file to the browser.

use futures_channel::oneshot;
use js_sys::Array;
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};
use std::time::Duration;

/// How long a browser has to begin reading what it saves.
const KEPT: Duration = Duration::from_mins(1);

/// Gives the page a turn.
pub(crate) async fn turn() {
    let (sender, came) = oneshot::channel::<()>();
    set_timeout(move || drop(sender), Duration::ZERO);
    // That it comes is all that it says.
    let _ = came.await;
}

/// Saves parts of a text as one file; false where the browser refuses.
pub(crate) fn save(parts: Vec<String>, media_type: &str, name: &str) -> bool {
    let parts: Array = parts.into_iter().map(JsValue::from).collect();
    let settings = BlobPropertyBag::new();
    settings.set_type(media_type);
    let blob = Blob::new_with_str_sequence_and_options(&parts, &settings);
    let Ok(address) = blob.and_then(|blob| Url::create_object_url_with_blob(&blob)) else { return false };
    let link = document().create_element("a").ok().and_then(|element| element.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = &link {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    set_timeout(
        move || {
            // Fails for no address that was made above.
            let _ = Url::revoke_object_url(&address);
        },
        KEPT,
    );
    link.is_some()
}
