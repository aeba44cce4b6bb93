//! Points in time as the browser's language writes them.

use causeway_api::Instant;
use js_sys::Intl::DateTimeFormat;
use js_sys::{Array, Function, Object};
use leptos::wasm_bindgen::JsValue;

thread_local! {
    /// Writes a day. Kept, since browsers take longer to make it than to use it a hundred times, and tables are full of days.
    static DAY: Function = DateTimeFormat::new(&Array::new(), &settings(&[("dateStyle", "medium")])).format();
}

/// The day: *Mar 3, 2026*.
#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 fit a double for 280,000 years")]
pub fn date(instant: Instant) -> String {
    let written = DAY.with(|day| day.call1(&JsValue::UNDEFINED, &JsValue::from_f64(instant.0 as f64)));
    // Fails only outside what browsers can write, some 270,000 years from now.
    written.ok().and_then(|day| day.as_string()).unwrap_or_default()
}

/// Day and time: *Mar 3, 2026, 2:05 PM*.
pub fn date_time(instant: Instant) -> String {
    format(instant, &[("dateStyle", "medium"), ("timeStyle", "short")])
}

/// How long ago: *just now*, *5 minutes ago*, *2 days ago*; after a month the day itself, *on Mar 3, 2026*.
pub fn ago(instant: Instant) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are whole and small")]
    let passed = js_sys::Date::now() as i64 - instant.0;
    passed_in_words(passed).unwrap_or_else(|| ["on ", &date(instant)].concat())
}

/// None for more than a month. A clock that is behind says *just now*.
fn passed_in_words(milliseconds: i64) -> Option<String> {
    let minutes = milliseconds / 60_000;
    let (count, unit) = match minutes {
        ..1 => return Some("just now".to_owned()),
        1..60 => (minutes, "minute"),
        60..1440 => (minutes / 60, "hour"),
        1440..43_200 => (minutes / 1440, "day"),
        _ => return None,
    };
    Some([count.to_string().as_str(), " ", unit, if count == 1 { " ago" } else { "s ago" }].concat())
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 fit a double for 280,000 years")]
fn format(instant: Instant, options: &[(&str, &str)]) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(instant.0 as f64));
    date.to_locale_string("default", &settings(options)).into()
}

fn settings(options: &[(&str, &str)]) -> Object {
    let settings = Object::new();
    for (name, value) in options {
        // Cannot fail: the object is ours and not frozen.
        let _ = js_sys::Reflect::set(&settings, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    settings
}

#[cfg(test)]
mod tests {
    use super::passed_in_words;

    #[test]
    fn what_has_passed_is_said_in_the_largest_whole_unit() {
        const MINUTE: i64 = 60_000;
        for (milliseconds, words) in [
            (-5000, "just now"),
            (59_999, "just now"),
            (MINUTE, "1 minute ago"),
            (59 * MINUTE, "59 minutes ago"),
            (60 * MINUTE, "1 hour ago"),
            (47 * 60 * MINUTE, "1 day ago"),
            (48 * 60 * MINUTE, "2 days ago"),
        ] {
            assert_eq!(passed_in_words(milliseconds).as_deref(), Some(words));
        }
        assert_eq!(passed_in_words(30 * 24 * 60 * MINUTE), None);
    }
}
