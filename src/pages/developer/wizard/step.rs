//! One step of a wizard that is not finished.

use super::Problem;
use super::editor::{Editor, Goal};
use super::leaving::CancelButton;
use crate::pages::developer::end::{End, step_of};
use crate::pages::developer::fields::{first_step, second_step};
use crate::pages::developer::review::review;
use crate::pages::developer::verification::{VerificationPanel, Verifying};
use crate::ui::focus::focus_after_render;
use crate::ui::{Banner, BannerTone, Button, ButtonKind, Step, StepState, Steps};
use causeway_api::SETUP_STEPS;
use leptos::html::H2;
use leptos::prelude::*;

/// Its fields, and the buttons that lead on.
#[component]
pub(super) fn StepPage(editor: Editor, step: u8) -> impl IntoView {
    let Editor { kind, editing, .. } = editor;
    let labels = Memo::new(move |_| editor.drafted().steps());
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
        (0..).zip(labels.get()).map(entry).collect::<Vec<_>>()
    });
    let heading = NodeRef::<H2>::new();
    if editor.was_shown.get_value() {
        focus_after_render(heading);
    }
    editor.was_shown.set_value(true);
    let is_last = step == SETUP_STEPS;
    let next = if is_last { Goal::Finish } else { Goal::Step(step + 1) };
    let is_url = untrack(|| editor.drafted().is_url());
    let verifying = (is_last && is_url).then(|| Verifying::new(editing.base, move |destination| editor.learn(&destination)));
    // Enter does what the step is for, and never skips it.
    let is_to_verify = Memo::new(move |_| verifying.is_some_and(|verifying| !verifying.is_verified()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match verifying {
            Some(verifying) if is_to_verify.get_untracked() => verifying.start(),
            _ => editor.submit(next),
        }
    };
    let content = match (step, verifying) {
        (1, _) => first_step(editing),
        (2, _) => second_step(editing),
        (_, None) => view! { <Review editor /> }.into_any(),
        (_, Some(verifying)) => view! {
            <Missing editor />
            <VerificationPanel verifying is_main=true />
        }
        .into_any(),
    };
    let way_on = move || {
        if is_to_verify.get() {
            view! {
                <Button busy=editor.is_busy_with(next) on_press=move || editor.submit(next)>
                    "Skip: finish without verifying"
                </Button>
            }
            .into_any()
        } else {
            view! {
                <Button kind=ButtonKind::Primary submit=true busy=editor.is_busy_with(next)>
                    {if is_last { "Finish" } else { "Next" }}
                </Button>
            }
            .into_any()
        }
    };
    view! {
        <Steps steps />
        <form class="panel-box developer-form" novalidate on:submit=submit>
            <h2 tabindex="-1" node_ref=heading>
                {move || labels.get().get(usize::from(step) - 1).copied()}
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
                    {way_on}
                </span>
            </footer>
        </form>
    }
}

/// What was entered, and what is still missing.
#[component]
fn Review(editor: Editor) -> impl IntoView {
    let end = Memo::new(move |_| editor.drafted());
    view! {
        <Missing editor />
        {move || end.with(review)}
    }
}

/// The first thing that is still missing, and the way there.
#[component]
fn Missing(editor: Editor) -> impl IntoView {
    let first = Memo::new(move |_| End::problems(&editor.drafted()).into_iter().next());
    move || {
        first.get().map(|problem| {
            let step = step_of(&problem.field);
            view! {
                <Banner tone=BannerTone::Warning>
                    {problem.message} " "
                    <a href=editor.step_href(step)>"Go to step " {step.to_string()}</a>
                </Banner>
            }
        })
    }
}
