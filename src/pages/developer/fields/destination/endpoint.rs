//! The second step of a standard URL endpoint.

use super::credential;
use crate::pages::developer::draft::DestinationDraft;
use crate::pages::developer::end::End;
use crate::pages::developer::fields::Editing;
use crate::pages::developer::fields::secret_field::SecretField;
use crate::pages::form::FormField;
use crate::ui::{Checkbox, TextField};
use leptos::prelude::*;

const TOKEN: &str = "verificationToken";

/// Its address, what it is shown when it is verified, and how it is authenticated.
pub(super) fn fields(editing: Editing, draft: DestinationDraft) -> AnyView {
    let Editing { form, base, .. } = editing;
    let is_verified =
        move || base.with(|base| matches!(base, End::Destination(destination) if destination.verified_at.is_some()));
    let hint = move || {
        let needs_https = base.with(|base| base.flag().requires_https());
        let scheme = if needs_https { "HTTPS is required in this environment." } else { "HTTPS, or HTTP while you develop." };
        let again = if is_verified() { " Another address has to be verified again." } else { "" };
        ["Messages are sent here by POST. ", scheme, again].concat()
    };
    let take_fhir = move |is_fhir| {
        draft.is_fhir.set(is_fhir);
        form.change("isFhir");
    };
    view! {
        <FormField form name="endpoint">
            <TextField
                label="URL"
                hint=Signal::derive(hint)
                placeholder="https://api.example.org/messages"
                value=draft.endpoint
                on_input=editing.taker(draft.endpoint, "endpoint")
                error=form.error("endpoint")
                kind="url"
                mono=true
                required=true
            />
        </FormField>
        <Checkbox
            label="It is a FHIR server’s base address"
            hint="What the server supports is then read from its capability statement when you verify it."
            checked=draft.is_fhir
            on_change=take_fhir
        />
        {token_field(editing, draft)}
        {credential::of_endpoint(editing, draft)}
    }
    .into_any()
}

/// The token, and the way to do without the one that is stored.
fn token_field(editing: Editing, draft: DestinationDraft) -> impl IntoView {
    let Editing { form, base, .. } = editing;
    let is_stored =
        Memo::new(move |_| base.with(|base| matches!(base, End::Destination(destination) if destination.has_verification_token)));
    let remove = move |is_removed| {
        draft.is_token_removed.set(is_removed);
        if is_removed {
            draft.token.set(String::new());
        }
        form.change(TOKEN);
    };
    let take = editing.taker(draft.token, TOKEN);
    view! {
        <div class="stack-tight">
            <SecretField
                form
                name=TOKEN
                label="Verification token"
                hint="Sent along when the endpoint is verified, so that it can tell who asks. Choose any."
                value=draft.token
                on_input=move |text: String| {
                    draft.is_token_removed.set(false);
                    take(text);
                }
                is_stored=Signal::derive(move || is_stored.get() && !draft.is_token_removed.get())
            />
            <Show when=move || is_stored.get()>
                <Checkbox label="Remove the stored token" checked=draft.is_token_removed on_change=remove />
            </Show>
        </div>
    }
}
