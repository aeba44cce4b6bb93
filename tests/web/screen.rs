//! The page as a person meets it: elements found by role and name, keys pressed on whatever has the focus.
//!
//! Every look waits: it is repeated until it succeeds or two seconds have passed. Nothing here knows a class or a structure.

use std::cell::Cell;
use std::ops::Deref;
use std::rc::Rc;

use causeway::ui::{MenuLists, OpenMenu};
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{Element, Event, HtmlElement, HtmlInputElement};
use wasm_bindgen_futures::JsFuture;

use crate::console::Console;
use crate::policy;

/// How often a look is repeated, and how long one pause is.
const LOOKS: usize = 200;
const PAUSE_MS: i32 = 10;

/// A view in the page, taken away again when this is dropped. The test fails if the console complains or the content-security policy is
/// violated meanwhile.
pub(crate) struct Screen {
    whole: Region,
    owner: Rc<Cell<Option<Owner>>>,
    _mounted: Box<dyn std::any::Any>,
    // Dropped last, so that it hears what going away causes.
    _console: Console,
}

/// A part of the page, to look for things in nothing else: a dialog, a row.
pub(crate) struct Region {
    root: HtmlElement,
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.whole.root.remove();
        // Someone may keep the owner; its listeners have to go all the same.
        if let Some(owner) = self.owner.take() {
            owner.cleanup();
        }
    }
}

impl Deref for Screen {
    type Target = Region;

    fn deref(&self) -> &Region {
        &self.whole
    }
}

impl Screen {
    /// Puts a view into the page.
    pub(crate) fn show<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Self {
        let console = Console::listen();
        policy::enforce();
        let root: HtmlElement = document().create_element("div").expect("a valid name").unchecked_into();
        // Above what the runner writes, which pushes down what is below it, in the end out of the window.
        document().body().expect("a page has a body").prepend_with_node_1(&root).expect("the body takes children");
        let owner = Rc::new(Cell::new(None));
        let kept = Rc::clone(&owner);
        let mounted = leptos::mount::mount_to(root.clone(), move || {
            kept.set(Owner::current());
            provide_context(MenuLists(OpenMenu::draw));
            view()
        });
        Self { whole: Region { root }, owner, _mounted: Box::new(mounted), _console: console }
    }
}

impl Region {
    /// What is in an element, once that is there.
    pub(crate) async fn within(&self, role: &str, name: &str) -> Self {
        Self { root: self.find(role, name).await }
    }

    /// The one element with this role whose accessible name is, or begins with, `name`.
    pub(crate) async fn find(&self, role: &str, name: &str) -> HtmlElement {
        for _ in 0..LOOKS {
            if let Some(found) = self.all(role).into_iter().find(|element| accessible_name(element).starts_with(name)) {
                return found;
            }
            pause().await;
        }
        panic!("there is no {role} named {name:?}, but: {:?}", self.names(role));
    }

    /// Waits until no element with this role has this name.
    pub(crate) async fn wait_until_gone(&self, role: &str, name: &str) {
        until(&format!("no {role} is named {name:?}"), || !self.names(role).iter().any(|found| found.starts_with(name))).await;
    }

    /// Waits until the names of all elements with this role are these, in this order.
    pub(crate) async fn expect_names(&self, role: &str, expected: &[&str]) {
        until(&format!("the {role}s are {expected:?}"), || self.names(role) == expected).await;
    }

    /// Waits until so many elements with this role have a name that is, or begins with, `name`.
    pub(crate) async fn expect_count(&self, role: &str, name: &str, expected: usize) {
        let count = || self.names(role).iter().filter(|found| found.starts_with(name)).count();
        until(&format!("{expected} {role}s are named {name:?}"), || count() == expected).await;
    }

    /// Waits until a text stands somewhere.
    pub(crate) async fn expect_text(&self, text: &str) {
        until(&format!("it says {text:?}"), || self.root.text_content().is_some_and(|all| all.contains(text))).await;
    }

    /// The names of all elements with this role that are there now.
    pub(crate) fn names(&self, role: &str) -> Vec<String> {
        self.all(role).iter().map(accessible_name).collect()
    }

    /// All elements with this role that are there now, to look for things in.
    pub(crate) fn regions(&self, role: &str) -> Vec<Self> {
        self.all(role).into_iter().map(|root| Self { root }).collect()
    }

    /// All elements with this role that are there now.
    pub(crate) fn elements(&self, role: &str) -> Vec<HtmlElement> {
        self.all(role)
    }

    fn all(&self, role: &str) -> Vec<HtmlElement> {
        let all = self.root.query_selector_all("*").expect("a valid selector");
        (0..all.length())
            .filter_map(|index| all.get(index)?.dyn_into::<HtmlElement>().ok())
            .filter(|element| role_of(element).as_deref() == Some(role))
            .collect()
    }
}

/// Waits until something holds.
pub(crate) async fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..LOOKS {
        if holds() {
            return;
        }
        pause().await;
    }
    panic!("waited in vain until {what}");
}

/// Waits until this element has the focus.
pub(crate) async fn expect_focus(element: &HtmlElement) {
    until(&format!("{:?} has the focus", accessible_name(element)), || {
        document().active_element().as_ref() == Some(element.unchecked_ref::<Element>())
    })
    .await;
}

/// Puts the focus on a control.
pub(crate) fn focus(control: &HtmlElement) {
    control.focus().expect("a control takes the focus");
}

/// Presses and releases a key on whatever has the focus.
pub(crate) fn press(key: &str) {
    press_and(key, &[]);
}

/// The same while other keys are held, or something else is going on: `ctrlKey`, `isComposing`.
pub(crate) fn press_with(key: &str, held: &[&str]) {
    let held: Vec<_> = held.iter().map(|held| (*held, JsValue::TRUE)).collect();
    press_and(key, &held);
}

fn press_and(key: &str, more: &[(&str, JsValue)]) {
    let focused = document().active_element().expect("a page has a focus");
    for kind in ["keydown", "keyup"] {
        dispatch(&focused, "KeyboardEvent", kind, &[&[("key", key.into())], more].concat());
    }
}

/// Clicks while Shift is held down.
pub(crate) fn shift_click(control: &HtmlElement) {
    dispatch(control, "MouseEvent", "click", &[("shiftKey", JsValue::TRUE)]);
}

/// Puts the focus into a field and replaces what is in it.
pub(crate) fn type_into(field: &HtmlElement, text: &str) {
    focus(field);
    field.unchecked_ref::<HtmlInputElement>().set_value(text);
    dispatch(field, "InputEvent", "input", &[]);
}

/// What an element is described by, beside its name.
pub(crate) fn description(element: &HtmlElement) -> String {
    referenced(element, "aria-describedby").unwrap_or_default()
}

/// What is typed into a field.
pub(crate) fn typed(field: &HtmlElement) -> String {
    field.unchecked_ref::<HtmlInputElement>().value()
}

fn dispatch(target: &Element, class: &str, kind: &str, more: &[(&str, JsValue)]) {
    let init = js_sys::Object::new();
    for (name, value) in [("bubbles", JsValue::TRUE), ("cancelable", JsValue::TRUE)].iter().chain(more) {
        js_sys::Reflect::set(&init, &(*name).into(), value).expect("an object takes properties");
    }
    let class = js_sys::Reflect::get(&js_sys::global(), &class.into()).expect("browsers have it");
    let arguments = js_sys::Array::of2(&kind.into(), &init);
    let event = js_sys::Reflect::construct(class.unchecked_ref::<js_sys::Function>(), &arguments).expect("a valid event");
    target.dispatch_event(event.unchecked_ref::<Event>()).expect("a new event");
}

async fn pause() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, PAUSE_MS).expect("browsers have timers");
    });
    JsFuture::from(promise).await.expect("timers do not fail");
}

fn role_of(element: &HtmlElement) -> Option<String> {
    if let Some(role) = element.get_attribute("role") {
        return Some(role);
    }
    let role = match element.tag_name().as_str() {
        "BUTTON" => "button",
        "A" if element.has_attribute("href") => "link",
        "DIALOG" => "dialog",
        "H1" | "H2" | "H3" => "heading",
        "LI" => "listitem",
        "UL" | "OL" => "list",
        "TABLE" => "table",
        "TR" => "row",
        "TD" => "cell",
        "TH" if element.get_attribute("scope").as_deref() == Some("col") => "columnheader",
        "SECTION" if element.has_attribute("aria-label") => "region",
        "SELECT" => "combobox",
        "TEXTAREA" => "textbox",
        "INPUT" => match element.get_attribute("type").as_deref() {
            Some("checkbox") => "checkbox",
            Some("radio") => "radio",
            Some("search") => "searchbox",
            _ => "textbox",
        },
        _ => return None,
    };
    Some(role.to_owned())
}

fn accessible_name(element: &HtmlElement) -> String {
    let label_for = || {
        let label = document().query_selector(&format!("label[for='{}']", element.id())).ok().flatten();
        let label = label.or_else(|| element.closest("label").ok().flatten());
        label.filter(|_| ["INPUT", "SELECT", "TEXTAREA"].contains(&element.tag_name().as_str())).as_ref().map(text_of)
    };
    referenced(element, "aria-labelledby")
        .or_else(|| element.get_attribute("aria-label"))
        .or_else(label_for)
        .unwrap_or_else(|| text_of(element))
}

/// The texts of the elements whose ids an attribute lists.
fn referenced(element: &HtmlElement, attribute: &str) -> Option<String> {
    let ids = element.get_attribute(attribute)?;
    let texts: Vec<_> =
        ids.split_whitespace().filter_map(|id| document().get_element_by_id(id)).map(|element| text_of(&element)).collect();
    Some(texts.join(" "))
}

fn text_of(element: &Element) -> String {
    element.text_content().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}
