//! The words for what is done to many subscriptions, before and afterwards.

use crate::pages::summary::counted;
use causeway_api::{BulkAction, QueueStatus};

/// The words for an action.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::pages::subscriptions) struct Words {
    /// *Pause*.
    pub(super) ask: &'static str,
    /// *Pausing*.
    pub(super) doing: &'static str,
    /// *Paused*.
    pub(super) done: &'static str,
}

impl Words {
    /// Those for one of the actions.
    pub(super) const fn of(action: BulkAction) -> Self {
        match action {
            BulkAction::Pause => Self { ask: "Pause", doing: "Pausing", done: "Paused" },
            BulkAction::Resume => Self { ask: "Resume", doing: "Resuming", done: "Resumed" },
            BulkAction::Delete => Self { ask: "Delete", doing: "Deleting", done: "Deleted" },
            BulkAction::Restore => Self { ask: "Restore", doing: "Restoring", done: "Restored" },
        }
    }

    /// *Paused 8 subscriptions.*, or of how many, if not all.
    pub(super) fn sentence(self, done: usize, of: usize) -> String {
        let noun = if of == 1 { " subscription." } else { " subscriptions." };
        if done == of {
            return [self.done, " ", &thousands(of), noun].concat();
        }
        [self.done, " ", &thousands(done), " of ", &thousands(of), noun].concat()
    }

    /// *not paused*.
    pub(super) fn not_done(self) -> String {
        ["not ", &self.done.to_ascii_lowercase()].concat()
    }
}

/// What an action leads back, and from which status: what is done to undo it.
pub(super) const fn way_back(action: BulkAction, before: QueueStatus) -> Option<BulkAction> {
    match (action, before) {
        (BulkAction::Pause, QueueStatus::Active) => Some(BulkAction::Resume),
        (BulkAction::Resume, QueueStatus::Paused) => Some(BulkAction::Pause),
        (BulkAction::Delete, _) => Some(BulkAction::Restore),
        // Failing is not set by hand, and what was restored was deleted by somebody who undid that.
        _ => None,
    }
}

/// Whether an action would change a subscription with this status.
pub(super) const fn changes(action: BulkAction, status: QueueStatus) -> bool {
    match action {
        BulkAction::Pause => !matches!(status, QueueStatus::Paused | QueueStatus::Proposed),
        BulkAction::Resume => !matches!(status, QueueStatus::Active | QueueStatus::Proposed),
        BulkAction::Delete | BulkAction::Restore => true,
    }
}

/// A number that is read at a glance: *12,500*.
pub(super) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// What an action will touch, before it is done: how many have each status, which connections they belong to, how many are out of sight.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Plan {
    /// In the order of [`QueueStatus::ALL`].
    pub(super) statuses: [usize; 4],
    /// By name, the most first.
    pub(super) connections: Vec<(String, usize)>,
    /// How many the filter hides.
    pub(super) hidden: usize,
}

impl Plan {
    /// How many an action would change.
    pub(super) fn changed(&self, action: BulkAction) -> usize {
        self.with(|status| changes(action, status))
    }

    /// Why an action has nothing to do, if so.
    pub(super) fn reason(&self, action: BulkAction) -> Option<String> {
        if self.changed(action) > 0 {
            return None;
        }
        let state = if action == BulkAction::Pause { "paused" } else { "active" };
        let all: usize = self.statuses.iter().sum();
        let proposed = self.with(|status| status == QueueStatus::Proposed);
        Some(match all {
            1 if proposed == 1 => "It is not approved yet.".to_owned(),
            _ if proposed == all => "None of them is approved yet.".to_owned(),
            _ if proposed > 0 => ["All of them are ", state, " already, or not approved yet."].concat(),
            1 => ["It is ", state, " already."].concat(),
            _ => ["All of them are ", state, " already."].concat(),
        })
    }

    /// What will become of those with each status, a sentence for each.
    pub(super) fn effects(&self, action: BulkAction) -> Vec<String> {
        let mut effects = Vec::new();
        for (status, &count) in QueueStatus::ALL.into_iter().zip(&self.statuses).filter(|(_, count)| **count > 0) {
            let name = status.as_str().to_ascii_lowercase();
            let done = Words::of(action).done.to_ascii_lowercase();
            let count_text = thousands(count);
            effects.push(match (changes(action, status), way_back(action, status)) {
                (false, _) if status == QueueStatus::Proposed => [&count_text, " proposed will stay so until approved"].concat(),
                (false, _) => [count_text.as_str(), if count == 1 { " is " } else { " are " }, &name, " already"].concat(),
                (true, Some(_)) => [&count_text, " ", &name, " will be ", &done].concat(),
                (true, None) => [&count_text, " ", &name, " will be ", &done, ", which cannot be undone"].concat(),
            });
        }
        effects
    }

    /// The connections with how many each has; of many, the first and how many more.
    pub(super) fn places(&self) -> Vec<String> {
        const MOST: usize = 6;
        let place = |(name, count): &(String, usize)| [name, ": ", &thousands(*count)].concat();
        let shown = if self.connections.len() > MOST { MOST - 1 } else { MOST };
        let mut places: Vec<String> = self.connections.iter().take(shown).map(place).collect();
        let rest = self.connections.get(shown..).unwrap_or_default();
        if !rest.is_empty() {
            let count = rest.iter().map(|(_, count)| count).sum();
            places.push([&counted(rest.len(), "other organization"), ": ", &thousands(count)].concat());
        }
        places
    }

    fn with(&self, is_wanted: impl Fn(QueueStatus) -> bool) -> usize {
        QueueStatus::ALL.into_iter().zip(self.statuses).filter(|(status, _)| is_wanted(*status)).map(|(_, count)| count).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_cut_into_thousands() {
        assert_eq!([0, 999, 1000, 1_234_567].map(thousands), ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn a_sentence_says_of_how_many_only_where_not_all_were_done() {
        assert_eq!(Words::of(BulkAction::Pause).sentence(1, 1), "Paused 1 subscription.");
        assert_eq!(Words::of(BulkAction::Delete).sentence(3, 5000), "Deleted 3 of 5,000 subscriptions.");
    }

    #[test]
    fn a_plan_says_what_will_happen_to_each_status() {
        let plan = Plan { statuses: [10, 2, 1, 3], ..Plan::default() };
        assert_eq!(plan.changed(BulkAction::Pause), 11);
        assert_eq!(
            plan.effects(BulkAction::Pause),
            [
                "10 active will be paused",
                "2 are paused already",
                "1 failing will be paused, which cannot be undone",
                "3 proposed will stay so until approved"
            ]
        );
        assert_eq!(plan.effects(BulkAction::Resume)[0], "10 are active already");
        assert_eq!(plan.effects(BulkAction::Delete)[1], "2 paused will be deleted");
    }

    #[test]
    fn what_has_nothing_to_do_says_why() {
        let paused = Plan { statuses: [0, 1, 0, 0], ..Plan::default() };
        assert_eq!(paused.reason(BulkAction::Pause).as_deref(), Some("It is paused already."));
        assert_eq!(paused.reason(BulkAction::Resume), None);
        let proposed = |statuses| Plan { statuses, ..Plan::default() }.reason(BulkAction::Pause);
        assert_eq!(proposed([0, 0, 0, 1]).as_deref(), Some("It is not approved yet."));
        assert_eq!(proposed([0, 0, 0, 2]).as_deref(), Some("None of them is approved yet."));
        assert_eq!(proposed([0, 1, 0, 1]).as_deref(), Some("All of them are paused already, or not approved yet."));
        let active = Plan { statuses: [2, 0, 0, 0], ..Plan::default() };
        assert_eq!(active.reason(BulkAction::Resume).as_deref(), Some("All of them are active already."));
    }

    #[test]
    fn of_many_connections_the_last_are_counted_together() {
        let connections = (1..=8).rev().map(|count| (["Org ", &count.to_string()].concat(), count)).collect();
        let places = Plan { connections, ..Plan::default() }.places();
        assert_eq!((places.len(), places[0].as_str()), (6, "Org 8: 8"));
        assert_eq!(places[5], "3 other organizations: 6");
    }
}
