//! What is typed in a wizard, before it is stored: one signal a field.

mod destination;
mod source;

use super::end::{End, EndKind};
use crate::backend::CallError;
use crate::pages::form::ContentKey;
use crate::stores::Ends;
use causeway_api::{EnvironmentId, Patch, SetupState};

pub(super) use destination::DestinationDraft;
pub(super) use source::SourceDraft;

/// The draft of either.
#[derive(Clone, Copy)]
pub(super) enum Draft {
    /// A source's.
    Source(SourceDraft),
    /// A destination's.
    Destination(DestinationDraft),
}

impl Draft {
    /// A blank one.
    pub(super) fn new(kind: EndKind) -> Self {
        match kind {
            EndKind::Source => Self::Source(SourceDraft::default()),
            EndKind::Destination => Self::Destination(DestinationDraft::default()),
        }
    }

    /// Takes over what is stored.
    pub(super) fn fill(self, end: &End) {
        match (self, end) {
            (Self::Source(draft), End::Source(source)) => draft.fill(source),
            (Self::Destination(draft), End::Destination(destination)) => draft.fill(destination),
            _ => unreachable!("a draft is made for the kind of end it is filled from"),
        }
    }

    /// The end as it would be with what is typed; tracked.
    pub(super) fn applied_to(self, base: &End) -> End {
        match (self, base) {
            (Self::Source(draft), End::Source(source)) => End::Source(draft.applied_to(source)),
            (Self::Destination(draft), End::Destination(destination)) => End::Destination(draft.applied_to(destination)),
            _ => unreachable!("a draft is made for the kind of end it is applied to"),
        }
    }
}

/// Stores an end as it was drafted: creates it under `key`, or changes the version that is known.
///
/// # Errors
/// The refusal, or that nobody answered.
pub(super) async fn store(
    ends: Ends,
    environment: EnvironmentId,
    is_stored: bool,
    end: End,
    setup: Option<SetupState>,
    key: ContentKey,
) -> Result<End, CallError> {
    match end {
        End::Source(source) if is_stored => {
            ends.change_source(&source::change(source, Patch::from(setup))).await.map(End::Source)
        }
        End::Source(source) => {
            let request = source::create(source, environment, setup);
            ends.create_source(&request, &key.of(&request)).await.map(End::Source)
        }
        End::Destination(destination) if is_stored => {
            ends.change_destination(&destination::change(destination, Patch::from(setup))).await.map(End::Destination)
        }
        End::Destination(destination) => {
            let request = destination::create(destination, environment, setup);
            ends.create_destination(&request, &key.of(&request)).await.map(End::Destination)
        }
    }
}
