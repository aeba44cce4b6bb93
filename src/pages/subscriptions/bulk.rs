//! One thing done to all that is selected: asked beforehand, done in as few requests as can be, told afterwards.
//!
//! Rows show it at once. What is done, refused or unanswered decides what stays selected: what was done is let go, the rest can be tried
//! again. Leaving the page does not stop what was begun; then a message says what came of it.

mod bar;
mod question;
mod report;
mod told;
mod words;

pub(super) use bar::SelectionBar;

use super::picking::Picking;
use crate::backend::CallError;
use crate::stores::subscriptions::BulkRequest;
use crate::stores::{Subscriptions, Toasts};
use crate::ui::Announcer;
use causeway_api::{BULK_LIMIT, BulkAction, EnvironmentId, QueueStatus, SubscriptionId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use report::Report;
use std::collections::HashSet;
use words::{Plan, Words, changes, thousands, way_back};

/// Something that is done to many subscriptions.
#[derive(Clone, PartialEq, Debug)]
struct Job {
    action: BulkAction,
    /// What is still to be sent, the next first.
    rest: Vec<SubscriptionId>,
    total: usize,
    /// Those that can be led back to how they were, and how.
    way_back: Option<BulkAction>,
    before: Vec<SubscriptionId>,
    report: Report,
    /// A request that nobody answered: it may have been done, so it is sent again as it was.
    lost: Option<BulkRequest>,
}

/// Where things stand.
#[derive(Clone, PartialEq, Debug, Default)]
enum Phase {
    /// Nothing is going on.
    #[default]
    Idle,
    /// Whether it is meant.
    Asking(BulkAction),
    /// It is being done.
    Running {
        action: BulkAction,
        answered: usize,
        total: usize,
        /// Whether no further request is to be sent.
        is_stopping: bool,
    },
    /// Not all of it was done.
    Over(Box<Job>),
}

/// What is done to the selection, from any component of the page.
#[derive(Clone, Copy)]
pub(super) struct Bulk {
    environment: EnvironmentId,
    picking: Picking,
    subscriptions: Subscriptions,
    toasts: Toasts,
    announcer: Announcer,
    phase: RwSignal<Phase>,
}

impl Bulk {
    /// For a page's selection.
    ///
    /// # Panics
    /// Outside the app's tree.
    pub(super) fn new(environment: EnvironmentId, picking: Picking) -> Self {
        let (subscriptions, toasts, announcer) = (expect_context(), expect_context(), expect_context());
        Self { environment, picking, subscriptions, toasts, announcer, phase: RwSignal::default() }
    }

    /// Whether there is something to show besides the selection; tracked.
    fn is_busy(self) -> bool {
        self.phase.with(|phase| matches!(phase, Phase::Running { .. } | Phase::Over(_)))
    }

    /// Whether rows are still arriving, so that nobody knows yet how many there are of anything.
    fn is_coming(self) -> Memo<bool> {
        Memo::new(move |_| self.subscriptions.arriving().with(Option::is_some))
    }

    /// What an action would touch; tracked.
    fn plan(self) -> Plan {
        self.picking.tally(|tally| Plan {
            statuses: QueueStatus::ALL.map(|status| {
                let is_it = |(key, _): &&(u128, usize)| *key == status as u128;
                tally.statuses.iter().find(is_it).map_or(0, |(_, count)| *count)
            }),
            connections: tally.connections.clone(),
            hidden: tally.hidden,
        })
    }

    /// Asks before something is done to many, or deleted; does it else.
    fn ask(self, action: BulkAction) {
        if action == BulkAction::Delete || untrack(|| self.picking.len()) > 1 {
            self.phase.set(Phase::Asking(action));
        } else {
            self.begin(action);
        }
    }

    /// Nothing is to be done.
    fn dismiss(self) {
        self.phase.set(Phase::Idle);
    }

    /// Does it to what is selected and would be changed by it.
    fn begin(self, action: BulkAction) {
        self.start(action, self.picking.in_order());
    }

    /// Does it to some rows.
    fn start(self, action: BulkAction, ids: Vec<SubscriptionId>) {
        let (rest, before, report) = (Vec::new(), Vec::new(), Report::default());
        self.send(Job { action, rest, total: 0, way_back: None, before, report, lost: None }, ids);
    }

    /// Sends rows as part of a job, those among them that it would change.
    fn send(self, mut job: Job, ids: Vec<SubscriptionId>) {
        for &id in &ids {
            // What was deleted is not here; it is asked for all the same.
            let status = untrack(|| self.subscriptions.row(id)).map(|row| row.queue_status);
            if status.is_none_or(|status| changes(job.action, status)) {
                job.rest.push(id);
            }
            if let Some(back) = status.and_then(|status| way_back(job.action, status)) {
                job.way_back = Some(back);
                job.before.push(id);
            }
        }
        job.total = job.report.len() + job.rest.len();
        self.picking.set(ids, false);
        self.run(job);
    }

    /// Sends what is left of a job, one request after the other.
    fn run(self, mut job: Job) {
        let words = Words::of(job.action);
        if job.total - job.report.len() > BULK_LIMIT {
            self.announcer.say(&[words.doing, " ", &thousands(job.total), " subscriptions"].concat());
        }
        spawn_local(async move {
            let again = job.lost.take();
            let (mut next, mut is_stopped) = (again, false);
            while !is_stopped && (next.is_some() || !job.rest.is_empty()) {
                let answered = job.report.len();
                let running = Phase::Running { action: job.action, answered, total: job.total, is_stopping: false };
                // The page may be gone, here and below; what was begun goes on.
                let _ = self.phase.try_set(running);
                let request = next.take().unwrap_or_else(|| {
                    let rest = job.rest.split_off(job.rest.len().min(BULK_LIMIT));
                    let ids = std::mem::replace(&mut job.rest, rest);
                    self.subscriptions.bulk_request(self.environment, job.action, &ids)
                });
                match self.subscriptions.bulk(&request).await {
                    Ok(outcomes) => job.report.take(&outcomes),
                    Err(CallError::Unreachable) => {
                        job.lost = Some(request);
                        break;
                    }
                    Err(error) => job.report.take_refusal(request.ids(), &error),
                }
                let is_stopping = |phase: &Phase| matches!(phase, Phase::Running { is_stopping: true, .. });
                is_stopped = self.phase.try_with_untracked(is_stopping) == Some(true);
            }
            self.end(job);
        });
    }

    /// Says what became of it. What was not done is selected again.
    fn end(self, job: Job) {
        let words = Words::of(job.action);
        let sentence = words.sentence(job.report.done.len(), job.total);
        let refused = job.report.refused();
        let is_whole = job.report.done.len() == job.total;
        let mut left = refused;
        left.extend(job.lost.iter().flat_map(BulkRequest::ids));
        left.extend(&job.rest);
        self.picking.set(left, true);
        self.announcer.say(&sentence);
        if is_whole {
            let _ = self.phase.try_set(Phase::Idle);
            let undoable = job.undoable();
            match job.way_back.filter(|_| !undoable.is_empty()) {
                Some(back) => self.toasts.undoable(sentence, move || self.start(back, undoable.clone())),
                None => self.toasts.done(sentence),
            }
            told::rescue();
        } else if self.phase.try_set(Phase::Over(Box::new(job))).is_some() {
            self.toasts.failed([&sentence, " You had left the page; the others are as they were."].concat());
        } else {
            told::rescue();
        }
    }

    /// Lets no further request be sent.
    fn stop(self) {
        self.phase.update(|phase| {
            if let Phase::Running { is_stopping, .. } = phase {
                *is_stopping = true;
            }
        });
    }

    /// Tries again what was refused, as the rows are by now. It stays one thing that was done, to be undone as a whole.
    fn retry(self, job: &Job) {
        let mut job = job.clone();
        let again = job.report.take_retryable();
        let is_again: HashSet<SubscriptionId> = again.iter().copied().collect();
        job.before.retain(|id| !is_again.contains(id));
        self.send(job, again);
    }

    /// Sends again what nobody answered, and then what had not been sent.
    fn go_on(self, job: &Job) {
        let rows = job.lost.iter().flat_map(BulkRequest::ids).chain(job.rest.iter().copied());
        self.picking.set(rows.collect(), false);
        self.run(job.clone());
    }

    /// Leads back what was done.
    fn undo(self, job: &Job) {
        if let Some(back) = job.way_back {
            self.start(back, job.undoable());
        }
    }
}

impl Job {
    /// What was done and can be led back.
    fn undoable(&self) -> Vec<SubscriptionId> {
        let before: HashSet<SubscriptionId> = self.before.iter().copied().collect();
        self.report.done.iter().copied().filter(|id| before.contains(id)).collect()
    }
}
