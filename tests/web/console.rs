//! The browser's console: an app that complains there has a fault that no one sees.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};

/// Collects warnings and errors; dropping it fails the test if there were any.
pub(crate) struct Console {
    complaints: Rc<RefCell<Vec<String>>>,
    _listeners: [Listener; 2],
}

impl Console {
    pub(crate) fn listen() -> Self {
        let complaints = Rc::default();
        let listeners = ["warn", "error"].map(|kind| Listener::new(kind, Rc::clone(&complaints)));
        Self { complaints, _listeners: listeners }
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        let complaints = self.complaints.take();
        assert!(complaints.is_empty(), "the console says {complaints:?}");
    }
}

/// Stands in for one of the console's functions, and passes on what it hears.
struct Listener {
    kind: JsValue,
    before: js_sys::Function,
    _closure: Closure<dyn Fn(JsValue)>,
}

impl Listener {
    fn new(kind: &str, complaints: Rc<RefCell<Vec<String>>>) -> Self {
        let kind = JsValue::from(kind);
        let before: js_sys::Function = js_sys::Reflect::get(&console(), &kind).expect("consoles have it").unchecked_into();
        let closure = Closure::new({
            let before = before.clone();
            move |message: JsValue| {
                complaints.borrow_mut().push(message.as_string().unwrap_or_else(|| format!("{message:?}")));
                before.call1(&console(), &message).expect("consoles take anything");
            }
        });
        js_sys::Reflect::set(&console(), &kind, closure.as_ref()).expect("consoles can be changed");
        Self { kind, before, _closure: closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        js_sys::Reflect::set(&console(), &self.kind, &self.before).expect("consoles can be changed");
    }
}

fn console() -> JsValue {
    js_sys::Reflect::get(&js_sys::global(), &"console".into()).expect("browsers have one")
}
