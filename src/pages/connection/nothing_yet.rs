//! In the place of a flow in which nothing flows yet: what to do first.

use crate::pages::allowed::AllowedLink;
use crate::pages::connections::next_step;
use crate::paths::Place;
use crate::stores::{Connections, Ends};
use crate::ui::{ButtonKind, IconName};
use causeway_api::{Action, ConnectionId, ConnectionKind, EnvironmentId};
use leptos::prelude::*;

/// The next step: to be connected, to have ends, to create.
#[component]
pub(super) fn NothingYet(
    environment: EnvironmentId,
    id: ConnectionId,
    /// Opens the create dialog for this connection.
    create: Signal<String>,
) -> impl IntoView {
    let (connections, ends): (Connections, Ends) = (expect_context(), expect_context());
    let connection = Memo::new(move |_| connections.get(id));
    let partner = move || connection.get().filter(|connection| connection.kind == ConnectionKind::Partner);
    let has_ends = Memo::new(move |_| {
        let has_source = ends.sources().with(|load| load.ready().is_none_or(|all| !all.is_empty()));
        let has_destination = ends.destinations().with(|load| load.ready().is_none_or(|all| !all.is_empty()));
        // The other end may be the partner's.
        if partner().is_some() { has_source || has_destination } else { has_source && has_destination }
    });
    let first = move || {
        let about = Place::ConnectionAbout(environment, id).href();
        let words = match partner() {
            Some(partner) => {
                let between = [
                    "Nothing flows here yet. Propose a subscription between an end of yours and one that ",
                    &partner.organization.name,
                    " shares.",
                ];
                between.concat()
            }
            None => "Nothing flows here yet.".to_owned(),
        };
        let shared = partner().map(|_| view! { <a class="button" href=about>"Shared ends"</a> });
        view! {
            <p>{words}</p>
            <div class="cluster">
                <AllowedLink action=Action::ManageSubscriptions environment kind=ButtonKind::Primary icon=IconName::Plus href=create>
                    "Create the first subscription"
                </AllowedLink>
                {shared}
            </div>
        }
    };
    let ends_first = move || {
        let needs = if partner().is_some() {
            "A subscription with a partner needs a source or a destination of yours in this environment."
        } else {
            "A subscription needs a source and a destination of yours in this environment."
        };
        view! {
            <p>{needs}</p>
            <div class="cluster">
                <AllowedLink action=Action::ManageSources environment href=Place::SourceNew(environment).href()>
                    "New source"
                </AllowedLink>
                <AllowedLink action=Action::ManageDestinations environment href=Place::DestinationNew(environment).href()>
                    "New destination"
                </AllowedLink>
            </div>
        }
    };
    move || {
        let unconnected = connection.get().and_then(|connection| Some((connection.why_not_connected()?, connection)));
        match unconnected {
            Some((reason, connection)) => {
                let (words, href) = next_step(environment, &connection);
                view! {
                    <p>{reason}</p>
                    <a class="button" href=href>{words}</a>
                }
                .into_any()
            }
            None if has_ends.get() => first().into_any(),
            None => ends_first().into_any(),
        }
    }
}
