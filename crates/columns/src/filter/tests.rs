//! What the language means, what it says about what it does not understand, and what it offers.

use super::*;
use crate::{Columns, Row, Term};
use proptest::prelude::*;

const LANGUAGE: Language = Language { fold: str::to_lowercase, statuses: &["active", "paused", "failing"] };

fn parse(text: &str) -> Filter {
    Filter::parse(text, LANGUAGE)
}

fn keep(key: Key, text: &str) -> Condition {
    Condition { key, text: text.to_owned(), is_excluded: false }
}

fn leave_out(key: Key, text: &str) -> Condition {
    Condition { key, text: text.to_owned(), is_excluded: true }
}

/// The places of all problems, as what was typed there.
fn pointed_at(text: &str) -> Vec<String> {
    parse(text).problems().iter().map(|problem| text[problem.range.clone()].to_owned()).collect()
}

#[test]
fn every_kind_of_condition_is_read() {
    let filter = parse(r#"status:Paused model:Patient to:lake FROM:intake -org:"Mercy  Valley" "exact words" -adt Ärzte"#);
    assert_eq!(filter.problems(), []);
    assert_eq!(
        filter.conditions(),
        [
            keep(Key::Status, "paused"),
            keep(Key::Model, "patient"),
            keep(Key::To, "lake"),
            keep(Key::From, "intake"),
            leave_out(Key::Org, "mercy valley"),
            keep(Key::Any, "exact words"),
            leave_out(Key::Any, "adt"),
            keep(Key::Any, "ärzte"),
        ]
    );
}

#[test]
fn what_only_looks_like_the_language_is_a_word() {
    for text in ["10:30", "-", "lab-results", "5\"", ":", "::a", "fhir®", "a\"b"] {
        let filter = parse(text);
        assert_eq!((filter.conditions(), filter.problems()), ([keep(Key::Any, text)].as_slice(), [].as_slice()), "{text}");
    }
}

#[test]
fn a_problem_points_at_its_place_and_the_rest_applies() {
    assert_eq!(pointed_at("lake colour:red"), ["colour"]);
    assert_eq!(parse("lake colour:red").conditions(), [keep(Key::Any, "lake"), keep(Key::Any, "colour:red")]);
    assert_eq!(pointed_at("to: lake"), ["to:"]);
    assert_eq!(parse("to: lake").conditions(), [keep(Key::Any, "lake")]);
    assert_eq!(pointed_at("lake -status:paus"), ["paus"]);
    assert_eq!(parse("lake -status:paus").conditions(), [keep(Key::Any, "lake")]);
    assert_eq!(pointed_at(r#"to:"data la"#), [r#""data la"#]);
    assert_eq!(parse(r#"to:"data la"#).conditions(), [keep(Key::To, "data la")]);
    assert_eq!(pointed_at(r#"-"" lake"#), [r#"-"""#]);
}

#[test]
fn a_problem_says_what_to_do() {
    let sentence = |text: &str| parse(text).problems()[0].sentence.clone();
    assert_eq!(sentence("status:held"), "There is no status “held”, only active, paused and failing.");
    assert_eq!(sentence("colour:red"), "There is no key “colour”, so “colour:red” is looked for as it is written.");
    assert_eq!(sentence("Source:"), "Write what to look for behind the colon, such as Source:intake.");
}

fn columns() -> Columns {
    let mut columns = Columns::new(LANGUAGE.fold);
    let end = |key, label| Term { key, label, also: "Tidewell Health" };
    for (id, source, model, status) in [(1, "Intake API", 0, 0), (2, "Intake API", 1, 1), (3, "Data lake \"raw\"", 0, 0)] {
        columns.put(&Row {
            id,
            name: "Referrals",
            connection: 7,
            source: end(10 + u128::from(source.starts_with('D')), source),
            destination: end(20, "Clinical lake (S3)"),
            model: Term { key: model, label: ["FHIR.Encounter", "FHIR.Patient"][usize::from(model == 1)], also: "" },
            status: Term { key: status, label: ["Active", "Paused"][usize::from(status == 1)], also: "" },
            activated: 0,
            created: 0,
        });
    }
    columns.name_connection(7, "Mercy Valley Health");
    columns
}

/// What is offered where the bar stands, and what the first of it makes of the text.
fn offered(text_with_bar: &str) -> (Vec<String>, Option<String>) {
    let caret = text_with_bar.find('|').expect("a bar");
    let text = text_with_bar.replace('|', "");
    let completion = complete(&text, caret, &columns(), LANGUAGE);
    let replace =
        |candidate: &Candidate| [&text[..completion.range.start], &candidate.text, &text[completion.range.end..]].concat();
    let first = completion.candidates.first().map(replace);
    (completion.candidates.into_iter().map(|candidate| candidate.label).collect(), first)
}

#[test]
fn keys_are_offered_where_one_can_stand() {
    assert_eq!(offered("|").0.len(), Key::OFFERED.len());
    assert_eq!(offered("lake |").0.len(), Key::OFFERED.len());
    assert_eq!(offered("lake -|").0.len(), Key::OFFERED.len());
    assert_eq!(offered("lake ST|"), (vec!["status:".to_owned()], Some("lake status:".to_owned())));
    assert_eq!(offered("-o|"), (vec!["org:".to_owned()], Some("-org:".to_owned())));
    assert_eq!(offered("fr|:intake").1.as_deref(), Some("from:intake"));
    assert_eq!(offered("\"st|\"").0, [] as [&str; 0]);
    assert_eq!(offered("lake|").0, [] as [&str; 0]);
}

#[test]
fn values_are_those_that_rows_have() {
    assert_eq!(offered("status:|").0, ["active", "paused"]);
    assert_eq!(offered("status:p| lake"), (vec!["paused".to_owned()], Some("status:paused lake".to_owned())));
    assert_eq!(offered("-org:val|").1.as_deref(), Some("-org:\"Mercy Valley Health\""));
    assert_eq!(offered("org:\"mercy v|").1.as_deref(), Some("org:\"Mercy Valley Health\""));
    assert_eq!(offered("model:|").0, ["FHIR.Encounter", "FHIR.Patient"]);
    // What cannot be written is not offered.
    assert_eq!(offered("from:|").0, ["Intake API"]);
    assert_eq!(offered("name:|").0, [] as [&str; 0]);
}

/// Text made of what the language is made of, so that its corners are met often.
fn typed() -> impl Strategy<Value = String> {
    let token = prop_oneof![
        prop::sample::select(vec![
            "\"",
            "-",
            ":",
            " ",
            "status",
            "to",
            "org:",
            "paused",
            "ÄÖ",
            "İ",
            "®",
            "\u{a0}",
            "\n",
            "x",
            "\u{1f9ea}"
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(token, 0..24).prop_map(|tokens| tokens.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn whatever_is_typed_is_understood_or_pointed_at(text in typed()) {
        let filter = parse(&text);
        for problem in filter.problems() {
            prop_assert!(!problem.range.is_empty() && text.get(problem.range.clone()).is_some(), "{:?}", problem);
            prop_assert!(problem.sentence.ends_with('.'));
        }
        for condition in filter.conditions() {
            prop_assert!(!condition.text.is_empty() && !condition.text.contains(['\n', '\r']), "{:?}", condition);
        }
        prop_assert_eq!(filter == Filter::default(), text.trim().is_empty());
    }

    #[test]
    fn conditions_that_are_written_are_read_back(
        written in prop::collection::vec((0_usize..8, "[a-zäß0-9]{1,4}( [a-z]{1,3})?", any::<bool>()), 0..6),
    ) {
        let mut text = String::new();
        let mut expected = Vec::new();
        for (at, value, is_excluded) in written {
            let (name, key) = Key::OFFERED.get(at).map_or(("", Key::Any), |(name, key, _)| (*name, *key));
            let value = if key == Key::Status { "failing".to_owned() } else { value };
            let colon = if name.is_empty() { "" } else { ":" };
            text.push_str(&[if is_excluded { " -" } else { " " }, name, colon, "\"", &value, "\""].concat());
            expected.push(Condition { key, text: value.to_lowercase(), is_excluded });
        }
        let filter = parse(&text);
        prop_assert_eq!(filter.conditions(), expected.as_slice());
        prop_assert_eq!(filter.problems(), &[]);
    }

    #[test]
    fn what_is_offered_is_understood(text in typed(), caret in 0_usize..60) {
        let caret = (0..=caret.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let completion = complete(&text, caret, &columns(), LANGUAGE);
        for candidate in completion.candidates {
            prop_assert!(text.is_char_boundary(completion.range.start) && text.is_char_boundary(completion.range.end));
            let after = [&text[..completion.range.start], &candidate.text, &text[completion.range.end..]].concat();
            let is_at = |problem: &&Problem| problem.range.contains(&completion.range.start);
            let problems = parse(&after);
            // A key alone still has to be given a value.
            let wrong = problems.problems().iter().find(is_at).filter(|_| candidate.count.is_some());
            prop_assert!(wrong.is_none(), "{:?} makes {:?}: {:?}", candidate, after, wrong);
        }
    }
}
