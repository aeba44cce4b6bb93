//! Removing a member, and leaving.

use crate::backend::{Backend, see_as};
use crate::stores::{Members, Sessions, Toasts};
use crate::ui::ConfirmDialog;
use causeway_api::Member;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Asks, and removes.
#[component]
pub(super) fn RemovalDialog(members: Members, member: Member, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let (backend, sessions, toasts): (Backend, Sessions, Toasts) = (expect_context(), expect_context(), expect_context());
    let session = untrack(|| sessions.current());
    let is_oneself = session.as_ref().is_some_and(|session| session.person.id == member.person.id);
    let organization = session.map(|session| session.organization.name).unwrap_or_default();
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let (title, message, confirm_label) = if is_oneself {
        (
            ["Leave ", &organization, "?"].concat(),
            "You see nothing of it from now on, and your tokens for it stop working. Coming back takes an invitation.",
            "Leave",
        )
    } else {
        (
            ["Remove ", &member.person.name, " from ", &organization, "?"].concat(),
            "They are signed out of it at once, and their tokens for it stop working. What they set up stays.",
            "Remove",
        )
    };
    let confirm = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let member = member.clone();
        spawn_local(async move {
            match members.remove(&member).await {
                Ok(()) if is_oneself && backend == Backend::Demo => see_as(None),
                Ok(()) if is_oneself => sessions.load().await,
                Ok(()) => {
                    toasts.done([&member.person.name, " is no longer a member."].concat());
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
        <ConfirmDialog title message confirm_label danger=true busy error on_confirm=confirm on_cancel=on_close />
    }
}
