//! The page of an end that is configured: all its fields, whether it is verified, what uses it.

use super::Problem;
use super::editor::{Editor, Goal};
use super::leaving::CancelButton;
use crate::pages::developer::end::End;
use crate::pages::developer::fields::{first_step, second_step};
use crate::pages::developer::removal::RemovalDialog;
use crate::pages::developer::uses::{LiveSubscriptions, users_of_all};
use crate::pages::developer::verification::{VerificationPanel, Verifying};
use crate::stores::Subscriptions;
use crate::ui::{Button, ButtonKind, CopyId, Icon, IconName, Status};
use leptos::prelude::*;

/// Its form, and below it what is no field.
#[component]
pub(super) fn EndSettings(editor: Editor) -> impl IntoView {
    let here = editor.here();
    let Editor { kind, editing, .. } = editor;
    let [first, second, _] = editing.base.with_untracked(End::steps);
    let create = move || here.href(|query| editing.base.with(|base| base.create_query(&query)));
    let id = editing.base.with_untracked(|base| base.uuid().to_string());
    let state = move || {
        let (state, label) = editing.base.with(|base| (base.state(), base.state_label()));
        view! { <Status state label /> }
    };
    view! {
        <div class="toolbar developer-bar">
            {state}
            <CopyId id noun=kind.noun() />
            <div class="end">
                <a class="button" href=create>
                    <Icon name=IconName::Plus />
                    {editing.base.with_untracked(End::create_label)}
                </a>
            </div>
        </div>
        <form
            class="panel-box developer-form"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                editor.submit(Goal::Changes);
            }
        >
            <h2>{first}</h2>
            <div class="fields">{first_step(editing)}</div>
            <h2>{second}</h2>
            <div class="fields">{second_step(editing)}</div>
            <Problem editor step=None />
            <footer class="developer-actions">
                <CancelButton is_touched=editor.touched() list=editor.list() />
                <span class="end">
                    <Button kind=ButtonKind::Primary submit=true busy=editor.is_busy_with(Goal::Changes)>
                        "Save changes"
                    </Button>
                </span>
            </footer>
        </form>
        {editing.base.with_untracked(End::is_url).then(|| view! { <Verification editor /> })}
        <Use editor />
    }
}

/// Verifying what is stored, not what is typed.
#[component]
fn Verification(editor: Editor) -> impl IntoView {
    let verifying = Verifying::new(editor.editing.base, move |destination| editor.learn(&destination));
    let touched = editor.touched();
    let why_not = move || touched.get().then(|| "Save your changes first: what is stored is verified.".to_owned());
    view! {
        <section class="panel-box developer-form">
            <h2>"Verification"</h2>
            <VerificationPanel verifying disabled_reason=Signal::derive(why_not) />
        </section>
    }
}

/// What uses it, and so what deleting it would break.
#[component]
fn Use(editor: Editor) -> impl IntoView {
    let Editor { environment, kind, editing, .. } = editor;
    let subscriptions: Subscriptions = expect_context();
    let id = editing.base.with_untracked(End::uuid);
    let is_removing = RwSignal::new(false);
    let users = Memo::new(move |_| users_of_all(subscriptions, kind));
    let why_kept = move || {
        editing.base.with(|base| {
            users.with(|users| match users {
                None => Some("Its subscriptions are still loading.".to_owned()),
                Some(users) => base.why_kept(users.get(&id).map_or(&[], Vec::as_slice)),
            })
        })
    };
    let why_kept = Signal::derive(why_kept);
    let close = move || {
        is_removing.set(false);
        if !editor.is_still_there() {
            editor.go_to_list();
        }
    };
    view! {
        <section class="panel-box developer-form">
            <h2>"Live subscriptions"</h2>
            <LiveSubscriptions environment kind id />
            <footer class="developer-actions">
                <Button
                    kind=ButtonKind::Danger
                    icon=IconName::Trash
                    disabled_reason=why_kept
                    on_press=move || is_removing.set(true)
                >
                    "Delete "
                    {kind.noun()}
                    "…"
                </Button>
                <span class="quiet">{why_kept}</span>
            </footer>
        </section>
        <Show when=move || is_removing.get()>
            {move || view! { <RemovalDialog end=editing.base.get_untracked() on_close=close /> }}
        </Show>
    }
}
