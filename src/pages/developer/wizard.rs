//! The wizard of a source or a destination, and the form that edits it afterwards.
//!
//! While nothing is stored it shows step 1. From the moment something is, the address names the step (`?step=2`). Once configured, all
//! fields are edited on one page.

#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod conflict;
mod editor;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod leaving;

use self::conflict::Conflict;
use self::editor::{Editor, Goal, Stage};
use self::leaving::CancelButton;
use super::end::{End, EndKind, step_of};
use super::fields::{first_step, second_step};
use super::review::review;
use crate::pages::form::FormProblem;
use crate::pages::header::PageHeader;
use crate::ui::focus::focus_after_render;
use crate::ui::{Banner, BannerTone, Button, ButtonKind, CopyId, Icon, IconName, Step, StepState, Steps};
use causeway_api::{Environment, SETUP_STEPS};
use leptos::html::H2;
use leptos::prelude::*;

/// The page of a new end (`stored` is none) or of one of yours.
#[component]
pub(super) fn Wizard(environment: Environment, kind: EndKind, stored: Option<End>) -> impl IntoView {
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
            Stage::Editing => view! { <EditPage editor /> }.into_any(),
        }}
    }
}

/// One step of a wizard that is not finished.
#[component]
fn StepPage(editor: Editor, step: u8) -> impl IntoView {
    let Editor { kind, editing, .. } = editor;
    let steps = Signal::derive(move || {
        let reached = editor.reached();
        let entry = |(index, label): (u8, &str)| {
            let number = index + 1;
            let state = if number == step {
                StepState::Current
            } else if number < reached {
                StepState::Done
            } else {
                StepState::Todo
            };
            let href = (number != step && number <= reached).then(|| editor.step_href(number));
            Step { label: label.to_owned(), href, state }
        };
        (0..).zip(kind.steps()).map(entry).collect::<Vec<_>>()
    });
    let heading = NodeRef::<H2>::new();
    if editor.was_shown.get_value() {
        focus_after_render(heading);
    }
    editor.was_shown.set_value(true);
    let is_last = step == SETUP_STEPS;
    let next = if is_last { Goal::Finish } else { Goal::Step(step + 1) };
    let content = match step {
        1 => first_step(editing),
        2 => second_step(editing),
        _ => view! { <Review editor /> }.into_any(),
    };
    view! {
        <Steps steps />
        <form
            class="panel-box developer-form"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                editor.submit(next);
            }
        >
            <h2 tabindex="-1" node_ref=heading>
                {kind.steps().get(usize::from(step) - 1).copied()}
            </h2>
            {(step == 1).then(|| view! { <p class="quiet">{kind.explanation()}</p> })}
            <div class="fields">{content}</div>
            <Problem editor step=Some(step) />
            <footer class="developer-actions">
                <CancelButton is_touched=editor.touched() list=editor.list() />
                <span class="end">
                    {(step > 1).then(|| view! { <a class="button" href=editor.step_href(step - 1)>"Back"</a> })}
                    <Button busy=editor.is_busy_with(Goal::Leave(step)) on_press=move || editor.submit(Goal::Leave(step))>
                        "Save progress"
                    </Button>
                    <Button kind=ButtonKind::Primary submit=true busy=editor.is_busy_with(next)>
                        {if is_last { "Finish" } else { "Next" }}
                    </Button>
                </span>
            </footer>
        </form>
    }
}

/// What was entered, and what is still missing.
#[component]
fn Review(editor: Editor) -> impl IntoView {
    let end = Memo::new(move |_| editor.drafted());
    let missing = move || {
        let first = end.with(|end| end.problems().into_iter().next());
        first.map(|problem| {
            let step = step_of(&problem.field);
            view! {
                <Banner tone=BannerTone::Warning>
                    {problem.message} " "
                    <a href=editor.step_href(step)>"Go to step " {step.to_string()}</a>
                </Banner>
            }
        })
    };
    view! {
        {missing}
        {move || end.with(review)}
    }
}

/// The wizard was finished: what can be done now.
#[component]
fn Done(editor: Editor) -> impl IntoView {
    let Editor { here, kind, environment, editing, .. } = editor;
    let create = move || here.href(|query| editing.base.with(|base| base.create_query(&query)));
    let heading = NodeRef::<H2>::new();
    focus_after_render(heading);
    view! {
        <section class="placeholder developer-done">
            <span class="emblem">
                <Icon name=IconName::Check />
            </span>
            <h2 tabindex="-1" node_ref=heading>{move || editing.base.with(|base| base.name().to_owned())} " is configured"</h2>
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

/// All fields of an end that is configured.
#[component]
fn EditPage(editor: Editor) -> impl IntoView {
    let Editor { here, kind, editing, .. } = editor;
    let [first, second, _] = kind.steps();
    let create = move || here.href(|query| editing.base.with(|base| base.create_query(&query)));
    let id = editing.base.with_untracked(|base| base.uuid().to_string());
    view! {
        <div class="toolbar developer-bar">
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
