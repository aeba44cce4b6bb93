//! Subscriptions as CSV: RFC 4180 with a header, lines that end with CR LF, UTF-8 without a byte order mark.
//!
//! Spreadsheets run what begins with `=`, `+`, `-` or `@`, also behind a tab or a carriage return, and names are what anybody typed. Such
//! a cell gets a single quote in front, which spreadsheets take as *this is text*; who reads the file otherwise takes it off again.

use causeway_api::{OrganizationRef, Subscription};

/// What the columns are called: those of the table, each with the ids behind it, then what the table does not show.
const HEADINGS: [&str; 18] = [
    "Subscription id",
    "Subscription",
    "Connected org id",
    "Connected org",
    "Source id",
    "Source",
    "Source organization id",
    "Source organization",
    "Destination id",
    "Destination",
    "Destination organization id",
    "Destination organization",
    "Data model",
    "Queue status",
    "Activated",
    "Created",
    "Updated",
    "Version",
];

/// Writes the first line.
pub(super) fn write_header(out: &mut String) {
    write_line(out, &HEADINGS);
}

/// Writes a subscription's line; `connected_org` is what its connection is called.
pub(super) fn write_row(out: &mut String, row: &Subscription, connected_org: &str) {
    let organization = |organization: &OrganizationRef| (organization.id.0.to_string(), organization.name.clone());
    let (source_owner, destination_owner) = (organization(&row.source.organization), organization(&row.destination.organization));
    write_line(
        out,
        &[
            &row.id.to_string(),
            &row.name,
            &row.connection_id.to_string(),
            connected_org,
            &row.source.id.to_string(),
            &row.source.name,
            &source_owner.0,
            &source_owner.1,
            &row.destination.id.to_string(),
            &row.destination.name,
            &destination_owner.0,
            &destination_owner.1,
            row.data_model.name(),
            row.queue_status.as_str(),
            &row.activated_at.map_or_else(String::new, |at| at.to_string()),
            &row.created_at.to_string(),
            &row.updated_at.to_string(),
            &row.version.to_string(),
        ],
    );
}

fn write_line(out: &mut String, cells: &[&str; 18]) {
    for (number, cell) in cells.iter().enumerate() {
        if number > 0 {
            out.push(',');
        }
        write_cell(out, cell);
    }
    out.push_str("\r\n");
}

fn write_cell(out: &mut String, cell: &str) {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let is_quoted = cell.contains([',', '"', '\r', '\n']);
    if is_quoted {
        out.push('"');
    }
    if is_formula {
        out.push('\'');
    }
    if is_quoted {
        for (number, part) in cell.split('"').enumerate() {
            if number > 0 {
                out.push_str("\"\"");
            }
            out.push_str(part);
        }
        out.push('"');
    } else {
        out.push_str(cell);
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::testing::subscription;
    use proptest::prelude::*;

    /// Reads RFC 4180 one character after the other, and refuses what is not that.
    fn read(text: &str) -> Vec<Vec<String>> {
        let mut lines = vec![vec![String::new()]];
        let (mut is_quoted, mut rest) = (false, text.chars().peekable());
        while let Some(character) = rest.next() {
            let cells = lines.last_mut().expect("a line");
            let cell = cells.last_mut().expect("a cell");
            match character {
                '"' if is_quoted && rest.next_if_eq(&'"').is_some() => cell.push('"'),
                '"' if is_quoted => {
                    is_quoted = false;
                    assert!(matches!(rest.peek(), Some(',' | '\r')), "a quote ends a cell");
                }
                '"' => {
                    assert!(cell.is_empty(), "a quote begins a cell");
                    is_quoted = true;
                }
                ',' if !is_quoted => cells.push(String::new()),
                '\r' if !is_quoted => {
                    assert_eq!(rest.next(), Some('\n'), "CR LF ends a line");
                    lines.push(vec![String::new()]);
                }
                '\n' => {
                    assert!(is_quoted, "a line break is quoted");
                    cell.push('\n');
                }
                other => cell.push(other),
            }
        }
        assert!(!is_quoted, "every quote is closed");
        assert_eq!(lines.pop(), Some(vec![String::new()]), "the last line ends, too");
        lines
    }

    fn written(row: &Subscription, connected_org: &str) -> String {
        let mut out = String::new();
        write_header(&mut out);
        write_row(&mut out, row, connected_org);
        out
    }

    #[test]
    fn a_plain_row_is_written_plainly() {
        let row = subscription("Referrals");
        assert_eq!(
            written(&row, "Mercy Valley Health"),
            "Subscription id,Subscription,Connected org id,Connected org,Source id,Source,Source organization id,Source organization,\
             Destination id,Destination,Destination organization id,Destination organization,Data model,Queue status,Activated,Created,\
             Updated,Version\r\n\
             00000000-0000-0000-0000-000000000001,Referrals,00000000-0000-0000-0000-000000000002,Mercy Valley Health,\
             00000000-0000-0000-0000-000000000003,Intake API,3,Tidewell Health,00000000-0000-0000-0000-000000000004,Clinical lake (S3),3,\
             Tidewell Health,FHIR.Patient,Active,1970-01-01T00:00:00.000Z,1970-01-01T00:00:00.000Z,1970-01-01T00:00:00.000Z,1\r\n"
        );
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        for (name, cell) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "\"'\r=1\""),
            ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
            ("1=1", "1=1"),
            ("'quoted'", "'quoted'"),
        ] {
            let mut out = String::new();
            write_cell(&mut out, name);
            assert_eq!(out, cell);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_can_be_read_and_no_cell_is_a_formula(
            name in "[a=+@\t\r\n\",'; -]{0,6}|\\PC{0,12}",
            org in "[a=\"\r\n,]{0,4}",
        ) {
            let mut row = subscription(&name);
            row.source.name.clone_from(&org);
            let lines = read(&written(&row, &org));
            prop_assert_eq!(lines.len(), 2);
            prop_assert_eq!(&lines[0], &HEADINGS);
            let cells = &lines[1];
            prop_assert_eq!(cells.len(), HEADINGS.len());
            prop_assert!(cells.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
            for (cell, expected) in [(&cells[1], &name), (&cells[3], &org), (&cells[5], &org)] {
                prop_assert!(cell == expected || cell.strip_prefix('\'') == Some(expected.as_str()), "{cell:?} is not {expected:?}");
            }
        }
    }
}
