//! What the drawing's numbers are to people: ids as text, states as shapes and words.

use causeway_flow::{Key, State};

use crate::ui;

/// Writes a key as people read and copy it: `8f1c…` in full, with hyphens.
pub(super) fn id_text(key: Key) -> String {
    uuid::Uuid::from_u128(key).to_string()
}

/// How a state is drawn everywhere.
pub(super) const fn shown_as(state: State) -> ui::State {
    match state {
        State::Active => ui::State::Active,
        State::Progress => ui::State::Progress,
        State::Proposed => ui::State::Proposed,
        State::Paused => ui::State::Paused,
        State::Failing => ui::State::Failing,
    }
}
