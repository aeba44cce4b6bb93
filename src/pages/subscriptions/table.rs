//! The table itself. Of its lines only those in sight are in the page, and those that hold the focus or head what is in sight.

#![expect(unreachable_pub, reason = "the component macro writes a public function")]

use super::body::Body;
use super::column::{Column, Sort};
use super::header::ColumnHeader;
use super::items::{Items, Key};
use super::press::Presses;
use super::sight::Sight;
use crate::stores::subscriptions::Listing;
use causeway_api::{EnvironmentId, SubscriptionId};
use leptos::ev::FocusEvent;
use leptos::html::{Div, Tbody};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

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
    let items = Memo::new(move |before: Option<&Items>| {
        let pinned: Vec<Key> = focused.get().into_iter().chain(editing.get().into_iter().map(Key::Row)).collect();
        let none = Items::default();
        before.unwrap_or(&none).next(listing, sight.get(), &pinned)
    });
    let columns = Memo::new(move |_| {
        let is_grouped = is_grouped.get();
        Column::ALL.into_iter().filter(|column| *column != Column::ConnectedOrg || !is_grouped).collect::<Vec<_>>()
    });
    let body = Body { environment, listing, columns, sight, focused, items };
    let presses = Presses::expect(body, editing);
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
                data-grouped=move || is_grouped.get()
                aria-rowcount=move || (listing.len() + 1).to_string()
            >
                <caption class="visually-hidden">"Subscriptions, one a row"</caption>
                <thead>
                    <tr aria-rowindex="1">
                        {move || columns.get().into_iter().map(|column| view! { <ColumnHeader column sort /> }).collect_view()}
                        <th scope="col" data-column="actions">
                            <span class="visually-hidden">"Actions"</span>
                        </th>
                    </tr>
                </thead>
                <tbody
                    on:focusin=hold
                    on:click=move |event| presses.pressed(&event)
                    on:mousedown=move |event| presses.held_down(&event)
                    on:keydown=move |event| presses.key(&event)
                    node_ref=tbody
                ></tbody>
            </table>
        </div>
        {presses.view()}
    }
}
