//! Text as it is compared: lower case by Unicode, from the browser, which has the tables that the first screen would else have to load.

/// Lower case, as `causeway_api::fold` makes it for the rules.
pub fn fold(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { fold_by_unicode(text) }
}

#[cfg(target_arch = "wasm32")]
fn fold_by_unicode(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

#[cfg(not(target_arch = "wasm32"))]
fn fold_by_unicode(text: &str) -> String {
    text.to_lowercase()
}
