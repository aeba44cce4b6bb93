//! The Developer page: your sources and destinations as tiles, the wizards that make and change them, and a partner's end to read.

mod draft;
mod end;
mod fields;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod fixed;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod list;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod own;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod partner;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod removal;
mod review;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod tile;
mod time_zone;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod uses;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod verification;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod wizard;

use self::end::EndKind;
use self::list::EndsPage;
use self::own::EndPage;
use self::wizard::Wizard;
use crate::pages::allowed::NotAllowed;
use crate::pages::header::PageHeader;
use crate::stores::Sessions;
use causeway_api::{DestinationId, EnvironmentId, SourceId};
use leptos::prelude::*;

/// Your sources.
#[component]
pub fn SourcesPage(
    /// Where.
    environment: EnvironmentId,
) -> impl IntoView {
    view! { <EndsPage environment kind=EndKind::Source /> }
}

/// Your destinations.
#[component]
pub fn DestinationsPage(
    /// Where.
    environment: EnvironmentId,
) -> impl IntoView {
    view! { <EndsPage environment kind=EndKind::Destination /> }
}

/// The wizard for a new source.
#[component]
pub fn SourceNewPage(
    /// Where.
    environment: EnvironmentId,
) -> impl IntoView {
    view! { <NewPage environment kind=EndKind::Source /> }
}

/// The wizard for a new destination.
#[component]
pub fn DestinationNewPage(
    /// Where.
    environment: EnvironmentId,
) -> impl IntoView {
    view! { <NewPage environment kind=EndKind::Destination /> }
}

/// A source of yours to edit, or a partner's to read.
#[component]
pub fn SourcePage(
    /// The environment that it is seen from.
    environment: EnvironmentId,
    /// Which one.
    id: SourceId,
) -> impl IntoView {
    view! { <EndPage environment kind=EndKind::Source id=id.0 /> }
}

/// A destination of yours to edit, or a partner's to read.
#[component]
pub fn DestinationPage(
    /// The environment that it is seen from.
    environment: EnvironmentId,
    /// Which one.
    id: DestinationId,
) -> impl IntoView {
    view! { <EndPage environment kind=EndKind::Destination id=id.0 /> }
}

#[component]
fn NewPage(environment: EnvironmentId, kind: EndKind) -> impl IntoView {
    let sessions: Sessions = expect_context();
    // The frame shows pages only for environments of the session.
    let environment = untrack(|| sessions.environment(environment));
    environment.map(|environment| {
        let place = environment.id;
        let denied = Memo::new(move |_| sessions.denied_in(kind.managing(), place));
        move || match denied.get() {
            None => view! { <Wizard environment=environment.clone() kind stored=None /> }.into_any(),
            Some(reason) => view! {
                <PageHeader title=["New ", kind.noun()].concat() crumb=(kind.plural().to_owned(), kind.list(place)) />
                <NotAllowed reason>
                    <a class="button" href=kind.list(place).href()>
                        "Back to "
                        {kind.plural().to_lowercase()}
                    </a>
                </NotAllowed>
            }
            .into_any(),
        }
    })
}
