//! What the values of settings and credentials must look like.

use crate::is_email;

/// What a setting's value must look like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SettingForm {
    /// 3 to 63 lower-case letters, digits, dots and hyphens.
    BucketName,
    /// 3 to 24 lower-case letters and digits.
    StorageAccount,
    /// 3 to 63 lower-case letters, digits and hyphens.
    ContainerName,
    /// Lower-case letters, digits and hyphens, such as `us-east-1`.
    Region,
    /// Letters, digits, dots, underscores and hyphens.
    Identifier,
    /// An `https://` address.
    HttpsUrl,
    /// The beginning of a path; may be empty.
    Prefix,
    /// 16 to 128 letters and digits.
    AccessKey,
    /// Visible ASCII without spaces, at most 4096.
    Secret,
    /// An e-mail address, such as a service account's.
    Email,
    /// One line of at most 1024 characters.
    Line,
}

impl SettingForm {
    /// What is wrong with a value, if anything.
    pub fn problem(self, value: &str) -> Option<&'static str> {
        let all = |allowed: &str| value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || allowed.contains(c));
        let long = |least: usize, most: usize| (least..=most).contains(&value.len());
        let fits = match self {
            Self::BucketName => long(3, 63) && all(".-_"),
            Self::StorageAccount => long(3, 24) && all(""),
            Self::ContainerName => long(3, 63) && all("-"),
            Self::Region => long(2, 40) && all("-"),
            Self::Identifier => long(1, 256) && value.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c)),
            Self::HttpsUrl => url_problem(value, true).is_none(),
            Self::AccessKey => long(16, 128) && value.bytes().all(|byte| byte.is_ascii_alphanumeric()),
            Self::Secret => long(1, 4096) && value.bytes().all(|byte| byte.is_ascii_graphic()),
            Self::Email => is_email(value),
            Self::Line => long(1, 1024) && !value.chars().any(char::is_control),
            Self::Prefix => value.len() <= 512 && !value.starts_with('/') && !value.chars().any(char::is_control),
        };
        (!fits).then_some(self.rule())
    }

    /// What it must look like, as a sentence.
    pub const fn rule(self) -> &'static str {
        match self {
            Self::BucketName => "Use 3 to 63 lower-case letters, digits, dots and hyphens.",
            Self::StorageAccount => "Use 3 to 24 lower-case letters and digits.",
            Self::ContainerName => "Use 3 to 63 lower-case letters, digits and hyphens.",
            Self::Region => "Use a region such as us-east-1.",
            Self::Identifier => "Use letters, digits, dots, underscores and hyphens.",
            Self::HttpsUrl => "Enter an address that starts with https://.",
            Self::AccessKey => "Use 16 to 128 letters and digits, as your provider shows it.",
            Self::Secret => "Use visible characters without spaces, as your provider shows it.",
            Self::Email => "Enter an address such as name@project.iam.gserviceaccount.com.",
            Self::Line => "Use one line of at most 1024 characters.",
            Self::Prefix => "Use at most 512 characters, not starting with a slash.",
        }
    }
}

/// What is wrong with an endpoint's address, if anything; `https_only` in Staging and Production.
pub fn url_problem(url: &str, https_only: bool) -> Option<&'static str> {
    let Some((scheme, rest)) = url.split_once("://") else {
        return Some(if url.trim().is_empty() { "Enter the URL." } else { "Enter an address that starts with https://." });
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_http = scheme.eq_ignore_ascii_case("http");
    if !is_http && !scheme.eq_ignore_ascii_case("https") {
        Some("Enter an address that starts with https://.")
    } else if is_http && https_only {
        Some("HTTPS is required here.")
    } else if host.contains('@') {
        Some("Leave user name and password out of the address.")
    } else if host.is_empty() || host.starts_with(':') {
        Some("Enter the host's name after the two slashes.")
    } else if url.len() > 2048 {
        Some("Use at most 2048 characters.")
    } else if url.chars().any(|c| c.is_whitespace() || c.is_control()) {
        Some("Remove the spaces.")
    } else {
        None
    }
}
