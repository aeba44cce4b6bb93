//! A source or destination of your organization, for somebody who may look at it and not change it.

use super::end::End;
use super::review::review;
use super::uses::LiveSubscriptions;
use crate::pages::header::PageHeader;
use crate::ui::{Banner, BannerTone, CopyId, Status};
use causeway_api::EnvironmentId;
use leptos::prelude::*;

/// Everything that is stored, and why it stays as it is.
#[component]
pub(super) fn FixedEnd(environment: EnvironmentId, end: End, #[prop(into)] reason: Signal<String>) -> impl IntoView {
    let (id, kind) = (end.uuid(), end.kind());
    view! {
        <PageHeader title=end.name().to_owned() crumb=(kind.plural().to_owned(), kind.list(environment)) />
        <div class="toolbar developer-bar">
            <Status state=end.state() label=end.state_label() />
            <CopyId id=id.to_string() noun=kind.noun() />
        </div>
        <div class="stack partner-end">
            <Banner tone=BannerTone::Info>{reason}</Banner>
            <section class="panel-box">{move || review(&end)}</section>
            <section>
                <h2>"Live subscriptions"</h2>
                <LiveSubscriptions environment kind id />
            </section>
        </div>
    }
}
