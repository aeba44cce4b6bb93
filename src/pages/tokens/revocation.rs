//! Revoking a token.

use crate::stores::{Toasts, Tokens};
use crate::ui::ConfirmDialog;
use causeway_api::Token;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Asks, and revokes.
#[component]
pub(super) fn RevokeDialog(tokens: Tokens, token: Token, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let toasts: Toasts = expect_context();
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let title = ["Revoke “", &token.name, "”?"].concat();
    let confirm = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (id, name) = (token.id, token.name.clone());
        spawn_local(async move {
            match tokens.revoke(id).await {
                Ok(()) => {
                    toasts.done(["“", &name, "” is revoked."].concat());
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
            message="Whatever uses it is refused from now on. This cannot be undone."
            confirm_label="Revoke token"
            danger=true
            busy
            error
            on_confirm=confirm
            on_cancel=on_close
        />
    }
}
