//! What a destination's wizard asks for.

mod credential;
mod endpoint;

use super::{Editing, name_field};
use crate::pages::developer::draft::DestinationDraft;
use crate::pages::developer::end::End;
use crate::pages::form::FormField;
use crate::ui::{Choice, ChoiceCards, TextField};
use causeway_api::{CloudProduct, CloudProvider, DestinationType, Setting};
use leptos::prelude::*;
use std::collections::BTreeMap;

const PROVIDER: &str = "cloudProviderSettings.typeId";
const PRODUCT: &str = "cloudProviderSettings.productId";

pub(super) fn first_step(editing: Editing, draft: DestinationDraft) -> AnyView {
    let is_fixed = Memo::new(move |_| {
        editing.base.with(|base| matches!(base, End::Destination(destination) if destination.is_type_fixed()))
    });
    view! {
        {name_field(editing, draft.name, "What people will choose it by, such as Clinical lake.")}
        <Show when=move || is_fixed.get() fallback=move || type_choice(editing, draft)>
            {fixed_type(editing)}
        </Show>
    }
    .into_any()
}

/// What was chosen, to be read.
fn fixed_type(editing: Editing) -> impl IntoView {
    let chosen = editing.base.with_untracked(End::about);
    view! {
        <TextField
            label="Type"
            value=chosen
            on_input=|_| {}
            error=editing.form.error("destinationType")
            disabled_reason=Some("It cannot be edited later. Create another destination for another type.".to_owned())
        />
    }
}

fn type_choice(editing: Editing, draft: DestinationDraft) -> impl IntoView {
    let form = editing.form;
    let types: Vec<_> = DestinationType::ALL
        .iter()
        .map(|kind| {
            let detail = match kind {
                DestinationType::Url => "A web service of yours that takes POST requests",
                DestinationType::Cloud => "Storage or a FHIR store at your cloud provider",
            };
            Choice { value: kind.as_str().to_owned(), label: kind.label().to_owned(), detail: detail.to_owned() }
        })
        .collect();
    let providers =
        Signal::stored(CloudProvider::ALL.iter().map(|provider| plain(provider.as_str(), provider.label())).collect::<Vec<_>>());
    let products = Signal::derive(move || {
        let products = draft.chosen_provider().into_iter().flat_map(CloudProduct::of);
        products.map(|product| plain(product.as_str(), product.label())).collect::<Vec<_>>()
    });
    let take_provider = editing.taker(draft.provider, PROVIDER);
    let choose_provider = move |name: String| {
        take_provider(name);
        if draft.chosen_product().map(CloudProduct::provider) != draft.chosen_provider() {
            draft.product.set(String::new());
        }
    };
    let is_cloud = Memo::new(move |_| draft.chosen_type() == Some(DestinationType::Cloud));
    let has_provider = Memo::new(move |_| draft.chosen_provider().is_some());
    view! {
        <FormField form name="destinationType">
            <ChoiceCards
                label="Type"
                hint="It cannot be edited after this step: another type needs another destination."
                options=types
                value=draft.kind
                on_change=editing.taker(draft.kind, "destinationType")
                error=form.error("destinationType")
            />
        </FormField>
        <Show when=move || is_cloud.get()>
            <FormField form name=PROVIDER>
                <ChoiceCards
                    label="Cloud provider"
                    options=providers
                    value=draft.provider
                    on_change=choose_provider
                    error=form.error(PROVIDER)
                />
            </FormField>
            <Show when=move || has_provider.get()>
                <FormField form name=PRODUCT>
                    <ChoiceCards
                        label="Product"
                        options=products
                        value=draft.product
                        on_change=editing.taker(draft.product, PRODUCT)
                        error=form.error(PRODUCT)
                    />
                </FormField>
            </Show>
        </Show>
    }
}

pub(super) fn second_step(editing: Editing, draft: DestinationDraft) -> AnyView {
    let product = Memo::new(move |_| draft.chosen_product().filter(|_| draft.chosen_type() == Some(DestinationType::Cloud)));
    let fields = move || match product.get() {
        Some(product) => view! {
            <fieldset class="field-group">
                <legend>"Settings"</legend>
                {product.settings().iter().map(|setting| setting_field(editing, draft, setting)).collect_view()}
            </fieldset>
            {credential::of_product(editing, draft, product)}
        }
        .into_any(),
        None => endpoint::fields(editing, draft),
    };
    fields.into_any()
}

fn setting_field(editing: Editing, draft: DestinationDraft, setting: &'static Setting) -> impl IntoView {
    let form = editing.form;
    let field = ["cloudProviderSettings.settings.", setting.key].concat();
    view! {
        <FormField form name=field.clone()>
            <TextField
                label=setting.label
                hint=example(setting)
                value=value_of(draft.settings, setting.key)
                on_input=value_taker(editing, draft.settings, setting.key, field.clone())
                error=form.error(field.clone())
                mono=true
                required=setting.is_required
                optional_mark=!setting.is_required
            />
        </FormField>
    }
}

/// *Such as us-east-1*
fn example(setting: &Setting) -> String {
    ["Such as ", setting.example].concat()
}

/// What is typed for a setting.
fn value_of(values: RwSignal<BTreeMap<String, String>>, key: &'static str) -> Signal<String> {
    Signal::derive(move || values.with(|values| values.get(key).cloned()).unwrap_or_default())
}

/// A handler that takes what was typed for a setting.
fn value_taker(
    editing: Editing,
    values: RwSignal<BTreeMap<String, String>>,
    key: &'static str,
    field: String,
) -> impl Fn(String) + Clone + Send + Sync + 'static {
    move |text| {
        values.update(|values| {
            values.insert(key.to_owned(), text);
        });
        editing.form.change(&field);
    }
}

fn plain(value: &str, label: &str) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned(), detail: String::new() }
}
