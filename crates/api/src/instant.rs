//! Points in time as they cross the wire: `YYYY-MM-DDTHH:MM:SS.mmmZ`, always UTC, always milliseconds.
//!
//! Written by hand, in fifty lines that are tested against `jiff`: a date library in the app would cost a tenth of its size budget.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Instant(pub i64);

const DAY: i64 = 86_400_000;

impl Instant {
    /// This many milliseconds later (earlier, when negative).
    #[must_use]
    pub const fn plus_milliseconds(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    /// Reads exactly the form that is written; years 0000 to 9999.
    fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let separators = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':'), (19, b'.'), (23, b'Z')];
        if bytes.len() != 24 || separators.iter().any(|&(place, separator)| bytes[place] != separator) {
            return None;
        }
        let number = |from: usize, to: usize| {
            bytes[from..to]
                .iter()
                .try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + i64::from(digit - b'0')))
        };
        let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
        let (hour, minute, second, millisecond) = (number(11, 13)?, number(14, 16)?, number(17, 19)?, number(20, 23)?);
        let days = days_from_civil(year, month, day);
        // A month ends where the next begins, be it the thirteenth.
        let is_date = (1..=12).contains(&month) && day > 0 && days < days_from_civil(year, month + 1, 1);
        let is_real = is_date && hour < 24 && minute < 60 && second < 60;
        is_real.then_some(Self(days * DAY + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond))
    }
}

/// Days since 1970-01-01 of a date in the proleptic Gregorian calendar. Source: Howard Hinnant, *chrono-compatible low-level date
/// algorithms*, `days_from_civil`.
const fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    // Years begin in March here, so that the leap day is the last one.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Year, month and day of a number of days since 1970-01-01: `civil_from_days` of the same source.
const fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days - era * 146_097;
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (year_of_era + era * 400 + if month <= 2 { 1 } else { 0 }, month, day)
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = civil_from_days(self.0.div_euclid(DAY));
        let time = self.0.rem_euclid(DAY);
        let (hour, minute, second, millisecond) = (time / 3_600_000, time / 60_000 % 60, time / 1000 % 60, time % 1000);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millisecond:03}Z")
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Instant;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Instant, E> {
                Instant::parse(text).ok_or_else(|| E::custom("expected an instant such as 2026-03-01T12:00:00.000Z"))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

#[cfg(feature = "openapi")]
impl schemars::JsonSchema for Instant {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Instant".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "format": "date-time", "examples": ["2026-03-01T12:00:00.000Z"]})
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// 0000-01-01 and the last millisecond of 9999.
    const YEARS: std::ops::RangeInclusive<i64> = -62_167_219_200_000..=253_402_300_799_999;

    #[test]
    fn what_is_no_instant_is_refused() {
        for text in [
            "",
            "2026-03-01",
            "2026-03-01T12:00:00Z",
            "2026-02-29T12:00:00.000Z",
            "2026-04-31T12:00:00.000Z",
            "2026-12-32T12:00:00.000Z",
            "2026-01-00T12:00:00.000Z",
            "2026-00-01T12:00:00.000Z",
            "2026-13-01T12:00:00.000Z",
            "2026-03-01T24:00:00.000Z",
            "2026-03-01T12:60:00.000Z",
            "2026-03-01 12:00:00.000Z",
            "2026-03-01T12:00:00.00éZ",
        ] {
            assert_eq!(Instant::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn an_instant_is_written_as_jiff_writes_it_and_read_back(milliseconds in YEARS) {
            let expected = jiff::Timestamp::from_millisecond(milliseconds).expect("a year that jiff knows");
            let text = Instant(milliseconds).to_string();
            prop_assert_eq!(&text, &format!("{expected:.3}"));
            prop_assert_eq!(Instant::parse(&text), Some(Instant(milliseconds)));
        }

        #[test]
        fn any_text_is_read_or_refused_without_a_panic(text in "\\PC{0,30}|[0-9T:.Z-]{24}") {
            let _ = Instant::parse(&text);
        }
    }
}
