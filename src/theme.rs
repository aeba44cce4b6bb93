//! Light, dark, or as the system has it; remembered in this browser.

use leptos::prelude::*;

/// The key in the browser's storage.
const STORED: &str = "causeway-theme";

/// How the app is coloured.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The three, in the order shown.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Its name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::System => "System",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }

    const fn attribute(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    /// What was chosen in this browser; the system's where nothing (or nothing that is understood) is stored.
    pub fn stored() -> Self {
        let stored = storage().and_then(|storage| storage.get_item(STORED).ok().flatten());
        Self::ALL.into_iter().find(|theme| theme.attribute() == stored.as_deref()).unwrap_or_default()
    }

    /// Colours the page.
    pub fn apply(self) {
        if let Some(root) = document().document_element() {
            // Neither can fail: the name is a valid one.
            let _ = match self.attribute() {
                Some(theme) => root.set_attribute("data-theme", theme),
                None => root.remove_attribute("data-theme"),
            };
        }
    }

    /// Colours the page and remembers the choice; where storage is off it lasts until the page is left.
    pub fn choose(self) {
        self.apply();
        if let Some(storage) = storage() {
            let _ = match self.attribute() {
                Some(theme) => storage.set_item(STORED, theme),
                None => storage.remove_item(STORED),
            };
        }
    }
}

/// The browser's storage; none where it is switched off.
pub fn storage() -> Option<leptos::web_sys::Storage> {
    window().local_storage().ok().flatten()
}
