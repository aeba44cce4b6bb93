//! What the marks and lines of a flow mean.

use leptos::prelude::*;

use crate::ui::{State, StatusMark};

/// The states, each with its mark and its line, and what a line's weight says.
#[component]
pub(super) fn Legend() -> impl IntoView {
    let states = [
        (State::Active, "Active"),
        (State::Paused, "Paused"),
        (State::Failing, "Failing, retrying"),
        (State::Proposed, "Proposed"),
    ];
    view! {
        <ul class="flow-legend" aria-label="Legend">
            {states
                .map(|(state, word)| {
                    view! {
                        <li>
                            <StatusMark state />
                            <Sample state weight="2" />
                            {word}
                        </li>
                    }
                })}
            <li>
                <StatusMark state=State::Progress />
                "End in progress"
            </li>
            <li>
                <span class="flow-weights">
                    <Sample state=State::Active weight="1" />
                    <Sample state=State::Active weight="3" />
                    <Sample state=State::Active weight="5" />
                </span>
                "More subscriptions"
            </li>
        </ul>
    }
}

#[component]
fn Sample(state: State, weight: &'static str) -> impl IntoView {
    view! {
        <svg class="flow-sample" viewBox="0 0 28 8" aria-hidden="true" focusable="false">
            <g class="flow-line" data-state=state.name() data-weight=weight>
                <path class="flow-curve" d="M0 4H28"></path>
            </g>
        </svg>
    }
}
