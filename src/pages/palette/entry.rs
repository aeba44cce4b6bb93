//! One line of the palette, and the groups of lines that answer what was typed.

use super::marks::Typed;
use crate::location::Here;
use crate::ui::IconName;
use crate::ui::focus::focus;
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;
use std::sync::Arc;

/// What choosing a line does.
#[derive(Clone)]
pub(super) enum Act {
    /// Follows a link.
    Follow(String),
    /// Presses a control of the page, or goes there if it is a field.
    Press(StoredValue<HtmlElement, LocalStorage>),
    /// Does something.
    Run(Arc<dyn Fn() + Send + Sync>),
}

impl Act {
    /// All that it takes, for when the palette is gone.
    pub(super) fn prepare(self, here: Here) -> Box<dyn FnOnce()> {
        match self {
            Self::Follow(address) => Box::new(move || here.follow(&address)),
            Self::Press(control) => {
                let control = control.get_value();
                Box::new(move || {
                    // What it opens gives the focus back to it.
                    focus(&control);
                    if control.tag_name() != "INPUT" {
                        control.click();
                    }
                })
            }
            Self::Run(run) => Box::new(move || run()),
        }
    }
}

/// One line.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) label: String,
    /// More about it, in smaller letters.
    pub(super) detail: String,
    /// What it is found by too, and shown with then: its id, or several with spaces between them.
    pub(super) id: String,
    pub(super) icon: IconName,
    /// The keys that do the same.
    pub(super) key: String,
    /// Why it cannot be chosen now.
    pub(super) disabled: Option<String>,
    pub(super) act: Act,
}

impl Entry {
    /// A line that leads somewhere.
    pub(super) fn link(label: impl Into<String>, icon: IconName, href: impl Into<String>) -> Self {
        Self::new(label.into(), icon, Act::Follow(href.into()))
    }

    /// A line that does something.
    pub(super) fn press(label: impl Into<String>, icon: IconName, on_press: impl Fn() + Send + Sync + 'static) -> Self {
        Self::new(label.into(), icon, Act::Run(Arc::new(on_press)))
    }

    /// A line that stands for a control of the page.
    pub(super) fn control(label: String, icon: IconName, control: HtmlElement) -> Self {
        Self::new(label, icon, Act::Press(StoredValue::new_local(control)))
    }

    fn new(label: String, icon: IconName, act: Act) -> Self {
        Self { label, detail: String::new(), id: String::new(), icon, key: String::new(), disabled: None, act }
    }

    /// With more about it.
    pub(super) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// Found by its id too.
    pub(super) fn id(mut self, id: &impl ToString) -> Self {
        self.id = id.to_string();
        self
    }

    /// With the keys that do the same.
    pub(super) fn key(mut self, key: impl Into<String>) -> Self {
        self.key = key.into();
        self
    }

    /// Not to be chosen now if there is a reason.
    pub(super) fn disabled(mut self, reason: Option<String>) -> Self {
        self.disabled = reason;
        self
    }

    /// With its id in sight, where that alone is why it was found.
    pub(super) fn explained(mut self, typed: &Typed) -> Self {
        if let Some(id) = self.id.split(' ').find(|id| typed.needs_id(&self.label, &self.detail, id)) {
            let space = if self.detail.is_empty() { "" } else { " · " };
            self.detail = [&self.detail, space, id].concat();
        }
        self
    }
}

/// Lines under one heading.
#[derive(Clone)]
pub(super) struct Section {
    pub(super) heading: &'static str,
    pub(super) entries: Vec<Entry>,
    /// How many answer, those that are not shown among them.
    pub(super) total: usize,
}

impl Section {
    /// The best of the lines that answer what was typed, at most so many, in their order among equals; none where none does.
    pub(super) fn of(heading: &'static str, entries: Vec<Entry>, typed: &Typed, most: usize) -> Option<Self> {
        let rank = |entry: Entry| typed.rank(&entry.label, &entry.detail, &entry.id).map(|rank| (rank, entry));
        let mut found: Vec<(usize, Entry)> = entries.into_iter().filter_map(rank).collect();
        found.sort_by_key(|(rank, _)| *rank);
        let total = found.len();
        let entries = found.into_iter().take(most).map(|(_, entry)| entry.explained(typed)).collect();
        (total > 0).then_some(Self { heading, entries, total })
    }
}
