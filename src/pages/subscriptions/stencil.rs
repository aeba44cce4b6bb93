//! Markup that is made once and copied, which browsers do in a fraction of the time that making it element by element takes.

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement, Node};

/// One element with all that is in it, of which nothing is reactive.
#[derive(Clone)]
pub(super) struct Stencil(Element);

impl Stencil {
    /// Draws it; `parent` is what such an element stands in.
    ///
    /// # Panics
    /// Where nothing is drawn.
    pub(super) fn new<V: IntoView + 'static>(parent: &str, draw: impl FnOnce() -> V + 'static) -> Self {
        let holder: HtmlElement = document().create_element(parent).expect("the name of an element").unchecked_into();
        let mounted = mount_to(holder.clone(), draw);
        let made = Self(holder.first_element_child().expect("something is drawn")).copy();
        drop(mounted);
        Self(made)
    }

    /// Another one.
    ///
    /// # Panics
    /// Never: what is an element stays one.
    pub(super) fn copy(&self) -> Element {
        self.0.clone_node_with_deep(true).expect("elements can be copied").unchecked_into()
    }
}

/// The element at a path below another one: its first child, the second child of that, …
///
/// # Panics
/// Where the markup is another.
pub(super) fn below(element: &Element, path: &[usize]) -> Element {
    path.iter().fold(element.clone(), |element, place| {
        let first = element.first_element_child();
        let found = (0..*place).fold(first, |element, _| element?.next_element_sibling());
        found.expect("the markup has it")
    })
}

/// The one text in an element, to be written anew.
///
/// # Panics
/// Never: a text was just put there.
pub(super) fn words(element: &Element) -> Node {
    element.set_text_content(Some(" "));
    element.first_child().expect("a text was put there")
}

/// Sets an attribute.
pub(super) fn set(element: &Element, name: &str, value: &str) {
    // Cannot fail: the name is a valid one.
    let _ = element.set_attribute(name, value);
}
