//! The token replaced by dots, in every form in which it may appear.

/// What stands in its place.
const DOTS: &str = "•••";

/// Replaces a token wherever something is shown.
#[derive(Default)]
pub(super) struct Redaction {
    forms: Vec<String>,
}

impl Redaction {
    pub(super) fn of(token: Option<&str>) -> Self {
        let Some(token) = token.filter(|token| !token.is_empty()) else { return Self::default() };
        let in_json = serde_json::to_string(token).expect("text is JSON");
        let in_form: String = url::form_urlencoded::byte_serialize(token.as_bytes()).collect();
        let mut forms = vec![
            token.to_owned(),
            in_json.trim_matches('"').to_owned(),
            in_json.trim_matches('"').replace('/', "\\/"),
            in_form.replace('+', "%20"),
            in_form.to_lowercase(),
            in_form,
            escaped_for_html(token),
        ];
        // The longest first, so that none is broken up by a shorter one.
        forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        forms.dedup();
        Self { forms }
    }

    pub(super) fn apply(&self, text: &str) -> String {
        self.forms.iter().fold(text.to_owned(), |text, form| text.replace(form, DOTS))
    }
}

fn escaped_for_html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
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
            r#"{"verification-token":"s3cret\/+ \"é\"&<"}"#,
            "?verification-token=s3cret%2F%2B+%22%C3%A9%22%26%3C&x",
            "?verification-token=s3cret%2F%2B%20%22%C3%A9%22%26%3C&x",
            "?verification-token=s3cret%2f%2b+%22%c3%a9%22%26%3c&x",
            "<p>s3cret/+ &quot;é&quot;&amp;&lt;</p>",
        ] {
            let hidden = redaction.apply(shown);
            assert!(hidden.contains(DOTS) && !hidden.contains("s3cret"), "{hidden}");
        }
    }

    #[test]
    fn without_a_token_nothing_is_replaced() {
        assert_eq!(Redaction::of(None).apply("as it is"), "as it is");
        assert_eq!(Redaction::of(Some("")).apply("as it is"), "as it is");
    }
}
