//! A warning where a FHIR server, by its own account, has no such resources. It forbids nothing: statements may be old or incomplete.

use super::form::Form;
use crate::pages::dates::ago;
use crate::stores::Ends;
use crate::ui::{Banner, BannerTone};
use causeway_api::{Destination, FhirCapability};
use leptos::prelude::*;

/// Says which of the chosen data models the chosen destination does not list.
#[component]
pub(super) fn UnlistedWarning(form: Form) -> impl IntoView {
    let ends: Ends = expect_context();
    let sentence = Memo::new(move |_| {
        let destination = ends.destination(form.destination.with(|id| id.as_ref()?.parse().ok())?)?;
        form.models.with(|models| warning(&destination, models, ago))
    });
    view! {
        <div role="status">
            {move || sentence.get().map(|sentence| view! { <Banner tone=BannerTone::Warning>{sentence}</Banner> })}
        </div>
    }
}

/// None where everything is listed, or nothing is known.
fn warning(destination: &Destination, models: &[String], when: impl Fn(causeway_api::Instant) -> String) -> Option<String> {
    let capability = destination.fhir_capability.as_ref()?;
    let named = joined(&unlisted(capability, models))?;
    let read = when(capability.read_at);
    let name = &destination.name;
    Some(
        [
            name.as_str(),
            " does not list ",
            &named,
            " in its capability statement, read ",
            &read,
            ". You can subscribe it all the same.",
        ]
        .concat(),
    )
}

/// The resources of these data models that the server does not list. Event models are no resources, and no server lists them.
fn unlisted<'a>(capability: &FhirCapability, models: &'a [String]) -> Vec<&'a str> {
    let resources = models.iter().filter_map(|model| model.strip_prefix("FHIR.")).filter(|resource| !resource.contains('.'));
    resources.filter(|resource| capability.resources.iter().all(|listed| listed != resource)).collect()
}

/// *Goal, Slot and Task*; none of nothing.
fn joined(words: &[&str]) -> Option<String> {
    let (last, before) = words.split_last()?;
    Some(if before.is_empty() { (*last).to_owned() } else { [&before.join(", "), " and ", last].concat() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use causeway_api::{DestinationId, EnvironmentFlag, EnvironmentId, EnvironmentRef, Instant, OrganizationId, OrganizationRef};
    use uuid::Uuid;

    fn epic(resources: Option<&[&str]>) -> Destination {
        let environment = EnvironmentRef { id: EnvironmentId(Uuid::nil()), environment_flag: EnvironmentFlag::Development };
        let organization = OrganizationRef { id: OrganizationId(1), name: "Tidewell Health".to_owned() };
        let blank = Destination::blank(DestinationId(Uuid::nil()), environment, organization, Instant::default());
        let fhir_capability = resources.map(|resources| FhirCapability {
            read_at: Instant::default(),
            fhir_version: "4.0.1".to_owned(),
            software: None,
            resources: resources.iter().map(|&name| name.to_owned()).collect(),
        });
        Destination { name: "Epic FHIR".to_owned(), fhir_capability, ..blank }
    }

    fn said(destination: &Destination, models: &[&str]) -> Option<String> {
        let models: Vec<_> = models.iter().map(|&model| model.to_owned()).collect();
        warning(destination, &models, |_| "2 days ago".to_owned())
    }

    #[test]
    fn what_a_server_does_not_list_is_named() {
        let epic = epic(Some(&["Patient"]));
        let one = "Epic FHIR does not list Observation in its capability statement, read 2 days ago. You can subscribe it all the same.";
        assert_eq!(said(&epic, &["FHIR.Patient", "FHIR.Observation"]).as_deref(), Some(one));
        let three = said(&epic, &["FHIR.Goal", "FHIR.Slot", "FHIR.Task"]).expect("none is listed");
        assert!(three.starts_with("Epic FHIR does not list Goal, Slot and Task in"), "{three}");
    }

    #[test]
    fn what_is_listed_or_an_event_or_unknown_is_no_cause() {
        assert_eq!(said(&epic(Some(&["Patient"])), &["FHIR.Patient", "FHIR.Event.Order"]), None);
        assert_eq!(said(&epic(None), &["FHIR.Observation"]), None);
    }
}
