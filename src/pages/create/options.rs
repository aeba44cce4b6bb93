//! What can be chosen, and why what cannot: every refusal the server would give stands in the list before it is asked.

use crate::paths::Place;
use crate::ui::ComboOption;
use causeway_api::{
    CommunicationMethod, ConnectionId, DataFormat, DataModel, Destination, DestinationId, DestinationType, EnvironmentId, Source,
    SourceId, Subscription,
};
use std::collections::HashMap;

/// Your sources, under a heading where there is one; those in progress are listed with the way to finish them.
pub(super) fn source_options(environment: EnvironmentId, sources: &[Source], group: &str) -> Vec<ComboOption> {
    let option = |source: &Source| {
        let method = source.communication_method.map(CommunicationMethod::label);
        let format = source.data_format.map(DataFormat::label);
        ComboOption {
            value: source.id.to_string(),
            label: source.name.clone(),
            detail: [method, format].into_iter().flatten().collect::<Vec<_>>().join(" · "),
            disabled: (!source.can_be_subscribed()).then(|| "In progress: finish its set-up".to_owned()),
            group: group.to_owned(),
            link: (!source.can_be_subscribed())
                .then(|| ("Finish set-up".to_owned(), Place::Source(environment, source.id).href())),
        }
    };
    sources.iter().map(option).collect()
}

/// Your destinations, under a heading where there is one; those in progress are listed with the way to finish them.
pub(super) fn destination_options(environment: EnvironmentId, destinations: &[Destination], group: &str) -> Vec<ComboOption> {
    let option = |destination: &Destination| {
        let detail = match (destination.product(), destination.destination_type) {
            (Some(product), _) => [product.provider().label(), " · ", product.label()].concat(),
            (None, Some(DestinationType::Url)) => destination.endpoint.clone().unwrap_or_default(),
            (None, _) => String::new(),
        };
        ComboOption {
            value: destination.id.to_string(),
            label: destination.name.clone(),
            detail,
            disabled: (!destination.can_be_subscribed()).then(|| "In progress: finish its set-up".to_owned()),
            group: group.to_owned(),
            link: (!destination.can_be_subscribed())
                .then(|| ("Finish set-up".to_owned(), Place::Destination(environment, destination.id).href())),
        }
    };
    destinations.iter().map(option).collect()
}

/// The data models that live subscriptions carry already between two ends, each with a sentence that names its subscription.
#[derive(Default)]
pub(super) struct Taken {
    between: Option<(SourceId, DestinationId)>,
    sentences: HashMap<DataModel, String>,
}

impl Taken {
    /// None known yet; while an end is missing there are none.
    pub(super) fn between(source: Option<&str>, destination: Option<&str>) -> Self {
        let ends = || Some((source?.parse().ok()?, destination?.parse().ok()?));
        Self { between: ends(), sentences: HashMap::new() }
    }

    /// Takes note of a row, if it is between the ends.
    pub(super) fn note(&mut self, row: &Subscription, connection_name: impl FnOnce(ConnectionId) -> String) {
        if self.between == Some((row.source.id, row.destination.id)) {
            let sentence = ["Exists already: “", &row.name, "” in ", &connection_name(row.connection_id)].concat();
            self.sentences.insert(row.data_model, sentence);
        }
    }

    /// Every data model.
    pub(super) fn model_options(&self) -> Vec<ComboOption> {
        let option = |model: DataModel| ComboOption {
            value: model.name().to_owned(),
            label: model.label(),
            disabled: self.sentences.get(&model).cloned(),
            ..ComboOption::default()
        };
        DataModel::all().map(option).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::subscription;

    #[test]
    fn a_model_between_the_same_ends_says_which_subscription_has_it() {
        let row = subscription("Hydrate lake");
        let mut taken = Taken::between(Some(&row.source.id.to_string()), Some(&row.destination.id.to_string()));
        taken.note(&row, |_| "Tidewell Health".to_owned());
        let options = taken.model_options();
        let taken: Vec<_> = options.iter().filter_map(|option| option.disabled.as_deref()).collect();
        assert_eq!(taken, ["Exists already: “Hydrate lake” in Tidewell Health"]);
    }

    #[test]
    fn without_both_ends_every_model_can_be_chosen() {
        let row = subscription("Hydrate lake");
        let mut taken = Taken::between(Some(&row.source.id.to_string()), None);
        taken.note(&row, |_| String::new());
        let options = taken.model_options();
        assert!(options.iter().all(|option| option.disabled.is_none()));
    }
}
