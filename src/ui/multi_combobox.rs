//! Several of many: type to filter, arrows to move, Enter to toggle; what is chosen stands as chips.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::announcer::use_announce;
use super::combobox::ComboOption;
use super::field::Words;
use super::focus::{focus, is_leaving};
use super::icon::{Icon, IconName};
use super::listbox::{Listbox, ListboxPopup};

/// A field for a few of many options, at most `max`.
#[component]
pub fn MultiCombobox(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// All options, in order.
    #[prop(into)]
    options: Signal<Vec<ComboOption>>,
    /// The values that are chosen, in the order of choosing.
    #[prop(into)]
    value: Signal<Vec<String>>,
    /// Called with all that is chosen from now on.
    #[prop(into)]
    on_change: Callback<Vec<String>>,
    /// As many as may be chosen.
    max: usize,
    /// Why the others cannot be chosen then: *6 at a time: create these first*.
    #[prop(into)]
    max_reason: Signal<String>,
    /// An explanation that always shows.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What the list shows when there are no options at all.
    #[prop(optional, into)]
    empty: ViewFn,
    /// Shown while nothing is chosen or typed.
    #[prop(optional, into)]
    placeholder: Signal<String>,
    /// Whether a dialog that opens puts the focus here.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let words = Words::new(hint, error, Signal::default());
    let list = Listbox::new(options);
    let announce = use_announce();
    let count = Memo::new(move |_| value.with(Vec::len));
    let counter = move || [&count.get().to_string(), " of ", &max.to_string()].concat();
    let name_of = move |key: &str| {
        options.with_untracked(|options| {
            options.iter().find(|option| option.value == key).map_or_else(|| key.to_owned(), |option| option.label.clone())
        })
    };
    let refusal = move |key: &String| (count.get() >= max && !value.with(|value| value.contains(key))).then(|| max_reason.get());
    let remove = move |key: &str| {
        let mut left = value.get_untracked();
        left.retain(|value| value != key);
        announce(&[&name_of(key), " removed, ", &left.len().to_string(), " of ", &max.to_string()].concat());
        on_change.run(left);
    };
    let toggle = move |option: ComboOption| {
        let mut chosen = value.get_untracked();
        if chosen.contains(&option.value) {
            remove(&option.value);
        } else if option.disabled.is_none() && chosen.len() < max {
            chosen.push(option.value);
            announce(&[&option.label, " added, ", &chosen.len().to_string(), " of ", &max.to_string()].concat());
            on_change.run(chosen);
        } else {
            return;
        }
        if list.query.with_untracked(|query| query.as_ref().is_some_and(|query| !query.is_empty())) {
            // What was typed has served; the whole list is back with nothing active.
            list.query.set(None);
            list.open(None);
        }
    };
    let on_input = move |typed: String| {
        let is_filtering = !typed.trim().is_empty();
        list.query.set(Some(typed));
        list.open((is_filtering && list.matching.with_untracked(|options| !options.is_empty())).then_some(0));
    };
    let is_blank = move || list.query.with_untracked(|query| query.as_ref().is_none_or(String::is_empty));
    let finish = move || {
        list.close();
        list.query.set(None);
    };
    let on_key = move |event: KeyboardEvent| {
        // With a modifier it is the form's, as Ctrl and Enter.
        if event.ctrl_key() || event.meta_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => list.step(true),
            "ArrowUp" => list.step(false),
            "Enter" => match list.current() {
                Some(option) if option.disabled.is_some() => list.follow_link(),
                Some(option) => toggle(option),
                // Closed: Enter is the form's.
                None if !list.is_open.get_untracked() => return,
                None => {}
            },
            "Escape" if list.is_open.get_untracked() => finish(),
            "Backspace" if is_blank() => {
                if let Some(last) = value.with_untracked(|value| value.last().cloned()) {
                    remove(&last);
                }
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let focus_input = move || {
        if let Some(input) = list.input.get_untracked() {
            focus(&input);
        }
    };
    let chip = move |key: String| {
        let name = name_of(&key);
        view! {
            <li>
                {name.clone()}
                <button
                    type="button"
                    aria-label=["Remove ", &name].concat()
                    on:click=move |_| {
                        remove(&key);
                        focus_input();
                    }
                >
                    <Icon name=IconName::Close />
                </button>
            </li>
        }
    };
    view! {
        <div class="field multi-combobox" on:focusout=move |event| if is_leaving(&event) { finish() }>
            <div class="heading">
                <label for=words.id()>{label}</label>
                <span class="count" id=words.part("count")>
                    {counter}
                </span>
            </div>
            <div class="combobox-box">
                <ul aria-label="Chosen">
                    <For each=move || value.get() key=String::clone children=chip />
                </ul>
                <input
                    id=words.id()
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    spellcheck="false"
                    autofocus=autofocus
                    placeholder=move || if count.get() == 0 { placeholder.get() } else { String::new() }
                    aria-autocomplete="list"
                    aria-haspopup="listbox"
                    aria-expanded=move || list.is_open.get().to_string()
                    aria-controls=move || list.is_open.get().then(|| list.id())
                    aria-activedescendant=move || list.active_descendant()
                    aria-invalid=move || words.invalid()
                    aria-describedby=move || {
                        [words.part("count"), words.described_by().unwrap_or_default()].join(" ")
                    }
                    prop:value=move || list.query.get().unwrap_or_default()
                    on:input:target=move |event| on_input(event.target().value())
                    on:keydown=on_key
                    on:click=move |_| if !list.is_open.get_untracked() { list.open(None) }
                    node_ref=list.input
                />
            </div>
            <Show when=move || list.is_open.get()>
                <ListboxPopup
                    list
                    label
                    is_multiple=true
                    is_chosen=Callback::new(move |key: String| value.with(|value| value.contains(&key)))
                    refusal=Callback::new(move |key: String| refusal(&key))
                    on_pick=Callback::new(toggle)
                    empty=empty.clone()
                    is_empty=Signal::derive(move || options.with(Vec::is_empty))
                />
            </Show>
            {words.below()}
        </div>
    }
}
