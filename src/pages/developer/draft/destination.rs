//! What is typed in a destination's wizard.

mod requests;

pub(super) use requests::{change, create};

use causeway_api::{
    AuthCredential, AuthCredentialChange, AuthType, CloudProduct, CloudProvider, CloudProviderSettings, Destination,
    DestinationType, FieldError, SecretText, Setting, SettingForm,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// One signal a field; choices by their names on the wire, empty while nothing is chosen. What is stored as a secret is never in it.
#[derive(Clone, Copy, Default)]
pub(crate) struct DestinationDraft {
    pub(crate) name: RwSignal<String>,
    pub(crate) kind: RwSignal<String>,
    pub(crate) endpoint: RwSignal<String>,
    pub(crate) provider: RwSignal<String>,
    pub(crate) product: RwSignal<String>,
    /// What was typed for any product: choosing another and coming back loses nothing.
    pub(crate) settings: RwSignal<BTreeMap<String, String>>,
    /// Whether a URL endpoint is authenticated; a cloud product always is.
    pub(crate) has_credential: RwSignal<bool>,
    /// The credential's fields, and of its secrets those that were typed just now.
    pub(crate) credential: RwSignal<BTreeMap<String, String>>,
    /// The verification token, if another one was typed just now.
    pub(crate) token: RwSignal<String>,
    /// Whether the stored token goes.
    pub(crate) is_token_removed: RwSignal<bool>,
    pub(crate) is_fhir: RwSignal<bool>,
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

    /// Whether something was typed that nothing stored can show: a secret; tracked.
    pub(super) fn has_secrets(self) -> bool {
        let is_typed = |field: &Setting| field.is_secret && self.credential.with(|typed| value(typed, field.key).is_some());
        !self.token.with(|token| token.trim().is_empty()) || AuthType::ALL.iter().any(|way| way.fields().iter().any(is_typed))
    }

    pub(super) fn fill(self, destination: &Destination) {
        let cloud = destination.cloud_provider_settings.clone().unwrap_or_default();
        self.name.set(destination.name.clone());
        self.kind.set(destination.destination_type.map_or("", DestinationType::as_str).to_owned());
        self.endpoint.set(destination.endpoint.clone().unwrap_or_default());
        self.provider.set(cloud.type_id.map_or("", CloudProvider::as_str).to_owned());
        self.product.set(cloud.product_id.map_or("", CloudProduct::as_str).to_owned());
        self.settings.set(cloud.settings);
        self.has_credential.set(destination.auth_credential.is_some());
        self.credential.set(destination.auth_credential.clone().map(|stored| stored.settings).unwrap_or_default());
        self.token.set(String::new());
        self.is_token_removed.set(false);
        self.is_fhir.set(destination.is_fhir);
    }

    pub(super) fn applied_to(self, base: &Destination) -> Destination {
        let destination_type = self.chosen_type();
        let is_url = destination_type == Some(DestinationType::Url);
        let endpoint = self.endpoint.with(|url| Some(url.trim()).filter(|url| !url.is_empty()).map(str::to_owned));
        let cloud = || CloudProviderSettings {
            type_id: self.chosen_provider(),
            product_id: self.chosen_product(),
            settings: self.settings_of_product(),
        };
        let keeps_token = base.has_verification_token && !self.is_token_removed.get();
        let mut next = Destination {
            name: self.name.get(),
            destination_type,
            endpoint: endpoint.filter(|_| is_url),
            cloud_provider_settings: (destination_type == Some(DestinationType::Cloud)).then(cloud),
            has_verification_token: is_url && (keeps_token || self.given_token().is_some()),
            is_fhir: is_url && self.is_fhir.get(),
            ..base.clone()
        };
        next.auth_credential = self.credential_of(&next).map(|mut given| {
            // What is no secret at all is said to be wrong, and is not stored.
            let wrong: Vec<_> = malformed(&given).map(|field| field.key).collect();
            given.settings.retain(|key, _| !wrong.contains(&key.as_str()));
            given.applied_to(base.auth_credential.as_ref()).unwrap_or_else(|_| AuthCredential::blank(given.type_id))
        });
        next
    }

    /// What is wrong with the secrets that were typed just now. Even a wizard in progress does not store them; tracked.
    pub(super) fn wrong_secrets(self, base: &Destination) -> Vec<FieldError> {
        let given = self.credential_of(&self.applied_to(base));
        let wrong = given.iter().flat_map(|given| {
            malformed(given).filter_map(|field| {
                let message = field.form.problem(given.settings.get(field.key)?.given()?)?;
                Some(FieldError::invalid(["authCredential.settings.", field.key].concat(), message))
            })
        });
        let token = self.given_token().and_then(|token| SettingForm::Secret.problem(token.given()?));
        wrong.chain(token.map(|message| FieldError::invalid("verificationToken", message))).collect()
    }

    /// The way in which a destination is authenticated, with what was typed for it; tracked.
    fn credential_of(self, destination: &Destination) -> Option<AuthCredentialChange> {
        let is_cloud = destination.destination_type == Some(DestinationType::Cloud);
        let type_id = destination.auth_types().into_iter().next().filter(|_| is_cloud || self.has_credential.get())?;
        let settings = self.credential.with(|typed| {
            let given = |field: &Setting| Some((field.key.to_owned(), SecretText(value(typed, field.key)?.to_owned())));
            type_id.fields().iter().filter_map(given).collect()
        });
        Some(AuthCredentialChange { type_id, settings })
    }

    fn given_token(self) -> Option<SecretText> {
        let token = SecretText(self.token.get());
        token.given().map(|text| SecretText(text.to_owned()))
    }

    fn settings_of_product(self) -> BTreeMap<String, String> {
        let product = self.chosen_product();
        self.settings.with(|typed| {
            let known = product.into_iter().flat_map(CloudProduct::settings);
            known.filter_map(|setting| Some((setting.key.to_owned(), value(typed, setting.key)?.to_owned()))).collect()
        })
    }
}

/// What was typed for a field, without the spaces around it.
fn value<'a>(typed: &'a BTreeMap<String, String>, key: &str) -> Option<&'a str> {
    typed.get(key).map(|value| value.trim()).filter(|value| !value.is_empty())
}

/// The secrets that cannot be one.
fn malformed(given: &AuthCredentialChange) -> impl Iterator<Item = &'static Setting> {
    let is_wrong = |field: &&Setting| {
        let text = given.settings.get(field.key).and_then(SecretText::given);
        field.is_secret && text.is_some_and(|text| field.form.problem(text).is_some())
    };
    given.type_id.fields().iter().filter(is_wrong)
}
