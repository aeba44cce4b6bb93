//! What of a flow is out of sight: which rows of a long one are seen, and where a filter's matches are.

use leptos::prelude::*;

use super::stage::Stage;
use crate::ui::{Icon, IconName};
use causeway_flow::focus::Stop;
use causeway_flow::model::Key;

/// How many there are in one direction, and the nearest of them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Beyond {
    count: usize,
    nearest: Option<Key>,
}

/// What is out of sight, as it is said.
#[derive(Clone, Debug, Default, PartialEq)]
struct Report {
    /// "Rows 81 to 104 of 5000", where not all are in the page.
    rows: Option<String>,
    /// Of what a filter leaves.
    above: Beyond,
    /// Of what a filter leaves.
    below: Beyond,
}

fn report(stage: Stage) -> Option<Report> {
    if stage.is_wide.get() != Some(true) {
        return None;
    }
    let seen = stage.seen.get();
    let is_part = stage.mounted.with(|mounted| !mounted.is_all);
    let report = stage.keyboard.paths.with(|paths| {
        let total = paths.rows().len();
        let before = paths.rows().take_while(|(_, middle)| *middle < seen.top).count();
        let after = paths.rows().rev().take_while(|(_, middle)| *middle > seen.bottom).count();
        let rows = (is_part && before + after < total).then(|| {
            ["Rows ", &(before + 1).to_string(), " to ", &(total - after).to_string(), " of ", &total.to_string()].concat()
        });
        let beyond = |rows: &mut dyn Iterator<Item = (Key, i32)>| {
            stage.asked().matching.with(|matching| {
                let Some(matching) = matching else { return Beyond::default() };
                let mut matches = rows.map(|(row, _)| row).filter(|row| matching.contains(row));
                let nearest = matches.next();
                Beyond { count: usize::from(nearest.is_some()) + matches.count(), nearest }
            })
        };
        Report { rows, above: beyond(&mut paths.rows().take(before).rev()), below: beyond(&mut paths.rows().skip(total - after)) }
    });
    (report != Report::default()).then_some(report)
}

/// Stands at the lower edge of the window while there is something to say; its buttons go to the nearest match.
#[component]
pub(super) fn Outside(stage: Stage) -> impl IntoView {
    let report = Memo::new(move |_| report(stage));
    let jump = move |beyond: Beyond, icon: IconName, word: &'static str| {
        let nearest = beyond.nearest?;
        let noun = if beyond.count == 1 { " match " } else { " matches " };
        Some(view! {
            <button type="button" class="button" data-kind="quiet" on:click=move |_| stage.keyboard.go(Stop::Row(nearest))>
                <Icon name=icon />
                {[&beyond.count.to_string(), noun, word].concat()}
            </button>
        })
    };
    move || {
        report.get().map(|Report { rows, above, below }| {
            view! {
                <div class="flow-outside" role="group" aria-label="Out of sight">
                    {jump(above, IconName::ArrowUp, "above")}
                    {rows.map(|rows| view! { <span>{rows}</span> })}
                    {jump(below, IconName::ArrowDown, "below")}
                </div>
            }
        })
    }
}
