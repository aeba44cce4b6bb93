//! Inviting an organization that is not here yet.

#![expect(unreachable_pub, reason = "the component macro writes a public type")]

use crate::pages::form::{ContentKey, Form, FormField, FormProblem};
use crate::pages::secret::Secret;
use crate::stores::{Inviting, Sessions};
use crate::ui::{Button, ButtonKind, Dialog, DialogActions, IconName, TextArea, TextField};
use causeway_api::{Action, ConnectionInvitationCreate, Object};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The form's fields, by their names on the wire, in the order shown.
const FIELDS: [&str; 3] = ["organizationName", "email", "message"];

/// Why nobody is invited in the demo: links need somebody who answers them.
const NO_SERVER: &str = "The demo runs without a server, so it has no links to hand out. Ask an organization of the directory.";

/// Why the person may not invite an organization; none where they may.
pub(super) fn why_not(inviting: Inviting) -> Signal<Option<String>> {
    let sessions: Sessions = expect_context();
    Signal::derive(move || {
        let denied = sessions.denied(Action::InviteOrganization, Object::Organization);
        denied.or_else(|| (!inviting.has_server()).then(|| NO_SERVER.to_owned()))
    })
}

/// A line that offers it; then the form over the page, and at last the link, this once.
#[component]
pub(super) fn InviteOrganization(
    /// Where it is kept.
    inviting: Inviting,
    /// A name that was looked for in vain.
    #[prop(optional, into)]
    suggestion: Signal<String>,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let link = RwSignal::new(None::<String>);
    let why_not = why_not(inviting);
    view! {
        <div class="invite-organization">
            {move || {
                link.get()
                    .map(|text| {
                        view! {
                            <Secret
                                said="The invitation was created. Copy its link now: it will not be shown again."
                                heading="Send them this link. It works once, for 7 days, and will not be shown again."
                                copy="Copy link"
                                text
                                on_dismiss=move || link.set(None)
                            />
                        }
                    })
            }}
            <div class="cluster">
                <p class="quiet">"Not here yet? Who comes by your invitation is connected with you at once."</p>
                <Button icon=IconName::Plus disabled_reason=why_not on_press=move || is_open.set(true)>
                    "Invite an organization…"
                </Button>
            </div>
        </div>
        <Show when=move || is_open.get()>
            <InviteDialog
                inviting
                suggestion=suggestion.get_untracked()
                on_created=move |text| {
                    is_open.set(false);
                    link.set(Some(text));
                }
                on_close=move || is_open.set(false)
            />
        </Show>
    }
}

/// Asks who is invited and what is said to them; answers with the link.
#[component]
fn InviteDialog(
    inviting: Inviting,
    suggestion: String,
    #[prop(into)] on_created: Callback<String>,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let first = StoredValue::new(suggestion);
    let name = RwSignal::new(first.get_value());
    let [email, message] = ["", ""].map(|empty| RwSignal::new(empty.to_owned()));
    let checked = move || {
        let (email, organization_name, message) = (email.get(), name.get(), message.get());
        ConnectionInvitationCreate { email, organization_name, message }.checked()
    };
    let form = Form::new(Signal::derive(move || checked().err().unwrap_or_default()));
    let key = ContentKey::default();
    let is_typed = Signal::derive(move || {
        name.with(|name| first.with_value(|first| name != first))
            || [email, message].iter().any(|text| text.with(|text| !text.is_empty()))
    });
    let submit = move || {
        if form.busy.get_untracked() || !form.check(|_| true) {
            return;
        }
        let Ok(request) = untrack(checked) else { return };
        form.busy.set(true);
        let key = key.of(&request);
        spawn_local(async move {
            let answer = inviting.invite(&request, &key).await;
            if form.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(link) => on_created.run(link),
                Err(error) => form.refuse(error),
            }
        });
    };
    let take = move |signal: RwSignal<String>, field: &'static str| {
        move |text: String| {
            signal.set(text);
            form.change(field);
        }
    };
    view! {
        <Dialog title="Invite an organization" on_close guard=is_typed>
            <form
                class="fields"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }
            >
                <FormField form name="organizationName">
                    <TextField
                        label="Organization name"
                        hint="They may correct it when they come."
                        value=name
                        on_input=take(name, "organizationName")
                        error=form.error("organizationName")
                        required=true
                        autofocus=true
                    />
                </FormField>
                <FormField form name="email">
                    <TextField
                        label="E-mail"
                        hint="Of the person who will own it. Nothing is sent: you get a link to hand to them."
                        value=email
                        on_input=take(email, "email")
                        error=form.error("email")
                        kind="email"
                        required=true
                    />
                </FormField>
                <FormField form name="message">
                    <TextArea
                        label="A word to them"
                        optional_mark=true
                        value=message
                        on_input=take(message, "message")
                        error=form.error("message")
                    />
                </FormField>
                <FormProblem form has_field=|field: String| FIELDS.contains(&field.as_str()) />
                <DialogActions>
                    <Button on_press=on_close>"Cancel"</Button>
                    <Button kind=ButtonKind::Primary submit=true busy=form.busy>
                        "Create invitation"
                    </Button>
                </DialogActions>
            </form>
        </Dialog>
    }
}
