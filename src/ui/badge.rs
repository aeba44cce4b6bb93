//! A word or two beside a name: *Default*, *Requested*, *Production*.

use leptos::prelude::*;

/// The hue of a badge; its words carry the meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BadgeTone {
    /// A plain fact.
    #[default]
    Neutral,
    /// Ours, chosen, new.
    Accent,
    /// Going well.
    Active,
    /// Held, or to be careful with.
    Paused,
    /// Going wrong.
    Failing,
    /// Under way.
    Progress,
}

impl BadgeTone {
    const fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Accent => "accent",
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Failing => "failing",
            Self::Progress => "progress",
        }
    }
}

/// A small label with a border.
#[component]
pub fn Badge(
    /// Its hue.
    #[prop(optional, into)]
    tone: Signal<BadgeTone>,
    /// Its words.
    children: Children,
) -> impl IntoView {
    view! { <span class="badge" data-tone=move || tone.get().name()>{children()}</span> }
}
