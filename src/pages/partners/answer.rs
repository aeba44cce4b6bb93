//! Answering a request with a word, and taking one back.

#![expect(unreachable_pub, reason = "the component macro writes a public type")]

use crate::pages::form::{Form, FormField, FormProblem};
use crate::stores::{Partners, Toasts};
use crate::ui::{Button, ButtonKind, ConfirmDialog, Dialog, DialogActions, TextArea};
use causeway_api::{ConnectionRequest, checked_message};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is answered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Decision {
    Accept,
    Decline,
}

impl Decision {
    const fn verb(self) -> &'static str {
        match self {
            Self::Accept => "Accept",
            Self::Decline => "Decline",
        }
    }

    const fn meaning(self) -> &'static str {
        match self {
            Self::Accept => {
                "You are connected from then on. Neither side sees the other’s sources and destinations until they are shared."
            }
            Self::Decline => "They read that you declined, and may ask again.",
        }
    }
}

/// Asks for a word to the other side, and answers.
#[component]
pub(super) fn AnswerDialog(
    partners: Partners,
    request: ConnectionRequest,
    decision: Decision,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let toasts: Toasts = expect_context();
    let message = RwSignal::new(String::new());
    let form =
        Form::new(Signal::derive(move || message.with(|text| checked_message(text).err().into_iter().collect::<Vec<_>>())));
    let name = request.by.name.clone();
    let title = [decision.verb(), " the request of ", &name, "?"].concat();
    let submit = move || {
        if form.busy.get_untracked() || !form.check(|_| true) {
            return;
        }
        form.busy.set(true);
        let (request, word) = (request.clone(), message.get_untracked());
        spawn_local(async move {
            let answered = match decision {
                Decision::Accept => partners.accept(&request, word).await,
                Decision::Decline => partners.decline(&request, word).await,
            };
            let is_gone = form.busy.try_set(false).is_some();
            match answered {
                Ok(()) => {
                    toasts.done(match decision {
                        Decision::Accept => ["You are connected with ", &request.by.name, "."].concat(),
                        Decision::Decline => ["The request of ", &request.by.name, " is declined."].concat(),
                    });
                    on_close.try_run(());
                }
                Err(error) if is_gone => toasts.failed(error.sentence()),
                Err(error) => form.refuse(error),
            }
        });
    };
    let kind = if decision == Decision::Accept { ButtonKind::Primary } else { ButtonKind::Danger };
    view! {
        <Dialog title on_close guard=Signal::derive(move || !message.with(String::is_empty))>
            <form
                class="fields"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }
            >
                <p>{decision.meaning()}</p>
                <FormField form name="message">
                    <TextArea
                        label="A word to them"
                        optional_mark=true
                        value=message
                        on_input=move |text| {
                            message.set(text);
                            form.change("message");
                        }
                        error=form.error("message")
                        autofocus=true
                    />
                </FormField>
                <FormProblem form has_field=|field: String| field == "message" />
                <DialogActions>
                    <Button on_press=on_close>"Cancel"</Button>
                    <Button kind submit=true busy=form.busy>
                        {decision.verb()}
                    </Button>
                </DialogActions>
            </form>
        </Dialog>
    }
}

/// Asks, and takes the request back.
#[component]
pub(super) fn WithdrawDialog(
    partners: Partners,
    request: ConnectionRequest,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let toasts: Toasts = expect_context();
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let title = ["Withdraw your request to ", &request.to.name, "?"].concat();
    let confirm = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let request = request.clone();
        spawn_local(async move {
            match partners.withdraw(&request).await {
                Ok(()) => {
                    toasts.done(["Your request to ", &request.to.name, " was taken back."].concat());
                    on_close.try_run(());
                }
                // The dialog may be gone by now.
                Err(refusal) => {
                    busy.try_set(false);
                    error.try_set(Some(refusal.sentence()));
                }
            }
        });
    };
    view! {
        <ConfirmDialog
            title
            message="They no longer see it. You may ask again at any time."
            confirm_label="Withdraw request"
            danger=true
            busy
            error
            on_confirm=confirm
            on_cancel=on_close
        />
    }
}
