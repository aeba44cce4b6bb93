//! A filter that is a small language: a search box that offers what could be typed next (the ARIA combobox pattern).

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use std::ops::Range;

use super::combobox::ComboOption;
use super::element_id::element_id;
use super::focus::is_leaving;
use super::icon::{Icon, IconName};
use super::key_hint::Kbd;
use super::listbox::{Listbox, ListboxPopup};

/// What could be typed where the caret is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Suggestions {
    /// What an option takes the place of, in bytes.
    pub range: Range<usize>,
    /// The options; the value of each is what it puts there.
    pub options: Vec<ComboOption>,
}

/// The search box. Nothing that is offered has to be chosen: Enter takes an option only after an arrow key went to it.
#[component]
pub fn FilterField(
    /// Its accessible name: *Filter subscriptions*.
    #[prop(into)]
    label: Signal<String>,
    /// What to type, shown while it is empty.
    #[prop(optional, into)]
    placeholder: Signal<String>,
    /// What is typed.
    #[prop(into)]
    value: Signal<String>,
    /// Called with all of it at each change.
    #[prop(into)]
    on_input: Callback<String>,
    /// The key that jumps here, while there is one.
    #[prop(optional, into)]
    shortcut: Signal<Option<&'static str>>,
    /// Says what could be typed in a text at a caret, which is counted in bytes.
    #[prop(into)]
    suggest: Callback<(String, usize), Suggestions>,
    /// What is wrong with it; shown when nothing is offered any more.
    #[prop(into)]
    problem: ViewFn,
    /// Whether anything is.
    #[prop(into)]
    has_problem: Signal<bool>,
) -> impl IntoView {
    let (id, problem_id) = (element_id("filter"), StoredValue::new(element_id("filter-problem")));
    let suggestions = RwSignal::new(Suggestions::default());
    let list = Listbox::new(Signal::derive(move || suggestions.with(|suggestions| suggestions.options.clone())));
    let says_problem = Memo::new(move |_| has_problem.get() && !list.is_open.get());
    // Offers what fits the caret, if anything does.
    let offer = move || {
        let Some(input) = list.input.get_untracked() else { return };
        let text = input.value();
        let caret = input.selection_start().ok().flatten().unwrap_or_default();
        let caret = bytes_before(&text, caret);
        let found = suggest.run((text, caret));
        let is_any = !found.options.is_empty();
        suggestions.set(found);
        if is_any {
            list.open(None);
        } else {
            list.close();
        }
    };
    let type_in = move |text: String| {
        let is_empty = text.is_empty();
        on_input.run(text);
        // An empty field was emptied on purpose; an arrow key asks what could be typed.
        if is_empty {
            list.close();
        } else {
            offer();
        }
    };
    let pick = move |option: ComboOption| {
        let Some(input) = list.input.get_untracked() else { return };
        let before = input.value();
        let range = suggestions.with_untracked(|suggestions| suggestions.range.clone());
        let (Some(head), Some(tail)) = (before.get(..range.start), before.get(range.end..)) else { return list.close() };
        // Behind a key comes its value, behind a value the next word.
        let is_key = option.value.ends_with(':');
        let space = if is_key || !tail.is_empty() { "" } else { " " };
        let head = [head, &option.value, space].concat();
        let text = [head.as_str(), tail].concat();
        input.set_value(&text);
        let caret = utf16_length(&head);
        // Fails only for fields without text.
        let _ = input.set_selection_range(caret, caret);
        on_input.run(text);
        if is_key {
            offer();
        } else {
            list.close();
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let is_open = list.is_open.get_untracked();
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" => {
                if !is_open {
                    offer();
                }
                if list.is_open.get_untracked() {
                    list.step(event.key() == "ArrowDown");
                }
            }
            "Enter" => match list.current() {
                Some(option) => pick(option),
                None => return list.close(),
            },
            "Escape" if is_open => list.close(),
            "Escape" if !value.with_untracked(String::is_empty) => on_input.run(String::new()),
            // The caret goes elsewhere, and what was offered does not fit there.
            "ArrowLeft" | "ArrowRight" | "Home" | "End" => return list.close(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    view! {
        <div class="filter-field" on:focusout=move |event| if is_leaving(&event) { list.close() }>
            <div class="search-field combobox-box" data-empty=move || value.with(String::is_empty)>
                <Icon name=IconName::Search />
                <label class="visually-hidden" for=id.clone()>
                    {label}
                </label>
                <input
                    id=id
                    type="search"
                    role="combobox"
                    placeholder=placeholder
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-autocomplete="list"
                    aria-haspopup="listbox"
                    aria-keyshortcuts=shortcut
                    aria-expanded=move || list.is_open.get().to_string()
                    aria-controls=move || list.is_open.get().then(|| list.id())
                    aria-activedescendant=move || list.active_descendant()
                    aria-invalid=move || says_problem.get().then_some("true")
                    aria-describedby=move || says_problem.get().then(|| problem_id.get_value())
                    prop:value=value
                    on:input:target=move |event| type_in(event.target().value())
                    on:keydown=on_key
                    on:click=move |_| list.close()
                    node_ref=list.input
                />
                {move || shortcut.get().map(|key| view! { <Kbd key /> })}
            </div>
            <Show when=move || list.is_open.get()>
                <ListboxPopup
                    list
                    label
                    is_multiple=false
                    is_chosen=Callback::new(|_| false)
                    refusal=Callback::new(|_| None)
                    on_pick=Callback::new(pick)
                    empty=ViewFn::from(|| ())
                    is_empty=Signal::stored(false)
                />
            </Show>
            <div class="problem" id=problem_id.get_value() role="status">
                {move || says_problem.get().then(|| problem.run())}
            </div>
        </div>
    }
}

/// How many bytes of a text come before a caret, which browsers count in UTF-16.
fn bytes_before(text: &str, caret: u32) -> usize {
    let mut units = 0;
    let starts = |(at, character): (usize, char)| {
        let is_there = units >= caret as usize;
        units += character.len_utf16();
        is_there.then_some(at)
    };
    text.char_indices().find_map(starts).unwrap_or(text.len())
}

fn utf16_length(text: &str) -> u32 {
    u32::try_from(text.chars().map(char::len_utf16).sum::<usize>()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{bytes_before, utf16_length};

    #[test]
    fn a_caret_is_found_behind_letters_of_any_length() {
        let text = "aä🧪b";
        for (units, bytes) in [(0, 0), (1, 1), (2, 3), (4, 7), (5, 8), (9, 8)] {
            assert_eq!(bytes_before(text, units), bytes);
        }
        assert_eq!(utf16_length(text), 5);
    }
}
