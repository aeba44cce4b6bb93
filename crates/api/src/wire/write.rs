//! A request's fields as JSON text, by hand: what `serde_json` brings along to write fractions, and to say why something could not be
//! written, is a hundredth of the first screen, and no request has either.

use serde_json::Value;

/// Writes a value that has no fractions.
///
/// # Panics
/// Where it has one; no request of the contract does.
pub(super) fn write(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(is_true) => out.push_str(if *is_true { "true" } else { "false" }),
        Value::Number(number) => match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => out.push_str(&number.to_string()),
            (_, Some(number)) => out.push_str(&number.to_string()),
            _ => unreachable!("no request has fractions"),
        },
        Value::String(text) => write_text(text, out),
        Value::Array(values) => {
            let mut opening = "[";
            for value in values {
                out.push_str(std::mem::replace(&mut opening, ","));
                write(value, out);
            }
            out.push_str(if opening == "[" { "[]" } else { "]" });
        }
        Value::Object(fields) => {
            let mut opening = "{";
            for (name, value) in fields {
                out.push_str(std::mem::replace(&mut opening, ","));
                write_text(name, out);
                out.push(':');
                write(value, out);
            }
            out.push_str(if opening == "{" { "{}" } else { "}" });
        }
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        if character < ' ' || matches!(character, '"' | '\\') {
            out.push_str("\\u00");
            for digit in [character as u32 >> 4, character as u32 & 15] {
                out.extend(char::from_digit(digit, 16));
            }
        } else {
            out.push(character);
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::read::tests::documents;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_the_same_document(document in documents()) {
            let mut text = String::new();
            write(&document, &mut text);
            prop_assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), document);
        }
    }
}
