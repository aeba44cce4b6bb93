//! Which form of a file a browser gets.

use super::files::File;
use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, header},
};

/// A form in which a file is sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    /// Smallest first.
    pub(super) const COMPRESSED: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// As HTTP calls it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
            Self::Identity => "identity",
        }
    }

    /// What the file's sibling ends with.
    pub(super) const fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Identity => "",
        }
    }
}

/// The form that the browser likes best among those there are; the smaller one if it likes several equally.
pub(super) fn choose<'a, 'f>(accepted: impl IntoIterator<Item = &'a HeaderValue>, file: &'f File) -> (Encoding, &'f Bytes) {
    let accepted: Vec<_> = preferences(accepted).collect();
    let weight = |encoding| weight(&accepted, encoding);
    let forms = [(Encoding::Brotli, file.brotli.as_ref()), (Encoding::Gzip, file.gzip.as_ref())];
    let mut best = (Encoding::Identity, &file.plain);
    for (encoding, bytes) in forms.into_iter().rev() {
        if let Some(bytes) = bytes
            && weight(encoding) > 0
            && weight(encoding) >= weight(best.0)
        {
            best = (encoding, bytes);
        }
    }
    best
}

/// Whether what is made on the fly may be sent as gzip: it is not worse than as it is.
pub(crate) fn accepts_gzip(headers: &HeaderMap) -> bool {
    let accepted: Vec<_> = preferences(headers.get_all(header::ACCEPT_ENCODING)).collect();
    let gzip = weight(&accepted, Encoding::Gzip);
    gzip > 0 && gzip >= weight(&accepted, Encoding::Identity)
}

fn preferences<'a>(accepted: impl IntoIterator<Item = &'a HeaderValue>) -> impl Iterator<Item = (&'a str, u16)> {
    accepted.into_iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).map(preference)
}

/// How much the browser likes a form, in thousandths.
fn weight(accepted: &[(&str, u16)], encoding: Encoding) -> u16 {
    let named = |name: &str| accepted.iter().find(|(accepted, _)| accepted.eq_ignore_ascii_case(name)).map(|(_, weight)| *weight);
    // Not mentioned, a file as it is is acceptable, but the last resort.
    named(encoding.name()).or_else(|| named("*")).unwrap_or(u16::from(encoding == Encoding::Identity))
}

/// A name and its weight in thousandths.
fn preference(text: &str) -> (&str, u16) {
    let mut parts = text.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default();
    let quality = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    let thousandths = quality.map_or(1000.0, |quality| quality.parse::<f32>().unwrap_or(0.0).clamp(0.0, 1.0) * 1000.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 1000")]
    (name, thousandths.round() as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(accepted: &'static str) -> &'static str {
        let form = |text: &'static str| Bytes::from_static(text.as_bytes());
        let file = File {
            content_type: "text/plain",
            hash: String::new(),
            is_immutable: false,
            plain: form("plain"),
            brotli: Some(form("brotli")),
            gzip: Some(form("gzip")),
        };
        choose([&HeaderValue::from_static(accepted)], &file).0.name()
    }

    #[test]
    fn the_browsers_preference_decides_and_then_the_size() {
        assert_eq!(chosen("gzip, deflate, br, zstd"), "br");
        assert_eq!(chosen("gzip"), "gzip");
        assert_eq!(chosen("br;q=0.5, gzip;q=0.8"), "gzip");
        assert_eq!(chosen("br;q=0, gzip;q=0"), "identity");
        assert_eq!(chosen("*"), "br");
        assert_eq!(chosen("identity, br;q=0.5"), "identity");
        assert_eq!(chosen(""), "identity");
    }
}
