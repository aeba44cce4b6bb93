//! The line above the rows of one connected organization. Its slot may come to head another one's.

#![expect(unreachable_pub, reason = "the component macro writes a public function")]

use super::items::{Content, FIRST_ROW};
use crate::location::Here;
use crate::pages::summary::counted;
use crate::paths::{Place, VIEW};
use crate::stores::subscriptions::{Listing, ListingGroup};
use crate::ui::{Icon, IconName};
use causeway_api::EnvironmentId;
use leptos::prelude::*;

/// The line.
#[component]
pub(super) fn GroupHead(
    environment: EnvironmentId,
    listing: Listing,
    /// What it heads; while its slot waits, what it headed last.
    content: Memo<Option<Content>>,
) -> impl IntoView {
    let here = Here::expect();
    let shown = Memo::new(move |before: Option<&Option<(usize, ListingGroup)>>| match content.get() {
        Some(Content::Group { line, group }) => Some((line, group)),
        _ => before.cloned().flatten(),
    });
    let group = move || shown.with(|shown| shown.as_ref().map(|(_, group)| group.clone()));
    let name = Memo::new(move |_| group().map(|group| group.name).unwrap_or_default());
    let count = move || group().map(|group| counted(group.count, "subscription"));
    let is_open = move || group().is_none_or(|group| group.is_open).to_string();
    let toggle = move |_| {
        if let Some((_, group)) = shown.get_untracked() {
            listing.toggle(group.path);
        }
    };
    let flow = move || Some(Place::Connection(environment, group()?.connection).href_with(&here.query.get().only(&VIEW)));
    view! {
        <tr class="group" aria-rowindex=move || shown.with(|shown| shown.as_ref().map(|(line, _)| (line + FIRST_ROW).to_string()))>
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
