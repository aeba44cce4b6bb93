//! Where one is in a wizard.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Finished.
    Done,
    /// The one on the page.
    Current,
    /// Still to come.
    Todo,
}

impl StepState {
    const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Current => "current",
            Self::Todo => "todo",
        }
    }
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it asks for: *Authentication*.
    pub label: String,
    /// Where to go back to it, if one may.
    pub href: Option<String>,
    /// How far it is.
    pub state: StepState,
}

/// A numbered list of steps; the current one is `aria-current="step"`.
#[component]
pub fn Steps(
    /// The steps, in order.
    #[prop(into)]
    steps: Signal<Vec<Step>>,
) -> impl IntoView {
    let step = |(index, step): (usize, Step)| {
        let mark = match step.state {
            StepState::Done => view! { <Icon name=IconName::Check /> }.into_any(),
            StepState::Current | StepState::Todo => (index + 1).to_string().into_any(),
        };
        let content = view! {
            <span class="mark" aria-hidden="true">
                {mark}
            </span>
            {step.label}
            {(step.state == StepState::Done).then(|| view! { <span class="visually-hidden">", done"</span> })}
        };
        view! {
            <li data-state=step.state.name() aria-current=(step.state == StepState::Current).then_some("step")>
                {match step.href {
                    Some(href) => view! { <a href=href>{content}</a> }.into_any(),
                    None => view! { <span>{content}</span> }.into_any(),
                }}
            </li>
        }
    };
    view! { <ol class="steps">{move || steps.get().into_iter().enumerate().map(step).collect_view()}</ol> }
}
