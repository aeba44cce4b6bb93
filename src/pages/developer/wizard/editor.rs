//! What a wizard does: which stage it shows, and what its buttons store.

use crate::backend::CallError;
use crate::location::{self, Here};
use crate::pages::developer::draft::{Draft, store};
use crate::pages::developer::end::{End, EndKind, step_of};
use crate::pages::developer::fields::Editing;
use crate::pages::form::{ContentKey, Form};
use crate::paths::{Place, Query};
use crate::stores::{Ends, Toasts};
use crate::ui::Toast;
use causeway_api::{Destination, EnvironmentId, ErrorCode, SETUP_STEPS, SessionEnvironment, SetupState};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How the message ends that a wizard was left half-way.
const CONTINUE: &str = "Continue its set-up any time.";

/// What the page shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stage {
    /// A step of a wizard that is not finished.
    Step(u8),
    /// That it was just finished.
    Done,
    /// All fields of a configured end.
    Editing,
}

/// What a button is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Goal {
    /// Store and go on to a step.
    Step(u8),
    /// Store what there is at a step, and leave.
    Leave(u8),
    /// Store and be configured.
    Finish,
    /// Store the changes of a configured end.
    Changes,
}

/// A wizard's state, from any of its pieces.
#[derive(Clone, Copy)]
pub(super) struct Editor {
    pub(super) environment: EnvironmentId,
    pub(super) kind: EndKind,
    pub(super) editing: Editing,
    /// What the page shows now.
    pub(super) stage: Memo<Stage>,
    /// Whether a step was shown before this one, and so the focus has to move.
    pub(super) was_shown: StoredValue<bool>,
    /// Kept apart: an editor is handed to every piece.
    outside: StoredValue<(Here, Ends, Toasts)>,
    is_stored: bool,
    /// The draft as it was last stored or filled in.
    untouched: RwSignal<End>,
    pursuing: RwSignal<Option<Goal>>,
    key: ContentKey,
}

impl Editor {
    /// Reads what it needs from the context.
    pub(super) fn new(environment: SessionEnvironment, kind: EndKind, stored: Option<End>) -> Self {
        let here = Here::expect();
        let is_stored = stored.is_some();
        let place = environment.id;
        let base = RwSignal::new(stored.unwrap_or_else(|| End::blank(kind, environment)));
        let draft = Draft::new(kind);
        base.with_untracked(|base| draft.fill(base));
        let applied = move || base.with(|base| draft.applied_to(base));
        let problems = Memo::new(move |_| base.with(|base| draft.problems(base)));
        let step = here.value("step");
        let stage = Memo::new(move |_| {
            let asked = step.get().and_then(|step| step.parse::<u8>().ok());
            match base.with(End::setup_state) {
                None if asked == Some(SETUP_STEPS) => Stage::Done,
                None => Stage::Editing,
                Some(SetupState { step: reached }) => {
                    Stage::Step(asked.unwrap_or(reached).clamp(1, reached.clamp(1, SETUP_STEPS)))
                }
            }
        });
        let editor = Self {
            environment: place,
            kind,
            editing: Editing::new(draft, Form::new(problems.into()), base),
            stage,
            was_shown: StoredValue::new(false),
            outside: StoredValue::new((here, expect_context(), expect_context())),
            is_stored,
            untouched: RwSignal::new(untrack(applied)),
            pursuing: RwSignal::new(None),
            key: ContentKey::default(),
        };
        Effect::new(move |before: Option<Stage>| {
            let stage = stage.get();
            if before.is_some_and(|before| before != stage) {
                editor.editing.form.start_anew();
            }
            stage
        });
        editor
    }

    /// The address bar.
    pub(super) fn here(self) -> Here {
        self.outside.get_value().0
    }

    fn ends(self) -> Ends {
        self.outside.get_value().1
    }

    fn toasts(self) -> Toasts {
        self.outside.get_value().2
    }

    /// The end as it would be stored now; tracked.
    pub(super) fn drafted(self) -> End {
        let draft = self.editing.draft();
        self.editing.base.with(|base| draft.applied_to(base))
    }

    /// Whether leaving would lose something.
    pub(super) fn touched(self) -> Signal<bool> {
        Signal::derive(move || {
            let drafted = self.drafted();
            self.editing.draft().has_secrets() || self.untouched.with(|untouched| *untouched != drafted)
        })
    }

    /// Where its tile is.
    pub(super) const fn list(self) -> Place {
        self.kind.list(self.environment)
    }

    /// The furthest step that was opened; tracked.
    pub(super) fn reached(self) -> u8 {
        self.editing.base.with(|base| base.setup_state().map_or(SETUP_STEPS, |state| state.step))
    }

    /// The address of one of its steps.
    pub(super) fn step_href(self, step: u8) -> String {
        let place = self.editing.base.with_untracked(|base| base.place(self.environment));
        place.href_with(&step_query(step))
    }

    /// Whether what this button started is under way.
    pub(super) fn is_busy_with(self, goal: Goal) -> Signal<bool> {
        Signal::derive(move || self.editing.form.busy.get() && self.pursuing.get() == Some(goal))
    }

    /// Whether somebody else changed it since it was read; tracked.
    pub(super) fn is_outdated(self) -> bool {
        self.editing.form.refusal().is_some_and(|error| error.code() == Some(ErrorCode::VersionMismatch))
    }

    /// Takes the values that somebody else stored in place of what is typed.
    pub(super) fn take_theirs(self) {
        let Some(CallError::Refused(error)) = self.editing.form.refusal() else { return };
        let Some(current) = error.current else { return };
        let theirs = match self.kind {
            EndKind::Source => serde_json::from_value(*current).map(End::Source),
            EndKind::Destination => serde_json::from_value(*current).map(End::Destination),
        };
        if let Ok(theirs) = theirs {
            self.keep(theirs);
            self.editing.form.start_anew();
        }
    }

    /// Stores, if what the goal needs is there, and goes on.
    pub(super) fn submit(self, goal: Goal) {
        let form = self.editing.form;
        let (draft, base) = (self.editing.draft(), self.editing.base);
        let refused = untrack(|| base.with(|base| draft.refused_always(base)));
        let matters = |field: &str| match goal {
            Goal::Step(next) => step_of(field) < next,
            Goal::Leave(_) => field == "name" || refused.iter().any(|problem| problem.field == field),
            Goal::Finish | Goal::Changes => true,
        };
        if form.busy.get_untracked() || !form.check(matters) {
            return;
        }
        form.busy.set(true);
        self.pursuing.set(Some(goal));
        let reached = untrack(|| self.reached());
        let setup = match goal {
            Goal::Step(step) | Goal::Leave(step) => Some(SetupState { step: step.max(reached) }),
            Goal::Finish | Goal::Changes => None,
        };
        let answer =
            untrack(|| base.with(|base| store(self.ends(), self.environment, self.is_stored, draft, base, setup, self.key)));
        spawn_local(async move {
            let result = answer.await;
            // The page may be gone by now.
            if form.busy.try_set(false).is_some() {
                return;
            }
            match result {
                Ok(end) => self.arrive(end, goal),
                Err(error) => form.refuse(error),
            }
        });
    }

    /// Takes over what a verification found out; what is typed stays.
    pub(super) fn learn(self, destination: &Destination) {
        self.editing.base.update(|base| *base = base.clone().verified_as(destination));
        self.untouched.update(|untouched| *untouched = untouched.clone().verified_as(destination));
    }

    /// Whether it was not deleted.
    pub(super) fn is_still_there(self) -> bool {
        untrack(|| match self.editing.base.get() {
            End::Source(source) => self.ends().source(source.id).is_some(),
            End::Destination(destination) => self.ends().destination(destination.id).is_some(),
        })
    }

    /// Goes to where the tiles are.
    pub(super) fn go_to_list(self) {
        self.here().go(self.list(), &Query::default(), location::Step::New);
    }

    fn keep(self, end: End) {
        self.editing.draft().fill(&end);
        self.editing.base.set(end);
        self.untouched.set(untrack(|| self.drafted()));
    }

    fn arrive(self, end: End, goal: Goal) {
        let place = end.place(self.environment);
        let name = end.name().to_owned();
        self.keep(end);
        self.forget_saved();
        // The address of a new end becomes its own; the empty wizard is nothing to come back to.
        let entry = if self.is_stored { location::Step::New } else { location::Step::Same };
        match goal {
            Goal::Step(step) => self.here().go(place, &step_query(step), entry),
            Goal::Finish => self.here().go(place, &step_query(SETUP_STEPS), location::Step::Same),
            Goal::Leave(_) => self.leave(["“", &name, "” is saved. ", CONTINUE].concat()),
            Goal::Changes => self.leave(["“", &name, "” is saved."].concat()),
        }
    }

    /// Takes away what said that the set-up can be continued: it was.
    fn forget_saved(self) {
        let is_said = |toast: &&Toast| toast.message.ends_with(CONTINUE);
        let said =
            self.toasts().shown().with_untracked(|shown| shown.iter().filter(is_said).map(|toast| toast.id).collect::<Vec<_>>());
        for id in said {
            self.toasts().dismiss(id);
        }
    }

    fn leave(self, message: String) {
        self.toasts().done(message);
        self.go_to_list();
    }
}

fn step_query(step: u8) -> Query {
    Query::default().with("step", step.to_string())
}
