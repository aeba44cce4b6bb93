//! The wizard of a source or a destination, and the form that edits it afterwards.
//!
//! While nothing is stored it shows step 1. From the moment something is, the address names the step (`?step=2`). Once configured, all
//! fields are edited on one page.

#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod conflict;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod done;
mod editor;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod leaving;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod settings;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod step;

use self::conflict::Conflict;
use self::done::Done;
use self::editor::{Editor, Stage};
use self::settings::EndSettings;
use self::step::StepPage;
use super::end::{End, EndKind, step_of};
use crate::pages::form::FormProblem;
use crate::pages::header::PageHeader;
use causeway_api::SessionEnvironment;
use leptos::prelude::*;

/// The page of a new end (`stored` is none) or of one of yours.
#[component]
pub(super) fn Wizard(environment: SessionEnvironment, kind: EndKind, stored: Option<End>) -> impl IntoView {
    let place = environment.id;
    let editor = Editor::new(environment, kind, stored);
    let title = move || {
        let name = editor.editing.base.with(|base| base.name().to_owned());
        if name.is_empty() { ["New ", kind.noun()].concat() } else { name }
    };
    view! {
        <PageHeader title=Signal::derive(title) crumb=(kind.plural().to_owned(), kind.list(place)) />
        {move || match editor.stage.get() {
            Stage::Step(step) => view! { <StepPage editor step /> }.into_any(),
            Stage::Done => view! { <Done editor /> }.into_any(),
            Stage::Editing => view! { <EndSettings editor /> }.into_any(),
        }}
    }
}

/// What was refused, unless a field on the page says it.
#[component]
fn Problem(editor: Editor, step: Option<u8>) -> impl IntoView {
    let Editor { kind, editing, .. } = editor;
    let has_field = move |field: String| step.is_none_or(|step| step_of(&field) == step);
    view! {
        <Show
            when=move || editor.is_outdated()
            fallback=move || view! { <FormProblem form=editing.form has_field=Callback::new(has_field) /> }
        >
            <Conflict noun=kind.noun() on_load=move || editor.take_theirs() />
        </Show>
    }
}
