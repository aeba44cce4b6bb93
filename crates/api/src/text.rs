//! What text a person may enter, said once for the form and for the server.

/// The longest name of anything, in characters.
pub const NAME_LIMIT: usize = 120;

/// A name as it is stored: trimmed, 1 to 120 characters, no control characters (`product.md`, point 6).
///
/// # Errors
/// A sentence that says what to do, for display beside the field.
pub fn normalize_name(text: &str) -> Result<String, &'static str> {
    let name = text.trim();
    if name.is_empty() {
        Err("Enter a name.")
    } else if name.chars().count() > NAME_LIMIT {
        Err("Use at most 120 characters.")
    } else if name.chars().any(char::is_control) {
        Err("Remove line breaks and other control characters.")
    } else {
        Ok(name.to_owned())
    }
}

/// Text of several lines as it is stored: trimmed, maybe empty, of at most `limit` characters, no control characters but line breaks.
///
/// # Errors
/// A sentence that says what to do, for display beside the field.
pub fn normalize_text(text: &str, limit: usize) -> Result<String, String> {
    let text = text.trim().replace("\r\n", "\n");
    if text.chars().count() > limit {
        Err(format!("Use at most {limit} characters."))
    } else if text.chars().any(|c| c.is_control() && c != '\n') {
        Err("Remove tabs and other control characters.".to_owned())
    } else {
        Ok(text)
    }
}

/// Text as it is compared by filters: lower case by Unicode.
pub fn fold(text: &str) -> String {
    text.to_lowercase()
}

/// Whether this can be an e-mail address: something before and after one `@`, a dot in the domain, no spaces. Delivery decides the rest.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    !local.is_empty()
        && text.len() <= 254
        && domain.split('.').count() >= 2
        && domain.split('.').all(|label| !label.is_empty())
        && !text.chars().any(|c| c.is_whitespace() || c.is_control())
        && !domain.contains('@')
}

/// What is wrong with a new password, if anything: 12 to 200 characters, nothing else is asked (NIST SP 800-63B).
pub fn password_problem(password: &str) -> Option<&'static str> {
    match password.chars().count() {
        0 => Some("Enter a password."),
        1..12 => Some("Use at least 12 characters."),
        12..=200 => None,
        _ => Some("Use at most 200 characters."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_address_needs_one_at_sign_and_a_domain_with_a_dot() {
        for good in ["aria@tidewell.example", "a.b+c@x.y.org"] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["", "aria", "@x.org", "aria@", "aria@org", "a@b@c.org", "a b@c.org", "a@c..org"] {
            assert!(!is_email(bad), "{bad}");
        }
    }

    #[test]
    fn a_text_may_be_empty_and_have_lines_but_an_end() {
        assert_eq!(normalize_text(" one\r\ntwo ", 7), Ok("one\ntwo".to_owned()));
        assert_eq!(normalize_text("", 0), Ok(String::new()));
        assert_eq!(normalize_text("four", 3), Err("Use at most 3 characters.".to_owned()));
        assert!(normalize_text("a\tb", 9).is_err());
    }

    proptest! {
        #[test]
        fn a_normalized_name_is_left_as_it_is(text in "\\PC{0,140}") {
            if let Ok(name) = normalize_name(&text) {
                prop_assert_eq!(normalize_name(&name), Ok(name.clone()));
                prop_assert!((1..=NAME_LIMIT).contains(&name.chars().count()));
            }
        }

        #[test]
        fn a_control_character_inside_is_refused(before in "[a-z]{1,9}", control in "[\u{0}-\u{1f}]", after in "[a-z]{1,9}") {
            let text = format!("{before}{control}{after}");
            prop_assert!(normalize_name(&text).is_err());
        }
    }
}
