//! All that an entry says.

use super::asked::{NAMES, OBJECT};
use super::comparison::{Difference, differences};
use crate::location::Here;
use crate::pages::dates::date_time;
use causeway_api::{AuditEntry, Instant};
use leptos::prelude::*;

/// What changed, and what the entry is known by.
#[component]
pub(super) fn Details(entry: AuditEntry) -> impl IntoView {
    let here = Here::expect();
    let id = entry.object.id.clone();
    let all = move || here.href(|query| query.without(&NAMES).with(OBJECT, id.clone()));
    view! {
        <div class="audit-details">
            <Comparison entry=entry.clone() />
            <dl class="facts">
                <dt>"Entry"</dt>
                <dd>{entry.sequence.to_string()} ", " {entry.at.to_string()}</dd>
                <dt>{entry.object.kind.label()} " id"</dt>
                <dd>
                    <code>{entry.object.id}</code>
                    " "
                    <a href=all>"All that was done to it"</a>
                </dd>
                <dt>"Hash"</dt>
                <dd>
                    <code>{entry.hash}</code>
                </dd>
            </dl>
        </div>
    }
}

#[component]
fn Comparison(entry: AuditEntry) -> impl IntoView {
    let AuditEntry { before, after, .. } = entry;
    let differences = differences(before.as_ref(), after.as_ref());
    if differences.is_empty() {
        return view! { <p class="quiet">"No field that is shown has changed."</p> }.into_any();
    }
    let (has_before, has_after) = (before.is_some(), after.is_some());
    let row = move |Difference { field, before, after }: Difference| {
        view! {
            <tr>
                <th scope="row">{field}</th>
                {has_before.then(|| view! { <td>{shown(before)}</td> })}
                {has_after.then(|| view! { <td>{shown(after)}</td> })}
            </tr>
        }
    };
    view! {
        <table class="comparison">
            <caption class="visually-hidden">"What changed"</caption>
            <thead>
                <tr>
                    <th scope="col">"Field"</th>
                    {has_before.then(|| view! { <th scope="col">"Before"</th> })}
                    {has_after.then(|| view! { <th scope="col">"After"</th> })}
                </tr>
            </thead>
            <tbody>{differences.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// A value; points in time as the browser's language writes them.
fn shown(text: Option<String>) -> AnyView {
    match text {
        None => view! { <span class="quiet">"Nothing"</span> }.into_any(),
        Some(text) => instant(&text).map_or(text, date_time).into_any(),
    }
}

/// What is written as the API writes points in time.
#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are whole and small")]
fn instant(text: &str) -> Option<Instant> {
    let is_instant = text.len() == 24 && text.as_bytes()[10] == b'T' && text.ends_with('Z');
    let milliseconds = is_instant.then(|| js_sys::Date::parse(text))?;
    (!milliseconds.is_nan()).then_some(Instant(milliseconds as i64))
}
