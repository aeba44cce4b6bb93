//! The table's header: a column's name, which sorts, its values to filter by, and its edge.

#![expect(unreachable_pub, reason = "the component macro writes a public function")]

use super::column::{Column, Sort};
use super::layout::Layouts;
use super::resizer::Resizer;
use crate::filter::rows::{LANGUAGE, parse};
use crate::location::{Filter, Here, Step};
use crate::stores::subscriptions::Listing;
use crate::ui::focus::focus;
use crate::ui::{ButtonKind, Icon, IconName, Menu, MenuItem};
use causeway_columns::filter::{Candidate, Key, picked};
use leptos::html::Th;
use leptos::prelude::*;

/// As many values are listed; the others are typed.
const MOST: usize = 20;

/// What the header is made from.
#[derive(Clone, Copy)]
pub(super) struct Head {
    pub(super) sort: Memo<Option<Sort>>,
    pub(super) filter: Filter,
    pub(super) listing: Listing,
    pub(super) layouts: Layouts,
}

/// A column's name, which sorts once upwards, once downwards, then not; and what else can be done with the column.
#[component]
pub(super) fn ColumnHeader(column: Column, head: Head) -> impl IntoView {
    let here = Here::expect();
    let Head { sort, layouts, .. } = head;
    let header = NodeRef::<Th>::new();
    let direction = move || sort.get().filter(|sort| sort.column == column).map(|sort| sort.is_descending);
    let press = move |_| {
        let next = match sort.get_untracked().filter(|sort| sort.column == column) {
            None => Some(Sort { column, is_descending: false }),
            Some(Sort { is_descending: false, .. }) => Some(Sort { column, is_descending: true }),
            Some(_) => None,
        };
        let query = here.query.get_untracked();
        let query = match next {
            Some(sort) => query.with("sort", sort.to_text()),
            None => query.without(&["sort"]),
        };
        here.set_query(&query, Step::Same);
    };
    let aria_sort = move || direction().map(|is_descending| if is_descending { "descending" } else { "ascending" });
    let width = move || layouts.with(|layout| layout.width(column)).map(|pixels| [&pixels.to_string(), "px"].concat());
    view! {
        <th
            scope="col"
            aria-sort=aria_sort
            aria-colindex=column.index().to_string()
            data-column=column.key()
            style:width=width
            node_ref=header
        >
            <div class="head">
                <button type="button" class="sort" on:click=press>
                    {column.label()}
                    {move || {
                        direction()
                            .map(|is_descending| {
                                let name = if is_descending { IconName::ArrowDown } else { IconName::ArrowUp };
                                view! { <Icon name /> }
                            })
                    }}
                </button>
                {column.filters_by().map(|key| view! { <ColumnFilter column key head /> })}
            </div>
            <Resizer column layouts header />
        </th>
    }
}

/// The values of a column, to filter by one of them.
#[component]
fn ColumnFilter(column: Column, key: Key, head: Head) -> impl IntoView {
    let Head { filter, listing, .. } = head;
    // The one value that the filter asks for.
    let wanted = Memo::new(move |_| {
        let typed = parse(&filter.text.read());
        let mut asked = typed.conditions().iter().filter(|condition| condition.key == key && !condition.is_excluded);
        asked.next().map(|condition| condition.text.clone())
    });
    let pick = move |value: Option<String>| {
        let mut text = picked(&filter.text.get_untracked(), key, value.as_deref());
        if !text.is_empty() && value.as_ref().is_none_or(|value| !value.is_empty()) {
            text.push(' ');
        }
        filter.set(text);
    };
    let items = move || {
        let wanted = wanted.get();
        let (values, count) = listing.choices(key, MOST);
        let rest = count - values.len();
        let any =
            MenuItem::press(["Any ", &column.label().to_lowercase()].concat(), move || pick(None)).checked(wanted.is_none());
        let value = |Candidate { text, label, count }: Candidate| {
            let is_wanted = wanted.as_deref() == Some((LANGUAGE.fold)(&label).as_str());
            let words = [&label, " · ", &count.unwrap_or_default().to_string()].concat();
            MenuItem::press(words, move || pick(Some(text.clone()))).checked(is_wanted)
        };
        let mut items = vec![any];
        items.extend(values.into_iter().map(value));
        if let Some(first) = items.get_mut(1) {
            first.section = Some(String::new());
        }
        if rest > 0 {
            let type_it = move || {
                pick(Some(String::new()));
                // Fails nowhere: the filter is above the table.
                if let Some(field) = document().query_selector(".filter-field input").ok().flatten() {
                    focus(&field);
                }
            };
            items.push(MenuItem::press(["One of ", &rest.to_string(), " others…"].concat(), type_it).section(""));
        }
        items
    };
    view! {
        <span class="column-filter" data-active=move || wanted.with(Option::is_some)>
            <Menu
                label=["Filter by ", &column.label().to_lowercase()].concat()
                items=Signal::derive(items)
                kind=ButtonKind::Quiet
                trigger=ViewFn::from(move || {
                    view! {
                        <span class="visually-hidden">{move || wanted.get().unwrap_or_else(|| "any".to_owned())}</span>
                        <Icon name=IconName::Filter />
                    }
                })
            />
        </span>
    }
}
