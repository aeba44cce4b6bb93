//! The browser's console: an app that complains there has a fault that no one sees.

use std::cell::{Cell, RefCell};

use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};

use crate::screen::until;

thread_local! {
    static IS_HEARD: Cell<bool> = const { Cell::new(false) };
    /// What the console said and no test has answered for. A test without a screen leaves its complaints to the next one.
    static COMPLAINTS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Hears warnings and errors; dropping it fails the test if there were any.
pub(crate) struct Console;

impl Console {
    pub(crate) fn listen() -> Self {
        if !IS_HEARD.replace(true) {
            ["warn", "error"].into_iter().for_each(stand_in);
        }
        // The runner writes a panic to the console. That test has failed, and this one has no part in it.
        COMPLAINTS.with_borrow_mut(|complaints| complaints.retain(|complaint| !complaint.starts_with("panicked at")));
        Self
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        let complaints = COMPLAINTS.take();
        assert!(complaints.is_empty(), "the console says {complaints:?}");
    }
}

/// Says something as an error, which fails the test.
pub(crate) fn complain(what: &str) {
    let error: js_sys::Function = get(&console(), "error").unchecked_into();
    error.call1(&console(), &what.into()).expect("consoles take anything");
}

/// Waits for a complaint that begins so, which is what this test provokes and no fault.
pub(crate) async fn expect_complaint(beginning: &str) {
    let is_expected = |complaint: &String| complaint.starts_with(beginning);
    until(&format!("the console says {beginning:?}"), || COMPLAINTS.with_borrow(|all| all.iter().any(is_expected))).await;
    COMPLAINTS.with_borrow_mut(|all| all.retain(|complaint| !is_expected(complaint)));
}

/// From now on hears one of the console's functions, and passes on what it hears.
fn stand_in(kind: &str) {
    let before: js_sys::Function = get(&console(), kind).unchecked_into();
    let hear = Closure::<dyn Fn(JsValue)>::new(move |message: JsValue| {
        let text = message.as_string().unwrap_or_else(|| format!("{message:?}"));
        COMPLAINTS.with_borrow_mut(|complaints| complaints.push(text));
        before.call1(&console(), &message).expect("consoles take anything");
    });
    js_sys::Reflect::set(&console(), &kind.into(), &hear.into_js_value()).expect("consoles can be changed");
}

fn console() -> JsValue {
    get(&js_sys::global(), "console")
}

fn get(object: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(object, &name.into()).expect("browsers have it")
}

mod tests {
    use leptos::prelude::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    use crate::screen::Screen;

    // Not async: the runner drops what a panicking future holds a second time.
    #[wasm_bindgen_test]
    #[should_panic(expected = "the console says [\"this is wrong\"]")]
    fn an_error_in_the_console_fails_the_test() {
        let _screen = Screen::show(|| view! { <p>"…"</p> });
        super::complain("this is wrong");
    }
}
