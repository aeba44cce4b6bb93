//! Many subscriptions as columns, and what a table asks of them: filter, sort, group, and the lines of a visible range.
//!
//! - [`Columns`] keeps the rows: a dictionary for each of connection, source, destination, data model and status, numbers for the
//!   instants, one arena for the names. What is compared is folded once, when it comes.
//! - [`Filter`] is the language that people type, `status:paused to:lake -org:mercy`; its grammar is written [there](mod@filter).
//! - [`Arrangement`] is one view of the columns. It follows their changes, and a few changed rows cost it a few passes without a
//!   comparison.
//!
//! Nothing here knows signals, the page or the wire: ids are numbers, and what a text means is the caller's.

mod arena;
pub mod arrangement;
mod columns;
mod dictionary;
pub mod filter;
mod ids;
mod index;
mod journal;
mod room;
mod row;

pub use arrangement::{Arrangement, Depth, Group, Line, Path, Sort, Tally};
pub use columns::Columns;
pub use filter::{Filter, Language};
pub use ids::{IdHasher, IdSet};
pub use index::IdIndex;
pub use row::{Column, Facet, Handle, Row, Term};

/// Makes text comparable: lower case by Unicode. The caller's, since browsers bring the tables for it.
pub type Fold = fn(&str) -> String;
