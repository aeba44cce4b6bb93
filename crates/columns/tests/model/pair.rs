//! Columns beside the model: each step is done to both, and what both show is compared.

use super::naive::{self, Model, Naive, NaiveLine};
use causeway_columns::{Arrangement, Column, Columns, Depth, Filter, IdSet, Language, Line, Sort};

pub(crate) const LANGUAGE: Language = Language { fold: str::to_lowercase, statuses: &["active", "paused", "failing"] };

/// What a row is made from: a few values, so that they meet often.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seed {
    pub(crate) id: u8,
    pub(crate) name: u8,
    pub(crate) connection: u8,
    pub(crate) source: u8,
    pub(crate) destination: u8,
    pub(crate) model: u8,
    pub(crate) status: u8,
    pub(crate) time: i8,
}

/// What happens to both.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Put(Seed),
    /// Many at once, more than the journal lists.
    PutMany(Vec<Seed>),
    Remove(u8),
    Clear,
    NameConnection(u8, u8),
    RenameSource(u8, u8),
    /// What somebody types.
    Filter(String),
    Sort(Option<(usize, bool)>),
    Depth(u8),
    /// The group on one of the lines, counted around.
    Toggle(u16),
    Update,
}

const COLUMNS: [Column; 8] = [
    Column::Connection,
    Column::Source,
    Column::Name,
    Column::Destination,
    Column::Model,
    Column::Status,
    Column::Activated,
    Column::Created,
];
const DEPTHS: [Depth; 4] = [Depth::None, Depth::Connection, Depth::Source, Depth::Destination];

/// Both, side by side.
pub(crate) struct Pair {
    columns: Columns,
    arrangement: Arrangement,
    model: Model,
}

impl Default for Pair {
    fn default() -> Self {
        Self { columns: Columns::new(LANGUAGE.fold), arrangement: Arrangement::new(), model: Model::default() }
    }
}

impl Pair {
    fn put(&mut self, seed: Seed) {
        let row = Naive::new(seed, &self.model);
        self.columns.put(&row.row());
        self.model.put(row);
    }

    pub(crate) fn take(&mut self, step: Step) {
        match step {
            Step::Put(seed) => self.put(seed),
            Step::PutMany(seeds) => {
                for seed in seeds {
                    self.put(seed);
                }
            }
            Step::Remove(id) => {
                let removed = self.columns.remove(Naive::id(id));
                assert_eq!(removed.is_some(), self.model.rows.remove(&Naive::id(id)).is_some());
            }
            Step::Clear => {
                self.columns.clear();
                self.model.rows.clear();
            }
            Step::NameConnection(connection, name) => {
                let name = naive::ORGS[usize::from(name)];
                self.columns.name_connection(Naive::id(connection), name);
                self.model.orgs.insert(Naive::id(connection), name);
            }
            Step::RenameSource(source, name) => {
                // It is said by the next row that has it, and holds for all.
                self.model.sources.insert(source, naive::ENDS[usize::from(name)]);
            }
            Step::Filter(text) => {
                self.model.filter = Filter::parse(&text, LANGUAGE);
                self.arrangement.set_filter(self.model.filter.clone());
            }
            Step::Sort(sort) => {
                self.model.sort = sort.map(|(column, is_descending)| Sort { column: COLUMNS[column], is_descending });
                self.arrangement.set_sort(self.model.sort);
            }
            Step::Depth(depth) => {
                self.model.depth = DEPTHS[usize::from(depth)];
                self.arrangement.set_depth(self.model.depth);
            }
            Step::Toggle(at) => {
                // Only what stands there can be pressed.
                self.arrangement.update(&self.columns);
                let lines: Vec<Line> = self.arrangement.range(0..usize::MAX).collect();
                let at = usize::from(at) % lines.len().max(1);
                if let Some(Line::Group(group)) = lines.get(at) {
                    assert_eq!(self.arrangement.line_of_group(group.path), Some(at));
                    let path = self.lines()[at].path();
                    self.arrangement.toggle(group.path);
                    if !self.model.collapsed.remove(&path) {
                        self.model.collapsed.insert(path);
                    }
                }
            }
            Step::Update => self.compare(),
        }
    }

    /// The arrangement's lines in the model's words.
    fn lines(&self) -> Vec<NaiveLine> {
        let mut path = Vec::new();
        let line = |line| match line {
            Line::Row(handle) => NaiveLine::Row(self.columns.id(handle)),
            Line::Group(group) => {
                path.truncate(group.path.level());
                path.push(group.path.key(&self.columns));
                let label = group.path.label(&self.columns).to_owned();
                NaiveLine::Group { path: path.clone(), label, count: group.count, is_open: group.is_open }
            }
        };
        self.arrangement.range(0..usize::MAX).map(line).collect()
    }

    pub(crate) fn compare(&mut self) {
        self.arrangement.update(&self.columns);
        let (found, expected) = (self.lines(), self.model.lines());
        assert_eq!(found, expected);
        assert_eq!((self.arrangement.len(), self.columns.len()), (expected.len(), self.model.rows.len()));
        let left: Vec<u128> = self.arrangement.rows().map(|handle| self.columns.id(handle)).collect();
        assert_eq!((left.len(), &left), (self.arrangement.count(), &self.model.left()));
        let mut heads: Vec<usize> = Vec::new();
        for (at, line) in found.iter().enumerate() {
            if let NaiveLine::Group { path, .. } = line {
                heads.truncate(path.len() - 1);
                heads.push(at);
            }
            assert_eq!(self.arrangement.heads_of(at), heads);
            if let NaiveLine::Row(id) = line {
                assert_eq!(self.arrangement.line_of(self.columns.handle(*id).expect("it stands there")), Some(at));
            }
        }
        self.tally(&left);
    }

    /// Every second id, whether or not it is a row now.
    fn tally(&self, left: &[u128]) {
        let chosen: IdSet = (0..40).step_by(2).map(Naive::id).collect();
        let tally = self.arrangement.tally(&self.columns, &chosen);
        let is_there = |id: &&u128| self.model.rows.values().any(|row| row.row().id == **id);
        assert_eq!(tally.shown, left.iter().filter(|id| chosen.contains(id)).count());
        assert_eq!(tally.shown + tally.hidden, chosen.iter().filter(is_there).count());
        assert_eq!(tally.gone.len(), chosen.len() - tally.shown - tally.hidden);
        for counts in [
            tally.statuses.iter().map(|(_, count)| *count).sum::<usize>(),
            tally.connections.iter().map(|(_, count)| *count).sum(),
        ] {
            assert_eq!(counts, tally.shown + tally.hidden);
        }
        for line in self.arrangement.range(0..usize::MAX) {
            if let Line::Group(group) = line {
                let rows: Vec<u128> =
                    self.arrangement.rows_of(&self.columns, group.path).map(|handle| self.columns.id(handle)).collect();
                assert_eq!(rows.len(), group.count);
                assert_eq!(tally.of(group.path), rows.iter().filter(|id| chosen.contains(id)).count());
            }
        }
        assert_eq!(self.arrangement.all_rows().count(), self.model.rows.len());
    }
}
