//! The filter above the table and the flow: completed from what the rows have, and pointing at what it does not understand.

#![expect(unreachable_pub, reason = "the component macro writes a public function")]

use crate::location::Filter;
use crate::pages::keys::Keys;
use crate::pages::summary::counted;
use crate::stores::subscriptions::Listing;
use crate::ui::{ComboOption, FilterField, Suggestions};
use causeway_columns::filter::{Candidate, Problem};
use leptos::prelude::*;

/// The field and, below it, what is wrong with what was typed.
#[component]
pub(crate) fn SubscriptionFilter(
    /// Its accessible name.
    label: &'static str,
    filter: Filter,
    listing: Listing,
    /// What was not understood.
    problems: Signal<Vec<Problem>>,
) -> impl IntoView {
    let suggest = move |(text, caret): (String, usize)| {
        let completion = listing.complete(&text, caret);
        Suggestions { range: completion.range, options: completion.candidates.into_iter().map(option).collect() }
    };
    let problem = move || {
        let typed = filter.text.get();
        let Problem { range, sentence } = problems.with(|problems| problems.first().cloned())?;
        let (before, wrong, after) = (typed.get(..range.start)?, typed.get(range.clone())?, typed.get(range.end..)?);
        let (before, wrong, after) = (before.to_owned(), wrong.to_owned(), after.to_owned());
        Some(view! { <code>{before} <mark>{wrong}</mark> {after}</code> " " {sentence} })
    };
    view! {
        <FilterField
            label
            placeholder="Filter by any column, or status:paused…"
            value=filter.text
            on_input=move |text| filter.set(text)
            shortcut=Keys::expect().single("/")
            suggest=suggest
            problem=problem
            has_problem=Signal::derive(move || problems.with(|problems| !problems.is_empty()))
        />
    }
}

fn option(Candidate { text, label, count }: Candidate) -> ComboOption {
    let detail = count.map(|count| counted(count, "subscription")).unwrap_or_default();
    ComboOption { value: text, label, detail, ..ComboOption::default() }
}
