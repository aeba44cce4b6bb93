//! Subscriptions to measure with: 200 connections, a source for every 50 rows, a destination for every 40, names that differ.

use causeway_columns::{Columns, Row, Term};

const MODELS: [(&str, &str); 5] = [
    ("FHIR.DiagnosticReport", "FHIR® DiagnosticReport"),
    ("FHIR.Encounter", "FHIR® Encounter"),
    ("FHIR.Event.Scheduling", "FHIR® Event.Scheduling"),
    ("FHIR.Observation", "FHIR® Observation"),
    ("FHIR.Patient", "FHIR® Patient"),
];
const STATUSES: [&str; 3] = ["Active", "Paused", "Failing"];
const NAMES: [&str; 6] = ["Lab results", "Referrals", "Admissions", "Scheduling", "Discharge summaries", "Orders"];
const PLACES: [&str; 5] = ["Mercy Valley", "Harbor Point", "Cedar Ridge", "Lakeside", "Tidewell"];

/// A row that owns its texts.
struct Owned {
    id: u128,
    name: String,
    connection: u128,
    source: (u128, String),
    destination: (u128, String),
    model: usize,
    status: usize,
    time: i64,
}

/// The rows.
pub(crate) struct Sample(Vec<Owned>);

/// Numbers without any order, the same each time.
fn random() -> impl FnMut() -> u128 {
    let mut state = 0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c834_u128;
    move || {
        state =
            state.wrapping_mul(0x2360_ed05_1fc6_5da4_4385_df64_9fcc_f645).wrapping_add(0x5851_f42d_4c95_7f2d_1405_7b7e_f767_814f);
        state ^ (state >> 61)
    }
}

fn pick(number: u128, among: usize) -> usize {
    usize::try_from(number % among as u128).expect("it is smaller")
}

impl Sample {
    /// So many, with some that share an end.
    pub(crate) fn new(count: usize) -> Self {
        Self::between(count, count / 50 + 1, count / 40 + 1)
    }

    /// So many, between so many sources and as many destinations or more.
    pub(crate) fn between(count: usize, sources: usize, destinations: usize) -> Self {
        let mut next = random();
        let ends: Vec<u128> = (0..destinations).map(|_| next()).collect();
        let row = |time: i64| {
            let (source, destination) = (pick(next(), sources), pick(next(), ends.len()));
            let place = |number: usize| PLACES[number % PLACES.len()];
            Owned {
                // As ids are made: time first.
                id: (u128::from(time.unsigned_abs()) << 80) | (next() >> 48),
                name: format!("{} {} {}", NAMES[pick(next(), NAMES.len())], place(destination), pick(next(), 10_000)),
                connection: 1 + (source % 200) as u128,
                source: (ends[source.min(ends.len() - 1)] ^ 1, format!("{} intake {source}", place(source))),
                destination: (ends[destination], format!("{} lake {destination} (S3)", place(destination))),
                model: pick(next(), MODELS.len()),
                status: [0, 0, 0, 0, 1, 2][pick(next(), 6)],
                time,
            }
        };
        Self((0..).take(count).map(row).collect())
    }

    fn row(owned: &Owned) -> Row<'_> {
        Row {
            id: owned.id,
            name: &owned.name,
            connection: owned.connection,
            source: Term { key: owned.source.0, label: &owned.source.1, also: "Tidewell Health" },
            destination: Term { key: owned.destination.0, label: &owned.destination.1, also: "Mercy Valley Health" },
            model: Term { key: owned.model as u128, label: MODELS[owned.model].0, also: MODELS[owned.model].1 },
            status: Term { key: owned.status as u128, label: STATUSES[owned.status], also: "" },
            activated: owned.time,
            created: owned.time,
        }
    }

    /// All of them as columns.
    pub(crate) fn columns(&self) -> Columns {
        let mut columns = Columns::new(str::to_lowercase);
        columns.reserve(self.0.len());
        for connection in 1..=200 {
            columns.name_connection(connection, &format!("{} Health {connection}", PLACES[pick(connection, PLACES.len())]));
        }
        for owned in &self.0 {
            columns.put(&Self::row(owned));
        }
        columns
    }

    /// One of them with another status and another instant.
    pub(crate) fn changed(&self, turn: usize) -> Row<'_> {
        let owned = &self.0[turn * 7919 % self.0.len()];
        let status = turn % STATUSES.len();
        let time = i64::try_from(turn).expect("it is small");
        Row { status: Term { key: status as u128, label: STATUSES[status], also: "" }, activated: time, ..Self::row(owned) }
    }
}
