//! The time zones that the browser knows.

use leptos::wasm_bindgen::{JsCast, JsValue};

/// The browser's own, such as `America/Chicago`.
pub(super) fn own() -> Option<String> {
    let options = js_sys::Intl::DateTimeFormat::default().resolved_options();
    js_sys::Reflect::get(&options, &JsValue::from_str("timeZone")).ok()?.as_string()
}

/// All of them by name; empty where the browser does not list them.
pub(super) fn all() -> Vec<String> {
    supported().unwrap_or_default()
}

fn supported() -> Option<Vec<String>> {
    let get = |object: &JsValue, name: &str| js_sys::Reflect::get(object, &JsValue::from_str(name)).ok();
    let intl = get(&js_sys::global(), "Intl")?;
    let list = get(&intl, "supportedValuesOf")?.dyn_into::<js_sys::Function>().ok()?;
    let names = list.call1(&intl, &JsValue::from_str("timeZone")).ok()?;
    Some(js_sys::Array::from(&names).iter().filter_map(|name| name.as_string()).collect())
}
