//! Quiet messages in a corner after something was done, and louder ones after it was not.
//!
//! Toasts are drawn here and kept elsewhere: whoever holds the list decides when one goes. They are not live regions; say the
//! same sentence through the [`Announcer`](super::Announcer).

use leptos::prelude::*;

use super::button::{Button, ButtonKind};
use super::focus::rescue_focus;
use super::icon::{Icon, IconName};

/// How it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As asked. May vanish after a while.
    Done,
    /// Not as asked. Stays until it is dismissed.
    Failed,
}

/// The one thing that can be done about it: *Undo*, *Retry*.
#[derive(Clone, Debug)]
pub struct ToastAction {
    /// The button's words.
    pub label: String,
    /// What it does; the toast is then dismissed.
    pub on_press: Callback<()>,
}

/// One message.
#[derive(Clone, Debug)]
pub struct Toast {
    /// Which one, for dismissing it.
    pub id: u64,
    /// A sentence.
    pub message: String,
    /// How it went.
    pub tone: Tone,
    /// What can be done about it.
    pub action: Option<ToastAction>,
}

/// The messages, newest last.
#[component]
pub fn ToastList(
    /// What is shown.
    #[prop(into)]
    toasts: Signal<Vec<Toast>>,
    /// Called with a toast's id when a person is done with it.
    #[prop(into)]
    on_dismiss: Callback<u64>,
    /// Called with true while a person points at a message or has the focus in one: nothing should vanish then.
    #[prop(into)]
    on_hold: Callback<bool>,
) -> impl IntoView {
    let dismiss = move |id| {
        on_dismiss.run(id);
        rescue_focus();
    };
    let toast = move |toast: Toast| {
        let Toast { id, message, tone, action } = toast;
        let (name, icon) = match tone {
            Tone::Done => ("done", IconName::Check),
            Tone::Failed => ("failed", IconName::Warning),
        };
        view! {
            <li class="toast" data-tone=name>
                <Icon name=icon />
                <p>{message}</p>
                {action
                    .map(|action| {
                        let press = move || {
                            action.on_press.run(());
                            dismiss(id);
                        };
                        view! { <Button on_press=press>{action.label}</Button> }
                    })}
                <Button kind=ButtonKind::Quiet icon=IconName::Close label="Dismiss" on_press=move || dismiss(id) />
            </li>
        }
    };
    view! {
        <section aria-label="Messages">
            <ul
                class="toast-list"
                on:mouseenter=move |_| on_hold.run(true)
                on:mouseleave=move |_| on_hold.run(false)
                on:focusin=move |_| on_hold.run(true)
                on:focusout=move |_| on_hold.run(false)
            >
                <For each=move || toasts.get() key=|toast| toast.id children=toast />
            </ul>
        </section>
    }
}
