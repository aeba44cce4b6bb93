//! A partner's source or destination: what its owner shows to those whom it is shared with or who have a subscription with it.

use super::end::{End, EndKind};
use super::uses::LiveSubscriptions;
use crate::pages::header::PageHeader;
use crate::stores::{Ends, Load};
use crate::ui::{CopyId, Empty, Failed, Pending};
use causeway_api::{DestinationId, EnvironmentId, ErrorCode, SourceId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

/// Reads it, and shows it or says that there is nothing.
#[component]
pub(super) fn PartnerEnd(environment: EnvironmentId, kind: EndKind, id: Uuid) -> impl IntoView {
    let ends: Ends = expect_context();
    let state = RwSignal::new(Load::<End>::Pending);
    let load = move || {
        state.set(Load::Pending);
        spawn_local(async move {
            let answer = match kind {
                EndKind::Source => ends.read_source(SourceId(id)).await.map(End::Source),
                EndKind::Destination => ends.read_destination(DestinationId(id)).await.map(End::Destination),
            };
            // The page may be gone by now.
            state.try_set(answer.into());
        });
    };
    load();
    let noun = kind.noun();
    let title = move || state.with(|state| state.ready().map_or_else(|| kind.plural().to_owned(), |end| end.name().to_owned()));
    let failed = ["This ", noun, " could not be loaded"].concat();
    let pending = ["Loading this ", noun].concat();
    let missing = ["This ", noun, " is not here"].concat();
    view! {
        <PageHeader title=Signal::derive(title) crumb=(kind.plural().to_owned(), kind.list(environment)) />
        {move || match state.get() {
            Load::Pending => view! { <Pending label=pending.clone() /> }.into_any(),
            Load::Failed(error) if error.code() == Some(ErrorCode::NotFound) => {
                view! {
                    <Empty title=missing.clone() icon=kind.icon()>
                        <p>
                            "It was deleted, it lives in another environment, or its owner neither shares it with you nor has a subscription with you that uses it."
                        </p>
                        <div class="ways-on">
                            <a class="button" href=kind.list(environment).href()>
                                "Your "
                                {kind.plural().to_lowercase()}
                            </a>
                        </div>
                    </Empty>
                }
                    .into_any()
            }
            Load::Failed(error) => view! { <Failed title=failed.clone() detail=error.sentence() on_retry=load /> }.into_any(),
            Load::Ready(end) => view! { <Facts environment end /> }.into_any(),
        }}
    }
}

#[component]
fn Facts(environment: EnvironmentId, end: End) -> impl IntoView {
    let (id, kind) = (end.uuid(), end.kind());
    let owner = end.organization().name.clone();
    view! {
        <div class="stack partner-end">
            <p>
                "This " {kind.noun()} " belongs to " <b>{owner.clone()}</b>
                ". You see it because they share it with you, or because subscriptions connect it with an end of yours. Only its owner can change it."
            </p>
            <section class="panel-box">
                <dl class="facts">
                    <dt>"Name"</dt>
                    <dd>{end.name().to_owned()}</dd>
                    <dt>"Owner"</dt>
                    <dd>{owner}</dd>
                    <dt>{if kind == EndKind::Source { "Format" } else { "Type" }}</dt>
                    <dd>{end.about()}</dd>
                    <dt>"Environment"</dt>
                    <dd>{end.flag().as_str()}</dd>
                    <dt>"Id"</dt>
                    <dd>
                        <CopyId id=id.to_string() noun=kind.noun() />
                    </dd>
                </dl>
            </section>
            <section>
                <h2>"Subscriptions"</h2>
                <LiveSubscriptions environment kind id />
            </section>
        </div>
    }
}
