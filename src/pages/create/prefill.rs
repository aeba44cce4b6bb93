//! What is filled in before anyone types: the ends that were used last or are the only ones, and a name made of both.
//!
//! None of it counts as typed: closing the dialog loses nothing of anybody's.

use super::form::Form;
use crate::theme::storage;
use crate::ui::ComboOption;
use causeway_api::{EnvironmentId, NAME_LIMIT};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::web_sys::Element;

/// The ends that somebody in this browser created with last, in one environment.
#[derive(Default)]
pub(super) struct LastUsed {
    source: Option<String>,
    destination: Option<String>,
}

impl LastUsed {
    /// Nothing where nothing was created yet, or storage is off.
    pub(super) fn read(environment: EnvironmentId) -> Self {
        let stored = storage().and_then(|storage| storage.get_item(&stored_at(environment)).ok().flatten());
        let ends = stored.as_deref().and_then(|stored| stored.split_once(' '));
        ends.map_or_else(Self::default, |(source, destination)| Self {
            source: Some(source.to_owned()),
            destination: Some(destination.to_owned()),
        })
    }

    /// Remembers the ends of what was just created.
    pub(super) fn write(environment: EnvironmentId, source: &str, destination: &str) {
        if let Some(storage) = storage() {
            // Where storage is full or off, nothing is filled in the next time.
            let _ = storage.set_item(&stored_at(environment), &[source, " ", destination].concat());
        }
    }
}

/// The key in the browser's storage.
fn stored_at(environment: EnvironmentId) -> String {
    ["causeway-ends-", &environment.to_string()].concat()
}

/// Fills in the ends as soon as it is known which there are, and keeps the name theirs until somebody gives another. Whether those that were
/// used last make sense is asked once it is known which there are.
pub(super) fn prefill(
    form: Form,
    environment: EnvironmentId,
    sources: Memo<Vec<ComboOption>>,
    destinations: Memo<Vec<ComboOption>>,
    name_field: NodeRef<Input>,
    is_last_likely: Signal<bool>,
) {
    let last = LastUsed::read(environment);
    fill(form.source, sources, last.source, is_last_likely);
    fill(form.destination, destinations, last.destination, is_last_likely);
    Effect::new(move || {
        if form.is_named.get() {
            return;
        }
        let name = route_name(
            &label(sources, form.source).unwrap_or_default(),
            &label(destinations, form.destination).unwrap_or_default(),
        );
        if form.name.with_untracked(|before| *before != name) {
            form.name.set(name);
            select_if_focused(name_field);
        }
    });
}

/// Chooses an end, once, when the ends are there.
fn fill(end: RwSignal<Option<String>>, options: Memo<Vec<ComboOption>>, last: Option<String>, is_last_likely: Signal<bool>) {
    let is_done = StoredValue::new(false);
    Effect::new(move || {
        let is_there = options.with(|options| !options.is_empty());
        if is_there && !is_done.get_value() {
            is_done.set_value(true);
            let chosen = end.get_untracked();
            let last = last.as_deref().filter(|_| is_last_likely.get_untracked());
            let found = options.with(|options| sensible(options, chosen.as_deref(), last));
            if found != chosen {
                end.set(found);
            }
        }
    });
}

/// What was asked for, else what was used last, else the only one; none that cannot be chosen.
fn sensible(options: &[ComboOption], asked: Option<&str>, last: Option<&str>) -> Option<String> {
    let mut open = options.iter().filter(|option| option.disabled.is_none()).map(|option| option.value.as_str());
    let found = if asked.is_some() {
        open.find(|value| Some(*value) == asked)
    } else {
        open.clone().find(|value| Some(*value) == last).or_else(|| open.next().filter(|_| open.next().is_none()))
    };
    found.map(str::to_owned)
}

/// The name of what is chosen; tracked.
pub(super) fn label(options: Memo<Vec<ComboOption>>, value: RwSignal<Option<String>>) -> Option<String> {
    let value = value.get()?;
    options.with(|options| options.iter().find(|option| option.value == value).map(|option| option.label.clone()))
}

/// *Intake API to Clinical lake*; nothing while an end is missing.
fn route_name(source: &str, destination: &str) -> String {
    if source.is_empty() || destination.is_empty() {
        return String::new();
    }
    [source, " to ", destination].concat().chars().take(NAME_LIMIT).collect::<String>().trim_end().to_owned()
}

/// What is typed next takes the place of a name that nobody typed.
fn select_if_focused(field: NodeRef<Input>) {
    request_animation_frame(move || {
        if let Some(field) = field.try_get_untracked().flatten() {
            let element: &Element = field.as_ref();
            if document().active_element().as_ref() == Some(element) {
                field.select();
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(values: &[(&str, bool)]) -> Vec<ComboOption> {
        let option = |&(value, is_open): &(&str, bool)| ComboOption {
            value: value.to_owned(),
            disabled: (!is_open).then(|| "In progress".to_owned()),
            ..ComboOption::default()
        };
        values.iter().map(option).collect()
    }

    #[test]
    fn the_only_end_that_can_be_chosen_is() {
        let sensible = |options: &[(&str, bool)]| sensible(&ends(options), None, None);
        assert_eq!(sensible(&[("a", true), ("b", false)]).as_deref(), Some("a"));
        assert_eq!(sensible(&[("a", true), ("b", true)]), None);
        assert_eq!(sensible(&[("a", false)]), None);
    }

    #[test]
    fn what_was_used_last_is_chosen_again_unless_it_cannot_be() {
        let options = ends(&[("a", true), ("b", true), ("c", false)]);
        assert_eq!(sensible(&options, None, Some("b")).as_deref(), Some("b"));
        assert_eq!(sensible(&options, None, Some("c")), None);
        assert_eq!(sensible(&options, Some("a"), Some("b")).as_deref(), Some("a"));
        assert_eq!(sensible(&options, Some("a partner's"), Some("b")), None);
    }

    #[test]
    fn a_name_is_made_of_both_ends_and_is_never_too_long() {
        assert_eq!(route_name("Intake API", "Clinical lake"), "Intake API to Clinical lake");
        assert_eq!(route_name("Intake API", ""), "");
        assert_eq!(route_name(&"é".repeat(110), &"x".repeat(110)).chars().count(), NAME_LIMIT);
    }
}
