//! Whether the record is as it was written.

use crate::stores::{Audit, Load};
use crate::ui::{Announcer, Banner, BannerTone, Button, IconName};
use causeway_api::{AuditBreak, AuditFault, AuditFinding};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Asks for the check.
#[component]
pub(super) fn CheckButton(audit: Audit) -> impl IntoView {
    let is_checking = Signal::derive(move || audit.finding().with(|finding| *finding == Some(Load::Pending)));
    view! {
        <Button icon=IconName::Check busy=is_checking on_press=move || spawn_local(audit.check())>
            "Check the record"
        </Button>
    }
}

/// What the check found, once there was one.
#[component]
pub(super) fn Finding(audit: Audit) -> impl IntoView {
    let announcer: Announcer = expect_context();
    let said = Memo::new(move |_| {
        audit.finding().with(|finding| match finding {
            None | Some(Load::Pending) => None,
            Some(Load::Ready(finding)) => Some(sentence(finding)),
            Some(Load::Failed(error)) => Some(["The record could not be checked. ", &error.sentence()].concat()),
        })
    });
    Effect::new(move || said.with(|said| said.iter().for_each(|said| announcer.say(said))));
    let intact = move || audit.finding().with(|finding| finding.as_ref()?.ready().filter(|finding| finding.is_intact).cloned());
    move || {
        let said = said.get()?;
        let intact = intact();
        let tone = if intact.is_some() { BannerTone::Done } else { BannerTone::Failed };
        let hash = intact.filter(|finding| finding.entries > 0).map(|finding| {
            view! {
                <p>"Note the hash of the last one elsewhere: it shows later whether somebody replaced all of them."</p>
                <code>{finding.hash}</code>
            }
        });
        Some(view! {
            <Banner tone>
                <p>{said}</p>
                {hash}
            </Banner>
        })
    }
}

/// What was found, for people.
fn sentence(finding: &AuditFinding) -> String {
    let Some(AuditBreak { sequence, fault }) = finding.first_broken else {
        return match finding.entries {
            0 => "There is no entry yet.".to_owned(),
            1 => "The only entry is intact.".to_owned(),
            count => ["All ", &count.to_string(), " entries are intact."].concat(),
        };
    };
    let what = match fault {
        AuditFault::Edited => " is not as it was written, or does not follow the one before it.",
        AuditFault::Missing => " is missing.",
        AuditFault::CutOff => " is missing, and all after it.",
        AuditFault::Added => " was not written by Causeway.",
    };
    let rest = if sequence > 1 { " What is before it is intact." } else { "" };
    ["Entry ", &sequence.to_string(), what, rest].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(entries: u64, first_broken: Option<AuditBreak>) -> String {
        sentence(&AuditFinding { is_intact: first_broken.is_none(), entries, hash: String::new(), first_broken })
    }

    #[test]
    fn what_was_found_is_a_sentence() {
        assert_eq!(told(0, None), "There is no entry yet.");
        assert_eq!(told(1, None), "The only entry is intact.");
        assert_eq!(told(12, None), "All 12 entries are intact.");
        let broken = |sequence, fault| told(12, Some(AuditBreak { sequence, fault }));
        assert_eq!(broken(1, AuditFault::Missing), "Entry 1 is missing.");
        assert_eq!(broken(7, AuditFault::CutOff), "Entry 7 is missing, and all after it. What is before it is intact.");
    }
}
