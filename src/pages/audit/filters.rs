//! What of the record is looked at: in the address, so that a view of it can be sent to somebody.

use super::asked::{ACTION, Asked, OBJECT, PERSON, SINCE, UNTIL};
use crate::backend::Backend;
use crate::location::{Filter, Here, Step};
use crate::pages::keys::Keys;
use crate::stores::{Audit, Load, Members};
use crate::ui::{Button, ComboOption, Combobox, SearchField, TextField};
use causeway_api::AuditAction;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The fields, and how many entries they leave.
#[component]
pub(super) fn Filters(audit: Audit, asked: Memo<Asked>, filter: Filter) -> impl IntoView {
    let here = Here::expect();
    let members = Members::new(expect_context::<Backend>(), audit.organization());
    spawn_local(members.load());
    let set = move |name: &'static str, value: Option<String>| {
        let query = here.query.get_untracked().without(&[name]);
        let query = match value.filter(|value| !value.is_empty()) {
            Some(value) => query.with(name, value),
            None => query,
        };
        here.set_query(&query, Step::Same);
    };
    let text = move |name| {
        let value = here.value(name);
        Signal::derive(move || value.get().unwrap_or_default())
    };
    let people = Memo::new(move |_| people(audit, members, asked));
    let summary = move || {
        let total = audit.excerpt().with(|excerpt| excerpt.ready().map(|excerpt| excerpt.total))?;
        Some(if total == 1 { "1 entry".to_owned() } else { [&total.to_string(), " entries"].concat() })
    };
    view! {
        <div class="toolbar audit-filters">
            <SearchField
                label="Search the record"
                placeholder="Name of a person, a token, an object…"
                value=filter.text
                on_input=move |text| filter.set(text)
                shortcut=Keys::expect().single("/")
            />
            <Combobox
                label="Person"
                options=people
                value=Signal::derive(move || asked.with(|asked| asked.person.map(|id| id.to_string())))
                on_change=move |id| set(PERSON, id)
                placeholder="Anybody"
            />
            <Combobox
                label="Change"
                options=Signal::stored(actions())
                value=Signal::derive(move || asked.with(|asked| asked.action.map(|action| action.as_str().to_owned())))
                on_change=move |action| set(ACTION, action)
                placeholder="Any change"
            />
            <div class="audit-days">
                <TextField label="From" kind="date" value=text(SINCE) on_input=move |day| set(SINCE, Some(day)) />
                <TextField label="To" kind="date" value=text(UNTIL) on_input=move |day| set(UNTIL, Some(day)) />
            </div>
            <span class="summary">{summary}</span>
        </div>
        {move || {
            asked
                .with(|asked| asked.object.clone())
                .map(|id| {
                    view! {
                        <p class="cluster">
                            <span>"Only what was done to " <b>{called(audit, &id)}</b></span>
                            <Button on_press=move || set(OBJECT, None)>
                                "Show other changes too"
                            </Button>
                        </p>
                    }
                })
        }}
    }
}

/// What the newest entry about an object calls it; its id where there is none.
fn called(audit: Audit, id: &str) -> String {
    audit.excerpt().with(|excerpt| {
        let mut entries = excerpt.ready().into_iter().flat_map(|excerpt| &excerpt.entries);
        entries.find(|entry| entry.object.id == id).map_or(id, |entry| &entry.object.name).to_owned()
    })
}

/// The members, then whoever else is in sight: people of before, and of partners.
fn people(audit: Audit, members: Members, asked: Memo<Asked>) -> Vec<ComboOption> {
    let mut people: Vec<ComboOption> = members.all().with(|all| {
        let all = all.ready().into_iter().flatten();
        let option = |member: &causeway_api::Member| {
            let person = &member.person;
            ComboOption {
                value: person.id.to_string(),
                label: person.name.clone(),
                detail: person.email.clone(),
                ..ComboOption::default()
            }
        };
        all.map(option).collect()
    });
    let mut add = |value: String, label: &str, detail: &str| {
        if !people.iter().any(|known| known.value == value) {
            let (label, detail) = (label.to_owned(), detail.to_owned());
            people.push(ComboOption { value, label, detail, ..ComboOption::default() });
        }
    };
    audit.excerpt().with(|excerpt| {
        let Load::Ready(excerpt) = excerpt else { return };
        for actor in excerpt.entries.iter().map(|entry| &entry.actor) {
            let organization = actor.organization.as_ref().map_or("", |organization| &organization.name);
            if let Some(person) = &actor.person {
                add(person.id.to_string(), &person.name, organization);
            }
        }
    });
    if let Some(id) = asked.with(|asked| asked.person) {
        add(id.to_string(), "Somebody else", "");
    }
    people
}

/// Every action, under what it is done to.
fn actions() -> Vec<ComboOption> {
    let option = |action: &AuditAction| {
        let name = action.as_str();
        let (noun, _) = name.split_once('.').unwrap_or((name, ""));
        let (first, rest) = noun.split_at(1);
        let group = [&first.to_ascii_uppercase(), rest].concat();
        ComboOption { value: name.to_owned(), label: action.label().to_owned(), group, ..ComboOption::default() }
    };
    AuditAction::ALL.iter().map(option).collect()
}
