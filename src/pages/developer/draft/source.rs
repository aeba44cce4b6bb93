//! What is typed in a source's wizard.

use crate::pages::developer::time_zone;
use causeway_api::{
    CommunicationMethod, DataFormat, EnvironmentId, Patch, ServiceRegion, SetupState, Source, SourceChange, SourceCreate,
};
use leptos::prelude::*;

/// One signal a field; choices by their names on the wire, empty while nothing is chosen.
#[derive(Clone, Copy, Default)]
pub(crate) struct SourceDraft {
    pub(crate) name: RwSignal<String>,
    pub(crate) method: RwSignal<String>,
    pub(crate) format: RwSignal<String>,
    pub(crate) ehr: RwSignal<String>,
    pub(crate) time_zone: RwSignal<String>,
    pub(crate) region: RwSignal<String>,
}

impl SourceDraft {
    /// Takes over what is stored; where no time zone is, the browser's own is suggested.
    pub(super) fn fill(self, source: &Source) {
        self.name.set(source.name.clone());
        self.method.set(source.communication_method.map_or("", CommunicationMethod::as_str).to_owned());
        self.format.set(source.data_format.map_or("", DataFormat::as_str).to_owned());
        self.ehr.set(source.ehr.clone().unwrap_or_default());
        self.time_zone.set(source.time_zone.clone().or_else(time_zone::own).unwrap_or_default());
        self.region.set(source.service_region.map_or("", ServiceRegion::as_str).to_owned());
    }

    pub(super) fn applied_to(self, base: &Source) -> Source {
        let typed =
            |text: RwSignal<String>| text.with(|text| Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned));
        Source {
            name: self.name.get(),
            communication_method: self.method.with(|name| CommunicationMethod::named(name)),
            data_format: self.format.with(|name| DataFormat::named(name)),
            ehr: typed(self.ehr),
            time_zone: typed(self.time_zone),
            service_region: self.region.with(|name| ServiceRegion::named(name)),
            ..base.clone()
        }
    }
}

pub(super) fn create(source: Source, environment_id: EnvironmentId, setup_state: Option<SetupState>) -> SourceCreate {
    SourceCreate {
        environment_id,
        name: source.name,
        communication_method: source.communication_method,
        data_format: source.data_format,
        ehr: source.ehr,
        time_zone: source.time_zone,
        service_region: source.service_region,
        setup_state,
    }
}

pub(super) fn change(source: Source, setup_state: Patch<SetupState>) -> SourceChange {
    SourceChange {
        source_id: source.id,
        version: Some(source.version),
        name: Some(source.name),
        communication_method: Patch::from(source.communication_method),
        data_format: Patch::from(source.data_format),
        ehr: Patch::from(source.ehr),
        time_zone: Patch::from(source.time_zone),
        service_region: Patch::from(source.service_region),
        setup_state,
    }
}
