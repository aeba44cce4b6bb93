//! Who is invited and has not come yet.

use super::roles::sentence;
use crate::pages::dates::date;
use crate::stores::{Load, Members, Toasts};
use crate::ui::{Button, ButtonKind, ConfirmDialog, Failed, Pending};
use causeway_api::Invitation;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The invitations that can still be accepted; nothing where there are none.
#[component]
pub(super) fn Invitations(members: Members) -> impl IntoView {
    let load = move || spawn_local(members.load_invitations());
    load();
    let revoking = RwSignal::new(None::<Invitation>);
    let row = move |invitation: Invitation| {
        let label = ["Revoke the invitation of ", &invitation.email].concat();
        view! {
            <tr>
                <th scope="row">{invitation.email.clone()}</th>
                <td class="roles">{sentence(invitation.role, &invitation.environment_roles)}</td>
                <td class="quiet">{date(invitation.created_at)}</td>
                <td class="quiet">{date(invitation.expires_at)}</td>
                <td class="number">
                    <Button kind=ButtonKind::Quiet label on_press=move || revoking.set(Some(invitation.clone()))>
                        "Revoke"
                    </Button>
                </td>
            </tr>
        }
    };
    view! {
        {move || members.invitations().with(|all| match all {
            Load::Pending => view! { <Pending label="Loading invitations" /> }.into_any(),
            Load::Failed(error) => {
                view! { <Failed title="The invitations could not be loaded" detail=error.sentence() on_retry=load /> }.into_any()
            }
            Load::Ready(rows) if rows.is_empty() => ().into_any(),
            Load::Ready(rows) => {
                view! {
                    <section class="stack">
                        <h2>"Invited"</h2>
                        <div class="table-scroll" tabindex="0" role="region" aria-label="Invitations">
                            <table class="table">
                                <caption class="visually-hidden">"Invitations, newest first"</caption>
                                <thead>
                                    <tr>
                                        <th scope="col">"E-mail"</th>
                                        <th scope="col">"Roles"</th>
                                        <th scope="col">"Invited"</th>
                                        <th scope="col">"Expires"</th>
                                        <th scope="col">
                                            <span class="visually-hidden">"Actions"</span>
                                        </th>
                                    </tr>
                                </thead>
                                <tbody>{rows.iter().cloned().map(row).collect_view()}</tbody>
                            </table>
                        </div>
                    </section>
                }
                    .into_any()
            }
        })}
        {move || {
            revoking.get().map(|invitation| view! { <RevokeDialog members invitation on_close=move || revoking.set(None) /> })
        }}
    }
}

/// Asks, and takes an invitation back.
#[component]
fn RevokeDialog(members: Members, invitation: Invitation, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let toasts: Toasts = expect_context();
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let Invitation { id, email, .. } = invitation;
    let title = ["Revoke the invitation of ", &email, "?"].concat();
    let confirm = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let email = email.clone();
        spawn_local(async move {
            match members.revoke(id).await {
                Ok(()) => {
                    toasts.done([&email, " is no longer invited."].concat());
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
            message="Its link stops working at once."
            confirm_label="Revoke invitation"
            danger=true
            busy
            error
            on_confirm=confirm
            on_cancel=on_close
        />
    }
}
