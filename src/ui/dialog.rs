//! Dialogs: the browser's own `<dialog>`, modal, in the top layer.
//!
//! A dialog is open as long as it is mounted. Escape, its close button and a press beside it ask to close; whoever mounted it
//! then takes it away, and the focus goes back to where it was.

use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlDialogElement, HtmlElement};

use super::button::{Button, ButtonKind};
use super::element_id::element_id;
use super::focus::{focus, focus_heading, focused};
use super::icon::IconName;

/// What a dialog focuses when it opens, unless something in it has `autofocus`.
const FIRST_CONTROL: &str = ".content :is(input, select, textarea)";

/// Opens the element when it is mounted; closes it and gives the focus back when it goes.
fn open_while_mounted(node: NodeRef<html::Dialog>) {
    let opener = StoredValue::new_local(focused());
    let shown = StoredValue::new_local(None::<HtmlDialogElement>);
    node.on_load(move |dialog| {
        // Fails only where it is open already.
        let _ = dialog.show_modal();
        if dialog.query_selector("[autofocus]").ok().flatten().is_none() {
            let first = dialog.query_selector(FIRST_CONTROL).ok().flatten();
            if let Some(first) = first.or_else(|| dialog.query_selector("h2").ok().flatten()) {
                focus(&first);
            }
        }
        shown.set_value(Some(dialog));
    });
    on_cleanup(move || {
        if let Some(dialog) = shown.get_value() {
            dialog.close();
        }
        match opener.get_value().filter(|opener| opener.is_connected() && opener.tag_name() != "BODY") {
            Some(opener) => focus(&opener),
            None => focus_heading(),
        }
    });
}

/// Calls back when a person asks to close: Escape, the system's back gesture, a press beside the dialog.
fn on_close_request(node: NodeRef<html::Dialog>, ask: impl Fn() + Copy + Send + Sync + 'static) -> CloseRequests {
    let is_outside = move |event: &leptos::ev::Event| {
        let dialog = node.get_untracked();
        event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .is_some_and(|target| dialog.is_some_and(|dialog| *dialog.unchecked_ref::<Element>() == target))
    };
    let began_outside = StoredValue::new(false);
    CloseRequests {
        keydown: Callback::new(move |event: leptos::ev::KeyboardEvent| {
            if event.key() == "Escape" && !event.default_prevented() {
                event.prevent_default();
                event.stop_propagation();
                ask();
            }
        }),
        cancel: Callback::new(move |event: leptos::ev::Event| {
            event.prevent_default();
            ask();
        }),
        close: Callback::new(move |()| {
            // Closed by the browser against our will: stays until whoever mounted it takes it away.
            if let Some(dialog) = node.try_get_untracked().flatten().filter(|dialog| dialog.is_connected() && !dialog.open()) {
                let _ = dialog.show_modal();
                ask();
            }
        }),
        pointerdown: Callback::new(move |event: leptos::ev::PointerEvent| began_outside.set_value(is_outside(&event))),
        click: Callback::new(move |event: leptos::ev::MouseEvent| {
            // A selection dragged out of a field ends outside, too.
            if is_outside(&event) && began_outside.get_value() {
                ask();
            }
        }),
    }
}

/// The listeners of [`on_close_request`].
#[derive(Clone, Copy)]
struct CloseRequests {
    keydown: Callback<leptos::ev::KeyboardEvent>,
    cancel: Callback<leptos::ev::Event>,
    close: Callback<()>,
    pointerdown: Callback<leptos::ev::PointerEvent>,
    click: Callback<leptos::ev::MouseEvent>,
}

/// A modal dialog. Its content usually is a `<form>` that ends with [`DialogActions`].
#[component]
pub fn Dialog(
    /// What it is for, its heading: *Create subscription*.
    #[prop(into)]
    title: Signal<String>,
    /// What stands under the title.
    #[prop(optional, into)]
    subtitle: Option<ViewFn>,
    /// A person wants to leave. Take the dialog away.
    #[prop(into)]
    on_close: Callback<()>,
    /// While true, something was typed that closing would lose: asks first.
    #[prop(optional, into)]
    guard: Signal<bool>,
    /// Whether the question is being asked; set from outside, too, where somebody leaves the page.
    #[prop(optional)]
    is_asking: Option<RwSignal<bool>>,
    /// Whether it needs more width than a form does.
    #[prop(optional)]
    wide: bool,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let is_asking = is_asking.unwrap_or_default();
    let before = StoredValue::new_local(None::<HtmlElement>);
    let stay = move || {
        is_asking.set(false);
        if let Some(element) = before.get_value() {
            focus(&element);
        }
    };
    let ask = move || {
        if is_asking.get_untracked() {
            stay();
        } else if guard.get_untracked() {
            is_asking.set(true);
        } else {
            on_close.run(());
        }
    };
    let requests = on_close_request(node, ask);
    let title_id = element_id("dialog");
    open_while_mounted(node);
    view! {
        <dialog
            class="dialog"
            data-wide=wide
            aria-labelledby=title_id
            node_ref=node
            on:keydown=move |event| requests.keydown.run(event)
            on:cancel=move |event| requests.cancel.run(event)
            on:close=move |_| requests.close.run(())
            on:pointerdown=move |event| requests.pointerdown.run(event)
            on:click=move |event| requests.click.run(event)
            on:focusin=move |event| {
                let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
                if let Some(target) = target.filter(|target| !matches!(target.closest(".question"), Ok(Some(_)))) {
                    before.set_value(Some(target));
                }
            }
        >
            <div class="panel">
                <header>
                    <div>
                        <h2 id=title_id.clone() tabindex="-1">
                            {title}
                        </h2>
                        {subtitle.map(|subtitle| view! { <div class="subtitle">{subtitle.run()}</div> })}
                    </div>
                    <Button kind=ButtonKind::Quiet icon=IconName::Close label="Close" on_press=ask />
                </header>
                <Show when=move || is_asking.get()>
                    <DiscardQuestion on_keep=stay on_discard=on_close />
                </Show>
                <div class="content">{children()}</div>
            </div>
        </dialog>
    }
}

/// *Discard what you typed?*, which takes the focus.
#[component]
fn DiscardQuestion(#[prop(into)] on_keep: Callback<()>, on_discard: Callback<()>) -> impl IntoView {
    let keep = NodeRef::<html::Button>::new();
    keep.on_load(|button| focus(&button));
    let question_id = element_id("question");
    view! {
        <div class="question" role="alertdialog" aria-labelledby=question_id>
            <p id=question_id.clone()>"Discard what you typed?"</p>
            <Button on_press=on_keep node_ref=keep>
                "Keep editing"
            </Button>
            <Button kind=ButtonKind::Danger on_press=on_discard>
                "Discard"
            </Button>
        </div>
    }
}

/// The row of buttons at the end of a dialog's form; stays in view while the form scrolls. The main one comes last.
#[component]
pub fn DialogActions(
    /// Buttons.
    children: Children,
) -> impl IntoView {
    view! { <footer class="dialog-actions">{children()}</footer> }
}

/// Asks before something is done that cannot be taken back. The focus starts on *Cancel*.
#[component]
pub fn ConfirmDialog(
    /// The question: *Delete Intake API?*
    #[prop(into)]
    title: Signal<String>,
    /// What will happen.
    #[prop(into)]
    message: Signal<String>,
    /// The button that does it, a verb: *Delete source*.
    #[prop(into)]
    confirm_label: Signal<String>,
    /// Whether it takes something away.
    #[prop(optional)]
    danger: bool,
    /// Whether it is being done.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Why it was not done.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Does it.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// Take the dialog away.
    #[prop(into)]
    on_cancel: Callback<()>,
    /// More about what will happen, such as a list of what it touches.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let requests = on_close_request(node, move || on_cancel.run(()));
    let title_id = element_id("dialog");
    let message_id = element_id("message");
    open_while_mounted(node);
    view! {
        <dialog
            class="dialog"
            role="alertdialog"
            data-narrow=true
            aria-labelledby=title_id
            aria-describedby=message_id
            node_ref=node
            on:keydown=move |event| requests.keydown.run(event)
            on:cancel=move |event| requests.cancel.run(event)
            on:close=move |_| requests.close.run(())
            on:pointerdown=move |event| requests.pointerdown.run(event)
            on:click=move |event| requests.click.run(event)
        >
            <div class="panel">
                <header>
                    <h2 id=title_id.clone() tabindex="-1">
                        {title}
                    </h2>
                </header>
                <div class="content">
                    <p id=message_id.clone()>{message}</p>
                    {children.map(|children| children())}
                    {move || error.get().map(|error| view! { <p class="error" role="alert">{error}</p> })}
                    <DialogActions>
                        <Button on_press=on_cancel autofocus=true>
                            "Cancel"
                        </Button>
                        <Button kind=if danger { ButtonKind::Danger } else { ButtonKind::Primary } busy on_press=on_confirm>
                            {confirm_label}
                        </Button>
                    </DialogActions>
                </div>
            </div>
        </dialog>
    }
}
