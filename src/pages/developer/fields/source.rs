//! What a source's wizard asks for.

use super::{Editing, name_field};
use crate::pages::developer::draft::SourceDraft;
use crate::pages::developer::time_zone;
use crate::pages::form::FormField;
use crate::ui::{Choice, ChoiceCards, ComboOption, Combobox, SelectField, TextField};
use causeway_api::{CommunicationMethod, DataFormat, SENDING_SYSTEMS, ServiceRegion};
use leptos::html::Input;
use leptos::prelude::*;

/// The id of the list of suggested sending systems; the page has one at most.
const SYSTEMS: &str = "sending-systems";

pub(super) fn first_step(editing: Editing, draft: SourceDraft) -> AnyView {
    let Editing { form, .. } = editing;
    let methods: Vec<_> = CommunicationMethod::ALL
        .iter()
        .map(|method| {
            let detail = match method {
                CommunicationMethod::Api => "HTTPS requests to the exchange's API",
                CommunicationMethod::Mllp => "HL7 over a VPN, message by message",
                CommunicationMethod::Sftp => "Files that are dropped off",
            };
            choice(method.as_str(), method.label(), detail)
        })
        .collect();
    let formats: Vec<_> = DataFormat::ALL.iter().map(|format| (format.as_str().to_owned(), format.label().to_owned())).collect();
    view! {
        {name_field(editing, draft.name, "What people will choose it by, such as Intake API.")}
        <FormField form name="communicationMethod">
            <ChoiceCards
                label="Communication method"
                options=methods
                value=draft.method
                on_change=editing.taker(draft.method, "communicationMethod")
                error=form.error("communicationMethod")
            />
        </FormField>
        <FormField form name="dataFormat">
            <SelectField
                label="Data format"
                hint="What the sending system writes. It is translated on the way."
                options=formats
                value=draft.format
                on_change=editing.taker(draft.format, "dataFormat")
                error=form.error("dataFormat")
                required=true
            />
        </FormField>
    }
    .into_any()
}

pub(super) fn second_step(editing: Editing, draft: SourceDraft) -> AnyView {
    let Editing { form, base, .. } = editing;
    let regions: Vec<_> =
        ServiceRegion::ALL.iter().map(|region| (region.as_str().to_owned(), region.label().to_owned())).collect();
    let is_fixed = move || base.with(|base| base.setup_state().is_none());
    let why_fixed = move || is_fixed().then(|| "It cannot change later. Create another source for another region.".to_owned());
    let region_hint =
        move || if is_fixed() { "" } else { "Where its messages are processed. It cannot change later." }.to_owned();
    let input = NodeRef::<Input>::new();
    input.on_load(|input| {
        // Cannot fail: the name is a valid one.
        let _ = input.set_attribute("list", SYSTEMS);
    });
    view! {
        <FormField form name="ehr">
            <TextField
                label="Sending system"
                hint="The EHR, or what else the messages come from. Choose or type."
                value=draft.ehr
                on_input=editing.taker(draft.ehr, "ehr")
                error=form.error("ehr")
                required=true
                node_ref=input
            />
            <datalist id=SYSTEMS>
                {SENDING_SYSTEMS.map(|system| view! { <option value=system></option> })}
            </datalist>
        </FormField>
        <FormField form name="timeZone">{time_zone_field(editing, draft)}</FormField>
        <FormField form name="serviceRegion">
            <SelectField
                label="Service region"
                hint=Signal::derive(region_hint)
                options=regions
                value=draft.region
                on_change=editing.taker(draft.region, "serviceRegion")
                error=form.error("serviceRegion")
                disabled_reason=Signal::derive(why_fixed)
                required=true
            />
        </FormField>
    }
    .into_any()
}

/// Chosen from those that the browser knows; typed where it does not list them.
fn time_zone_field(editing: Editing, draft: SourceDraft) -> AnyView {
    const HINT: &str = "For times that come without one.";
    let error = editing.form.error("timeZone");
    let take = editing.taker(draft.time_zone, "timeZone");
    let mut zones = time_zone::all();
    if zones.is_empty() {
        return view! { <TextField label="Time zone" hint=HINT value=draft.time_zone on_input=take error required=true /> }
            .into_any();
    }
    for also in [time_zone::own(), Some(draft.time_zone.get_untracked()).filter(|zone| !zone.is_empty())].into_iter().flatten() {
        if !zones.contains(&also) {
            zones.insert(0, also);
        }
    }
    let own = time_zone::own();
    let options: Vec<_> = zones
        .into_iter()
        .map(|zone| ComboOption {
            label: zone.replace('_', " "),
            detail: if own.as_ref() == Some(&zone) { "this browser's own".to_owned() } else { String::new() },
            value: zone,
            ..ComboOption::default()
        })
        .collect();
    let choose = move |zone: Option<String>| take(zone.unwrap_or_default());
    let value = Signal::derive(move || Some(draft.time_zone.get()).filter(|zone| !zone.is_empty()));
    view! {
        <Combobox
            label="Time zone"
            hint=HINT
            options=options
            value=value
            on_change=choose
            error
            placeholder="Type a city, such as Chicago"
            required=true
        />
    }
    .into_any()
}

fn choice(value: &str, label: &str, detail: &str) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned(), detail: detail.to_owned() }
}
