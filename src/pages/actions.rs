//! What can be done with a subscription wherever it is shown: pause, resume, rename, approve, decline, delete, each with its message and,
//! where there is one, its way back.

use crate::backend::CallError;
use crate::location::Here;
use crate::pages::questions::{Question, Questions};
use crate::pages::race::{Edit, Race};
use crate::pages::summary::counted;
use crate::paths::{Place, SUBSCRIPTION, create_query};
use crate::stores::{Sessions, Subscriptions, Toasts};
use crate::ui::clipboard::copy_text;
use crate::ui::focus::rescue_focus;
use crate::ui::{Announcer, IconName, MenuItem};
use causeway_api::{Action, ErrorCode, OrganizationId, QueueStatus, Subscription, SubscriptionId};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The actions, from any component.
#[derive(Clone, Copy)]
pub struct Actions {
    subscriptions: Subscriptions,
    toasts: Toasts,
    questions: Questions,
    announcer: Announcer,
    sessions: Sessions,
    here: Here,
}

impl Actions {
    /// The actions, with the stores of the app around this component.
    ///
    /// # Panics
    /// Outside the app's tree.
    pub fn expect() -> Self {
        Self {
            subscriptions: expect_context(),
            toasts: expect_context(),
            questions: expect_context(),
            announcer: expect_context(),
            sessions: expect_context(),
            here: Here::expect(),
        }
    }

    /// Pauses or resumes, offering to undo it. Where someone else was faster, asks.
    pub fn set_status(self, row: &Subscription, status: QueueStatus) {
        let (id, name, before) = (row.id, row.name.clone(), row.queue_status);
        let race = Race { before: row.clone(), edit: Edit::Status(status) };
        let done = match status {
            QueueStatus::Paused => "Paused",
            _ => "Resumed",
        };
        spawn_local(async move {
            match self.subscriptions.set_status(id, status).await {
                // Failing is not set by hand, so going back to it is not offered.
                Ok(()) if before == QueueStatus::Failing => self.say_done([done, " “", &name, "”."].concat()),
                Ok(()) => {
                    let undo = move || self.undo(async move { self.subscriptions.set_status(id, before).await.err() });
                    self.say_undoable([done, " “", &name, "”."].concat(), undo);
                }
                Err(error) if is_lost_race(&error) => self.lose(race),
                Err(error) => self.say_failed(["“", &name, "” is unchanged. ", &error.sentence()].concat()),
            }
        });
    }

    /// Renames, offering to undo it. Where someone else was faster, or has renamed it since its name was `seen`, asks.
    pub fn rename(self, row: &Subscription, seen: &str, name: String) {
        let (id, before) = (row.id, row.name.clone());
        if name == before {
            return;
        }
        let edit = Edit::Rename(name.clone());
        if seen != before {
            return self.lose(Race { before: Subscription { name: seen.to_owned(), ..row.clone() }, edit });
        }
        let race = Race { before: row.clone(), edit };
        spawn_local(async move {
            match self.subscriptions.rename(id, name.clone()).await {
                Ok(()) => {
                    let undo = move || {
                        let before = before.clone();
                        self.undo(async move { self.subscriptions.rename(id, before).await.err() });
                    };
                    self.say_undoable(["Renamed to “", &name, "”."].concat(), undo);
                }
                Err(error) if is_lost_race(&error) => self.lose(race),
                Err(error) => {
                    self.say_failed(["“", &before, "” was not renamed to “", &name, "”. ", &error.sentence()].concat());
                }
            }
        });
    }

    /// Approves what the other side proposed: only ending it takes that back. Where someone else was faster, asks.
    pub fn approve(self, row: &Subscription) {
        let (id, name) = (row.id, row.name.clone());
        let race = Race { before: row.clone(), edit: Edit::Approve };
        spawn_local(async move {
            match self.subscriptions.approve(id).await {
                Ok(()) => self.say_done(["Approved “", &name, "”. It is live now."].concat()),
                Err(error) if is_lost_race(&error) => self.lose(race),
                Err(error) => self.say_failed(["“", &name, "” was not approved. ", &error.sentence()].concat()),
            }
        });
    }

    /// Declines what the other side proposed, offering to undo it. Where someone else was faster, asks.
    pub fn decline(self, row: &Subscription) {
        let (id, name) = (row.id, row.name.clone());
        let race = Race { before: row.clone(), edit: Edit::Decline };
        spawn_local(async move {
            rescue_focus();
            match self.subscriptions.decline(id).await {
                Ok(()) => {
                    let undo = move || self.undo(async move { self.subscriptions.restore(id).await.err() });
                    self.say_undoable(["Declined “", &name, "”."].concat(), undo);
                }
                Err(error) if is_lost_race(&error) => self.lose(race),
                Err(error) => self.say_failed(["“", &name, "” was not declined. ", &error.sentence()].concat()),
            }
        });
    }

    /// Deletes, which withdraws what is only proposed, offering to undo it. Where someone else was faster, asks.
    pub fn delete(self, row: &Subscription) {
        let (id, name) = (row.id, row.name.clone());
        let race = Race { before: row.clone(), edit: Edit::Delete };
        let (done, not_done) = match row.proposed_by {
            None => ("Deleted “", "” was not deleted. "),
            Some(_) => ("Withdrew “", "” was not withdrawn. "),
        };
        spawn_local(async move {
            // What it was deleted from goes with it, at once.
            rescue_focus();
            match self.subscriptions.delete(id).await {
                Ok(()) => {
                    let undo = move || self.undo(async move { self.subscriptions.restore(id).await.err() });
                    self.say_undoable([done, &name, "”."].concat(), undo);
                }
                Err(error) if is_lost_race(&error) => self.lose(race),
                Err(error) => self.say_failed(["“", &name, not_done, &error.sentence()].concat()),
            }
        });
    }

    /// Confirms what was created or proposed, offering to take it back.
    pub fn created(self, created: &[Subscription]) {
        let count = counted(created.len(), "subscription");
        let partner = created.first().and_then(|row| Some(&row.other_side(row.proposed_by?).name));
        let message = match partner {
            None => ["Created ", &count, "."].concat(),
            Some(partner) => ["Proposed ", &count, " to ", partner, "."].concat(),
        };
        let ids: Vec<SubscriptionId> = created.iter().map(|row| row.id).collect();
        let undo = move || {
            let ids = ids.clone();
            self.undo(async move {
                for id in ids {
                    if let Err(error) = self.subscriptions.delete(id).await {
                        return Some(error);
                    }
                }
                None
            });
        };
        self.say_undoable(message, undo);
    }

    /// Says that nothing was created, when the dialog that would say so is gone.
    pub fn not_created(self, error: &CallError) {
        self.say_failed(["No subscription was created. ", &error.sentence()].concat());
    }

    /// Why the person may not do something where the page is; none where they may. Tracked.
    pub fn denied(self, action: Action) -> Option<String> {
        let environment = self.here.place.get().and_then(Place::environment)?;
        self.sessions.denied_in(action, environment)
    }

    /// The organization that the person acts for; tracked.
    pub fn us(self) -> Option<OrganizationId> {
        self.sessions.current().map(|session| session.organization.id)
    }

    /// Why the person may not approve or decline it; none where they may. Tracked.
    pub fn why_not_answered(self, row: &Subscription) -> Option<String> {
        self.denied(Action::ManageSubscriptions).or_else(|| row.why_not_answered_by(self.us()?))
    }

    /// Why the person may neither pause nor resume it; none where they may. Tracked.
    pub fn why_not_paused(self, row: &Subscription) -> Option<String> {
        self.denied(Action::PauseSubscriptions).or_else(|| row.why_not_running(self.us()?))
    }

    /// What a row's menu offers.
    pub fn menu(self, row: &Subscription) -> Vec<MenuItem> {
        let href = self.here.href(|query| query.with(SUBSCRIPTION, row.id.to_string()));
        let fixed = self.denied(Action::ManageSubscriptions);
        let settings = MenuItem::link("Settings", href).icon(IconName::Edit);
        let create = |query| create_query(&query, Some(row.connection_id), Some(row.source.id), Some(row.destination.id));
        let duplicate = self.here.href(|query| create(query).with("name", row.name.as_str()));
        let duplicate = MenuItem::link("Duplicate", duplicate).icon(IconName::Duplicate).disabled(fixed.clone());
        let from_here = MenuItem::link("Create from here", self.here.href(create)).icon(IconName::Plus).disabled(fixed.clone());
        let id = row.id.to_string();
        let copy = MenuItem::press("Copy id", move || {
            copy_text(&id, move |is_copied| {
                self.announcer.say(if is_copied { "Copied" } else { "This browser refused to copy" });
            });
        })
        .icon(IconName::Copy);
        let (paused, resumed) = (row.clone(), row.clone());
        let kept_running = self.why_not_paused(row);
        let pause = MenuItem::press("Pause", move || self.set_status(&paused, QueueStatus::Paused))
            .icon(IconName::Pause)
            .disabled(kept_running.clone());
        let resume = MenuItem::press("Resume", move || self.set_status(&resumed, QueueStatus::Active))
            .icon(IconName::Play)
            .disabled(kept_running);
        let is_proposed = row.proposed_by.is_some();
        let mut items = vec![settings, duplicate, from_here, copy];
        if is_proposed {
            let approved = row.clone();
            let approve = MenuItem::press("Approve", move || self.approve(&approved)).icon(IconName::Check);
            items.push(approve.disabled(self.why_not_answered(row)));
        }
        items.extend((row.can_pause() || is_proposed).then_some(pause));
        items.extend(row.can_resume().then_some(resume));
        items.push(self.ending(row).icon(IconName::Trash).danger().disabled(fixed).section(""));
        items
    }

    /// What ends it, for the side that looks: who proposed it takes it back, who was asked declines.
    fn ending(self, row: &Subscription) -> MenuItem {
        let ended = row.clone();
        if self.us().is_some_and(|us| row.awaits_answer_of(us)) {
            return MenuItem::press("Decline…", move || self.questions.ask(Question::Decline(ended.clone())));
        }
        let words = if row.proposed_by.is_some() { "Withdraw proposal" } else { "Delete" };
        MenuItem::press(words, move || self.delete(&ended))
    }

    /// Someone else was faster.
    fn lose(self, race: Race) {
        self.questions.ask(Question::Race(race));
    }

    fn undo(self, work: impl Future<Output = Option<CallError>> + 'static) {
        spawn_local(async move {
            match work.await {
                None => self.announcer.say("Undone"),
                Some(error) => self.say_failed(["It could not be undone. ", &error.sentence()].concat()),
            }
        });
    }

    fn say_done(self, message: String) {
        self.announcer.say(&message);
        self.toasts.done(message);
    }

    fn say_undoable(self, message: String, undo: impl Fn() + Send + Sync + 'static) {
        self.announcer.say(&message);
        self.toasts.undoable(message, undo);
    }

    fn say_failed(self, message: String) {
        self.announcer.say(&message);
        self.toasts.failed(message);
    }
}

/// Whether someone else changed the row first, so that theirs is shown by now.
fn is_lost_race(error: &CallError) -> bool {
    error.code() == Some(ErrorCode::VersionMismatch)
}
