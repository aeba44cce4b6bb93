//! What is typed in a wizard, before it is stored: one signal a field.

mod destination;
mod source;

use super::end::{End, EndKind};
use crate::backend::CallError;
use crate::pages::form::ContentKey;
use crate::stores::Ends;
use causeway_api::{EnvironmentId, FieldError, Patch, SetupState};
use std::pin::Pin;

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

    /// What is wrong with what is typed, one entry a field; tracked.
    pub(super) fn problems(self, base: &End) -> Vec<FieldError> {
        let mut problems = self.refused_always(base);
        problems.extend(self.applied_to(base).problems());
        problems
    }

    /// What cannot even be stored by a wizard that is not finished; tracked. The name is the rules' to refuse.
    pub(super) fn refused_always(self, base: &End) -> Vec<FieldError> {
        match (self, base) {
            (Self::Destination(draft), End::Destination(destination)) => draft.wrong_secrets(destination),
            _ => Vec::new(),
        }
    }

    /// Whether a secret was typed just now; tracked.
    pub(super) fn has_secrets(self) -> bool {
        matches!(self, Self::Destination(draft) if draft.has_secrets())
    }
}

/// Stores an end as it was drafted over `base`: creates it under `key`, or changes the version that is known. What is sent is what is
/// typed at the time of the call.
///
/// # Errors
/// The refusal, or that nobody answered.
pub(super) fn store(
    ends: Ends,
    environment: EnvironmentId,
    is_stored: bool,
    draft: Draft,
    base: &End,
    setup: Option<SetupState>,
    key: ContentKey,
) -> Pin<Box<dyn Future<Output = Result<End, CallError>>>> {
    match (draft, base) {
        (Draft::Source(draft), End::Source(base)) if is_stored => {
            let request = source::change(draft.applied_to(base), Patch::from(setup));
            Box::pin(async move { ends.change_source(&request).await.map(End::Source) })
        }
        (Draft::Source(draft), End::Source(base)) => {
            let request = source::create(draft.applied_to(base), environment, setup);
            Box::pin(async move { ends.create_source(&request, &key.of(&request)).await.map(End::Source) })
        }
        (Draft::Destination(draft), End::Destination(base)) if is_stored => {
            let request = destination::change(draft, base, Patch::from(setup));
            Box::pin(async move { ends.change_destination(&request).await.map(End::Destination) })
        }
        (Draft::Destination(draft), End::Destination(base)) => {
            let request = destination::create(draft, base, environment, setup);
            Box::pin(async move { ends.create_destination(&request, &key.of(&request)).await.map(End::Destination) })
        }
        _ => unreachable!("a draft is made for the kind of end it is stored over"),
    }
}
