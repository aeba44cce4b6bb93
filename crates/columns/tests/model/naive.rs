//! The model: whole rows in a map, compared and searched one by one.

use super::pair::Seed;
use causeway_columns::filter::{Condition, Key};
use causeway_columns::{Column, Depth, Filter, Row, Sort, Term};
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, HashSet};

pub(super) const ORGS: [&str; 4] = ["Mercy Valley Health", "mercy valley health", "Ärztehaus", "Lakeside"];
pub(super) const ENDS: [&str; 4] = ["Clinical lake (S3)", "Intake API", "intake api", "ÄRZTE"];
const NAMES: [&str; 12] = [
    "Orders",
    "orders",
    "Order results",
    "Referrals",
    "Lab x y",
    "ÄRZTE",
    "",
    "a",
    "Paused",
    "-",
    "Orders to the lake",
    "Orders to the Lake 2",
];
const MODELS: [(&str, &str); 3] =
    [("FHIR.Encounter", "FHIR® Encounter"), ("FHIR.Patient", "FHIR® Patient"), ("FHIR.Slot", "FHIR® Slot")];
const STATUSES: [&str; 3] = ["Active", "Paused", "Failing"];

#[derive(Clone, Debug)]
pub(super) struct Naive {
    id: u128,
    name: &'static str,
    pub(super) connection: u128,
    source: (u128, &'static str),
    destination: (u128, &'static str),
    model: usize,
    status: usize,
    activated: i64,
    created: i64,
}

impl Naive {
    pub(super) fn id(number: u8) -> u128 {
        // Spread, so that the order of ids is not the order of numbers.
        u128::from(number).wrapping_mul(0x0f35_0000_1000_0000_0000_9e37_79b9_7f4b)
    }

    pub(super) fn new(seed: Seed, model: &Model) -> Self {
        let name = |source: u8| model.sources.get(&source).copied().unwrap_or(ENDS[usize::from(source)]);
        Self {
            id: Self::id(seed.id),
            name: NAMES[usize::from(seed.name)],
            connection: Self::id(seed.connection),
            source: (Self::id(100 + seed.source), name(seed.source)),
            destination: (Self::id(200 + seed.destination), ENDS[usize::from(seed.destination)]),
            model: usize::from(seed.model),
            status: usize::from(seed.status),
            activated: i64::from(seed.time),
            created: if seed.time == 0 { i64::MIN } else { -i64::from(seed.time) },
        }
    }

    pub(super) fn row(&self) -> Row<'static> {
        let end = |(key, label)| Term { key, label, also: "Tidewell Health" };
        Row {
            id: self.id,
            name: self.name,
            connection: self.connection,
            source: end(self.source),
            destination: end(self.destination),
            model: Term { key: self.model as u128, label: MODELS[self.model].0, also: MODELS[self.model].1 },
            status: Term { key: self.status as u128, label: STATUSES[self.status], also: "" },
            activated: self.activated,
            created: self.created,
        }
    }

    fn path(&self) -> [u128; 3] {
        [self.connection, self.source.0, self.destination.0]
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum NaiveLine {
    Group { path: Vec<u128>, label: String, count: usize, is_open: bool },
    Row(u128),
}

impl NaiveLine {
    pub(super) fn path(&self) -> Vec<u128> {
        match self {
            Self::Group { path, .. } => path.clone(),
            Self::Row(_) => Vec::new(),
        }
    }
}

#[derive(Default)]
pub(super) struct Model {
    pub(super) rows: BTreeMap<u128, Naive>,
    pub(super) orgs: HashMap<u128, &'static str>,
    /// What sources are called since they were renamed.
    pub(super) sources: HashMap<u8, &'static str>,
    /// What was last said of a source.
    told: HashMap<u128, &'static str>,
    pub(super) filter: Filter,
    pub(super) sort: Option<Sort>,
    pub(super) depth: Depth,
    pub(super) collapsed: HashSet<Vec<u128>>,
}

impl Model {
    pub(super) fn put(&mut self, row: Naive) {
        self.told.insert(row.source.0, row.source.1);
        self.rows.insert(row.id, row);
    }

    /// A row with the name that its source has now.
    pub(super) fn renamed(&self, row: &Naive) -> Naive {
        Naive { source: (row.source.0, self.told[&row.source.0]), ..row.clone() }
    }

    fn org(&self, row: &Naive) -> String {
        self.orgs.get(&row.connection).map_or(String::new(), |name| name.to_lowercase())
    }

    fn has(&self, condition: &Condition, row: &Naive) -> bool {
        let row = &self.renamed(row);
        let id = |id: u128| {
            let hex = format!("{id:032x}");
            [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
        };
        let end = |(key, name): (u128, &str)| vec![name.to_lowercase(), "tidewell health".to_owned(), id(key)];
        let model = vec![MODELS[row.model].0.to_lowercase(), MODELS[row.model].1.to_lowercase()];
        let status = STATUSES[row.status].to_lowercase();
        let texts = match condition.key {
            Key::Any => {
                let own = vec![self.org(row), row.name.to_lowercase(), id(row.id)];
                [own, end(row.source), end(row.destination), model].concat()
            }
            Key::Org => vec![self.org(row)],
            Key::From => end(row.source),
            Key::To => end(row.destination),
            Key::Name => vec![row.name.to_lowercase()],
            Key::Model => model,
            Key::Status => vec![],
            Key::Id => vec![id(row.id), id(row.source.0), id(row.destination.0)],
        };
        texts.iter().any(|text| text.contains(&condition.text))
            || matches!(condition.key, Key::Any | Key::Status) && status == condition.text
    }

    pub(super) fn keeps(&self, row: &Naive) -> bool {
        self.filter.conditions().iter().all(|condition| self.has(condition, row) != condition.is_excluded)
    }

    fn compare(&self, one: &Naive, other: &Naive, column: Column) -> Ordering {
        let (one, other) = (&self.renamed(one), &self.renamed(other));
        let name = |(key, name): (u128, &str)| (name.to_lowercase(), key);
        match column {
            Column::Connection => (self.org(one), one.connection).cmp(&(self.org(other), other.connection)),
            Column::Source => name(one.source).cmp(&name(other.source)),
            Column::Destination => name(one.destination).cmp(&name(other.destination)),
            Column::Name => one.name.to_lowercase().cmp(&other.name.to_lowercase()),
            Column::Model => one.model.cmp(&other.model),
            Column::Status => one.status.cmp(&other.status),
            Column::Activated => one.activated.cmp(&other.activated),
            Column::Created => one.created.cmp(&other.created),
        }
    }

    fn in_order(&self) -> Vec<&Naive> {
        let mut rows: Vec<&Naive> = self.rows.values().filter(|row| self.keeps(row)).collect();
        let groups = &[Column::Connection, Column::Source, Column::Destination][..self.levels()];
        let directed = |one, other, column| {
            let order = self.compare(one, other, column);
            if self.sort.is_some_and(|sort| sort.column == column && sort.is_descending) { order.reverse() } else { order }
        };
        rows.sort_by(|one, other| {
            let by_groups = groups.iter().fold(Ordering::Equal, |order, column| order.then(directed(one, other, *column)));
            let by_sort = self.sort.map_or(Ordering::Equal, |sort| directed(one, other, sort.column));
            let natural = [Column::Source, Column::Destination, Column::Model];
            let natural = natural.into_iter().fold(Ordering::Equal, |order, column| order.then(self.compare(one, other, column)));
            by_groups.then(by_sort).then(natural).then(one.id.cmp(&other.id))
        });
        rows
    }

    fn levels(&self) -> usize {
        match self.depth {
            Depth::None => 0,
            Depth::Connection => 1,
            Depth::Source => 2,
            Depth::Destination => 3,
        }
    }

    pub(super) fn left(&self) -> Vec<u128> {
        self.in_order().into_iter().map(|row| row.id).collect()
    }

    pub(super) fn lines(&self) -> Vec<NaiveLine> {
        let rows = self.in_order();
        let mut lines = Vec::new();
        let mut before: Option<[u128; 3]> = None;
        for row in &rows {
            let path = row.path();
            let is_open = |level: usize| (1..=level).all(|length| !self.collapsed.contains(&path[..length]));
            for level in 0..self.levels() {
                let is_new = before.is_none_or(|before| before[..=level] != path[..=level]);
                if is_new && is_open(level) {
                    let renamed = self.renamed(row);
                    let orgs = self.orgs.get(&row.connection).copied().unwrap_or_default();
                    lines.push(NaiveLine::Group {
                        path: path[..=level].to_vec(),
                        label: [orgs, renamed.source.1, renamed.destination.1][level].to_owned(),
                        count: rows.iter().filter(|other| other.path()[..=level] == path[..=level]).count(),
                        is_open: is_open(level + 1),
                    });
                }
            }
            if is_open(self.levels()) {
                lines.push(NaiveLine::Row(row.id));
            }
            before = Some(path);
        }
        lines
    }
}
