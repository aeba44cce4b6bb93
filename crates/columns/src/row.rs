//! What a row is made of, and the names of its columns.

/// A column whose rows share their values, so that it is kept as a dictionary.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Facet {
    /// The connection; its name is told apart from the rows.
    Connection,
    /// Where messages start.
    Source,
    /// Where they are delivered.
    Destination,
    /// What they are.
    Model,
    /// Whether they flow.
    Status,
}

impl Facet {
    /// All of them, in the order of [`Row::terms`].
    pub const ALL: [Self; 5] = [Self::Connection, Self::Source, Self::Destination, Self::Model, Self::Status];

    pub(crate) const fn index(self) -> usize {
        self as usize
    }

    /// Whether its values are ordered by their keys, which their caller numbered so; else they are ordered by their labels.
    pub(crate) const fn is_ordered_by_key(self) -> bool {
        matches!(self, Self::Model | Self::Status)
    }

    /// Whether its keys are ids that people copy and look for.
    pub(crate) const fn has_ids(self) -> bool {
        matches!(self, Self::Source | Self::Destination)
    }
}

/// A column to sort by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Column {
    /// The connection's name.
    Connection,
    /// The source's name.
    Source,
    /// The subscription's name.
    Name,
    /// The destination's name.
    Destination,
    /// The data model, by its key.
    Model,
    /// The status, by its key.
    Status,
    /// Since when it is live.
    Activated,
    /// When it was created.
    Created,
}

impl Column {
    pub(crate) const fn facet(self) -> Option<Facet> {
        match self {
            Self::Connection => Some(Facet::Connection),
            Self::Source => Some(Facet::Source),
            Self::Destination => Some(Facet::Destination),
            Self::Model => Some(Facet::Model),
            Self::Status => Some(Facet::Status),
            Self::Name | Self::Activated | Self::Created => None,
        }
    }
}

/// A value of a dictionary.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Term<'a> {
    /// Which one: an id, or a number that orders it among the others.
    pub key: u128,
    /// What it is called.
    pub label: &'a str,
    /// Another text under which it is found: the owner's name, another spelling.
    pub also: &'a str,
}

/// A subscription, as it is put into columns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Row<'a> {
    /// Which one.
    pub id: u128,
    /// Its name.
    pub name: &'a str,
    /// Its connection, which [`Columns::name_connection`](crate::Columns::name_connection) names.
    pub connection: u128,
    /// Where messages start: its id, its name, its owner.
    pub source: Term<'a>,
    /// Where they are delivered, likewise.
    pub destination: Term<'a>,
    /// What they are: a number, and two spellings.
    pub model: Term<'a>,
    /// Whether they flow: a number and a word.
    pub status: Term<'a>,
    /// Since when it is live, as a number that grows with time.
    pub activated: i64,
    /// When it was created, likewise.
    pub created: i64,
}

impl<'a> Row<'a> {
    /// Its values in the dictionaries; the connection's without a label, which the row does not know.
    pub(crate) const fn terms(&self) -> [Term<'a>; 5] {
        let connection = Term { key: self.connection, label: "", also: "" };
        [connection, self.source, self.destination, self.model, self.status]
    }
}

/// A row's place in the columns: the same for as long as the row is there, then another row's.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Handle(pub(crate) u32);

impl Handle {
    pub(crate) fn new(index: usize) -> Self {
        Self(u32::try_from(index).expect("there is no memory for so many rows"))
    }

    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}
