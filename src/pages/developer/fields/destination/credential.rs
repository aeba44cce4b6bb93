//! How a destination is authenticated: the form made from the one table of fields.

use super::{example, value_of, value_taker};
use crate::pages::developer::draft::DestinationDraft;
use crate::pages::developer::end::End;
use crate::pages::developer::fields::Editing;
use crate::pages::developer::fields::secret_field::SecretField;
use crate::pages::form::FormField;
use crate::ui::{Checkbox, TextField};
use causeway_api::{AuthType, CloudProduct, SecretName, Setting};
use leptos::prelude::*;

/// A cloud product's, which it cannot do without.
pub(super) fn of_product(editing: Editing, draft: DestinationDraft, product: CloudProduct) -> AnyView {
    let way = product.auth();
    view! {
        <fieldset class="field-group">
            <legend>"How it is authenticated"</legend>
            <p class="quiet">{introduction(way)}</p>
            {fields(editing, draft, way, Some(product))}
        </fieldset>
    }
    .into_any()
}

/// A URL endpoint's, which most do without.
pub(super) fn of_endpoint(editing: Editing, draft: DestinationDraft) -> AnyView {
    const WAY: AuthType = AuthType::OAuth2ClientCredentials;
    let take = move |is_wanted| {
        draft.has_credential.set(is_wanted);
        editing.form.change("authCredential");
    };
    view! {
        <fieldset class="field-group">
            <legend>"How it is authenticated"</legend>
            <Checkbox label="With OAuth 2.0 client credentials" checked=draft.has_credential on_change=take />
            <Show when=move || draft.has_credential.get()>
                <p class="quiet">{introduction(WAY)}</p>
                {fields(editing, draft, WAY, None)}
            </Show>
        </fieldset>
    }
    .into_any()
}

fn introduction(way: AuthType) -> String {
    let has_secrets = way.fields().iter().any(|field| field.is_secret);
    let secrets = if has_secrets { " Secrets are stored sealed, and never shown again." } else { " It needs no secret." };
    [way.label(), ".", secrets].concat()
}

fn fields(editing: Editing, draft: DestinationDraft, way: AuthType, product: Option<CloudProduct>) -> impl IntoView {
    way.fields().iter().map(|field| field_of(editing, draft, field, product)).collect_view()
}

fn field_of(editing: Editing, draft: DestinationDraft, field: &'static Setting, product: Option<CloudProduct>) -> AnyView {
    let Editing { form, base, .. } = editing;
    let path = ["authCredential.settings.", field.key].concat();
    let value = value_of(draft.credential, field.key);
    let take = value_taker(editing, draft.credential, field.key, path.clone());
    if let Some(name) = SecretName::named(field.key).filter(|_| field.is_secret) {
        let is_stored =
            Signal::derive(move || base.with(|base| matches!(base, End::Destination(destination) if destination.has(name))));
        return view! { <SecretField form name=path label=field.label value on_input=take is_stored required=true /> }.into_any();
    }
    let (hint, placeholder) = match implied(draft, field, product) {
        Some((hint, implied)) => (hint.to_owned(), implied),
        None => (example(field), Signal::default()),
    };
    view! {
        <FormField form name=path.clone()>
            <TextField
                label=field.label
                hint
                placeholder
                value
                on_input=take
                error=form.error(path.clone())
                mono=true
                required=field.is_required
                optional_mark=!field.is_required
            />
        </FormField>
    }
    .into_any()
}

/// What an empty field means, where the product says it: requests are signed for its region and its service.
fn implied(
    draft: DestinationDraft,
    field: &'static Setting,
    product: Option<CloudProduct>,
) -> Option<(&'static str, Signal<String>)> {
    match (field.key, product?) {
        ("region", _) => Some(("The region above, unless you enter another.", value_of(draft.settings, "region"))),
        ("service", CloudProduct::S3) => Some(("s3, unless you enter another.", Signal::stored("s3".to_owned()))),
        ("service", CloudProduct::HealthLake) => {
            Some(("healthlake, unless you enter another.", Signal::stored("healthlake".to_owned())))
        }
        _ => None,
    }
}
