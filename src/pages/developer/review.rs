//! What was entered, on one page.

use super::end::End;
use causeway_api::{Destination, SecretName, Setting, Source};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Everything that was entered, as terms and values.
pub(super) fn review(end: &End) -> AnyView {
    let facts = match end {
        End::Source(source) => of_source(source),
        End::Destination(destination) => of_destination(destination),
    };
    let fact = |(term, value): (&'static str, String)| {
        let value = if value.is_empty() { "—".to_owned() } else { value };
        view! {
            <dt>{term}</dt>
            <dd>{value}</dd>
        }
    };
    view! { <dl class="facts">{facts.into_iter().map(fact).collect_view()}</dl> }.into_any()
}

fn of_source(source: &Source) -> Vec<(&'static str, String)> {
    vec![
        ("Name", source.name.clone()),
        ("Communication method", source.communication_method.map_or("", |method| method.label()).to_owned()),
        ("Data format", source.data_format.map_or("", |format| format.label()).to_owned()),
        ("Sending system", source.ehr.clone().unwrap_or_default()),
        ("Time zone", source.time_zone.as_deref().unwrap_or_default().replace('_', " ")),
        ("Service region", source.service_region.map_or("", |region| region.label()).to_owned()),
    ]
}

fn of_destination(destination: &Destination) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        ("Name", destination.name.clone()),
        ("Type", destination.destination_type.map_or("", |kind| kind.label()).to_owned()),
    ];
    if let Some(endpoint) = &destination.endpoint {
        facts.push(("URL", endpoint.clone()));
    }
    if let Some(product) = destination.product() {
        let none = BTreeMap::new();
        let settings = destination.cloud_provider_settings.as_ref().map_or(&none, |cloud| &cloud.settings);
        facts.push(("Cloud provider", product.provider().label().to_owned()));
        facts.push(("Product", product.label().to_owned()));
        facts.extend(product.settings().iter().map(|setting| (setting.label, value(setting, settings))));
    }
    if let Some(credential) = &destination.auth_credential {
        facts.push(("Authenticated by", credential.type_id.label().to_owned()));
        for field in credential.type_id.fields() {
            let is_stored = SecretName::named(field.key).is_some_and(|name| credential.has(name));
            let shown = match (field.is_secret, is_stored) {
                (true, true) => "Stored".to_owned(),
                (true, false) => String::new(),
                (false, _) => value(field, &credential.settings),
            };
            if field.is_required || !shown.is_empty() {
                facts.push((field.label, shown));
            }
        }
    }
    facts
}

fn value(setting: &Setting, values: &BTreeMap<String, String>) -> String {
    values.get(setting.key).cloned().unwrap_or_default()
}
