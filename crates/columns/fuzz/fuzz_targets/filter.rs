//! Whatever is typed into the filter is understood or pointed at, completed, and replaced by what is picked, without a panic and without
//! cutting a character in two.
#![no_main]

use causeway_columns::filter::{Key, complete, picked};
use causeway_columns::{Columns, Filter, Language, Row, Term};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

const LANGUAGE: Language = Language { fold: str::to_lowercase, statuses: &["active", "paused", "failing"] };

static ROWS: LazyLock<Columns> = LazyLock::new(|| {
    let mut columns = Columns::new(LANGUAGE.fold);
    let term = |key, label, also| Term { key, label, also };
    for (id, source) in [(1, "Intake API"), (2, "Data lake \"raw\""), (3, "Ärzte \u{1f9ea}")] {
        columns.put(&Row {
            id,
            name: "Referrals",
            connection: 7,
            source: term(10 + id, source, "Tidewell Health"),
            destination: term(20, "Clinical lake (S3)", "Tidewell Health"),
            model: term(0, "FHIR.Patient", "FHIR® Patient"),
            status: term(1, "Paused", ""),
            activated: 0,
            created: 0,
        });
    }
    columns.name_connection(7, "Mercy Valley Health");
    columns
});

fuzz_target!(|typed: (&str, u8)| {
    let (text, caret) = typed;
    let filter = Filter::parse(text, LANGUAGE);
    for problem in filter.problems() {
        assert!(!problem.range.is_empty() && text.get(problem.range.clone()).is_some(), "{problem:?}");
        assert!(problem.sentence.ends_with('.'), "{problem:?}");
    }
    for condition in filter.conditions() {
        assert!(!condition.text.is_empty() && !condition.text.contains(['\n', '\r']), "{condition:?}");
    }
    assert_eq!(filter == Filter::default(), text.trim().is_empty());

    let caret = text.floor_char_boundary(caret.into());
    let completion = complete(text, caret, &ROWS, LANGUAGE);
    for candidate in completion.candidates {
        let after = [&text[..completion.range.start], &candidate.text, &text[completion.range.end..]].concat();
        // A key alone still has to be given a value.
        if candidate.count.is_some() {
            let after = Filter::parse(&after, LANGUAGE);
            let wrong = after.problems().iter().find(|problem| problem.range.contains(&completion.range.start));
            assert!(wrong.is_none(), "{candidate:?}: {wrong:?}");
        }
    }
    for (_, key, _) in Key::OFFERED {
        let cleared = Filter::parse(&picked(text, key, None), LANGUAGE);
        assert!(!cleared.conditions().iter().any(|condition| condition.key == key && !condition.is_excluded));
    }
});
