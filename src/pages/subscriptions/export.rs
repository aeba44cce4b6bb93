//! Subscriptions as a file: CSV for spreadsheets, or JSON as the API has it.
//!
//! A hundred thousand rows are written a thousand at a time with a turn for the page between, so that nothing freezes.

#![expect(unreachable_pub, reason = "the component macro writes a public function")]

mod csv;

use crate::pages::download;
use crate::pages::subscriptions::picking::Picking;
use crate::pages::summary::counted;
use crate::stores::{Connections, Sessions, Subscriptions};
use crate::ui::{Announcer, Icon, IconName, Menu, MenuItem};
use causeway_api::{ConnectionId, EnvironmentId, Instant, Subscription};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashMap;

/// As many rows as are written before the page gets a turn.
const AT_ONCE: usize = 1000;

/// What a file is written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Format {
    Csv,
    Json,
}

impl Format {
    /// What browsers are told that it is.
    const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv;charset=utf-8",
            Self::Json => "application/json",
        }
    }

    /// What stands before the rows.
    fn begin(self) -> String {
        let mut out = String::new();
        match self {
            Self::Csv => csv::write_header(&mut out),
            Self::Json => out.push('['),
        }
        out
    }

    /// Writes a row; `number` counts from 0.
    fn write(self, out: &mut String, number: usize, row: &Subscription, connected_org: &str) {
        match self {
            Self::Csv => csv::write_row(out, row, connected_org),
            Self::Json => {
                out.push_str(if number == 0 { "\n" } else { ",\n" });
                out.push_str(&serde_json::to_string(row).expect("texts and numbers can be written"));
            }
        }
    }

    /// What stands after the rows.
    const fn end(self) -> &'static str {
        match self {
            Self::Csv => "",
            Self::Json => "\n]\n",
        }
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Csv => ".csv",
            Self::Json => ".json",
        }
    }
}

/// What the file is called: *causeway-subscriptions-development-2026-03-01.csv*, the day in UTC.
fn file_name(environment: &str, now: Instant, format: Format) -> String {
    let letters =
        environment.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' });
    let now = now.to_string();
    let day = now.split('T').next().unwrap_or_default();
    ["causeway-subscriptions-", &letters.collect::<String>(), "-", day, format.ending()].concat()
}

/// Saves what is selected or, where nothing is, what the filter leaves.
#[component]
pub(super) fn ExportMenu(environment: EnvironmentId, picking: Picking) -> impl IntoView {
    let (subscriptions, connections, sessions): (Subscriptions, Connections, Sessions) =
        (expect_context(), expect_context(), expect_context());
    let announcer: Announcer = expect_context();
    let is_writing = RwSignal::new(false);
    let save = move |format: Format| {
        let ids = picking.to_export();
        let names: HashMap<ConnectionId, String> = connections.all().with_untracked(|load| {
            let all = load.ready().map(Vec::as_slice).unwrap_or_default();
            all.iter().map(|connection| (connection.id, connection.organization.name.clone())).collect()
        });
        let environment = untrack(|| sessions.environment(environment)).map(|environment| environment.name).unwrap_or_default();
        is_writing.set(true);
        spawn_local(async move {
            let mut parts = vec![format.begin()];
            let mut written = 0;
            for ids in ids.chunks(AT_ONCE) {
                let mut part = String::new();
                for id in ids {
                    // Gone since it was asked for.
                    let Some(row) = untrack(|| subscriptions.row(*id)) else { continue };
                    let connected_org = names.get(&row.connection_id).map(String::as_str).unwrap_or_default();
                    format.write(&mut part, written, &row, connected_org);
                    written += 1;
                }
                parts.push(part);
                download::turn().await;
            }
            parts.push(format.end().to_owned());
            #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are whole and small")]
            let now = Instant(js_sys::Date::now() as i64);
            let is_saved = download::save(parts, format.media_type(), &file_name(&environment, now, format));
            let said = if is_saved {
                ["Exported ", &counted(written, "subscription")].concat()
            } else {
                "This browser refused to save the file".to_owned()
            };
            announcer.say(&said);
            // The page may be gone by now.
            let _ = is_writing.try_set(false);
        });
    };
    let items = Signal::derive(move || {
        let (count, is_selected) = picking.export_count();
        let what = if is_selected {
            [&count.to_string(), " selected"].concat()
        } else {
            ["All ", &count.to_string(), " shown"].concat()
        };
        let reason = move || match () {
            () if is_writing.get() => Some("A file is being written.".to_owned()),
            () if count == 0 => Some("There is nothing to export.".to_owned()),
            () => None,
        };
        vec![
            MenuItem::press("Export CSV", move || save(Format::Csv)).icon(IconName::Table).section(what).disabled(reason()),
            MenuItem::press("Export JSON", move || save(Format::Json)).icon(IconName::Developer).disabled(reason()),
        ]
    });
    let trigger = || view! { <Icon name=IconName::Download /> "Export" <Icon name=IconName::ChevronDown /> };
    view! { <Menu label="Export subscriptions" items trigger=trigger align_end=true /> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::subscription;

    #[test]
    fn json_is_an_array_of_what_the_api_answers() {
        for count in [0, 1, 3] {
            let rows: Vec<Subscription> =
                (0..count).map(|number| subscription(&["\"Row\" ", &number.to_string()].concat())).collect();
            let mut text = Format::Json.begin();
            for (number, row) in rows.iter().enumerate() {
                Format::Json.write(&mut text, number, row, "");
            }
            text.push_str(Format::Json.end());
            assert_eq!(serde_json::from_str::<Vec<Subscription>>(&text).expect("JSON"), rows);
        }
    }

    #[test]
    fn a_file_says_where_and_when_it_is_from() {
        let day = Instant(1_772_366_400_000);
        assert_eq!(file_name("Development", day, Format::Csv), "causeway-subscriptions-development-2026-03-01.csv");
        assert_eq!(file_name("Pré Prod/2", day, Format::Json), "causeway-subscriptions-pr--prod-2-2026-03-01.json");
    }
}
