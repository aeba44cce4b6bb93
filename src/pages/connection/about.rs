//! Who the other organization is.

#![expect(unreachable_pub, reason = "the component macro writes a public type")]

use super::ConnectionFrame;
use crate::pages::dates::date;
use crate::stores::Connections;
use crate::ui::CopyId;
use causeway_api::{ConnectionId, ConnectionKind, EnvironmentId};
use leptos::prelude::*;

/// A connection's About tab.
#[component]
pub fn AboutPage(
    /// Where.
    environment: EnvironmentId,
    /// Which connection.
    id: ConnectionId,
) -> impl IntoView {
    let connections: Connections = expect_context();
    let facts = move || {
        let connection = connections.get(id)?;
        let kind = match connection.kind {
            ConnectionKind::Own => "Your own organization",
            ConnectionKind::Default => "Comes with Causeway, for configuring and testing your set-up",
            ConnectionKind::Partner => "Partner",
        };
        let since = connection.connected_at.filter(|_| connection.is_connected());
        Some(view! {
            <div class="panel-box">
                <dl class="facts">
                    <dt>"Organization"</dt>
                    <dd>{connection.organization.name}</dd>
                    {(!connection.description.is_empty())
                        .then(|| {
                            view! {
                                <dt>"What they do"</dt>
                                <dd>{connection.description}</dd>
                            }
                        })}
                    <dt>"Kind"</dt>
                    <dd>{kind}</dd>
                    {since
                        .map(|at| {
                            view! {
                                <dt>"Connected since"</dt>
                                <dd>{date(at)}</dd>
                            }
                        })}
                    <dt>"Organization number"</dt>
                    <dd>{connection.organization.id.to_string()}</dd>
                    <dt>"Connection id"</dt>
                    <dd>
                        <CopyId id=connection.id.to_string() noun="connection" />
                    </dd>
                </dl>
            </div>
        })
    };
    view! {
        <ConnectionFrame environment id>
            {facts}
        </ConnectionFrame>
    }
}
