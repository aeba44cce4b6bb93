//! The table itself. Of its lines only those in sight are in the page, and those that hold the focus or head what is in sight.

#![expect(unreachable_pub, reason = "the component macro writes a public function")]

use super::column::{Column, Sort};
use super::row::SubscriptionRow;
use super::window::{Part, parts};
use crate::location::{Here, Step};
use crate::pages::summary::counted;
use crate::paths::{Place, VIEW};
use crate::stores::subscriptions::{Listing, ListingGroup, ListingLine};
use crate::ui::{Icon, IconName};
use causeway_api::{EnvironmentId, SubscriptionId};
use causeway_columns::Path;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;

/// The header is the first of the table's rows.
const FIRST_ROW: usize = 2;

/// How many lines are in the page beyond those in sight, on each side, so that scrolling meets no empty room.
const AROUND: usize = 6;

/// How many lines are drawn at once at most, also where nothing limits the table's height.
const MOST_IN_SIGHT: usize = 200;

/// Which lines are in sight.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Sight {
    first: usize,
    count: usize,
    /// How high a line is, in CSS pixels.
    height: f64,
}

impl Sight {
    /// Before anything was measured.
    fn expected() -> Self {
        const HEIGHT: f64 = 36.0;
        Self { first: 0, count: in_window(HEIGHT), height: HEIGHT }
    }

    /// Looks where the table is scrolled to; all lines are equally high.
    fn of(region: &HtmlElement) -> Option<Self> {
        let line = region.query_selector("tbody > tr[aria-rowindex]").ok().flatten()?;
        let height = line.get_bounding_client_rect().height().max(1.0);
        let overflow = window().get_computed_style(region).ok().flatten()?.get_property_value("overflow-y").ok()?;
        // In steps, so that not every line that is scrolled past makes a difference.
        let first = whole(f64::from(region.scroll_top()) / height) / 4 * 4;
        // Where the region does not scroll, as without a stylesheet, its height says nothing.
        let count = if overflow == "visible" { MOST_IN_SIGHT } else { in_window(height) };
        Some(Self { first, count, height })
    }
}

/// How many lines there is room for at most.
fn in_window(height: f64) -> usize {
    let window = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    (whole(window / height) + 5).min(MOST_IN_SIGHT)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lines on a screen, which are not negative")]
const fn whole(lines: f64) -> usize {
    lines as usize
}

/// What an element of the table's body is for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Key {
    /// Empty room, the first, the second, …
    Gap(usize),
    Group(Path),
    Row(SubscriptionId),
}

/// An element of the table's body.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Item {
    key: Key,
    /// Which line; of empty room, how many.
    line: usize,
    group: Option<ListingGroup>,
}

/// What is in the page.
fn items(listing: Listing, sight: Sight, focused: Option<Key>) -> Vec<Item> {
    let focused = focused.and_then(|key| match key {
        Key::Group(path) => listing.line_of_group(path),
        Key::Row(id) => listing.line_of(id),
        Key::Gap(_) => None,
    });
    let staying = [listing.head_of(sight.first), focused].into_iter().flatten();
    let around = sight.first.saturating_sub(AROUND)..sight.first + sight.count + AROUND;
    let mut items = Vec::new();
    let mut gaps = 0;
    for part in parts(listing.len(), around, staying) {
        match part {
            Part::Gap(lines) => {
                items.push(Item { key: Key::Gap(gaps), line: lines, group: None });
                gaps += 1;
            }
            Part::Lines(lines) => items.extend(lines.clone().zip(listing.range(lines)).map(|(line, content)| match content {
                ListingLine::Row(id) => Item { key: Key::Row(id), line, group: None },
                ListingLine::Group(group) => Item { key: Key::Group(group.path), line, group: Some(group) },
            })),
        }
    }
    items
}

/// The table, in a region that scrolls.
#[component]
pub(super) fn SubscriptionsTable(
    environment: EnvironmentId,
    listing: Listing,
    sort: Memo<Option<Sort>>,
    is_grouped: Memo<bool>,
    /// Wakes when other rows stand at the top, which is then shown.
    shown: Signal<()>,
) -> impl IntoView {
    let region = NodeRef::<Div>::new();
    let sight = RwSignal::new(Sight::expected());
    let focused = RwSignal::new(None::<Key>);
    let look = move || {
        let seen = region.try_get_untracked().flatten().and_then(|region| Sight::of(&region));
        if let Some(seen) = seen.filter(|seen| sight.with_untracked(|before| before != seen)) {
            sight.set(seen);
        }
    };
    region.on_load(move |_| request_animation_frame(look));
    let resized = window_event_listener(leptos::ev::resize, move |_| look());
    on_cleanup(move || resized.remove());
    Effect::new(move |before: Option<()>| {
        shown.get();
        // At the top already, asking would have the browser lay everything out for nothing.
        if before.is_some()
            && sight.with_untracked(|sight| sight.first > 0)
            && let Some(region) = region.get_untracked()
        {
            region.set_scroll_top(0);
        }
    });
    let items = Memo::new(move |_| items(listing, sight.get(), focused.get()));
    let columns = move || Column::ALL.into_iter().filter(move |column| *column != Column::ConnectedOrg || !is_grouped.get());
    let draw = move |Item { key, .. }: Item| {
        let item = Memo::new(move |_| items.with(|items| items.iter().find(|item| item.key == key).cloned()));
        let line = move || item.with(|item| item.as_ref().map_or(0, |item| item.line));
        let on_focus = move || focused.set(Some(key));
        match key {
            #[expect(clippy::cast_precision_loss, reason = "a table has far fewer lines than that")]
            Key::Gap(_) => {
                let height = move || [&(line() as f64 * sight.get().height).round().to_string(), "px"].concat();
                view! {
                    <tr class="gap" aria-hidden="true">
                        <td colspan="8" style:height=height></td>
                    </tr>
                }
                .into_any()
            }
            Key::Group(_) => {
                let group = Signal::derive(move || item.get().and_then(|item| item.group));
                let index = Signal::derive(move || line() + FIRST_ROW);
                view! { <GroupHead environment listing group index on_focus=on_focus /> }.into_any()
            }
            Key::Row(id) => {
                let index = Signal::derive(move || line() + FIRST_ROW);
                // Whether rows are grouped, new rows are drawn for it.
                let has_org = !is_grouped.get_untracked();
                view! { <SubscriptionRow environment id has_org index on_focus=on_focus /> }.into_any()
            }
        }
    };
    let body = move || {
        is_grouped.track();
        view! {
            <tbody>
                <For each=move || items.get() key=|item| item.key children=draw />
            </tbody>
        }
    };
    view! {
        <div
            class="table-scroll subscriptions-scroll"
            role="region"
            aria-label="Subscriptions"
            tabindex="0"
            on:scroll=move |_| look()
            node_ref=region
        >
            <table
                class="table subscriptions-table"
                data-grouped=move || is_grouped.get()
                aria-rowcount=move || (listing.len() + 1).to_string()
            >
                <caption class="visually-hidden">"Subscriptions, one a row"</caption>
                <thead>
                    <tr aria-rowindex="1">
                        {move || columns().map(|column| view! { <ColumnHeader column sort /> }).collect_view()}
                        <th scope="col" data-column="actions">
                            <span class="visually-hidden">"Actions"</span>
                        </th>
                    </tr>
                </thead>
                {body}
            </table>
        </div>
    }
}

/// A column's name, which sorts: once upwards, once downwards, then not.
#[component]
fn ColumnHeader(column: Column, sort: Memo<Option<Sort>>) -> impl IntoView {
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

/// The line above the rows of one connected organization.
#[component]
fn GroupHead(
    environment: EnvironmentId,
    listing: Listing,
    group: Signal<Option<ListingGroup>>,
    /// Its row in the whole table.
    index: Signal<usize>,
    #[prop(into)] on_focus: Callback<()>,
) -> impl IntoView {
    let here = Here::expect();
    let name = move || group.with(|group| group.as_ref().map(|group| group.name.clone()));
    let count = move || group.with(|group| group.as_ref().map(|group| counted(group.count, "subscription")));
    let is_open = move || group.with(|group| group.as_ref().is_none_or(|group| group.is_open).to_string());
    let toggle = move |_| {
        if let Some(group) = group.get_untracked() {
            listing.toggle(group.path);
        }
    };
    let flow = move || {
        let connection = group.with(|group| group.as_ref().map(|group| group.connection))?;
        Some(Place::Connection(environment, connection).href_with(&here.query.get().only(&VIEW)))
    };
    view! {
        <tr class="group" aria-rowindex=move || index.get().to_string() on:focusin=move |_| on_focus.run(())>
            <th scope="row" colspan="7">
                <div>
                    <button type="button" aria-expanded=is_open on:click=toggle>
                        <Icon name=IconName::ChevronDown />
                        {name}
                    </button>
                    <span class="quiet">{count}</span>
                    <a href=flow>
                        "Open flow"
                        <span class="visually-hidden">" of "{name}</span>
                    </a>
                </div>
            </th>
        </tr>
    }
}
