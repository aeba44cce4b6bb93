//! What was done and what was not, by reason, until somebody has read it.

#![expect(unreachable_pub, reason = "the component macro writes a public function")]

use super::report::Refused;
use super::words::{Words, thousands};
use super::{Bulk, Job};
use crate::location::Here;
use crate::pages::summary::counted;
use crate::paths::SUBSCRIPTION;
use crate::ui::focus::{focus, rescue_focus};
use crate::ui::{Button, ButtonKind, IconName};
use causeway_api::SubscriptionId;
use leptos::prelude::*;

/// As many refused rows are named for each reason; the others stay selected like them.
const NAMED: usize = 100;

/// Puts the focus on the table, from which the rows in question are not far.
pub(super) fn focus_table() {
    if let Some(table) = document().query_selector("[role='region'][aria-label='Subscriptions']").ok().flatten() {
        focus(&table);
    }
}

/// Puts the focus on the table, or where that is gone on the page's heading, should what is being taken away have had it.
pub(super) fn rescue() {
    request_animation_frame(|| {
        if document().active_element().is_none_or(|active| active.tag_name() == "BODY") {
            focus_table();
            rescue_focus();
        }
    });
}

/// The outcome, with ways on.
#[component]
pub(super) fn Told(job: Job) -> impl IntoView {
    let bulk: Bulk = expect_context();
    let words = Words::of(job.action);
    let sentence = words.sentence(job.report.done.len(), job.total);
    let reasons = job.report.reasons();
    // What was not answered or not sent comes first, so that one attempt is over before the next.
    let retryable = if job.lost.is_none() && job.rest.is_empty() { job.report.retryable() } else { 0 };
    let undoable = job.undoable().len();
    let (is_lost, unsent) = (job.lost.is_some(), job.rest.len());
    let lost = job.lost.as_ref().map(|request| {
        let count = request.ids().count();
        [
            "Nobody answered for ",
            &thousands(count),
            if count == 1 { " of them. It is shown as it was before" } else { " of them. They are shown as they were before" },
            "; trying again finds out what was done, and does nothing twice.",
        ]
        .concat()
    });
    let stopped = (unsent > 0).then(|| [&thousands(unsent), " were not sent and are as they were."].concat());
    let job = StoredValue::new(job);
    let retry = move || bulk.retry(&job.get_value());
    let go_on = move || bulk.go_on(&job.get_value());
    let undo = move || bulk.undo(&job.get_value());
    let dismiss = move || {
        bulk.dismiss();
        rescue();
    };
    view! {
        <div class="told">
            <p>
                <strong>{sentence}</strong>
            </p>
            <Button kind=ButtonKind::Quiet icon=IconName::Close label="Dismiss" on_press=dismiss />
            // As long as it gets, the table stays in sight: it scrolls, by the keyboard too.
            <div class="not-done" role="group" aria-label="What was not done" tabindex="0">
                {lost.map(|text| view! { <p>{text}</p> })}
                {stopped.map(|text| view! { <p>{text}</p> })}
                {reasons.into_iter().map(|refused| view! { <Reason refused words /> }).collect_view()}
            </div>
            <div class="actions">
                {(is_lost || unsent > 0)
                    .then(|| {
                        let label = if is_lost { "Try again" } else { "Go on" };
                        view! { <Button icon=IconName::Restart on_press=go_on>{label}</Button> }
                    })}
                {(retryable > 0)
                    .then(|| {
                        let label = if retryable == 1 { "Retry this one".to_owned() } else { ["Retry these ", &thousands(retryable)].concat() };
                        view! { <Button icon=IconName::Restart on_press=retry>{label}</Button> }
                    })}
                {(undoable > 0)
                    .then(|| {
                        view! {
                            <Button icon=IconName::Undo on_press=undo>
                                {["Undo ", &counted(undoable, "change")].concat()}
                            </Button>
                        }
                    })}
            </div>
        </div>
    }
}

/// Those that were refused for one reason, to be opened.
#[component]
fn Reason(refused: Refused, words: Words) -> impl IntoView {
    let Refused { reason, rows, .. } = refused;
    let count = rows.len();
    let more = (count > NAMED)
        .then(|| view! { <li class="quiet">{["and ", &thousands(count - NAMED), " more, which are selected"].concat()}</li> });
    view! {
        <details>
            <summary>
                <strong>{[&thousands(count), " ", &words.not_done()].concat()}</strong>
                ": "
                {reason}
            </summary>
            <ul>
                {rows.into_iter().take(NAMED).map(|(id, detail)| view! { <Row id detail /> }).collect_view()} {more}
            </ul>
        </details>
    }
}

/// A refused subscription's name, which leads to its settings.
#[component]
fn Row(id: SubscriptionId, detail: Option<String>) -> impl IntoView {
    let here = Here::expect();
    let subscriptions: crate::stores::Subscriptions = expect_context();
    let row = untrack(|| subscriptions.row(id));
    let name = match row {
        None => view! { <code>{id.to_string()}</code> }.into_any(),
        Some(row) => {
            let href = move || here.href(|query| query.with(SUBSCRIPTION, id.to_string()));
            view! { <a href=href>{[&row.name, ", ", &row.data_model.label()].concat()}</a> }.into_any()
        }
    };
    view! { <li>{name} {detail.map(|detail| view! { <span class="quiet">{[" ", &detail].concat()}</span> })}</li> }
}
