//! What an organization says of itself, to those it is connected with and, if it wants, to everybody here.

use crate::{
    ConnectionId, ConnectionStatus, DataModel, FieldError, Noun, OrganizationId, Patch, is_email, normalize_name, normalize_text,
};
use serde::{Deserialize, Serialize};

/// The longest *about*, in characters.
pub const ABOUT_LIMIT: usize = 300;

/// The most products that a profile names.
pub const PRODUCTS_LIMIT: usize = 12;

/// Whom to write to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Contact {
    /// A person, a desk or a team, 1 to 120 characters.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
}

/// An organization's profile. It keeps its name: partners know it by that.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Organization {
    /// Which one.
    pub id: OrganizationId,
    /// Its name.
    pub name: String,
    /// What it does, up to 300 characters; may be empty.
    pub about: String,
    /// What it offers, by the names it is known under: up to 12.
    pub products: Vec<String>,
    /// What it can exchange, each once.
    pub data_models: Vec<DataModel>,
    /// Whom to write to about connecting.
    pub contact: Option<Contact>,
    /// Whether the directory has it, for every organization here to find.
    pub is_listed: bool,
    /// Grows with every change.
    pub version: u64,
}

impl Noun for Organization {
    const SINGULAR: &'static str = "organization";
    const PLURAL: &'static str = "organizations";
    fn version(&self) -> Option<u64> {
        Some(self.version)
    }
}

impl Organization {
    /// One that says nothing of itself yet.
    pub fn blank(id: OrganizationId, name: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            about: String::new(),
            products: Vec::new(),
            data_models: Vec::new(),
            contact: None,
            is_listed: false,
            version: 1,
        }
    }

    /// The profile after a change, or what is wrong with it. Does not touch id, name or version.
    ///
    /// # Errors
    /// One entry for each field that cannot take its new value; those of the contact are `contact.name` and `contact.email`.
    pub fn changed(&self, change: OrganizationChange) -> Result<Self, Vec<FieldError>> {
        let mut next = self.clone();
        let mut problems = Vec::new();
        let mut refuse = |field: &str, message: &str| problems.push(FieldError::invalid(field, message));
        if let Some(about) = change.about {
            match normalize_text(&about, ABOUT_LIMIT) {
                Ok(about) => next.about = about,
                Err(message) => refuse("about", &message),
            }
        }
        if let Some(products) = change.products {
            match products.iter().map(|name| normalize_name(name)).collect::<Result<Vec<_>, _>>() {
                Ok(products) if products.len() > PRODUCTS_LIMIT => refuse("products", "Name at most 12 products."),
                Ok(products) if has_twice(&products) => refuse("products", "Name each product once."),
                Ok(products) => next.products = products,
                Err(message) => refuse("products", message),
            }
        }
        if let Some(models) = change.data_models {
            if has_twice(&models) {
                refuse("dataModels", "Choose each data model once.");
            }
            next.data_models = models;
        }
        if let Patch::Set(contact) = &change.contact {
            if let Err(message) = normalize_name(&contact.name) {
                refuse("contact.name", message);
            }
            if !is_email(contact.email.trim()) {
                refuse("contact.email", "Enter an e-mail address such as name@example.org.");
            }
        }
        let trimmed = |contact: Contact| Contact { name: contact.name.trim().into(), email: contact.email.trim().into() };
        next.contact = change.contact.apply(next.contact).map(trimmed);
        next.is_listed = change.is_listed.unwrap_or(next.is_listed);
        if problems.is_empty() { Ok(next) } else { Err(problems) }
    }
}

/// Whether one of a few is there twice.
pub(crate) fn has_twice<T: PartialEq>(all: &[T]) -> bool {
    all.iter().enumerate().any(|(index, one)| all[..index].contains(one))
}

/// Reads an organization's profile: your own, one that is listed, or one that you are connected with.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OrganizationGet {
    /// Which one.
    pub organization_id: OrganizationId,
}

/// Changes your organization's profile; what is absent stays as it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OrganizationChange {
    /// Which one: your own.
    pub organization_id: OrganizationId,
    /// The version that the caller knows; travels as `If-Match`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
    /// What it does, up to 300 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// What it offers: up to 12 names, each once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub products: Option<Vec<String>>,
    /// What it can exchange, each once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_models: Option<Vec<DataModel>>,
    /// Whom to write to about connecting.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub contact: Patch<Contact>,
    /// Whether the directory has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_listed: Option<bool>,
}

impl OrganizationChange {
    /// Changes nothing yet.
    pub const fn of(organization_id: OrganizationId) -> Self {
        Self {
            organization_id,
            version: None,
            about: None,
            products: None,
            data_models: None,
            contact: Patch::Keep,
            is_listed: None,
        }
    }
}

/// An organization in the directory, and where you stand with it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DirectoryEntry {
    /// Its profile.
    pub organization: Organization,
    /// Your connection with it, whatever its status; `null` where you never asked for one.
    pub connection: Option<DirectoryConnection>,
}

/// A connection as the directory mentions it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DirectoryConnection {
    /// Which one.
    pub id: ConnectionId,
    /// How it stands.
    pub status: ConnectionStatus,
}

impl Noun for DirectoryEntry {
    const SINGULAR: &'static str = "entry";
    const PLURAL: &'static str = "entries";
}

/// Lists the organizations that chose to be found, but not yours, by name. All filters given must hold.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DirectoryList {
    /// Part of the name, of what it does, or of a product's name, in any case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search_term: Option<String>,
    /// Only those that can exchange this data model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_model: Option<DataModel>,
    /// The page, from 1; the first when absent.
    #[serde(default, rename = "_page", skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// How many on a page, 1 to 1000; 50 when absent.
    #[serde(default, rename = "_count", skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}
