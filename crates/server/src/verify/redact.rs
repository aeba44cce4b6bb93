//! The token replaced by dots, in every form in which it may appear.

/// What stands in its place.
const DOTS: &str = "•••";

/// Replaces a token wherever something is shown.
#[derive(Default)]
pub(super) struct Redaction {
    token: String,
    /// The token as it is usually written, the longest form first, so that none is broken up by a shorter one.
    forms: Vec<String>,
}

impl Redaction {
    pub(super) fn of(token: Option<&str>) -> Self {
        let Some(token) = token.filter(|token| !token.is_empty()) else { return Self::default() };
        let in_json = serde_json::to_string(token).expect("text is JSON");
        let in_form: String = url::form_urlencoded::byte_serialize(token.as_bytes()).collect();
        let in_html = token.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
        let mut forms = vec![
            token.to_owned(),
            in_json[1..in_json.len() - 1].to_owned(),
            in_form.replace('+', "%20"),
            in_form,
            in_html.replace('\'', "&#39;"),
            in_html,
        ];
        forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        forms.dedup();
        Self { token: token.to_owned(), forms }
    }

    /// The text with dots in place of the token; nothing but dots when the token is in it in an unusual form.
    pub(super) fn apply(&self, text: &str) -> String {
        if self.token.is_empty() {
            return text.to_owned();
        }
        let hidden = self.forms.iter().fold(text.to_owned(), |text, form| text.replace(form, DOTS));
        // A plus sign is a space in a form, and itself elsewhere.
        let is_in = [unescaped(&hidden), unescaped(&hidden.replace('+', " "))].iter().any(|plain| plain.contains(&self.token));
        if is_in { DOTS.to_owned() } else { hidden }
    }
}

/// The text with `%41`, `\u0041` and `\/` undone, as far as they are there.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let hex = |from: usize, to: usize| rest.get(from..to).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let (length, written) = match first {
            '%' => (3, hex(1, 3).and_then(|byte| u8::try_from(byte).ok()).map(|byte| vec![byte])),
            '\\' if rest[1..].starts_with('u') => (6, hex(2, 6).and_then(char::from_u32).map(|c| c.to_string().into_bytes())),
            '\\' => (2, rest[1..].chars().next().filter(char::is_ascii_punctuation).map(|c| c.to_string().into_bytes())),
            _ => (0, None),
        };
        let (length, written) = written.map_or((first.len_utf8(), first.to_string().into_bytes()), |written| (length, written));
        bytes.extend(written);
        rest = &rest[length..];
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_found_in_every_form() {
        let redaction = Redaction::of(Some("s3cret/+ \"é\"&<"));
        for shown in [
            "token s3cret/+ \"é\"&<!",
            r#"{"verification-token":"s3cret/+ \"é\"&<"}"#,
            "?verification-token=s3cret%2F%2B+%22%C3%A9%22%26%3C&x",
            "?verification-token=s3cret%2F%2B%20%22%C3%A9%22%26%3C&x",
            "<p>s3cret/+ &quot;é&quot;&amp;&lt;</p>",
        ] {
            let hidden = redaction.apply(shown);
            assert!(hidden.contains(DOTS) && hidden != DOTS && !hidden.contains("s3cret"), "{hidden}");
        }
        // Unusual ones take everything with them.
        for shown in [
            r#"{"verification-token":"s3cret\/+ \"é\"&<"}"#,
            r#"{"verification-token":"\u0073\u0033cret/\u002B \u0022\u00E9\"\u0026\u003c"}"#,
            "?verification-token=s3cret%2f%2b+%22%c3%a9%22%26%3c&x",
            "https://evil.example/%73%33cret/+%20%22%C3%A9%22&%3C",
        ] {
            assert_eq!(redaction.apply(shown), DOTS, "{shown}");
        }
        for odd in ["100%", "%", "%é1", "\\", "\\u", "\\u00é", "a\\é", "%zz"] {
            assert_eq!(redaction.apply(odd), odd);
        }
    }

    #[test]
    fn without_a_token_nothing_is_replaced() {
        assert_eq!(Redaction::of(None).apply("as it is"), "as it is");
        assert_eq!(Redaction::of(Some("")).apply("as it is"), "as it is");
    }
}
