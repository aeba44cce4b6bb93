//! The command palette: everything that can be done on the page, every place, and every record by name or id, a few letters away.

#![expect(unreachable_pub, reason = "the component macro writes public functions")]

mod commands;
mod entry;
mod lines;
mod marks;
mod on_page;
mod records;

use self::entry::{Entry, Section};
use self::lines::Lines;
use self::marks::Typed;
use self::records::Records;
use crate::location::Here;
use crate::pages::frame::Account;
use crate::pages::keys::Keys;
use crate::parts::keep_ends;
use crate::stores::Sessions;
use crate::ui::{Dialog, Icon, IconName};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use std::collections::HashSet;
use std::time::Duration;

/// As many lines as stand under one heading, but for subscriptions.
const MOST: usize = 12;

/// The dialog.
#[component]
pub(crate) fn Palette() -> impl IntoView {
    let (keys, here) = (Keys::expect(), Here::expect());
    let typed = RwSignal::new(String::new());
    let environment = keys.environment.get_untracked();
    let records = environment.map(|environment| {
        keep_ends(environment);
        Records::new(environment, typed)
    });
    let offered = StoredValue::new(Offered::now(here, keys));
    let sections = RwSignal::new(Vec::<Section>::new());
    let active = RwSignal::new(0_usize);
    Effect::new(move || {
        let words = Typed::parse(&typed.read());
        sections.set(offered.with_value(|offered| offered.answer(&words, records.as_ref())));
    });
    if let Some(records) = records {
        // Once the dialog is seen.
        let warm_up = move || {
            if !sections.is_disposed() {
                records.warm_up();
            }
        };
        set_timeout(warm_up, Duration::from_millis(50));
    }
    let count = Memo::new(move |_| sections.with(|sections| sections.iter().map(|section| section.entries.len()).sum::<usize>()));
    let close = move || keys.opened.set(None);
    let choose = move |index: usize| {
        let entry = sections.with_untracked(|sections| entries(sections).nth(index).cloned());
        if let Some(Entry { act, disabled: None, .. }) = entry {
            let act = act.prepare(here);
            close();
            // The focus is back where it was by then, for what is opened next to return it there.
            request_animation_frame(act);
        }
    };
    let on_input = move |text: String| {
        active.set(0);
        typed.set(text);
    };
    let lines = Lines { sections: sections.read_only(), typed, active };
    let on_key = move |event: KeyboardEvent| {
        let step = |by: usize| lines.activate((active.get_untracked() + by) % count.get_untracked().max(1));
        match event.key().as_str() {
            "ArrowDown" => step(1),
            "ArrowUp" => step(count.get_untracked().saturating_sub(1)),
            "Enter" if !event.is_composing() => choose(active.get_untracked()),
            _ => return,
        }
        event.prevent_default();
    };
    let is_complete = move || records.is_none_or(Records::is_complete);
    let note = move || {
        let shown = count.get();
        if typed.with(|typed| typed.trim().is_empty()) {
            "Type to find a connection, a source, a destination or a subscription by name or id.".to_owned()
        } else if shown == 0 {
            "Nothing is called that.".to_owned()
        } else {
            let found: usize = sections.with(|sections| sections.iter().map(|section| section.total).sum());
            let rest = if is_complete() { "." } else { ". The subscriptions are still loading." };
            let matches = if found == 1 { " match" } else { " matches" };
            [&found.to_string(), matches, rest].concat()
        }
    };
    view! {
        <Dialog title="Search and commands" on_close=close>
            <div class="palette">
                <div class="palette-field">
                    <Icon name=IconName::Search />
                    <input
                        type="text"
                        role="combobox"
                        aria-label="Search, or what to do"
                        placeholder="Search, or type what to do…"
                        autocomplete="off"
                        spellcheck="false"
                        autofocus=true
                        aria-autocomplete="list"
                        aria-expanded=move || (count.get() > 0).to_string()
                        aria-controls=move || (count.get() > 0).then_some(lines::ID)
                        aria-activedescendant=move || (count.get() > 0).then(|| lines::option_id(active.get()))
                        aria-describedby="palette-note"
                        prop:value=typed
                        on:input:target=move |event| on_input(event.target().value())
                        on:keydown=on_key
                    />
                </div>
                {lines.view(choose)}
                <p class="palette-note" id="palette-note" role="status">
                    {note}
                </p>
            </div>
        </Dialog>
    }
}

/// All lines in the order shown.
fn entries(sections: &[Section]) -> impl Iterator<Item = &Entry> {
    sections.iter().flat_map(|section| &section.entries)
}

/// What can be done, as it was when the palette opened.
struct Offered {
    on_page: Vec<Entry>,
    creations: Vec<Entry>,
    places: Vec<Entry>,
    settings: Vec<Entry>,
    environments: Vec<Entry>,
}

impl Offered {
    fn now(here: Here, keys: Keys) -> Self {
        let (account, sessions): (Account, Sessions) = (expect_context(), expect_context());
        let environment = keys.environment.get_untracked();
        let on_page = on_page::on_page();
        let is_there: HashSet<&str> = on_page.iter().map(|entry| entry.label.as_str()).collect();
        let mut creations = untrack(|| commands::creations(here, sessions, environment));
        creations.retain(|entry| !is_there.contains(entry.label.as_str()));
        Self {
            creations,
            places: commands::places(sessions, environment),
            settings: untrack(|| commands::settings(account, keys)),
            environments: commands::environments(here, sessions),
            on_page,
        }
    }

    /// Everything that answers what was typed; of records nothing before something was.
    fn answer(&self, typed: &Typed, records: Option<&Records>) -> Vec<Section> {
        let section = |heading, entries: &Vec<Entry>| Section::of(heading, entries.clone(), typed, usize::MAX);
        let records = records.copied().filter(|_| !typed.is_empty());
        let (subscriptions, others) = records.map(|records| records.subscriptions(typed)).unwrap_or_default();
        let few = |heading, entries: Option<Vec<Entry>>| Section::of(heading, entries?, typed, MOST);
        [
            section("On this page", &self.on_page),
            section("Create", &self.creations),
            few("Connections", records.map(Records::connections)),
            few("Sources", records.map(Records::sources)),
            few("Destinations", records.map(Records::destinations)),
            few("Partners' sources and destinations", Some(others)),
            subscriptions,
            section("Go to", &self.places),
            section("Environments", &self.environments),
            section("Settings", &self.settings),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
