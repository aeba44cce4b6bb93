//! Which organizations are invited and have not come yet.

#![expect(unreachable_pub, reason = "the component macro writes a public type")]

use super::inviting::{InviteOrganization, why_not};
use crate::backend::Backend;
use crate::pages::dates::date;
use crate::stores::{Connections, Inviting, Load, Toasts};
use crate::ui::{Button, ButtonKind, ConfirmDialog, Failed, Pending};
use causeway_api::ConnectionInvitation;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The invitations that can still be accepted, for who may invite, and the way to another one.
#[component]
pub(super) fn Invited() -> impl IntoView {
    let (backend, connections): (Backend, Connections) = (expect_context(), expect_context());
    let inviting = Inviting::new(backend);
    let may_not = why_not(inviting);
    let is_for_them = Memo::new(move |_| may_not.with(Option::is_none));
    // Who comes is a connection from then on, and no longer invited.
    let known = Memo::new(move |_| connections.all().with(|all| all.ready().map(Vec::len)));
    Effect::new(move || {
        known.get();
        if is_for_them.get() {
            spawn_local(inviting.load());
        }
    });
    view! {
        <section class="requests-section">
            {move || is_for_them.get().then(|| view! { <Rows inviting /> })}
            <InviteOrganization inviting />
        </section>
    }
}

/// A table with a row for each; nothing where there are none.
#[component]
fn Rows(inviting: Inviting) -> impl IntoView {
    let revoking = RwSignal::new(None::<ConnectionInvitation>);
    let row = move |invitation: ConnectionInvitation| {
        let label = ["Revoke the invitation of ", &invitation.organization_name].concat();
        view! {
            <tr>
                <th scope="row">{invitation.organization_name.clone()}</th>
                <td>{invitation.email.clone()}</td>
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
    let load = move || spawn_local(inviting.load());
    view! {
        {move || inviting.all().with(|all| match all {
            Load::Pending => view! { <Pending label="Loading invitations" /> }.into_any(),
            Load::Failed(error) => {
                view! { <Failed title="The invitations could not be loaded" detail=error.sentence() on_retry=load /> }.into_any()
            }
            Load::Ready(rows) if rows.is_empty() => ().into_any(),
            Load::Ready(rows) => {
                view! {
                    <h2>"Invited"</h2>
                    <div class="table-scroll" tabindex="0" role="region" aria-label="Invitations">
                        <table class="table">
                            <caption class="visually-hidden">"Invitations of organizations, newest first"</caption>
                            <thead>
                                <tr>
                                    <th scope="col">"Organization"</th>
                                    <th scope="col">"E-mail"</th>
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
                }
                    .into_any()
            }
        })}
        {move || {
            revoking.get().map(|invitation| view! { <RevokeDialog inviting invitation on_close=move || revoking.set(None) /> })
        }}
    }
}

/// Asks, and takes an invitation back.
#[component]
fn RevokeDialog(inviting: Inviting, invitation: ConnectionInvitation, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let toasts: Toasts = expect_context();
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let ConnectionInvitation { id, organization_name: name, .. } = invitation;
    let title = ["Revoke the invitation of ", &name, "?"].concat();
    let confirm = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let name = name.clone();
        spawn_local(async move {
            match inviting.revoke(id).await {
                Ok(()) => {
                    toasts.done([&name, " is no longer invited."].concat());
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
