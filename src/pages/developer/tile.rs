//! One source or destination as a tile.

use super::end::End;
use super::uses::{Users, table_of};
use crate::location::Here;
use crate::pages::summary::counted;
use crate::stores::Sessions;
use crate::ui::{CopyId, Icon, IconName, Menu, MenuItem, Status, Tile};
use causeway_api::{Action, DestinationType, EnvironmentId};
use leptos::prelude::*;

/// The whole tile leads to the wizard; its menu has what else can be done.
#[component]
pub(super) fn EndTile(
    environment: EnvironmentId,
    end: End,
    users: Memo<Option<Users>>,
    #[prop(into)] on_remove: Callback<End>,
) -> impl IntoView {
    let here = Here::expect();
    let sessions: Sessions = expect_context();
    let kind = end.kind();
    let noun = kind.noun();
    let href = end.place(environment).href();
    let id = end.uuid();
    let is_in_progress = end.setup_state().is_some();
    let icon = match &end {
        End::Destination(destination) if destination.destination_type == Some(DestinationType::Cloud) => IconName::Cloud,
        _ => end.kind().icon(),
    };
    let its_subscriptions = table_of(environment, id);
    let usage = move || match users.with(|users| users.as_ref().map(|users| users.get(&id).map_or(0, Vec::len))) {
        None => ().into_any(),
        Some(0) if is_in_progress => ().into_any(),
        Some(0) => "No subscriptions".into_any(),
        Some(count) => view! { <a href=its_subscriptions.clone()>{counted(count, "subscription")}</a> }.into_any(),
    };
    let items = {
        let (end, href) = (end.clone(), href.clone());
        Signal::derive(move || {
            let kept = sessions.denied_in(kind.managing(), environment);
            let uncreated = sessions.denied_in(Action::ManageSubscriptions, environment);
            let unfinished = is_in_progress.then(|| ["Finish the set-up of this ", noun, " first."].concat());
            let why_kept = kept.clone().or_else(|| {
                users.with(|users| {
                    let none = Vec::new();
                    match users {
                        None => Some("Its subscriptions are still loading.".to_owned()),
                        Some(users) => end.why_kept(users.get(&id).unwrap_or(&none)),
                    }
                })
            });
            let create = here.href(|query| end.create_query(&query));
            let removed = end.clone();
            vec![
                MenuItem::link(if is_in_progress { "Continue set-up" } else { "Edit" }, href.clone())
                    .icon(IconName::Edit)
                    .disabled(kept),
                MenuItem::link(end.create_label(), create).icon(IconName::Plus).disabled(uncreated.or(unfinished)),
                MenuItem::press("Delete…", move || on_remove.run(removed.clone()))
                    .icon(IconName::Trash)
                    .danger()
                    .disabled(why_kept)
                    .section(""),
            ]
        })
    };
    let label = ["Actions for ", end.name()].concat();
    let menu = move || view! { <Menu label=label.clone() items align_end=true /> };
    let detail = end.detail();
    view! {
        <Tile title=end.name().to_owned() href=href icon aside=menu>
            <p class="end-about">
                {end.about()}
                <span title=detail.clone()>{detail.clone()}</span>
            </p>
            <footer>
                <Status state=end.state() label=end.state_label() />
                <span>{usage}</span>
            </footer>
            <footer class="end-last">
                <CopyId id=id.to_string() noun />
                // The tile itself is the link: this shows where it leads.
                <span class="end-edit" aria-hidden="true">
                    {move || match (sessions.denied_in(kind.managing(), environment), is_in_progress) {
                        (Some(_), _) => "Look at it",
                        (None, true) => "Continue",
                        (None, false) => "Edit",
                    }}
                    <Icon name=IconName::ChevronRight />
                </span>
            </footer>
        </Tile>
    }
}
