//! How many subscriptions there are, by status: *8 subscriptions · 6 active · 1 paused · 1 failing*.

use crate::ui::{State, StatusMark};
use causeway_api::{QueueStatus, Subscription};
use leptos::prelude::*;

/// Counts by status, in the order of [`QueueStatus::ALL`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts([usize; 4]);

impl Counts {
    /// Counts rows.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a Subscription>) -> Self {
        let mut counts = Self::default();
        for row in rows {
            counts.add(row.queue_status);
        }
        counts
    }

    /// What was counted already, in the order of [`QueueStatus::ALL`].
    pub const fn by_status(counts: [usize; 4]) -> Self {
        Self(counts)
    }

    /// Counts one more.
    pub fn add(&mut self, status: QueueStatus) {
        self.0[Self::index(status)] += 1;
    }

    /// All of them.
    pub fn total(self) -> usize {
        self.0.iter().sum()
    }

    /// Those that there are, by status.
    pub fn present(self) -> impl Iterator<Item = (QueueStatus, usize)> {
        QueueStatus::ALL.into_iter().map(move |status| (status, self.0[Self::index(status)])).filter(|(_, count)| *count > 0)
    }

    const fn index(status: QueueStatus) -> usize {
        match status {
            QueueStatus::Active => 0,
            QueueStatus::Paused => 1,
            QueueStatus::Failing => 2,
            QueueStatus::Proposed => 3,
        }
    }
}

/// The state that a queue's status is drawn in.
pub const fn state_of(status: QueueStatus) -> State {
    match status {
        QueueStatus::Active => State::Active,
        QueueStatus::Paused => State::Paused,
        QueueStatus::Failing => State::Failing,
        QueueStatus::Proposed => State::Proposed,
    }
}

/// *1 subscription*, *8 subscriptions*.
pub fn counted(count: usize, noun: &str) -> String {
    [count.to_string().as_str(), " ", noun, if count == 1 { "" } else { "s" }].concat()
}

/// The sentence above a list: how many there are and how many of them a filter leaves.
pub fn sentence(counts: Counts, shown: Option<usize>) -> String {
    let total = counts.total();
    if let Some(shown) = shown {
        return [&shown.to_string(), " of ", &counted(total, "subscription")].concat();
    }
    let mut text = counted(total, "subscription");
    let by_status: Vec<_> = counts.present().collect();
    if by_status.len() > 1 || by_status.first().is_some_and(|(status, _)| *status != QueueStatus::Active) {
        for (status, count) in by_status {
            // Spaces that keep their words together: a line may end with the dot, and begins with a number.
            text.push_str("\u{a0}· ");
            text.push_str(&count.to_string());
            text.push('\u{a0}');
            text.push_str(&status.as_str().to_ascii_lowercase());
        }
    }
    text
}

/// What follows a count while more rows are on their way.
pub const fn so_far(is_coming: bool) -> &'static str {
    if is_coming { " so far" } else { "" }
}

/// Counts by status with their marks, for a tile.
#[component]
pub fn StatusCounts(
    /// What to count.
    #[prop(into)]
    counts: Signal<Counts>,
) -> impl IntoView {
    let count = |(status, count): (QueueStatus, usize)| {
        view! {
            <span class="status">
                <StatusMark state=state_of(status) />
                <span>{[&count.to_string(), " ", &status.as_str().to_ascii_lowercase()].concat()}</span>
            </span>
        }
    };
    move || counts.get().present().map(count).collect_view()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_names_statuses_only_where_they_differ_from_all_active() {
        let mut counts = Counts::default();
        counts.add(QueueStatus::Active);
        assert_eq!(sentence(counts, None), "1 subscription");
        counts.add(QueueStatus::Paused);
        assert_eq!(sentence(counts, None), "2 subscriptions\u{a0}· 1\u{a0}active\u{a0}· 1\u{a0}paused");
        assert_eq!(sentence(counts, Some(1)), "1 of 2 subscriptions");
    }
}
