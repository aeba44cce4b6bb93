//! What was entered, on one page.

use super::end::End;
use causeway_api::{Destination, Source};
use leptos::prelude::*;

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
        facts.push(("Cloud provider", product.provider().label().to_owned()));
        facts.push(("Product", product.label().to_owned()));
        let settings = destination.cloud_provider_settings.as_ref().map(|cloud| &cloud.settings);
        for setting in product.settings() {
            facts.push((setting.label, settings.and_then(|settings| settings.get(setting.key).cloned()).unwrap_or_default()));
        }
    }
    facts
}
