//! `kill -9` in the middle of batches: what was acknowledged is there, and nothing is there by halves.

use crate::client::Request;
use crate::process::Server;
use crate::site::{EMAIL, PASSWORD, owner_form};
use causeway_api::DataModel;
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

const KILLS: usize = 50;
const CLIENTS: usize = 4;
/// Subscriptions in a batch: the most there can be, so that halves would show.
const BATCH: usize = 6;
/// Of sources and of destinations.
const ENDS: usize = 25;

/// What the clients know.
#[derive(Default)]
struct Ledger {
    next: AtomicUsize,
    /// The batches whose success was read to the end.
    acknowledged: Mutex<Vec<usize>>,
}

struct Exchange {
    token: String,
    subscriptions: String,
    sources: Vec<String>,
    destinations: Vec<String>,
}

#[test]
fn no_acknowledged_batch_is_lost_and_none_is_half_there() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("causeway.sqlite");
    let exchange = prepare(&database);
    let ledger = Ledger::default();

    let mut checked = 0;
    for kill in 0..KILLS {
        let mut server = Server::start(&database, &[]);
        checked = check(&exchange, server.address, &ledger, checked);
        thread::scope(|scope| {
            for _ in 0..CLIENTS {
                scope.spawn(|| send_batches(&exchange, server.address, &ledger));
            }
            // Not always at the same moment after the start.
            thread::sleep(Duration::from_millis(100 + (kill as u64 * 37) % 150));
            server.child.kill().unwrap();
        });
    }
    let server = Server::start(&database, &[]);
    check(&exchange, server.address, &ledger, 0);
    let acknowledged = ledger.acknowledged.lock().unwrap().len();
    assert!(acknowledged > KILLS, "only {acknowledged} batches in {KILLS} lives: nothing was in the middle of anything");
}

/// An owner, a token, and enough sources and destinations that no two batches are the same.
fn prepare(database: &std::path::Path) -> Exchange {
    let mut server = Server::start(database, &[]);
    let link = server.line();
    let post = |path: &str, body: &Value| Request::new(server.address, "POST", path).json(body);
    let owner = post("/platform/v1/links/owner", &owner_form(link.rsplit('#').next().unwrap())).send();
    let environment = owner.payload("session")["environments"][0]["id"].as_str().unwrap().to_owned();
    let cookie = post("/platform/v1/session", &json!({"email": EMAIL, "password": PASSWORD})).send().cookie();
    let form = json!({"name": "kill", "scope": "write", "days": 1});
    let token = post("/platform/v1/tokens", &form).cookie(&cookie).send().payload("token")["secret"].as_str().unwrap().to_owned();

    let base = format!("/platform/v1/environments/{environment}");
    let create = |plural: &str, singular: &str, form: &Value| -> Vec<String> {
        let one = |_| {
            post(&format!("{base}/{plural}"), form).bearer(&token).send().payload(singular)["id"].as_str().unwrap().to_owned()
        };
        (0..ENDS).map(one).collect()
    };
    let source = json!({
        "name": "Feed", "communicationMethod": "API", "dataFormat": "JSON", "ehr": "Epic", "timeZone": "America/Chicago", "serviceRegion": "US",
    });
    let destination = json!({"name": "Store", "destinationType": "URL", "endpoint": "https://store.tidewell.example/in"});
    Exchange {
        sources: create("sources", "source", &source),
        destinations: create("destinations", "destination", &destination),
        subscriptions: format!("{base}/subscriptions"),
        token,
    }
}

fn send_batches(exchange: &Exchange, server: SocketAddr, ledger: &Ledger) {
    loop {
        let number = ledger.next.fetch_add(1, Ordering::Relaxed);
        if number >= ENDS * ENDS * in_a_pair() {
            // A fast disk: there are no other batches to send.
            return;
        }
        let request = Request::new(server, "POST", &format!("{}/batch", exchange.subscriptions));
        match request.bearer(&exchange.token).json(&batch(exchange, number)).try_send() {
            Ok(answer) => {
                assert_eq!(answer.status, 201, "{}", answer.text());
                ledger.acknowledged.lock().unwrap().push(number);
            }
            // Killed.
            Err(_) => return,
        }
    }
}

/// How many batches there can be between one source and one destination.
fn in_a_pair() -> usize {
    DataModel::all().count() / BATCH
}

/// The batch with this number: its own pair of ends, or its own models between them.
fn batch(exchange: &Exchange, number: usize) -> Value {
    let (pair, part) = (number / in_a_pair(), number % in_a_pair());
    let (source, destination) = (&exchange.sources[pair % ENDS], &exchange.destinations[pair / ENDS]);
    let models: Vec<_> = DataModel::all().skip(part * BATCH).take(BATCH).map(DataModel::name).collect();
    json!({"name": format!("batch {number}"), "source": {"id": source}, "destination": {"id": destination}, "dataModels": models})
}

/// Looks at the batches from `first` on; gives the first of those to come.
fn check(exchange: &Exchange, server: SocketAddr, ledger: &Ledger, first: usize) -> usize {
    let next = ledger.next.load(Ordering::Relaxed);
    let mut found: BTreeMap<usize, usize> = BTreeMap::new();
    // Newest first, so that a look at the last batches reads only them.
    for page in 1.. {
        let path = format!("{}?isAscending=false&_count=1000&_page={page}", exchange.subscriptions);
        let answer = Request::new(server, "GET", &path).bearer(&exchange.token).send();
        let names = answer.payload("subscriptions");
        let numbers =
            names.as_array().unwrap().iter().filter_map(|row| row["name"].as_str()?.strip_prefix("batch ")?.parse().ok());
        let numbers: Vec<usize> = numbers.collect();
        for number in &numbers {
            *found.entry(*number).or_default() += 1;
        }
        if answer.json()["meta"]["links"]["next"].is_null() || numbers.iter().all(|number| *number < first) {
            break;
        }
    }
    let acknowledged = ledger.acknowledged.lock().unwrap();
    for number in first..next {
        match found.get(&number) {
            Some(&count) => assert_eq!(count, BATCH, "batch {number} is there by halves"),
            None => assert!(!acknowledged.contains(&number), "batch {number} was acknowledged and is lost"),
        }
    }
    next
}
