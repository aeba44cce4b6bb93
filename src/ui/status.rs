//! What state something is in: a shape, a hue and a word.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// The states that things are drawn in. Each has its own shape, so that none depends on colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Messages pass.
    Active,
    /// Set up, waiting to be used.
    Configured,
    /// Not finished.
    Progress,
    /// Waits for somebody else to approve it.
    Proposed,
    /// Held on purpose.
    Paused,
    /// Messages do not pass.
    Failing,
}

impl State {
    /// The value of `data-state`, by which the style follows.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Configured => "configured",
            Self::Progress => "progress",
            Self::Proposed => "proposed",
            Self::Paused => "paused",
            Self::Failing => "failing",
        }
    }

    /// Its shape.
    pub const fn icon(self) -> IconName {
        match self {
            Self::Active => IconName::Active,
            Self::Configured => IconName::Configured,
            Self::Progress => IconName::Progress,
            Self::Proposed => IconName::Proposed,
            Self::Paused => IconName::Paused,
            Self::Failing => IconName::Failing,
        }
    }
}

/// The shape alone, for where the word stands elsewhere or is part of an accessible name.
#[component]
pub fn StatusMark(
    /// Which state.
    #[prop(into)]
    state: Signal<State>,
) -> impl IntoView {
    view! {
        <span class="status-mark" data-state=move || state.get().name()>
            {move || view! { <Icon name=state.get().icon() /> }}
        </span>
    }
}

/// The shape and the word.
#[component]
pub fn Status(
    /// Which state.
    #[prop(into)]
    state: Signal<State>,
    /// Its word, such as *Active* or *In progress, step 2 of 3*.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    view! {
        <span class="status">
            <StatusMark state />
            <span>{label}</span>
        </span>
    }
}
