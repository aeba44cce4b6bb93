//! Deleting a source or destination.

use super::end::End;
use crate::stores::{Ends, Toasts};
use crate::ui::ConfirmDialog;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Asks, says what it would break, and deletes.
#[component]
pub(super) fn RemovalDialog(end: End, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let ends: Ends = expect_context();
    let toasts: Toasts = expect_context();
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let noun = end.kind().noun();
    let title = ["Delete “", end.name(), "”?"].concat();
    let message = [
        "No live subscription uses this ",
        noun,
        ", so nothing that flows now stops. Deleted subscriptions that used it can no longer be brought back, and its id stops working in scripts. \
         This cannot be undone.",
    ]
    .concat();
    let confirm = move || {
        let end = end.clone();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let result = match &end {
                End::Source(source) => ends.delete_source(source).await,
                End::Destination(destination) => ends.delete_destination(destination).await,
            };
            match result {
                Ok(()) => {
                    toasts.done(["“", end.name(), "” is deleted."].concat());
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
            message
            confirm_label=["Delete ", noun].concat()
            danger=true
            busy
            error
            on_confirm=confirm
            on_cancel=on_close
        />
    }
}
