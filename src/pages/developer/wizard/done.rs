//! The wizard was finished: what can be done now.

use super::editor::Editor;
use crate::pages::developer::end::End;
use crate::ui::focus::focus_after_render;
use crate::ui::{Icon, IconName};
use causeway_api::Destination;
use leptos::html::H2;
use leptos::prelude::*;

/// Says so, and leads to a subscription.
#[component]
pub(super) fn Done(editor: Editor) -> impl IntoView {
    let here = editor.here();
    let Editor { kind, environment, editing, .. } = editor;
    let create = move || here.href(|query| editing.base.with(|base| base.create_query(&query)));
    let heading = NodeRef::<H2>::new();
    focus_after_render(heading);
    let itself = editing.base.with_untracked(|base| base.place(environment)).href();
    let unverified = editing
        .base
        .with_untracked(|base| matches!(base, End::Destination(Destination { verified_at: None, .. })) && base.is_url());
    let note = unverified.then(|| {
        view! { <p>"It was not verified, and can be used all the same. " <a href=itself>"Verify it any time"</a> "."</p> }
    });
    view! {
        <section class="placeholder developer-done">
            <span class="emblem">
                <Icon name=IconName::Check />
            </span>
            <h2 tabindex="-1" node_ref=heading>{move || editing.base.with(|base| base.name().to_owned())} " is configured"</h2>
            {note}
            <p>"Without a subscription, no message passes. Causeway configures and shows routes; it moves no messages yet."</p>
            <div class="ways-on">
                <a class="button" data-kind="primary" href=create>
                    {editing.base.with_untracked(End::create_label)}
                </a>
                <a class="button" href=kind.list(environment).href()>
                    "Back to " {kind.plural().to_lowercase()}
                </a>
            </div>
        </section>
    }
}
