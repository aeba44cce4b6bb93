//! What is typed in a destination's wizard.

use causeway_api::{
    CloudProduct, CloudProvider, CloudProviderSettings, Destination, DestinationChange, DestinationCreate, DestinationType,
    EnvironmentId, Patch, SetupState,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// One signal a field; choices by their names on the wire, empty while nothing is chosen.
#[derive(Clone, Copy, Default)]
pub(crate) struct DestinationDraft {
    pub(crate) name: RwSignal<String>,
    pub(crate) kind: RwSignal<String>,
    pub(crate) endpoint: RwSignal<String>,
    pub(crate) provider: RwSignal<String>,
    pub(crate) product: RwSignal<String>,
    /// What was typed for any product: choosing another and coming back loses nothing.
    pub(crate) settings: RwSignal<BTreeMap<String, String>>,
}

impl DestinationDraft {
    /// What was chosen as the type; tracked.
    pub(crate) fn chosen_type(self) -> Option<DestinationType> {
        self.kind.with(|name| DestinationType::named(name))
    }

    /// What was chosen as the provider; tracked.
    pub(crate) fn chosen_provider(self) -> Option<CloudProvider> {
        self.provider.with(|name| CloudProvider::named(name))
    }

    /// What was chosen as the product; tracked.
    pub(crate) fn chosen_product(self) -> Option<CloudProduct> {
        self.product.with(|name| CloudProduct::named(name))
    }

    pub(super) fn fill(self, destination: &Destination) {
        let cloud = destination.cloud_provider_settings.clone().unwrap_or_default();
        self.name.set(destination.name.clone());
        self.kind.set(destination.destination_type.map_or("", DestinationType::as_str).to_owned());
        self.endpoint.set(destination.endpoint.clone().unwrap_or_default());
        self.provider.set(cloud.type_id.map_or("", CloudProvider::as_str).to_owned());
        self.product.set(cloud.product_id.map_or("", CloudProduct::as_str).to_owned());
        self.settings.set(cloud.settings);
    }

    pub(super) fn applied_to(self, base: &Destination) -> Destination {
        let destination_type = self.chosen_type();
        let endpoint = self.endpoint.with(|url| Some(url.trim()).filter(|url| !url.is_empty()).map(str::to_owned));
        let cloud = || CloudProviderSettings {
            type_id: self.chosen_provider(),
            product_id: self.chosen_product(),
            settings: self.settings_of_product(),
        };
        Destination {
            name: self.name.get(),
            destination_type,
            endpoint: endpoint.filter(|_| destination_type == Some(DestinationType::Url)),
            cloud_provider_settings: (destination_type == Some(DestinationType::Cloud)).then(cloud),
            ..base.clone()
        }
    }

    fn settings_of_product(self) -> BTreeMap<String, String> {
        let product = self.chosen_product();
        self.settings.with(|typed| {
            let value = |key: &str| typed.get(key).map(|value| value.trim()).filter(|value| !value.is_empty());
            let known = product.into_iter().flat_map(CloudProduct::settings);
            known.filter_map(|setting| Some((setting.key.to_owned(), value(setting.key)?.to_owned()))).collect()
        })
    }
}

pub(super) fn create(
    destination: Destination,
    environment_id: EnvironmentId,
    setup_state: Option<SetupState>,
) -> DestinationCreate {
    DestinationCreate {
        destination_type: destination.destination_type,
        endpoint: destination.endpoint,
        cloud_provider_settings: destination.cloud_provider_settings,
        setup_state,
        ..DestinationCreate::named(environment_id, destination.name)
    }
}

pub(super) fn change(destination: Destination, setup_state: Patch<SetupState>) -> DestinationChange {
    DestinationChange {
        version: Some(destination.version),
        name: Some(destination.name),
        destination_type: Patch::from(destination.destination_type),
        endpoint: Patch::from(destination.endpoint),
        cloud_provider_settings: Patch::from(destination.cloud_provider_settings),
        setup_state,
        ..DestinationChange::of(destination.id)
    }
}
