//! What the two comboboxes share: the options that match, which one is active, and the list that pops up.

use leptos::html::{Div, Input};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::combobox::ComboOption;
use super::element_id::element_id;
use super::fold::fold;
use super::icon::{Icon, IconName};
use super::popup::{self, Align};

/// As many options as are put into the page at once. Typing brings up the others.
const MOST_SHOWN: usize = 100;

/// The state of a list that pops up under an input. `Copy`, like the signals in it.
#[derive(Clone, Copy)]
pub(super) struct Listbox {
    pub(super) input: NodeRef<Input>,
    pub(super) is_open: RwSignal<bool>,
    /// What is typed to filter by. `None` while nothing is being typed.
    pub(super) query: RwSignal<Option<String>>,
    /// The options that match, in their order.
    pub(super) matching: Memo<Vec<ComboOption>>,
    /// The index in `matching` that the keys act on.
    pub(super) active: RwSignal<Option<usize>>,
    id: StoredValue<String>,
}

impl Listbox {
    pub(super) fn new(options: Signal<Vec<ComboOption>>) -> Self {
        let query = RwSignal::new(None::<String>);
        let matching = Memo::new(move |_| {
            let wanted = fold(query.get().unwrap_or_default().trim());
            options.with(|options| {
                let mut matching: Vec<ComboOption> = options.iter().filter(|option| option.matches(&wanted)).cloned().collect();
                // Groups stay together.
                if !wanted.is_empty() && matching.iter().all(|option| option.group.is_empty()) {
                    matching.sort_by_key(|option| !option.begins_with(&wanted));
                }
                matching
            })
        });
        let (is_open, active) = (RwSignal::new(false), RwSignal::new(None));
        // Options that come when something is typed already: the first that matches is at hand, as if they had been there.
        Effect::new(move || {
            let is_found = matching.with(|options| !options.is_empty());
            let is_typed = query.with_untracked(|typed| typed.as_ref().is_some_and(|typed| !typed.trim().is_empty()));
            if is_found && is_typed && is_open.get_untracked() && active.with_untracked(Option::is_none) {
                active.set(Some(0));
            }
        });
        Self { input: NodeRef::new(), is_open, query, matching, active, id: StoredValue::new(element_id("listbox")) }
    }

    pub(super) fn id(self) -> String {
        self.id.get_value()
    }

    fn option_id(self, index: usize) -> String {
        [&self.id(), "-", &index.to_string()].concat()
    }

    /// The input's `aria-activedescendant`.
    pub(super) fn active_descendant(self) -> Option<String> {
        self.active.get().filter(|_| self.is_open.get()).map(|index| self.option_id(index))
    }

    /// Opens with this option active.
    pub(super) fn open(self, active: Option<usize>) {
        self.is_open.set(true);
        self.activate(active);
    }

    pub(super) fn close(self) {
        self.is_open.set(false);
        self.active.set(None);
    }

    /// The active option, while the list is open.
    pub(super) fn current(self) -> Option<ComboOption> {
        let index = self.active.get_untracked().filter(|_| self.is_open.get_untracked())?;
        self.matching.with_untracked(|options| options.get(index).cloned())
    }

    /// Makes the first or the last option active, or moves from the one that is, around the ends.
    pub(super) fn step(self, is_forward: bool) {
        let count = self.matching.with_untracked(Vec::len).min(MOST_SHOWN);
        if count == 0 {
            return self.open(None);
        }
        let active = self.active.get_untracked().filter(|_| self.is_open.get_untracked());
        self.open(Some(match (active, is_forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(index), true) => (index + 1) % count,
            (Some(index), false) => (index + count - 1) % count,
        }));
    }

    fn activate(self, index: Option<usize>) {
        self.active.set(index);
        let Some(id) = index.map(|index| self.option_id(index)) else { return };
        request_animation_frame(move || {
            if let Some(option) = document().get_element_by_id(&id) {
                let options = ScrollIntoViewOptions::new();
                options.set_block(ScrollLogicalPosition::Nearest);
                option.scroll_into_view_with_scroll_into_view_options(&options);
            }
        });
    }

    /// What Enter does on an option that cannot be chosen: follows its link, if it has one.
    pub(super) fn follow_link(self) {
        let Some(id) = self.active.get_untracked().map(|index| self.option_id(index)) else { return };
        let link = document().get_element_by_id(&id).and_then(|option| option.query_selector("a").ok().flatten());
        if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
            link.click();
        }
    }
}

/// The list itself, while it is open.
#[component]
pub(super) fn ListboxPopup(
    list: Listbox,
    /// The control's label, which is also the list's.
    label: Signal<String>,
    is_multiple: bool,
    /// Whether the option with this value is chosen; tracked.
    is_chosen: Callback<String, bool>,
    /// Why it cannot be chosen now, beside the reason of its own; tracked.
    refusal: Callback<String, Option<String>>,
    /// A person picked this option, which may be refused.
    on_pick: Callback<ComboOption>,
    /// Shown when there are no options at all.
    empty: ViewFn,
    /// Whether there are none, whatever is typed.
    is_empty: Signal<bool>,
) -> impl IntoView {
    let popup = NodeRef::<Div>::new();
    popup.on_load(move |element| {
        if let Some(input) = list.input.get_untracked() {
            // As wide as what the person sees as the field: the box around the input.
            let anchor = input.closest(".combobox-box").ok().flatten().unwrap_or_else(|| input.into());
            let place = popup::show(anchor, element.into(), Align::Both);
            Effect::new(move || {
                list.matching.track();
                request_animation_frame(place.clone());
            });
        }
    });
    let option = move |index: usize, option: ComboOption, heading: Option<String>| {
        let is_active = move || list.active.get() == Some(index);
        let value = option.value.clone();
        let chosen = move || is_chosen.run(value.clone());
        let value = option.value.clone();
        let own_reason = option.disabled.clone();
        let reason = Signal::derive(move || own_reason.clone().or_else(|| refusal.run(value.clone())));
        let link = option.link.clone();
        let ComboOption { label, detail, .. } = option.clone();
        let pick = option;
        view! {
            {heading.map(|heading| view! { <div class="group" role="presentation">{heading}</div> })}
            <div
                class="option"
                role="option"
                id=list.option_id(index)
                aria-selected=move || chosen().to_string()
                aria-disabled=move || reason.with(Option::is_some).then_some("true")
                data-active=is_active
                on:click=move |event| if !is_link(&event) { on_pick.run(pick.clone()) }
            >
                <span class="words">
                    <span>{label}</span>
                    {(!detail.is_empty()).then(|| view! { " " <small>{detail}</small> })}
                    {move || reason.get().map(|reason| view! { " " <small class="why-not">{reason}</small> })}
                </span>
                {link
                    .map(|(words, href)| {
                        view! { <a href=href tabindex="-1">{words}</a> }
                    })} <Icon name=IconName::Check />
            </div>
        }
    };
    let options = move || {
        let mut group = String::new();
        list.matching
            .get()
            .into_iter()
            .take(MOST_SHOWN)
            .enumerate()
            .map(|(index, item)| {
                let heading = (item.group != group).then(|| item.group.clone());
                group.clone_from(&item.group);
                option(index, item, heading.filter(|heading| !heading.is_empty()))
            })
            .collect_view()
    };
    let more = move || list.matching.with(Vec::len).saturating_sub(MOST_SHOWN);
    view! {
        // Keeps the focus in the input while a person points at the list.
        <div class="listbox-popup" popover="manual" node_ref=popup on:mousedown=|event| event.prevent_default()>
            <div role="listbox" id=list.id() aria-label=label aria-multiselectable=is_multiple.then_some("true")>
                {options}
            </div>
            {move || {
                if is_empty.get() {
                    view! { <div class="note">{empty.run()}</div> }.into_any()
                } else if list.matching.with(Vec::is_empty) {
                    view! { <div class="note">"Nothing matches what you typed."</div> }.into_any()
                } else if more() > 0 {
                    view! { <div class="note">{more().to_string()} " more: keep typing to find them."</div> }.into_any()
                } else {
                    ().into_any()
                }
            }}
        </div>
    }
}

/// Whether the press was on a link inside an option, which the browser or the app follows.
fn is_link(event: &leptos::ev::MouseEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest("a").is_ok_and(|link| link.is_some()))
}
