//! Which entries the address asks for.

use crate::paths::Query;
use causeway_api::{AuditAction, AuditList, Instant, OrganizationId, PersonId};

/// The names in the address: who, what, to what, from which day to which, and any text.
pub(super) const PERSON: &str = "person";
pub(super) const ACTION: &str = "action";
pub(super) const OBJECT: &str = "object";
pub(super) const SINCE: &str = "since";
pub(super) const UNTIL: &str = "until";
pub(super) const NAMES: [&str; 6] = [PERSON, ACTION, OBJECT, SINCE, UNTIL, "q"];

/// What is asked for. What the address has of it that nobody can mean does not count.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Asked {
    pub(super) person: Option<PersonId>,
    pub(super) action: Option<AuditAction>,
    pub(super) object: Option<String>,
    pub(super) since: Option<Date>,
    pub(super) until: Option<Date>,
    pub(super) term: Option<String>,
}

impl Asked {
    /// Reads it from the address.
    pub(super) fn of(query: &Query) -> Self {
        let text = |name| query.get(name).map(str::trim).filter(|text| !text.is_empty());
        Self {
            person: text(PERSON).and_then(|id| id.parse().ok()),
            action: text(ACTION).and_then(AuditAction::named),
            object: text(OBJECT).map(str::to_owned),
            since: text(SINCE).and_then(Date::parse),
            until: text(UNTIL).and_then(Date::parse),
            term: text("q").map(str::to_owned),
        }
    }

    /// Whether it is everything.
    pub(super) fn is_all(&self) -> bool {
        *self == Self::default()
    }

    /// The question for the rules. Days begin and end where the browser is.
    pub(super) fn list(self, organization: OrganizationId) -> AuditList {
        AuditList {
            person_id: self.person,
            action: self.action,
            object_id: self.object,
            since: self.since.map(Date::begin),
            until: self.until.map(Date::end),
            search_term: self.term,
            ..AuditList::all(organization)
        }
    }
}

/// A day of a calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Date {
    year: u32,
    month: i32,
    day: i32,
}

impl Date {
    /// Reads `2026-11-21`. Years that somebody is still typing are none.
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let is_day = (1970..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        (is_day && parts.next().is_none()).then_some(Self { year, month, day })
    }

    fn begin(self) -> Instant {
        midnight(self.year, self.month, self.day)
    }

    /// Where the next one begins.
    fn end(self) -> Instant {
        midnight(self.year, self.month, self.day + 1)
    }
}

/// The browser takes the day after a month's last one for the first of the next.
#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are whole and small")]
fn midnight(year: u32, month: i32, day: i32) -> Instant {
    Instant(js_sys::Date::new_with_year_month_day(year, month - 1, day).get_time() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_and_what_is_none_is_not() {
        assert_eq!(Date::parse("2026-11-21"), Some(Date { year: 2026, month: 11, day: 21 }));
        for text in ["", "2026-11", "2026-13-01", "2026-11-32", "2026-11-21-1", "0202-11-21", "today"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_meant_asks_for_everything() {
        assert!(Asked::of(&Query::parse("?person=me&action=source.fly&since=yesterday&q=+&other=1")).is_all());
        let asked = Asked::of(&Query::parse("?action=source.change&object=7&q=scans"));
        assert_eq!((asked.action, asked.object.as_deref()), (Some(AuditAction::SourceChange), Some("7")));
        assert_eq!(asked.term.as_deref(), Some("scans"));
    }
}
