//! A sentence across a page or a panel that stays as long as what it says is true.

use leptos::prelude::*;

use super::button::{Button, ButtonKind};
use super::icon::{Icon, IconName};

/// What kind of news it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BannerTone {
    /// Good to know.
    #[default]
    Info,
    /// Done, all is well.
    Done,
    /// Look before you go on.
    Warning,
    /// Something does not work.
    Failed,
}

impl BannerTone {
    const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Done => "done",
            Self::Warning => "warning",
            Self::Failed => "failed",
        }
    }

    const fn icon(self) -> IconName {
        match self {
            Self::Info => IconName::Info,
            Self::Done => IconName::Configured,
            Self::Warning | Self::Failed => IconName::Warning,
        }
    }
}

/// An icon, the words, and optionally a button to put it away.
#[component]
pub fn Banner(
    /// What kind of news.
    #[prop(optional)]
    tone: BannerTone,
    /// Shows *Dismiss*, which calls this.
    #[prop(optional, into)]
    on_dismiss: Option<Callback<()>>,
    /// Sentences, links, buttons.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="banner" data-tone=tone.name()>
            <Icon name=tone.icon() />
            <div>{children()}</div>
            {on_dismiss
                .map(|on_dismiss| {
                    view! { <Button kind=ButtonKind::Quiet icon=IconName::Close label="Dismiss" on_press=on_dismiss /> }
                })}
        </div>
    }
}
