//! The session's cookie.

use crate::Address;
use crate::accounts::{ABSOLUTE_LIMIT, Secret};
use axum::http::{HeaderMap, HeaderValue, header};

/// What a response does with the cookie.
#[derive(Debug)]
pub(super) enum CookieChange {
    /// Hands out a new session.
    Set(Secret),
    /// Takes it away.
    Remove,
}

impl CookieChange {
    pub(super) fn header(&self, address: &Address) -> HeaderValue {
        let (value, seconds) = match self {
            Self::Set(secret) => (secret.reveal(), ABSOLUTE_LIMIT / 1000),
            Self::Remove => ("", 0),
        };
        let secure = if address.is_https() { "; Secure" } else { "" };
        let name = address.cookie_name();
        let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
        HeaderValue::try_from(text).expect("a secret is hexadecimal digits")
    }
}

/// The session's secret, if a cookie of this name was sent.
pub(super) fn find<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    cookies.flat_map(|value| value.split(';')).find_map(|pair| {
        let (found, value) = pair.trim().split_once('=')?;
        (found == name).then_some(value)
    })
}
