//! The list under the palette's field.

use super::entry::{Entry, Section};
use super::marks::Typed;
use crate::ui::{Icon, Kbd};
use leptos::prelude::*;
use leptos::web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

/// The list's `id`; there is one palette.
pub(super) const ID: &str = "palette-lines";

/// The `id` of the line with this number.
pub(super) fn option_id(index: usize) -> String {
    [ID, "-", &index.to_string()].concat()
}

/// What is listed, and which line the keys act on.
#[derive(Clone, Copy)]
pub(super) struct Lines {
    pub(super) sections: ReadSignal<Vec<Section>>,
    pub(super) typed: RwSignal<String>,
    pub(super) active: RwSignal<usize>,
}

impl Lines {
    /// Makes a line the one that keys act on, and shows it.
    pub(super) fn activate(self, index: usize) {
        self.active.set(index);
        request_animation_frame(move || {
            if let Some(line) = document().get_element_by_id(&option_id(index)) {
                let options = ScrollIntoViewOptions::new();
                options.set_block(ScrollLogicalPosition::Nearest);
                line.scroll_into_view_with_scroll_into_view_options(&options);
            }
        });
    }

    /// The list, made anew for each answer. Not there where nothing answers: a list without lines is none.
    pub(super) fn view(self, choose: impl Fn(usize) + Copy + Send + Sync + 'static) -> impl IntoView {
        move || {
            let sections = self.sections.get();
            let typed = Typed::parse(&self.typed.read_untracked());
            let mut index = 0;
            let groups = sections.into_iter().enumerate().map(|(number, section)| {
                let heading_id = [ID, "-heading-", &number.to_string()].concat();
                let Section { heading, entries, total } = section;
                let shown = entries.len();
                let entries = entries.into_iter().map(|entry| {
                    index += 1;
                    self.line(index - 1, entry, &typed, choose)
                });
                let entries = entries.collect_view();
                let more = (total > shown).then(|| [" ", &shown.to_string(), " of ", &total.to_string()].concat());
                view! {
                    <div role="group" aria-labelledby=heading_id.clone()>
                        <div class="group" id=heading_id.clone() role="presentation">
                            {heading}
                            {more.map(|more| view! { <span>{more}</span> })}
                        </div>
                        {entries}
                    </div>
                }
            });
            let groups = groups.collect_view();
            (index > 0).then(|| {
                view! {
                    <div class="palette-lines" role="listbox" id=ID aria-label="What was found" on:mousedown=|event| event.prevent_default()>
                        {groups}
                    </div>
                }
            })
        }
    }

    fn line(self, index: usize, entry: Entry, typed: &Typed, choose: impl Fn(usize) + Copy + Send + Sync + 'static) -> AnyView {
        let Entry { label, detail, icon, key, disabled, .. } = entry;
        let is_disabled = disabled.is_some().then_some("true");
        let is_active = move || self.active.get() == index;
        // The spaces are for who hears it.
        let keys = key.split_whitespace().map(|key| view! { " " <Kbd key=key.to_owned() /> });
        view! {
            <div
                class="option"
                role="option"
                id=option_id(index)
                aria-selected=move || is_active().to_string()
                aria-disabled=is_disabled
                on:mousemove=move |_| {
                    if self.active.get_untracked() != index {
                        self.active.set(index);
                    }
                }
                on:click=move |_| choose(index)
            >
                <Icon name=icon />
                <span class="words">
                    <span>{marked(typed, &label)}</span>
                    {(!detail.is_empty()).then(|| view! { " " <small>{marked(typed, &detail)}</small> })}
                    {disabled.map(|reason| view! { " " <small>{reason}</small> })}
                </span>
                {keys.collect_view()}
            </div>
        }
        .into_any()
    }
}

/// A text in which what was typed stands out.
fn marked(typed: &Typed, text: &str) -> impl IntoView + use<> {
    let piece = |(is_marked, text): (bool, &str)| {
        let text = text.to_owned();
        if is_marked { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() }
    };
    typed.mark(text).into_iter().map(piece).collect_view()
}
