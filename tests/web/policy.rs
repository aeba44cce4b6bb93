//! The content-security policy that the server sends, in force in the page that the tests run in.
//!
//! The test runner needs nothing beside it: its inline script and its `style` attributes are there before the policy is, what it loads
//! comes from its own origin, and compiling WebAssembly is allowed to the app, too.

use std::cell::Cell;

use leptos::prelude::*;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};

use crate::console::complain;

/// What the server sends.
const POLICY: &str = include_str!("../../crates/server/src/http/content-security-policy.txt").trim_ascii();

/// The directive that a `<meta>` cannot carry.
const FRAMING: &str = "; frame-ancestors 'none'";

thread_local! {
    static IS_IN_FORCE: Cell<bool> = const { Cell::new(false) };
}

/// Puts the policy in force, for good; from now on a violation is a complaint in the console, which fails the test.
///
/// The browser tells of a violation a moment after it: of a test that waits for nothing, the next one may hear.
pub(crate) fn enforce() {
    if IS_IN_FORCE.replace(true) {
        return;
    }
    let on_violation = Closure::<dyn Fn(JsValue)>::new(|event: JsValue| {
        let [directive, blocked, sample] = ["effectiveDirective", "blockedURI", "sample"]
            .map(|name| js_sys::Reflect::get(&event, &name.into()).ok().and_then(|value| value.as_string()).unwrap_or_default());
        complain(&format!("policy violation: {directive} {blocked} {sample}"));
    });
    document()
        .add_event_listener_with_callback("securitypolicyviolation", on_violation.into_js_value().unchecked_ref())
        .expect("documents take listeners");
    let meta = document().create_element("meta").expect("a valid name");
    let policy = POLICY.strip_suffix(FRAMING).expect("the policy ends by saying who may frame the page");
    meta.set_attribute("http-equiv", "Content-Security-Policy").expect("a valid name");
    meta.set_attribute("content", policy).expect("a valid name");
    document().head().expect("a page has a head").append_child(&meta).expect("the head takes children");
}

mod tests {
    use leptos::prelude::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    use crate::console::expect_complaint;
    use crate::screen::Screen;

    #[wasm_bindgen_test]
    async fn a_style_attribute_violates_the_policy() {
        let screen = Screen::show(|| view! { <h1>"Styled"</h1> });
        screen.find("heading", "Styled").await.set_attribute("style", "color: red").expect("a valid name");
        expect_complaint("policy violation: style-src-attr inline").await;
    }
}
