//! Points in time as they cross the wire: `YYYY-MM-DDTHH:MM:SS.mmmZ`, always UTC, always milliseconds.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Instant(pub i64);

impl Instant {
    /// This many milliseconds later (earlier, when negative).
    #[must_use]
    pub const fn plus_milliseconds(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let timestamp = jiff::Timestamp::from_millisecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        write!(f, "{timestamp:.3}")
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'_, str>>::deserialize(deserializer)?;
        let timestamp: jiff::Timestamp =
            text.parse().map_err(|_| de::Error::custom("expected an instant such as 2026-03-01T12:00:00.000Z"))?;
        Ok(Self(timestamp.as_millisecond()))
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
    use super::Instant;

    #[test]
    fn an_instant_is_always_written_with_milliseconds_in_utc() {
        assert_eq!(Instant(0).to_string(), "1970-01-01T00:00:00.000Z");
        assert_eq!(Instant(1_772_366_400_007).to_string(), "2026-03-01T12:00:00.007Z");
    }

    #[test]
    fn an_instant_survives_the_wire() {
        let instant = Instant(1_772_366_400_123);
        let json = serde_json::to_string(&instant).expect("an instant is a string");
        assert_eq!(serde_json::from_str::<Instant>(&json).expect("what was written can be read"), instant);
    }
}
