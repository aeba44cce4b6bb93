//! The whole record as a file.

use crate::pages::download;
use crate::stores::{Audit, Toasts};
use crate::ui::{Announcer, Button, Icon, IconName};
use causeway_api::Instant;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the file has, whatever the filters are.
const WHOLE: &str = "The whole record, oldest entry first, as lines of JSON";

/// Saves the record. The server streams it to the browser's downloads; in the demo it is made in the tab.
#[component]
pub(super) fn ExportButton(audit: Audit) -> impl IntoView {
    let (announcer, toasts): (Announcer, Toasts) = (expect_context(), expect_context());
    if let Some(address) = audit.export_address() {
        return view! {
            <a class="button" href=address download="" title=WHOLE>
                <Icon name=IconName::Download />
                "Export all"
            </a>
        }
        .into_any();
    }
    let is_writing = RwSignal::new(false);
    let save = move || {
        is_writing.set(true);
        spawn_local(async move {
            let saved = audit.export().await.map(|lines| download::save(vec![lines], "application/x-ndjson", &file_name()));
            match saved {
                Ok(true) => announcer.say("Exported the record"),
                Ok(false) => toasts.failed("This browser refused to save the file."),
                Err(error) => toasts.failed(["The record was not exported. ", &error.sentence()].concat()),
            }
            // The page may be gone by now.
            let _ = is_writing.try_set(false);
        });
    };
    view! {
        <Button icon=IconName::Download busy=is_writing on_press=save>
            "Export all"
        </Button>
    }
    .into_any()
}

/// *causeway-audit-2026-03-01.ndjson*, the day in UTC.
#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are whole and small")]
fn file_name() -> String {
    let now = Instant(js_sys::Date::now() as i64).to_string();
    ["causeway-audit-", now.split('T').next().unwrap_or_default(), ".ndjson"].concat()
}
