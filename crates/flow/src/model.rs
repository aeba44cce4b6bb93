//! What a flow is given: two columns of ends and the subscriptions between them, in plain types.
//!
//! Whoever draws a flow translates its own rows into these; nothing here knows where they came from.

use std::sync::Arc;

/// A UUID's number. The ids that people see are written from it.
pub type Key = u128;

/// How the queue of a subscription is, from what needs no look to what most needs one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Messages pass.
    Active,
    /// Not finished.
    Progress,
    /// Waits for the other side to approve it.
    Proposed,
    /// Held on purpose.
    Paused,
    /// Messages do not pass.
    Failing,
}

/// Everything that one flow shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FlowInput {
    /// The groups of the left column: the ends of the organization that is looking.
    pub left: Vec<EndGroup>,
    /// The groups of the right column: the partner's ends, then what one-party subscriptions deliver to.
    pub right: Vec<EndGroup>,
    /// What connects them. Their order means nothing. One whose ends do not stand on opposite sides of this flow is
    /// not drawn.
    pub subscriptions: Vec<FlowSubscription>,
}

/// Ends under one heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndGroup {
    /// Whose ends they are: "Tidewell Health (you)".
    pub heading: String,
    /// In the order to keep wherever the lines leave a choice.
    pub ends: Vec<FlowEnd>,
    /// What stands there while there are none: "No destination yet".
    pub nothing: String,
}

/// A column of ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// Where the organization that is looking stands.
    Left,
    /// Where its partner stands.
    Right,
}

/// An end where it stands: the destination of a one-party subscription may stand left and right at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EndKey {
    /// In which column.
    pub side: Side,
    /// The source's or the destination's id.
    pub id: Key,
}

impl EndKey {
    /// The end with this id in the left column.
    pub const fn left(id: Key) -> Self {
        Self { side: Side::Left, id }
    }

    /// The end with this id in the right column.
    pub const fn right(id: Key) -> Self {
        Self { side: Side::Right, id }
    }
}

/// What an end does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndKind {
    /// Messages start here.
    Source,
    /// Messages are delivered here, to a URL.
    Destination,
    /// Messages are delivered here, to a cloud product.
    CloudDestination,
}

impl EndKind {
    /// What it does with messages, wherever its icon stands beside the word.
    pub const fn role(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Destination | Self::CloudDestination => "destination",
        }
    }

    /// What it is, in a sentence.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Destination => "destination",
            Self::CloudDestination => "cloud destination",
        }
    }
}

/// A source or a destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowEnd {
    /// Which one, and where it stands.
    pub key: EndKey,
    /// What people call it.
    pub name: String,
    /// What it does.
    pub kind: EndKind,
    /// Something worth a word: "in progress, step 2 of 3".
    pub note: Option<String>,
    /// Its set-up is unfinished, so nothing can flow through it yet.
    pub in_progress: bool,
    /// Where its name leads.
    pub href: String,
    /// A subscription can be created from it or to it.
    pub can_create: bool,
    /// It belongs to the organization that is looking, which may change it; others are only looked at.
    pub own: bool,
}

/// One data model on its way from a source to a destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowSubscription {
    /// Its id.
    pub key: Key,
    /// Where messages start.
    pub source: EndKey,
    /// Where they are delivered, on the other side.
    pub destination: EndKey,
    /// What people call it.
    pub name: Arc<str>,
    /// The data model as people read it: `FHIR® Patient`.
    pub model: Arc<str>,
    /// How its queue is.
    pub state: State,
}
