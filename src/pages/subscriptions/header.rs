//! The table's header.

#![expect(unreachable_pub, reason = "the component macro writes a public function")]

use super::column::{Column, Sort};
use crate::location::{Here, Step};
use crate::ui::{Icon, IconName};
use leptos::prelude::*;

/// A column's name, which sorts: once upwards, once downwards, then not.
#[component]
pub(super) fn ColumnHeader(column: Column, sort: Memo<Option<Sort>>) -> impl IntoView {
    let here = Here::expect();
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
    view! {
        <th scope="col" aria-sort=aria_sort data-column=column.key()>
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
        </th>
    }
}
