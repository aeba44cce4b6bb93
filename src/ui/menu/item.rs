//! What stands in a menu.

use leptos::prelude::*;

use crate::ui::icon::IconName;

/// What choosing an item does.
#[derive(Clone, Debug)]
pub enum MenuAction {
    /// Calls this.
    Press(Callback<()>),
    /// Goes there.
    Link(String),
}

/// One line of a [`Menu`](super::Menu). Made with [`MenuItem::press`] or [`MenuItem::link`] and refined by the methods below.
#[derive(Clone, Debug)]
pub struct MenuItem {
    /// Its words.
    pub label: String,
    /// Drawn before them.
    pub icon: Option<IconName>,
    /// What it does.
    pub action: MenuAction,
    /// Why it cannot be chosen now; shown under its words.
    pub disabled: Option<String>,
    /// Whether it takes something away.
    pub danger: bool,
    /// For one of several that exclude each other: whether it is the one.
    pub checked: Option<bool>,
    /// A rule is drawn above it; the words, if there are any, are the heading of what follows.
    pub section: Option<String>,
}

impl MenuItem {
    /// An item that does something.
    pub fn press(label: impl Into<String>, on_press: impl Fn() + Send + Sync + 'static) -> Self {
        Self::new(label.into(), MenuAction::Press(Callback::new(move |()| on_press())))
    }

    /// An item that goes somewhere.
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self::new(label.into(), MenuAction::Link(href.into()))
    }

    fn new(label: String, action: MenuAction) -> Self {
        Self { label, icon: None, action, disabled: None, danger: false, checked: None, section: None }
    }

    /// With an icon.
    #[must_use]
    pub fn icon(mut self, icon: IconName) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Not to be chosen now if there is a reason.
    #[must_use]
    pub fn disabled(mut self, reason: Option<String>) -> Self {
        self.disabled = reason;
        self
    }

    /// As one that takes something away.
    #[must_use]
    pub fn danger(mut self) -> Self {
        self.danger = true;
        self
    }

    /// As one of several that exclude each other.
    #[must_use]
    pub fn checked(mut self, is_checked: bool) -> Self {
        self.checked = Some(is_checked);
        self
    }

    /// As the first of a section, with a heading or, empty, without.
    #[must_use]
    pub fn section(mut self, heading: impl Into<String>) -> Self {
        self.section = Some(heading.into());
        self
    }
}
