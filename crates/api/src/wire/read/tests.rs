//! The reader held to `serde_json`.

use super::*;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Any document without fractions.
pub(in crate::wire) fn documents() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((any::<String>(), inner), 0..6).prop_map(|fields| fields.into_iter().collect()),
        ]
    })
}

proptest! {
    #[test]
    fn reads_what_serde_json_writes(document in documents()) {
        prop_assert_eq!(read::<Value>(document.to_string().as_bytes()), Ok(document.clone()));
        let pretty = serde_json::to_vec_pretty(&document).expect("a document");
        prop_assert_eq!(read::<Value>(&pretty), Ok(document));
    }

    #[test]
    fn passes_over_any_value(document in documents()) {
        let list = format!("[{document}, 7 ]");
        prop_assert_eq!(read::<Vec<serde::de::IgnoredAny>>(list.as_bytes()).map(|all| all.len()), Ok(2));
    }

    #[test]
    fn takes_no_other_text_for_json(text in ".{0,40}") {
        if let Ok(value) = read::<Value>(text.as_bytes()) {
            prop_assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), value);
        }
    }
}

#[test]
fn the_plain_inside_of_a_string_stops_at_the_first_byte_that_is_not() {
    let inside = "~ !#[]\u{7f}é\u{80}😀".repeat(3);
    assert_eq!(plain(inside.as_bytes()), inside.len());
    for at in 0..inside.len() {
        for stop in *b"\"\\\0\x1f" {
            let mut bytes = inside.clone().into_bytes();
            bytes[at] = stop;
            assert_eq!(plain(&bytes), at, "{stop} at {at}");
        }
    }
}

#[test]
fn escapes_are_characters() {
    assert_eq!(read::<Value>(br#""\u00e9\ud83d\ude00\/\b\f\n\r\t\"\\""#), Ok(json!("é😀/\u{8}\u{c}\n\r\t\"\\")));
    for broken in
        [r#""\ud83d""#, r#""\ude00""#, r#""\ud83dx""#, r#""\ud83d \ude00""#, r#""\u+041""#, r#""\x""#, "\"\n\"", "\"", r#""\u12"#]
    {
        assert_eq!(read::<Value>(broken.as_bytes()), Err(Unreadable), "{broken}");
    }
}

#[test]
fn what_is_cut_off_or_goes_on_is_refused() {
    for broken in
        ["", "{", "[1,", "[1 2]", "{\"a\" 1}", "{\"a\":1,}", "[,1]", "1 2", "nul", "1.5", "01", "-01", "-", "+1", "\u{1}"]
    {
        assert_eq!(read::<Value>(broken.as_bytes()), Err(Unreadable), "{broken}");
    }
    assert_eq!(read::<String>(b"\"\xff\""), Err(Unreadable));
}

#[test]
fn a_value_is_passed_over_up_to_its_own_bracket() {
    for broken in ["[}", "{]", "[[}]", "]", "[1"] {
        assert!(read::<serde::de::IgnoredAny>(broken.as_bytes()).is_err(), "{broken}");
    }
}
