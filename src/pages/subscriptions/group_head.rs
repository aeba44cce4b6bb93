//! The line above the rows of one connected organization, of a source in it, or of a destination in that. Its slot may come to head
//! another one's.

#![expect(unreachable_pub, reason = "the component macro writes a public function")]

use super::items::{Content, FIRST_ROW};
use super::picking::Picking;
use super::tick::GroupTick;
use crate::location::Here;
use crate::pages::summary::counted;
use crate::paths::{Place, VIEW, create_query};
use crate::stores::Sessions;
use crate::stores::subscriptions::{Listing, ListingGroup};
use crate::ui::{Icon, IconName};
use causeway_api::EnvironmentId;
use leptos::prelude::*;

/// The line.
#[component]
pub(super) fn GroupHead(
    environment: EnvironmentId,
    listing: Listing,
    picking: Picking,
    /// What it heads; while its slot waits, what it headed last.
    content: Memo<Option<Content>>,
    /// Over how many columns it stands.
    width: usize,
) -> impl IntoView {
    let here = Here::expect();
    let sessions: Sessions = expect_context();
    let shown = Memo::new(move |before: Option<&Option<(usize, ListingGroup)>>| match content.get() {
        Some(Content::Group { line, group }) => Some((line, group)),
        _ => before.cloned().flatten(),
    });
    // The address changes when the page is left, and by then the line may be gone.
    let group = move || shown.try_with(|shown| shown.as_ref().map(|(_, group)| group.clone())).flatten();
    let name = Memo::new(move |_| group().map(|group| group.name).unwrap_or_default());
    let count = move || group().map(|group| counted(group.count, "subscription"));
    let level = move || group().map(|group| group.path.level().to_string());
    let kind = move || group().map_or("", |group| ["", "Source ", "Destination "][group.path.level()]);
    let is_open = move || group().is_none_or(|group| group.is_open).to_string();
    let toggle = move |_| {
        if let Some((_, group)) = shown.get_untracked() {
            listing.toggle(group.path);
        }
    };
    let flow = move || Some(Place::Connection(environment, group()?.connection).href_with(&here.query.get().only(&VIEW)));
    let create = move || {
        let group = group()?;
        let query = create_query(&here.query.get(), Some(group.connection), group.source, group.destination);
        Some(Place::Subscriptions(environment).href_with(&query))
    };
    view! {
        <tr class="group" data-level=level aria-rowindex=move || shown.with(|shown| shown.as_ref().map(|(line, _)| (line + FIRST_ROW).to_string()))>
            <GroupTick picking group=Signal::derive(group) />
            <th scope="row" colspan=width.to_string() aria-colindex="2">
                <div>
                    <button type="button" aria-expanded=is_open on:click=toggle>
                        <Icon name=IconName::ChevronDown />
                        <span class="kind">{kind}</span>
                        {name}
                    </button>
                    <span class="quiet">{count}</span>
                    {move || {
                        (level().as_deref() == Some("0"))
                            .then(|| {
                                view! {
                                    <a href=flow>
                                        "Open flow"
                                        <span class="visually-hidden">" of "{name}</span>
                                    </a>
                                }
                            })
                    }}
                    {move || {
                        sessions
                            .may_manage(environment)
                            .then(|| {
                                view! {
                                    <a href=create>
                                        "Create from here"
                                        <span class="visually-hidden">", "{name}</span>
                                    </a>
                                }
                            })
                    }}
                </div>
            </th>
        </tr>
    }
}
