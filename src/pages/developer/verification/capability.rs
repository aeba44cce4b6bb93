//! What a FHIR server says of itself.

use crate::pages::dates::ago;
use causeway_api::FhirCapability;
use leptos::prelude::*;

/// Version, software, and the resource types that it supports.
#[component]
pub(super) fn Capability(capability: FhirCapability) -> impl IntoView {
    let FhirCapability { read_at, fhir_version, software, resources } = capability;
    let count = match resources.len() {
        1 => "1 resource type".to_owned(),
        count => [&count.to_string(), " resource types"].concat(),
    };
    view! {
        <section class="capability" aria-label="What the FHIR server says of itself">
            <h3>"FHIR server"</h3>
            <dl class="facts">
                <dt>"FHIR version"</dt>
                <dd>{fhir_version}</dd>
                <dt>"Software"</dt>
                <dd>{software.unwrap_or_else(|| "It does not say".to_owned())}</dd>
                <dt>"Read"</dt>
                <dd>{ago(read_at)}</dd>
                <dt>"Supports"</dt>
                <dd>
                    <details>
                        <summary>{count}</summary>
                        <ul>{resources.into_iter().map(|resource| view! { <li>{resource}</li> }).collect_view()}</ul>
                    </details>
                </dd>
            </dl>
        </section>
    }
}
