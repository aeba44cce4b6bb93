//! What became of many subscriptions: done, refused and why, unanswered, not asked for any more.

use crate::backend::CallError;
use causeway_api::{BulkOutcome, ErrorCode, SubscriptionId};

/// Those that were refused for one reason.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Refused {
    pub(super) code: ErrorCode,
    /// What is said of all of them: the reason in words, or its title where the words differ.
    pub(super) reason: String,
    /// Each, with its own words where those differ.
    pub(super) rows: Vec<(SubscriptionId, Option<String>)>,
}

/// What became of them until now.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Report {
    pub(super) done: Vec<SubscriptionId>,
    refusals: Vec<(SubscriptionId, ErrorCode, String)>,
}

impl Report {
    /// Takes the outcomes of a request.
    pub(super) fn take(&mut self, outcomes: &[BulkOutcome]) {
        for outcome in outcomes {
            match &outcome.refusal {
                None => self.done.push(outcome.id),
                Some(error) => self.refusals.push((outcome.id, error.code, error.detail.clone())),
            }
        }
    }

    /// Takes that a whole request was refused.
    pub(super) fn take_refusal(&mut self, ids: impl IntoIterator<Item = SubscriptionId>, error: &CallError) {
        let code = error.code().unwrap_or(ErrorCode::Forbidden);
        self.refusals.extend(ids.into_iter().map(|id| (id, code, error.sentence())));
    }

    /// Those that were refused.
    pub(super) fn refused(&self) -> Vec<SubscriptionId> {
        self.refusals.iter().map(|(id, ..)| *id).collect()
    }

    /// How many were answered for, one way or the other.
    pub(super) const fn len(&self) -> usize {
        self.done.len() + self.refusals.len()
    }

    /// How many of those that were refused are worth another attempt: what is not there will not be there then.
    pub(super) fn retryable(&self) -> usize {
        self.refusals.iter().filter(|(_, code, _)| is_retryable(*code)).count()
    }

    /// Those, no longer as refused.
    pub(super) fn take_retryable(&mut self) -> Vec<SubscriptionId> {
        self.refusals.extract_if(.., |(_, code, _)| is_retryable(*code)).map(|(id, ..)| id).collect()
    }

    /// The refusals by reason, the most frequent first.
    pub(super) fn reasons(&self) -> Vec<Refused> {
        let mut reasons: Vec<Refused> = Vec::new();
        for (id, code, detail) in &self.refusals {
            let at = reasons.iter().position(|known| known.code == *code).unwrap_or_else(|| {
                reasons.push(Refused { code: *code, reason: detail.clone(), rows: Vec::new() });
                reasons.len() - 1
            });
            reasons[at].rows.push((*id, Some(detail.clone())));
        }
        for Refused { code, reason, rows } in &mut reasons {
            if rows.iter().all(|(_, detail)| detail.as_ref() == Some(reason)) {
                for (_, detail) in rows.iter_mut() {
                    *detail = None;
                }
            } else {
                reason.clear();
                reason.push_str(code.title());
                reason.push('.');
            }
        }
        reasons.sort_by_key(|refused| std::cmp::Reverse(refused.rows.len()));
        reasons
    }
}

fn is_retryable(code: ErrorCode) -> bool {
    code != ErrorCode::NotFound
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::subscription;
    use causeway_api::ApiError;
    use uuid::Uuid;

    fn id(number: u128) -> SubscriptionId {
        SubscriptionId(Uuid::from_u128(number))
    }

    #[test]
    fn refusals_are_gathered_by_reason_and_keep_words_of_their_own() {
        let refuse = |number, code, detail: &str| BulkOutcome::of(id(number), Err(ApiError::new(code, detail)));
        let mut report = Report::default();
        report.take(&[
            BulkOutcome::of(id(1), Ok(subscription("Referrals"))),
            refuse(2, ErrorCode::NotFound, "There is nothing here."),
            refuse(3, ErrorCode::DuplicateSubscription, "“Orders” does it already."),
            refuse(4, ErrorCode::DuplicateSubscription, "“Labs” does it already."),
        ]);
        assert_eq!((report.done.as_slice(), report.refused().len()), ([id(1)].as_slice(), 3));
        assert_eq!((report.len(), report.retryable()), (4, 2));
        let reasons = report.reasons();
        assert_eq!(reasons.len(), 2);
        assert_eq!(reasons[0].reason, "This subscription already exists.");
        assert_eq!(reasons[0].rows[1], (id(4), Some("“Labs” does it already.".to_owned())));
        assert_eq!((reasons[1].reason.as_str(), &reasons[1].rows), ("There is nothing here.", &vec![(id(2), None)]));
        assert_eq!(report.take_retryable(), [id(3), id(4)]);
        assert_eq!((report.len(), report.refused()), (2, vec![id(2)]));
    }
}
