//! Whatever is called in whatever order, some things stay true.

use crate::bench::{ALL, Bench, complete_destination, complete_source, model};
use causeway_api::{
    ApiError, DestinationDelete, DestinationId, QueueStatus, Reference, SourceDelete, SourceId, Subscription, SubscriptionChange,
    SubscriptionCreateBatch, SubscriptionDelete, SubscriptionId, SubscriptionList, SubscriptionRestore,
};
use causeway_rules::Tables;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const MODELS: [&str; 4] = ["FHIR.Account", "FHIR.Goal", "FHIR.Patient", "FHIR.Task"];

/// A call; the numbers choose among what there is.
#[derive(Clone, Debug)]
enum Call {
    Create { source: usize, destination: usize, models: Vec<usize>, name: String },
    Establish { source: usize, destination: usize, model: usize },
    Change { row: usize, status: Option<QueueStatus>, name: Option<String>, is_outdated: bool, by_them: bool },
    Delete { row: usize, is_outdated: bool },
    Restore { row: usize, by_them: bool },
    DeleteSource { source: usize },
    DeleteDestination { destination: usize },
}

fn call() -> impl Strategy<Value = Call> {
    let status = prop::sample::select(QueueStatus::ALL[..3].to_vec());
    prop_oneof![
        4 => (0..3_usize, 0..4_usize, prop::collection::vec(0..4_usize, 0..4), "[a-z ]{0,3}")
            .prop_map(|(source, destination, models, name)| Call::Create { source, destination, models, name }),
        2 => (0..3_usize, 0..4_usize, 0..4_usize)
            .prop_map(|(source, destination, model)| Call::Establish { source, destination, model }),
        3 => (any::<usize>(), prop::option::of(status), prop::option::of("[a-z]{0,3}"), prop::bool::weighted(0.2), any::<bool>())
            .prop_map(|(row, status, name, is_outdated, by_them)| Call::Change { row, status, name, is_outdated, by_them }),
        3 => (any::<usize>(), prop::bool::weighted(0.2)).prop_map(|(row, is_outdated)| Call::Delete { row, is_outdated }),
        3 => (any::<usize>(), any::<bool>()).prop_map(|(row, by_them)| Call::Restore { row, by_them }),
        1 => (0..3_usize).prop_map(|source| Call::DeleteSource { source }),
        1 => (0..4_usize).prop_map(|destination| Call::DeleteDestination { destination }),
    ]
}

struct World {
    bench: Bench,
    sources: Vec<SourceId>,
    /// The last one is the partner's.
    destinations: Vec<DestinationId>,
    /// Every subscription that was ever there, as it was last seen.
    seen: BTreeMap<SubscriptionId, Subscription>,
}

impl World {
    fn new() -> Self {
        let mut bench = Bench::new();
        let environment = bench.environment(bench.us, 0).id;
        let sources = ["a", "b", "c"].map(|name| bench.create_source(bench.us, &complete_source(environment, name)).id).into();
        let mut destinations: Vec<_> =
            ["a", "b", "c"].map(|name| bench.create_destination(bench.us, &complete_destination(environment, name)).id).into();
        destinations.push(bench.their_destination("d"));
        Self { bench, sources, destinations, seen: BTreeMap::new() }
    }

    fn row(&self, index: usize) -> Option<&Subscription> {
        self.seen.values().nth(index.checked_rem(self.seen.len())?)
    }

    /// Makes the call; [`Bench::call`] shows that a refusal changes nothing.
    fn run(&mut self, call: Call) -> Result<(), TestCaseError> {
        match call {
            Call::Create { source, destination, models, name } => {
                let data_models: Vec<_> = models.iter().map(|index| model(MODELS[*index])).collect();
                let batch = SubscriptionCreateBatch {
                    environment_id: self.bench.environment(self.bench.us, 0).id,
                    name,
                    source: Reference { id: self.sources[source] },
                    destination: Reference { id: self.destinations[destination] },
                    data_models,
                    connection_id: None,
                };
                if let Ok(page) = self.bench.call(self.bench.us, &batch) {
                    let created: Vec<_> = page.items.iter().map(|row| row.data_model).collect();
                    prop_assert_eq!(created, batch.data_models, "all or nothing");
                    for row in page.items {
                        prop_assert!(self.seen.insert(row.id, row).is_none(), "ids are new");
                    }
                }
            }
            Call::Establish { source, destination, model } => {
                let agreed = crate::bench::agreement(self.sources[source], self.destinations[destination], MODELS[model]);
                let outcome = self.bench.memory.transact(|memory| causeway_rules::establish(memory, &agreed));
                self.seen.extend(outcome.ok().map(|row| (row.id, row)));
            }
            Call::Change { row, status, name, is_outdated, by_them } => {
                let Some(row) = self.row(row) else { return Ok(()) };
                let version = Some(row.version + u64::from(is_outdated));
                let change = SubscriptionChange { subscription_id: row.id, version, name, queue_status: status };
                let actor = if by_them { self.bench.them } else { self.bench.us };
                let answer = self.bench.call(actor, &change);
                prop_assert!(answer.is_err() || !is_outdated);
            }
            Call::Delete { row, is_outdated } => {
                let Some(row) = self.row(row) else { return Ok(()) };
                let version = Some(row.version + u64::from(is_outdated));
                let answer = self.bench.call(self.bench.us, &SubscriptionDelete { subscription_id: row.id, version });
                prop_assert!(answer.is_err() || !is_outdated);
            }
            Call::Restore { row, by_them } => {
                let Some(row) = self.row(row) else { return Ok(()) };
                let actor = if by_them { self.bench.them } else { self.bench.us };
                let _: Result<_, ApiError> =
                    self.bench.call(actor, &SubscriptionRestore { subscription_id: row.id, version: None });
            }
            Call::DeleteSource { source } => {
                let _: Result<_, ApiError> =
                    self.bench.call(self.bench.us, &SourceDelete { source_id: self.sources[source], version: None });
            }
            Call::DeleteDestination { destination } => {
                let request = DestinationDelete { destination_id: self.destinations[destination], version: None };
                let _: Result<_, ApiError> = self.bench.call(self.bench.us, &request);
            }
        }
        Ok(())
    }

    fn check(&mut self) -> Result<(), TestCaseError> {
        let environment = self.bench.environment(self.bench.us, 0).id;
        let listed = self.bench.memory.subscriptions(&SubscriptionList::all(environment), ALL).expect("memory always answers");
        let mut triples = BTreeSet::new();
        for row in &listed.items {
            prop_assert!(triples.insert((row.source.id, row.destination.id, row.data_model)), "no two live share a triple");
            prop_assert_eq!(&self.bench.subscription(row.id), row, "a list says what a single read says");
            prop_assert!(
                self.bench.memory.source(row.source.id).expect("read").is_some()
                    || row.source.organization.id != self.bench.us.organization,
                "what is in use is there"
            );
        }
        for id in self.seen.keys().copied().collect::<Vec<_>>() {
            let now = self.bench.subscription(id);
            let before = &self.seen[&id];
            if &now == before {
                continue;
            }
            prop_assert_eq!(now.version, before.version + 1, "a change is one version");
            prop_assert_eq!(
                (now.source.id, now.destination.id, now.data_model),
                (before.source.id, before.destination.id, before.data_model)
            );
            self.seen.insert(id, now);
        }
        let live = self.seen.values().filter(|row| row.is_live()).count();
        prop_assert_eq!(
            listed.items.iter().filter(|row| self.seen.contains_key(&row.id)).count(),
            live,
            "what is live is listed"
        );
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn invariants_hold_after_any_calls(calls in prop::collection::vec(call(), 1..30)) {
        let mut world = World::new();
        for call in calls {
            world.run(call)?;
            world.check()?;
        }
    }
}
