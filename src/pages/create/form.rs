//! What is typed into the create dialog, what is wrong with it, and the request it becomes.

use crate::backend::CallError;
use crate::paths::Query;
use causeway_api::{ConnectionId, DataModel, EnvironmentId, Reference, SubscriptionCreateBatch, normalize_name};
use leptos::prelude::*;

/// A field of the dialog, in the order shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Field {
    Name,
    Source,
    Destination,
    Models,
}

impl Field {
    /// Its name in the request, by which the server's refusals find it.
    const fn wire_name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Source => "source.id",
            Self::Destination => "destination.id",
            Self::Models => "dataModels",
        }
    }

    const ALL: [Self; 4] = [Self::Name, Self::Source, Self::Destination, Self::Models];
}

/// The form's state, from any of its parts.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub(super) connection: Option<ConnectionId>,
    pub(super) name: RwSignal<String>,
    pub(super) source: RwSignal<Option<String>>,
    pub(super) destination: RwSignal<Option<String>>,
    pub(super) models: RwSignal<Vec<String>>,
    pub(super) is_busy: RwSignal<bool>,
    pub(super) refused: RwSignal<Option<CallError>>,
    /// Whether it was submitted once: only then are empty fields errors.
    is_submitted: RwSignal<bool>,
    is_touched: RwSignal<bool>,
    /// Whether the name is somebody's, and not made of the ends.
    pub(super) is_named: RwSignal<bool>,
}

impl Form {
    /// Prefilled from the address.
    pub(super) fn from_query(query: &Query) -> Self {
        let id = |name: &str| query.get(name).filter(|id| id.parse::<uuid::Uuid>().is_ok()).map(str::to_owned);
        let model = query.get("model").and_then(DataModel::named).map(|model| model.name().to_owned());
        Self {
            connection: query.get("connection").and_then(|id| id.parse().ok()),
            name: RwSignal::new(query.get("name").unwrap_or_default().to_owned()),
            source: RwSignal::new(id("source")),
            destination: RwSignal::new(id("destination")),
            models: RwSignal::new(model.into_iter().collect()),
            is_busy: RwSignal::new(false),
            refused: RwSignal::new(None),
            is_submitted: RwSignal::new(false),
            is_touched: RwSignal::new(false),
            is_named: RwSignal::new(query.has("name")),
        }
    }

    /// Whether anything was typed that closing would lose.
    pub(super) fn is_changed(self) -> Signal<bool> {
        self.is_touched.into()
    }

    pub(super) fn set_name(self, name: String) {
        self.is_named.set(true);
        self.name.set(name);
        self.touch(Field::Name);
    }

    pub(super) fn set_source(self, source: Option<String>) {
        self.source.set(source);
        self.touch(Field::Source);
    }

    pub(super) fn set_destination(self, destination: Option<String>) {
        self.destination.set(destination);
        self.touch(Field::Destination);
    }

    pub(super) fn set_models(self, models: Vec<String>) {
        self.models.set(models);
        self.touch(Field::Models);
    }

    /// A refusal stands until the field it is about, or for none in particular any field, changes.
    fn touch(self, field: Field) {
        self.is_touched.set(true);
        let is_about = self.refused.with_untracked(|refused| {
            refused.as_ref().is_some_and(|refused| {
                refused.for_field(field.wire_name()).is_some()
                    || Field::ALL.iter().all(|field| refused.for_field(field.wire_name()).is_none())
            })
        });
        if is_about {
            self.refused.set(None);
        }
    }

    /// What stands beside a field.
    pub(super) fn error(self, field: Field) -> Signal<Option<String>> {
        Signal::derive(move || {
            let refused = self.refused.with(|refused| refused.as_ref().and_then(|refused| refused.for_field(field.wire_name())));
            refused.or_else(|| self.is_submitted.get().then(|| self.problem(field)).flatten())
        })
    }

    /// What stands above the fields: a refusal that is about none of them.
    pub(super) fn general_error(self) -> Option<String> {
        self.refused.with(|refused| {
            let refused = refused.as_ref()?;
            let has_field = Field::ALL.iter().any(|field| refused.for_field(field.wire_name()).is_some());
            (!has_field).then(|| refused.sentence())
        })
    }

    fn problem(self, field: Field) -> Option<String> {
        match field {
            Field::Name => self.name.with(|name| normalize_name(name).err().map(str::to_owned)),
            Field::Source => self.source.with(Option::is_none).then(|| "Choose the source.".to_owned()),
            Field::Destination => self.destination.with(Option::is_none).then(|| "Choose the destination.".to_owned()),
            Field::Models => self.models.with(Vec::is_empty).then(|| "Choose at least one data model.".to_owned()),
        }
    }

    /// The request, when every field can be sent; else every field says what it needs.
    pub(super) fn to_request(self, environment_id: EnvironmentId) -> Option<SubscriptionCreateBatch> {
        self.is_submitted.set(true);
        self.refused.set(None);
        if untrack(|| Field::ALL.iter().any(|field| self.problem(*field).is_some())) {
            return None;
        }
        Some(SubscriptionCreateBatch {
            environment_id,
            name: normalize_name(&self.name.get_untracked()).ok()?,
            source: Reference { id: self.source.get_untracked()?.parse().ok()? },
            destination: Reference { id: self.destination.get_untracked()?.parse().ok()? },
            data_models: self.models.with_untracked(|models| models.iter().filter_map(|model| DataModel::named(model)).collect()),
            connection_id: self.connection,
        })
    }
}
