//! The table itself. Of its lines only those in sight are in the page, and those that hold the focus or head what is in sight.

#![expect(unreachable_pub, reason = "the component macro writes a public function")]

use super::body::Body;
use super::column::Column;
use super::header::{ColumnHeader, Head};
use super::items::{Items, Key};
use super::picking::Picking;
use super::press::Presses;
use super::sight::Sight;
use super::tick::{AllTick, Ticks};
use causeway_api::{EnvironmentId, SubscriptionId};
use causeway_columns::Depth;
use leptos::ev::FocusEvent;
use leptos::html::{Div, Tbody};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

/// The table, in a region that scrolls.
#[component]
pub(super) fn SubscriptionsTable(
    environment: EnvironmentId,
    picking: Picking,
    depth: Memo<Depth>,
    /// What is read and chosen in the header, the listing among it.
    head: Head,
    /// Wakes when other rows stand at the top, which is then shown.
    shown: Signal<()>,
) -> impl IntoView {
    let Head { listing, layouts, .. } = head;
    let region = NodeRef::<Div>::new();
    let sight = RwSignal::new(Sight::expected());
    let focused = RwSignal::new(None::<Key>);
    let editing = RwSignal::new(Vec::<SubscriptionId>::new());
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
    let is_compact = Memo::new(move |_| layouts.with(|layout| layout.is_compact));
    Effect::new(move |before: Option<()>| {
        is_compact.track();
        if before.is_some() {
            let Sight { first, .. } = sight.get_untracked();
            // Once the lines are as high as they are going to be: what was at the top stays there.
            request_animation_frame(move || {
                look();
                if let Some(region) = region.try_get_untracked().flatten() {
                    region.set_scroll_top(sight.get_untracked().top_of(first));
                    look();
                }
            });
        }
    });
    let items = Memo::new(move |before: Option<&Items>| {
        let pinned: Vec<Key> = focused.get().into_iter().chain(editing.get().into_iter().map(Key::Row)).collect();
        let none = Items::default();
        before.unwrap_or(&none).next(listing, sight.get(), &pinned)
    });
    let columns = Memo::new(move |_| {
        let is_grouped = depth.get() != Depth::None;
        let is_shown = |column: &Column| *column != Column::ConnectedOrg || !is_grouped;
        layouts.with(|layout| Column::ALL.into_iter().filter(is_shown).filter(|column| layout.shows(*column)).collect::<Vec<_>>())
    });
    let body = Body { environment, listing, picking, columns, sight, focused, items };
    let presses = Presses::expect(body, editing);
    let ticks = Ticks::expect(body);
    let tbody = NodeRef::<Tbody>::new();
    body.fill(tbody);
    let hold = move |event: FocusEvent| {
        if let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
            body.hold(&element);
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
                data-density=move || is_compact.get().then_some("compact")
                data-grouped=move || depth.get() != Depth::None
                style:min-width=move || columns.with(|columns| layouts.with(|layout| layout.least_width(columns)))
                aria-colcount=(Column::ALL.len() + 2).to_string()
                aria-rowcount=move || (listing.len() + 1).to_string()
            >
                <caption class="visually-hidden">"Subscriptions, one a row"</caption>
                <thead>
                    <tr aria-rowindex="1">
                        <AllTick picking />
                        {move || columns.get().into_iter().map(|column| view! { <ColumnHeader column head /> }).collect_view()}
                        <th scope="col" data-column="actions" aria-colindex=(Column::ALL.len() + 2).to_string()>
                            <span class="visually-hidden">"Actions"</span>
                        </th>
                    </tr>
                </thead>
                <tbody
                    on:focusin=hold
                    on:click=move |event| {
                        presses.pressed(&event);
                        ticks.pressed(&event);
                    }
                    on:mousedown=move |event| presses.held_down(&event)
                    on:keydown=move |event| {
                        presses.key(&event);
                        ticks.key(&event);
                    }
                    node_ref=tbody
                ></tbody>
            </table>
        </div>
        {presses.view()}
    }
}
