//! Points in time as the browser's language writes them.

use causeway_api::Instant;
use leptos::wasm_bindgen::JsValue;

/// The day: *Mar 3, 2026*.
pub fn date(instant: Instant) -> String {
    format(instant, &[("dateStyle", "medium")])
}

/// Day and time: *Mar 3, 2026, 2:05 PM*.
pub fn date_time(instant: Instant) -> String {
    format(instant, &[("dateStyle", "medium"), ("timeStyle", "short")])
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 fit a double for 280,000 years")]
fn format(instant: Instant, options: &[(&str, &str)]) -> String {
    let settings = js_sys::Object::new();
    for (name, value) in options {
        // Cannot fail: the object is ours and not frozen.
        let _ = js_sys::Reflect::set(&settings, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    let date = js_sys::Date::new(&JsValue::from_f64(instant.0 as f64));
    date.to_locale_string("default", &settings).into()
}
