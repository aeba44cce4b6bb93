//! The data models that most organizations begin with, one click each, below the field that has all of them.

use super::form::Form;
use crate::ui::{Announcer, Button, ComboOption};
use causeway_api::BATCH_LIMIT;
use leptos::prelude::*;

/// As people ask for them, the most common first.
const COMMON: [&str; 14] = [
    "FHIR.Patient",
    "FHIR.Encounter",
    "FHIR.Observation",
    "FHIR.Condition",
    "FHIR.DiagnosticReport",
    "FHIR.MedicationRequest",
    "FHIR.AllergyIntolerance",
    "FHIR.Procedure",
    "FHIR.Immunization",
    "FHIR.Appointment",
    "FHIR.DocumentReference",
    "FHIR.ServiceRequest",
    "FHIR.CarePlan",
    "FHIR.Coverage",
];

/// As many as one request takes, each to be chosen or not, and all of them at once.
#[component]
pub(super) fn CommonModels(form: Form, models: Memo<Vec<ComboOption>>, max_reason: &'static str) -> impl IntoView {
    let announcer: Announcer = expect_context();
    let offered = Memo::new(move |_| models.with(|models| offered(models)));
    let say_count = move |what: &str, count: usize| {
        announcer.say(&[what, ", ", &count.to_string(), " of ", &BATCH_LIMIT.to_string()].concat());
    };
    let toggle = move |(value, label): (&str, &str)| {
        let mut chosen = form.models.get_untracked();
        let count = chosen.len();
        chosen.retain(|known| known != value);
        let is_added = chosen.len() == count;
        if is_added {
            chosen.push(value.to_owned());
        }
        say_count(&[label, if is_added { " added" } else { " removed" }].concat(), chosen.len());
        form.set_models(chosen);
    };
    let chip = move |(value, label): (String, String)| {
        let shown = value.clone();
        let is_chosen = Memo::new(move |_| form.models.with(|models| models.contains(&shown)));
        let refusal = Signal::derive(move || {
            let is_full = form.models.with(Vec::len) >= BATCH_LIMIT;
            (is_full && !is_chosen.get()).then(|| max_reason.to_owned())
        });
        let words = label.trim_start_matches("FHIR\u{ae} ").to_owned();
        view! {
            <Button
                label=Signal::stored(label.clone())
                pressed=is_chosen
                disabled_reason=refusal
                on_press=move || toggle((&value, &label))
            >
                {words}
            </Button>
        }
    };
    let missing = Memo::new(move |_| {
        let chosen = form.models.get();
        let room = BATCH_LIMIT.saturating_sub(chosen.len());
        let missing = |(value, _): (String, String)| (!chosen.contains(&value)).then_some(value);
        offered.get().into_iter().filter_map(missing).take(room).collect::<Vec<String>>()
    });
    let choose_all = move || {
        let mut chosen = form.models.get_untracked();
        chosen.extend(missing.get_untracked());
        say_count("All added", chosen.len());
        form.set_models(chosen);
    };
    let nothing_left = Signal::derive(move || missing.with(Vec::is_empty).then(|| "Chosen already.".to_owned()));
    let all = move || match offered.with(Vec::len) {
        BATCH_LIMIT => "All six".to_owned(),
        count => ["All ", &count.to_string()].concat(),
    };
    view! {
        <Show when=move || offered.with(|offered| offered.len() > 1)>
            <div class="create-common" role="group" aria-label="Common data models">
                <For each=move || offered.get() key=|(value, _)| value.clone() children=chip />
                <Button disabled_reason=nothing_left on_press=choose_all>
                    {all}
                </Button>
            </div>
        </Show>
    }
}

/// The first ones that can still be created between the ends: their values and labels.
fn offered(models: &[ComboOption]) -> Vec<(String, String)> {
    let free = |name: &&str| models.iter().find(|model| model.value == *name && model.disabled.is_none());
    let offered = COMMON.iter().filter_map(free).take(BATCH_LIMIT);
    offered.map(|model| (model.value.clone(), model.label.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use causeway_api::DataModel;

    #[test]
    fn what_flows_already_makes_room_for_the_next() {
        let mut models: Vec<ComboOption> = DataModel::all()
            .map(|model| ComboOption { value: model.name().to_owned(), label: model.label(), ..ComboOption::default() })
            .collect();
        assert!(offered(&models).iter().map(|(value, _)| value.as_str()).eq(COMMON[..BATCH_LIMIT].iter().copied()));
        for model in &mut models {
            model.disabled = (model.value == "FHIR.Encounter").then(|| "Exists already".to_owned());
        }
        let names: Vec<_> = offered(&models).into_iter().map(|(value, _)| value).collect();
        assert_eq!((names[1].as_str(), names.len()), ("FHIR.Observation", BATCH_LIMIT));
        assert!(COMMON.iter().all(|name| DataModel::named(name).is_some()));
    }
}
