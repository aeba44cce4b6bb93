//! How often verification may be asked for. In memory: a restart forgets it, which nobody outside can bring about.

use causeway_api::{ApiError, ErrorCode, Instant, OrganizationId};
use std::collections::HashMap;

/// How long a count lasts.
const WINDOW: i64 = 60_000;
/// Attempts of one organization in that time: somebody who is setting up several endpoints.
const BY_ORGANIZATION: u32 = 30;
/// Attempts at one host in that time, whoever asks: nobody is flooded through this server.
const AT_HOST: u32 = 10;
/// Counts kept at once; beyond this, the oldest make room.
const MOST: usize = 4096;

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
enum Subject {
    Organization(OrganizationId),
    Host(String),
}

#[derive(Clone, Copy, Debug)]
struct Count {
    since: Instant,
    attempts: u32,
}

/// The counts of the last minute.
#[derive(Debug, Default)]
pub(super) struct Pace(HashMap<Subject, Count>);

impl Pace {
    /// Counts an attempt, or refuses it and counts nothing.
    pub(super) fn count(&mut self, now: Instant, organization: OrganizationId, host: Option<&str>) -> Result<(), ApiError> {
        let mut subjects = vec![(Subject::Organization(organization), BY_ORGANIZATION)];
        subjects.extend(host.map(|host| (Subject::Host(host.to_owned()), AT_HOST)));
        let ends = subjects.iter().filter_map(|(subject, most)| {
            let count = self.0.get(subject).filter(|count| count.is_running(now) && count.attempts >= *most)?;
            Some(count.since.0 + WINDOW)
        });
        if let Some(end) = ends.max() {
            let seconds = u32::try_from((end - now.0 + 999) / 1000).unwrap_or(1).max(1);
            let detail = format!("There were many verifications in a short time. Try again in {seconds} seconds.");
            return Err(ApiError { retry_after: Some(seconds), ..ApiError::new(ErrorCode::TooManyVerifications, detail) });
        }
        for (subject, _) in subjects {
            self.make_room(now);
            let count = self.0.entry(subject).or_insert(Count { since: now, attempts: 0 });
            if !count.is_running(now) {
                *count = Count { since: now, attempts: 0 };
            }
            count.attempts += 1;
        }
        Ok(())
    }

    fn make_room(&mut self, now: Instant) {
        if self.0.len() < MOST {
            return;
        }
        self.0.retain(|_, count| count.is_running(now));
        while self.0.len() >= MOST {
            let oldest = self.0.iter().min_by_key(|(_, count)| count.since).map(|(subject, _)| subject.clone());
            if let Some(oldest) = oldest {
                self.0.remove(&oldest);
            }
        }
    }
}

impl Count {
    fn is_running(self, now: Instant) -> bool {
        (0..WINDOW).contains(&(now.0 - self.since.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const US: OrganizationId = OrganizationId(1);

    #[test]
    fn a_host_is_asked_ten_times_a_minute_by_everyone_together() {
        let mut pace = Pace::default();
        for nth in 0..AT_HOST {
            assert!(pace.count(Instant(i64::from(nth)), OrganizationId(nth), Some("hub.example.org")).is_ok());
        }
        let refused = pace.count(Instant(1500), US, Some("hub.example.org")).expect_err("too many");
        assert_eq!((refused.code, refused.retry_after), (ErrorCode::TooManyVerifications, Some(59)));
        assert!(pace.count(Instant(1500), US, Some("other.example.org")).is_ok());
        assert!(pace.count(Instant(60_000), US, Some("hub.example.org")).is_ok());
    }

    #[test]
    fn an_organization_asks_thirty_times_a_minute() {
        let mut pace = Pace::default();
        for nth in 0..BY_ORGANIZATION {
            assert!(pace.count(Instant(0), US, Some(&format!("{nth}.example.org"))).is_ok());
        }
        assert!(pace.count(Instant(0), US, Some("another.example.org")).is_err());
        assert!(pace.count(Instant(0), OrganizationId(2), Some("another.example.org")).is_ok());
    }

    #[test]
    fn what_is_kept_has_a_bound() {
        let mut pace = Pace::default();
        for nth in 0..5000 {
            let _ = pace.count(Instant(i64::from(nth) / 10), OrganizationId(nth), Some(&format!("{nth}.example.org")));
        }
        assert!(pace.0.len() <= MOST);
    }
}
