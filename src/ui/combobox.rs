//! One of many: a field that filters as one types, with a list that pops up (the ARIA combobox pattern).

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::field::Words;
use super::focus::is_leaving;
use super::fold::fold;
use super::icon::{Icon, IconName};
use super::listbox::{Listbox, ListboxPopup};

/// One option of a [`Combobox`] or a [`MultiCombobox`](super::MultiCombobox).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComboOption {
    /// What `on_change` is called with.
    pub value: String,
    /// Its name.
    pub label: String,
    /// More about it, in smaller letters; may be empty.
    pub detail: String,
    /// The heading it stands under; options of one group follow each other. Empty for none.
    pub group: String,
    /// Why it cannot be chosen. It is listed all the same.
    pub disabled: Option<String>,
    /// A way to change that: words and where they lead. Enter on the option follows it.
    pub link: Option<(String, String)>,
}

impl ComboOption {
    /// Whether what is typed, in lower case, occurs in anything that is shown of it.
    pub(super) fn matches(&self, wanted: &str) -> bool {
        let has = |text: &String| fold(text).contains(wanted);
        wanted.is_empty() || has(&self.label) || has(&self.detail) || has(&self.group)
    }

    /// Whether a word of its name begins with what is typed, in lower case. Those come first where options are in no groups.
    pub(super) fn begins_with(&self, wanted: &str) -> bool {
        fold(&self.label).split(' ').any(|word| word.starts_with(wanted))
    }
}

/// A field for one of many options. Filters as one types; options that cannot be chosen are listed with the reason.
#[component]
pub fn Combobox(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// All options, in order.
    #[prop(into)]
    options: Signal<Vec<ComboOption>>,
    /// The value that is chosen.
    #[prop(into)]
    value: Signal<Option<String>>,
    /// Called with the value that was chosen, or `None` when the field was emptied.
    #[prop(into)]
    on_change: Callback<Option<String>>,
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
    /// Whether something has to be chosen.
    #[prop(optional)]
    required: bool,
    /// Whether a dialog that opens puts the focus here.
    #[prop(optional)]
    autofocus: bool,
    /// Why it cannot be changed now.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
) -> impl IntoView {
    let words = Words::new(hint, error, disabled_reason);
    let list = Listbox::new(options);
    let chosen_label = Memo::new(move |_| {
        let value = value.get()?;
        options.with(|options| options.iter().find(|option| option.value == value).map(|option| option.label.clone()))
    });
    let text = move || list.query.get().or_else(|| chosen_label.get()).unwrap_or_default();
    let is_locked = move || disabled_reason.with_untracked(Option::is_some);
    let finish = move || {
        list.close();
        list.query.set(None);
    };
    let pick = move |option: ComboOption| {
        if option.disabled.is_none() {
            on_change.run(Some(option.value));
            finish();
        }
    };
    let show = move || {
        let chosen = value.get_untracked();
        let index =
            list.matching.with_untracked(|options| options.iter().position(|option| chosen.as_ref() == Some(&option.value)));
        list.open(index);
    };
    let on_input = move |typed: String| {
        if typed.is_empty() && value.with_untracked(Option::is_some) {
            on_change.run(None);
        }
        let is_filtering = !typed.trim().is_empty();
        list.query.set(Some(typed));
        list.open((is_filtering && list.matching.with_untracked(|options| !options.is_empty())).then_some(0));
    };
    let on_key = move |event: KeyboardEvent| {
        // With a modifier it is the form's, as Ctrl and Enter.
        if is_locked() || event.ctrl_key() || event.meta_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" if !list.is_open.get_untracked() => show(),
            "ArrowDown" => list.step(true),
            "ArrowUp" => list.step(false),
            "Enter" => match list.current() {
                Some(option) if option.disabled.is_some() => list.follow_link(),
                Some(option) => pick(option),
                // Closed: Enter is the form's.
                None if !list.is_open.get_untracked() => return,
                None => {}
            },
            "Escape" if list.is_open.get_untracked() => finish(),
            "Escape" if value.with_untracked(Option::is_some) => on_change.run(None),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let on_click = move || {
        if !is_locked() && !list.is_open.get_untracked() {
            show();
            // What is typed next takes the place of the chosen name, as after Tab.
            if let Some(input) = list.input.get_untracked() {
                input.select();
            }
        }
    };
    view! {
        <div class="field combobox" on:focusout=move |event| if is_leaving(&event) { finish() }>
            <label for=words.id()>{label}</label>
            <div class="combobox-box">
                <input
                    id=words.id()
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=placeholder
                    autofocus=autofocus
                    aria-autocomplete="list"
                    aria-haspopup="listbox"
                    aria-expanded=move || list.is_open.get().to_string()
                    aria-controls=move || list.is_open.get().then(|| list.id())
                    aria-activedescendant=move || list.active_descendant()
                    aria-required=required.then_some("true")
                    aria-invalid=move || words.invalid()
                    aria-describedby=move || words.described_by()
                    aria-disabled=move || words.disabled()
                    readonly=move || words.disabled().is_some()
                    prop:value=text
                    on:input:target=move |event| on_input(event.target().value())
                    on:keydown=on_key
                    on:click=move |_| on_click()
                    node_ref=list.input
                />
                <Icon name=IconName::ChevronDown />
            </div>
            <Show when=move || list.is_open.get()>
                <ListboxPopup
                    list
                    label
                    is_multiple=false
                    is_chosen=Callback::new(move |key: String| value.with(|value| value.as_ref() == Some(&key)))
                    refusal=Callback::new(|_| None)
                    on_pick=Callback::new(pick)
                    empty=empty.clone()
                    is_empty=Signal::derive(move || options.with(Vec::is_empty))
                />
            </Show>
            {words.below()}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::ComboOption;

    #[test]
    fn an_option_is_found_by_anything_that_is_shown_of_it() {
        let option = ComboOption {
            label: "Epic ADT feed".to_owned(),
            detail: "HL7 v2".to_owned(),
            group: "Mercy Valley Health".to_owned(),
            ..ComboOption::default()
        };
        assert!(["", "adt", "hl7", "mercy"].iter().all(|wanted| option.matches(wanted)));
        assert!(!option.matches("fhir"));
        assert!(option.begins_with("ad") && !option.begins_with("pic"));
    }
}
