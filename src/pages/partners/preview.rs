//! What a partner's owners and admins will read, in one sentence.

use causeway_api::{DataModel, EnvironmentFlag};

/// What is known so far of a request.
pub(super) struct Preview<'a> {
    pub(super) person: &'a str,
    pub(super) organization: &'a str,
    pub(super) partner: &'a str,
    pub(super) purpose: &'a str,
    pub(super) flag: EnvironmentFlag,
    pub(super) models: &'a [DataModel],
}

impl Preview<'_> {
    /// *Aria Chen of Tidewell Health asks Northfield Imaging for a connection, for “Referrals”, to begin in Development with FHIR Patient.*
    pub(super) fn sentence(&self) -> String {
        let purpose = self.purpose.trim();
        let purpose = if purpose.is_empty() { String::new() } else { [", for “", purpose, "”"].concat() };
        let models = joined(&self.models.iter().map(|model| model.label()).collect::<Vec<_>>());
        let with = if models.is_empty() { "" } else { " with " };
        [
            self.person,
            " of ",
            self.organization,
            " asks ",
            self.partner,
            " for a connection",
            &purpose,
            ", to begin in ",
            self.flag.as_str(),
            with,
            &models,
            ".",
        ]
        .concat()
    }
}

/// *A*, *A and B*, *A, B and C*.
pub(super) fn joined(words: &[String]) -> String {
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, before)) => [&before.join(", "), " and ", last].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_left_out_of_the_sentence() {
        let bare = Preview {
            person: "Aria Chen",
            organization: "Tidewell Health",
            partner: "Northfield Imaging",
            purpose: "  ",
            flag: EnvironmentFlag::Staging,
            models: &[],
        };
        let asks = "Aria Chen of Tidewell Health asks Northfield Imaging for a connection";
        assert_eq!(bare.sentence(), [asks, ", to begin in Staging."].concat());
        let models: Vec<_> = DataModel::all().take(3).collect();
        let full = Preview { purpose: "Reports ", models: &models, ..bare };
        let rest = ", for “Reports”, to begin in Staging with FHIR\u{ae} Account, FHIR\u{ae} AllergyIntolerance and FHIR\u{ae} Appointment.";
        assert_eq!(full.sentence(), [asks, rest].concat());
    }
}
