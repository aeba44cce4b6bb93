//! The flow and the table say the same of any organization: what is read from one is what is read from the other.

use causeway::backend::Backend;
use causeway::location::Here;
use causeway::pages::connection::ConnectionPage;
use causeway::pages::keys::Keys;
use causeway::pages::marked::Marked;
use causeway::pages::questions::Questions;
use causeway::pages::subscriptions::SubscriptionsPage;
use causeway::stores::{Connections, Ends, Sessions, Subscriptions, Toasts};
use causeway::ui::Announcer;
use causeway_api::{
    Connection, ConnectionId, ConnectionKind, DataModel, DestinationId, EnvironmentFlag, EnvironmentId, OrganizationRef,
    QueueStatus, SourceId, Subscription, SubscriptionId,
};
use leptos::prelude::*;
use uuid::Uuid;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::demo::Demo;
use crate::screen::{Screen, until};

const ORGANIZATIONS: u64 = 200;

/// Any names, as long as they can be told apart from what the flow says around them.
const NAMES: [&str; 9] =
    ["Intake API", "ADT feed", "Lake (S3)", "Ärztezentrum 信", "a", "<b>bold</b>", "FHIR® Patient", "🏥 night", "to"];

/// A generator that a failing seed can be given to again.
struct Random(u64);

impl Random {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % count as u64).expect("below a number that fits")
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }
}

/// Subscriptions of a connection, in both directions and one-party, of which no two say the same.
fn random_rows(random: &mut Random, pattern: &Subscription, you: &OrganizationRef, connection: &Connection) -> Vec<Subscription> {
    let models: Vec<DataModel> = DataModel::all().collect();
    let (sources, destinations) = (1 + random.below(5), 1 + random.below(5));
    let mut rows: Vec<Subscription> = Vec::new();
    for key in 0..random.below(24) as u128 {
        let (source, destination, model) = (random.below(sources), random.below(destinations), random.pick(&models));
        let mut row = pattern.clone();
        row.id = SubscriptionId(Uuid::from_u128(0xf00d_0000 + key));
        row.connection_id = connection.id;
        random.pick(&NAMES).clone_into(&mut row.name);
        row.data_model = model;
        row.queue_status = random.pick(&QueueStatus::ALL);
        if row.queue_status == QueueStatus::Proposed {
            (row.activated_at, row.proposed_by) = (None, Some(you.id));
        }
        let is_partner = connection.kind == ConnectionKind::Partner;
        // Who owns an end is the same wherever the end is used.
        let owner = |is_yours: bool| if is_yours || !is_partner { you.clone() } else { connection.organization.clone() };
        let is_from_you = source % 2 == 0;
        row.source.id = SourceId(Uuid::from_u128(0xa000 + source as u128));
        row.source.name = format!("{} {source}", NAMES[source]);
        row.source.organization = owner(is_from_you);
        row.destination.id = DestinationId(Uuid::from_u128(0xb000 + destination as u128));
        row.destination.name = format!("{} {destination}", NAMES[8 - destination]);
        row.destination.organization = owner(destination % 2 == 0);
        let is_there = |other: &Subscription| {
            (other.source.id, other.destination.id, other.data_model) == (row.source.id, row.destination.id, row.data_model)
        };
        let is_theirs_alone = is_partner && !is_from_you && destination % 2 == 1;
        if !is_theirs_alone && !rows.iter().any(is_there) {
            rows.push(row);
        }
    }
    rows
}

/// The stores of an app over the demo, with these rows beside the sample's.
#[derive(Clone, Copy)]
struct Stores {
    sessions: Sessions,
    connections: Connections,
    ends: Ends,
    subscriptions: Subscriptions,
}

impl Stores {
    async fn load(environment: EnvironmentId) -> Self {
        let stores = Self {
            sessions: Sessions::new(Backend::Demo),
            connections: Connections::new(Backend::Demo),
            ends: Ends::new(Backend::Demo),
            subscriptions: Subscriptions::new(Backend::Demo),
        };
        stores.sessions.load().await;
        stores.connections.load(environment).await;
        stores.ends.load(environment).await;
        stores.subscriptions.load(environment).await;
        stores
    }

    fn provide(self) {
        provide_context(Backend::Demo);
        provide_context(self.sessions);
        provide_context(self.connections);
        provide_context(self.ends);
        provide_context(self.subscriptions);
        provide_context(Toasts::default());
        provide_context(Marked::default());
        provide_context(Questions::default());
        Keys::provide(Memo::new(|_| None));
        Announcer::provide();
        Here::provide();
    }

    fn show<V: IntoView + 'static>(self, view: impl Fn() -> V + 'static) -> Screen {
        Screen::show(move || {
            self.provide();
            view! { <div style:width="1000px">{view()}</div> }
        })
    }
}

/// "Intake API to Lake, FHIR Patient, active" of each subscription: the name that some rows have between them aside.
fn facts_of_flow(screen: &Screen) -> Vec<String> {
    let fact = |name: String| {
        let parts: Vec<&str> = name.split(", ").collect();
        match parts.as_slice() {
            [ends, model, .., state] if ["active", "paused", "failing", "proposed"].contains(state) => {
                Some([*ends, model, state].join(", "))
            }
            _ => None,
        }
    };
    let mut facts: Vec<String> = screen.names("link").into_iter().filter_map(fact).collect();
    facts.sort();
    facts
}

/// The same from the cells of one connection's rows.
fn facts_of_table(screen: &Screen, connection: &str) -> Vec<String> {
    let heading = format!("Open flow of {connection}");
    let mut is_within = false;
    let mut facts: Vec<String> = Vec::new();
    for row in screen.regions("row") {
        let links = row.names("link");
        if links.iter().any(|link| link.starts_with("Open flow of ")) {
            is_within = links.contains(&heading);
        } else if let ([source, _, destination], true) = (links.as_slice(), is_within) {
            let cells = row.names("cell");
            let (model, state) = (cells[4].replace('®', ""), cells[5].to_lowercase());
            facts.push(format!("{source} to {destination}, {model}, {state}"));
        }
    }
    facts.sort();
    facts
}

#[wasm_bindgen_test]
async fn two_hundred_random_organizations_are_the_same_in_the_flow_and_in_the_table() {
    let demo = Demo::new();
    let environment = demo.environment(EnvironmentFlag::Production).await;
    let pattern = demo.subscriptions(demo.development().await).await.into_iter().next().expect("the sample has some");
    let names = ["Mercy Valley Health", "Brightpath Scheduling", "Tidewell Health"];
    let mut found = 0;
    for seed in 0..ORGANIZATIONS {
        let random = &mut Random(seed);
        let connection = demo.connection(environment, random.pick(&names)).await;
        let owner = Owner::new();
        let stores = owner.with(|| Stores::load(environment)).await;
        let you = owner.with(|| untrack(|| stores.sessions.current())).expect("the demo is signed in").organization;
        let rows = random_rows(random, &pattern, &you, &connection);
        let (id, here): (ConnectionId, usize) = (connection.id, rows.len());
        let before = untrack(|| stores.subscriptions.all()).iter().filter(|row| row.connection_id == id).count();
        stores.subscriptions.apply(rows);

        let flow = stores.show(move || view! { <ConnectionPage environment id /> });
        let table = stores.show(move || view! { <SubscriptionsPage environment /> });
        let own = if connection.kind == ConnectionKind::Own { " (you)" } else { "" };
        let name = [&connection.organization.name, own].concat();
        until(&format!("organization {seed} is drawn and listed in full"), || {
            facts_of_flow(&flow).len() == before + here && facts_of_table(&table, &name).len() == before + here
        })
        .await;
        assert_eq!(facts_of_flow(&flow), facts_of_table(&table, &name), "organization {seed}");
        found += here;
    }
    assert!(found > 1000, "{found} subscriptions were compared");
}
