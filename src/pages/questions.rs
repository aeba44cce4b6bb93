//! What is asked about a subscription before it is changed, over whatever page: one question after the other. Pages that come and go cannot
//! hold them, so the frame does.

use crate::pages::actions::Actions;
use crate::pages::race::{Race, RaceDialog};
use crate::ui::ConfirmDialog;
use causeway_api::Subscription;
use leptos::prelude::*;

/// One question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Question {
    /// Someone else was faster: whose change is to stay?
    Race(Race),
    /// Is what the other side proposed to be declined?
    Decline(Subscription),
}

/// The questions that wait for a decision, from any component.
#[derive(Clone, Copy, Default)]
pub struct Questions(RwSignal<Vec<Question>>);

impl Questions {
    /// Asks, after what is asked already.
    pub fn ask(self, question: Question) {
        self.0.update(|questions| questions.push(question));
    }

    /// Whether there is something to ask; tracked.
    pub fn is_asking(self) -> bool {
        self.0.with(|questions| !questions.is_empty())
    }

    /// The oldest; tracked.
    pub fn first(self) -> Option<Question> {
        self.0.with(|questions| questions.first().cloned())
    }

    /// The oldest is decided.
    pub fn end(self) {
        self.0.update(|questions| {
            questions.drain(..questions.len().min(1));
        });
    }
}

/// The dialogs, one after the other.
#[component]
pub fn QuestionDialogs() -> impl IntoView {
    let questions: Questions = expect_context();
    let end = move || questions.end();
    let draw = move |question| match question {
        Question::Race(race) => view! { <RaceDialog race /> }.into_any(),
        Question::Decline(row) => view! { <DeclineDialog row on_declined=end on_cancel=end /> }.into_any(),
    };
    move || questions.first().map(draw)
}

/// Asks, and declines a proposal.
#[component]
pub fn DeclineDialog(
    /// What is proposed.
    row: Subscription,
    /// It is being declined: take the dialog away.
    #[prop(into)]
    on_declined: Callback<()>,
    /// It is not: take the dialog away.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> impl IntoView {
    let proposer = row.proposer().map(|side| side.name.clone()).unwrap_or_default();
    let title = ["Decline “", &row.name, "”, ", &row.data_model.label(), "?"].concat();
    let message = ["It is taken away on both sides. ", &proposer, " may propose it again."].concat();
    let actions = Actions::expect();
    let confirm = move || {
        actions.decline(&row);
        on_declined.run(());
    };
    view! { <ConfirmDialog title message confirm_label="Decline" danger=true on_confirm=confirm on_cancel /> }
}
