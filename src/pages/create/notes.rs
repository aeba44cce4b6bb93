//! What stands between the fields of a connection in which there is something to know first.

use super::theirs::Theirs;
use crate::pages::connections::next_step;
use crate::paths::Place;
use crate::ui::{Banner, BannerTone, Button};
use causeway_api::{Connection, ConnectionId, EnvironmentId};
use leptos::prelude::*;

/// That nothing can be created in a connection that does not stand, and what comes first.
#[component]
pub(super) fn Unconnected(
    environment: EnvironmentId,
    connection: Memo<Option<Connection>>,
    reason: Signal<Option<String>>,
) -> impl IntoView {
    move || {
        let (reason, connection) = reason.get().zip(connection.get())?;
        let (words, href) = next_step(environment, &connection);
        let way_on = view! { " " <a href=href>{words}</a> };
        Some(view! { <Banner tone=BannerTone::Warning>{reason}{way_on}</Banner> })
    }
}

/// Below the ends of a connection with a partner: that nothing of theirs can be chosen, and why.
#[component]
pub(super) fn SharedNote(environment: EnvironmentId, connection: Option<ConnectionId>, theirs: Theirs) -> impl IntoView {
    move || {
        let partner = theirs.partner()?;
        let note = if let Some(detail) = theirs.failure() {
            view! {
                <div role="alert">
                    <Banner tone=BannerTone::Failed>
                        {["What ", &partner.name, " shares could not be loaded. ", &detail, " "].concat()}
                        <Button on_press=move || theirs.retry()>"Try again"</Button>
                    </Banner>
                </div>
            }
            .into_any()
        } else if theirs.share_nothing() {
            view! {
                <p class="note">
                    {[&partner.name, " shares nothing with you here that a subscription can use. "].concat()}
                    {connection.map(|id| view! { <a href=Place::ConnectionAbout(environment, id).href()>"Shared ends"</a> })}
                </p>
            }
            .into_any()
        } else {
            return None;
        };
        Some(note)
    }
}
