//! The record of changes: the newest entries of those asked for, what checking it found, and all of it as a file.

use super::Load;
use crate::backend::{Backend, CallError};
use causeway_api::{AuditCheck, AuditEntry, AuditExport, AuditFinding, AuditList, One, OrganizationId};
use leptos::prelude::*;

/// The newest entries of those asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Excerpt {
    /// As many as were loaded, newest first.
    pub entries: Vec<AuditEntry>,
    /// How many there are in all.
    pub total: u64,
}

/// One organization's record, for the page that shows it.
#[derive(Clone, Copy)]
pub struct Audit {
    backend: Backend,
    organization: OrganizationId,
    excerpt: RwSignal<Load<Excerpt>>,
    finding: RwSignal<Option<Load<AuditFinding>>>,
    is_loading: RwSignal<bool>,
    /// What was asked for last, with the last page that was loaded.
    asked: StoredValue<Option<AuditList>>,
}

impl Audit {
    /// Nothing loaded yet.
    pub fn new(backend: Backend, organization: OrganizationId) -> Self {
        Self {
            backend,
            organization,
            excerpt: RwSignal::default(),
            finding: RwSignal::default(),
            is_loading: RwSignal::new(false),
            asked: StoredValue::new(None),
        }
    }

    /// Whose record it is.
    pub const fn organization(self) -> OrganizationId {
        self.organization
    }

    /// What was asked for last; what was asked before stays until that has come.
    pub fn excerpt(self) -> ReadSignal<Load<Excerpt>> {
        self.excerpt.read_only()
    }

    /// Whether entries are on their way.
    pub fn is_loading(self) -> ReadSignal<bool> {
        self.is_loading.read_only()
    }

    /// What the last check found; none before the first.
    pub fn finding(self) -> ReadSignal<Option<Load<AuditFinding>>> {
        self.finding.read_only()
    }

    /// Loads the newest entries of a list.
    pub async fn load(self, list: AuditList) {
        if self.excerpt.with_untracked(|excerpt| excerpt.failure().is_some()) {
            self.excerpt.set(Load::Pending);
        }
        if let Some(answer) = self.ask(list).await {
            self.excerpt.try_set(answer.map(|page| Excerpt { entries: page.items, total: page.total }).into());
        }
    }

    /// Loads older entries of the same list.
    ///
    /// # Errors
    /// The refusal, or that nobody answered; the same is then loaded by trying again.
    pub async fn load_more(self) -> Result<(), CallError> {
        let Some(before) = self.asked.get_value() else { return Ok(()) };
        let next = AuditList { page: Some(before.page.unwrap_or(1) + 1), ..before.clone() };
        let Some(answer) = self.ask(next).await else { return Ok(()) };
        let page = match answer {
            Ok(page) => page,
            Err(error) => {
                self.asked.try_update_value(|asked| *asked = Some(before));
                return Err(error);
            }
        };
        self.excerpt.try_update(|excerpt| {
            if let Load::Ready(Excerpt { entries, total }) = excerpt {
                // What was recorded meanwhile has moved entries that are here already to this page.
                let oldest = entries.last().map_or(u64::MAX, |entry| entry.sequence);
                entries.extend(page.items.into_iter().filter(|entry| entry.sequence < oldest));
                *total = page.total;
            }
        });
        Ok(())
    }

    /// The answer, unless something else was asked for meanwhile or the page is gone.
    async fn ask(self, list: AuditList) -> Option<Result<causeway_api::Page<AuditEntry>, CallError>> {
        self.asked.set_value(Some(list.clone()));
        self.is_loading.set(true);
        let answer = self.backend.call(&list).await;
        let is_wanted = self.asked.try_with_value(|asked| asked.as_ref() == Some(&list)) == Some(true);
        if is_wanted {
            self.is_loading.try_set(false);
        }
        is_wanted.then_some(answer)
    }

    /// Has every entry's hash made anew and compared.
    pub async fn check(self) {
        self.finding.set(Some(Load::Pending));
        let found = self.backend.call(&AuditCheck { organization_id: self.organization }).await;
        self.finding.try_set(Some(found.map(|One(finding)| finding).into()));
    }

    /// Where the browser downloads the whole record; none in the demo.
    pub fn export_address(self) -> Option<String> {
        self.backend.address(&AuditExport { organization_id: self.organization })
    }

    /// The whole record, oldest entry first, a line of JSON each.
    ///
    /// # Errors
    /// The refusal, or that nobody answered.
    pub async fn export(self) -> Result<String, CallError> {
        let lines = self.backend.body(&AuditExport { organization_id: self.organization }).await?;
        String::from_utf8(lines).map_err(|_| CallError::Unreachable)
    }
}
