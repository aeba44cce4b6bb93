//! Which keys there are, and the switch that turns those off that are pressed alone.

use super::Keys;
use crate::ui::{Checkbox, Dialog, Kbd};
use leptos::prelude::*;

/// What a key does: the keys to press one after the other, several ways apart, and words.
type Line = (&'static [&'static [&'static str]], &'static str);

const ANYWHERE: &[Line] =
    &[(&[&["Ctrl K"], &["⌘ K"]], "Search, and everything that can be done"), (&[&["Esc"]], "Close what is open, clear a filter")];

const SINGLE: &[Line] = &[
    (&[&["?"]], "Show these keys"),
    (&[&["/"]], "Filter what is on the page"),
    (&[&["n"]], "Create a subscription"),
    (&[&["g", "c"]], "Go to Connections"),
    (&[&["g", "s"]], "Go to All subscriptions"),
    (&[&["g", "d"]], "Go to Developer"),
];

const FLOW: &[Line] = &[
    (&[&["↑"], &["↓"]], "Move in a column"),
    (&[&["←"], &["→"]], "Follow a line"),
    (&[&["Enter"]], "Open what has the focus"),
    (&[&["m"]], "Open the menu of a subscription"),
    (&[&["n"]], "Create a subscription from an end"),
    (&[&["c"]], "Copy the id"),
];

const CREATING: &[Line] = &[(&[&["Ctrl Enter"], &["⌘ Enter"]], "Create")];

/// The dialog.
#[component]
pub(crate) fn KeyList() -> impl IntoView {
    let keys = Keys::expect();
    view! {
        <Dialog title="Keyboard shortcuts" on_close=move || keys.opened.set(None)>
            <div class="key-list">
                <Keymap title="Anywhere" lines=ANYWHERE />
                <Keymap title="Pressed alone" lines=SINGLE />
                <Checkbox
                    label="Keys pressed alone"
                    hint="They answer wherever no text is typed. Turn them off if you speak to your computer, or if they get in the way of \
                          a screen reader."
                    checked=Signal::derive(move || keys.are_single_on())
                    on_change=move |are_on| keys.set_single(are_on)
                />
                <Keymap title="In a flow, on what has the focus" lines=FLOW />
                <Keymap title="While creating" lines=CREATING />
            </div>
        </Dialog>
    }
}

/// One group of keys.
#[component]
fn Keymap(title: &'static str, lines: &'static [Line]) -> impl IntoView {
    let line = |&(ways, words): &Line| {
        let way = |(index, way): (usize, &&'static [&'static str])| {
            let or = (index > 0).then_some(" or ");
            let keys = way.iter().enumerate().map(|(index, key)| {
                let then = (index > 0).then_some(" then ");
                view! { {then} <Kbd key=*key /> }
            });
            view! { {or} {keys.collect_view()} }
        };
        view! {
            <div>
                <dt>{ways.iter().enumerate().map(way).collect_view()}</dt>
                <dd>{words}</dd>
            </div>
        }
    };
    view! {
        <section>
            <h3>{title}</h3>
            <dl>{lines.iter().map(line).collect_view()}</dl>
        </section>
    }
}
