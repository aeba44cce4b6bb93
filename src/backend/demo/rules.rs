//! The rules in this tab: the part of the demo that is loaded only where the demo runs.
//!
//! Every call runs on what the browser's storage holds at that moment, so that several tabs see each other's changes. Where storage is
//! off or full, the demo goes on in this tab's memory.

use super::super::tabs::say_once;
use super::verification::{is_own_token, simulate};
use super::{CHANGED, GENERATION, ROWS, UNREADABLE, people, read};
use causeway_api::{
    AnsweredBy, ApiError, AuditExport, AuditRecord, DestinationVerify, Endpoint, ErrorCode, Events, Instant, Method, One,
    OrganizationId, Session, SessionChange, SessionDelete, SessionGet, Snapshot, SubscriptionEvents, SubscriptionSnapshot,
    WireRequest, WireResponse, decode_request, find_endpoint,
};
use causeway_rules::{Actor, Clock, Memory, Service, Stored, Tables, sample_organization, serve_in_memory, session_of};
use std::cell::RefCell;
use uuid::Uuid;

struct Demo {
    memory: Memory,
    /// The one organization that has members here.
    organization: OrganizationId,
    generation: u64,
    /// Whether the browser holds these rows, under this generation.
    is_kept: bool,
}

thread_local! {
    static DEMO: RefCell<Option<Demo>> = const { RefCell::new(None) };
}

/// Answers a request.
pub(super) fn answer(request: &WireRequest) -> WireResponse {
    with_demo(|demo| {
        let info = match find_endpoint(request.method, request.path()) {
            Ok(info) => info,
            Err(error) => return error.into(),
        };
        match info.answered_by {
            AnsweredBy::Server => return own_endpoint(demo, request).unwrap_or_else(WireResponse::from),
            AnsweredBy::Stream => return stream(demo, request).unwrap_or_else(WireResponse::from),
            AnsweredBy::Rules => {}
        }
        let response = match demo.actor() {
            Ok(actor) => serve_in_memory(&mut demo.memory, actor, request),
            Err(error) => ApiError::from(error).into(),
        };
        if info.method != Method::Get && response.is_success() {
            demo.keep();
        }
        response
    })
}

/// As much of a stream as there is right now. Who follows it asks again when a tab says that something has changed.
fn stream(demo: &mut Demo, request: &WireRequest) -> Result<WireResponse, ApiError> {
    let info = find_endpoint(request.method, request.path())?;
    let actor = demo.actor()?;
    let service = Service { tables: &mut demo.memory, actor };
    if info.name == SubscriptionSnapshot::INFO.name {
        let SubscriptionSnapshot { environment_id: environment } = decode_request(request)?;
        let head = service.begin_snapshot(environment)?;
        let rows = service.continue_snapshot(environment, None, u32::MAX)?;
        return Ok(WireResponse::success(info, &Snapshot { head, rows }, &request.url));
    }
    if info.name == AuditExport::INFO.name {
        let AuditExport { organization_id } = decode_request(request)?;
        let entries = service.export_audit(organization_id, 0, u32::MAX)?;
        return Ok(WireResponse::success(info, &AuditRecord(entries), &request.url));
    }
    let SubscriptionEvents { environment_id: environment, since } = decode_request(request)?;
    let since = since.map_or_else(|| service.sequence(environment), Ok)?;
    Ok(WireResponse::success(info, &Events(vec![service.news(environment, since)?]), &request.url))
}

/// Who is signed in is chosen, not proven; whatever else needs a server says so.
fn own_endpoint(demo: &mut Demo, request: &WireRequest) -> Result<WireResponse, ApiError> {
    let name = find_endpoint(request.method, request.path())?.name;
    if name == SessionGet::INFO.name {
        return Ok(WireResponse::success(&SessionGet::INFO, &One(demo.session()?), &request.url));
    }
    if name == SessionChange::INFO.name {
        let SessionChange { organization_id } = decode_request(request)?;
        let session = demo.session()?;
        let is_theirs = session.organization.id == organization_id;
        return if is_theirs {
            Ok(WireResponse::success(&SessionChange::INFO, &One(session), &request.url))
        } else {
            Err(ApiError::not_found())
        };
    }
    if name == DestinationVerify::INFO.name {
        return demo.verify(request);
    }
    if name == SessionDelete::INFO.name {
        return Err(ApiError::new(ErrorCode::Forbidden, "The demo has one fixed session."));
    }
    Err(ApiError::new(ErrorCode::Forbidden, "The demo runs without a server, so it has no accounts and no tokens."))
}

fn with_demo<T>(run: impl FnOnce(&mut Demo) -> T) -> T {
    DEMO.with_borrow_mut(|slot| {
        let is_current = slot.as_ref().is_some_and(|demo| !demo.is_kept || stored_generation() == Some(demo.generation));
        if !is_current {
            *slot = Some(Demo::load());
        }
        run(slot.get_or_insert_with(Demo::load))
    })
}

#[expect(clippy::cast_possible_truncation, reason = "half of the chance is enough")]
fn new_generation() -> u64 {
    entropy() as u64
}

/// Under which generation rows are stored.
pub(super) fn stored_generation() -> Option<u64> {
    read(GENERATION)?.parse().ok()
}

impl Demo {
    /// What was kept in this browser; the sample organization where there is nothing, or nothing that can be read.
    fn load() -> Self {
        let generation = stored_generation().unwrap_or_else(new_generation);
        let Some(text) = read(ROWS) else { return Self::fresh(generation) };
        let kept = Memory::from_json(text.as_bytes(), CLOCK).ok().and_then(|memory| {
            let mut memory = memory;
            let organization = people::organization_of(&memory).ok().flatten()?;
            // Documents of earlier versions have no people.
            people::own(&mut memory, organization).ok()?;
            Some(Self { memory, organization, generation, is_kept: true })
        });
        kept.unwrap_or_else(|| {
            if let Some(storage) = crate::theme::storage() {
                // If even this does not fit, the document stays where it is until something is changed.
                let _ = storage.set_item(UNREADABLE, &text);
            }
            Self::fresh(generation)
        })
    }

    fn fresh(generation: u64) -> Self {
        let mut memory = Memory::new(CLOCK);
        let sampled = memory.transact(|memory| {
            let organization = sample_organization(memory)?;
            people::own(memory, organization).map(|()| organization)
        });
        let organization = sampled.expect("maps always answer, and the sample keeps the rules");
        let mut demo = Self { memory, organization, generation, is_kept: false };
        // At once: the ids are random, and a link has to lead to the same rows after a reload.
        demo.keep();
        demo
    }

    /// Keeps the rows in this browser, if it lets us, under a generation that no other tab has: theirs are then old. Where another tab was
    /// faster, or this one could not keep its rows before, its rows stay in this tab.
    fn keep(&mut self) {
        let is_ours = stored_generation().is_none_or(|stored| stored == self.generation);
        self.is_kept = is_ours
            && crate::theme::storage().is_some_and(|storage| {
                let generation = new_generation();
                let rows = String::from_utf8(self.memory.to_json()).unwrap_or_default();
                let is_kept =
                    storage.set_item(ROWS, &rows).is_ok() && storage.set_item(GENERATION, &generation.to_string()).is_ok();
                self.generation = generation;
                is_kept
            });
        // Who hears it looks again, in this tab too.
        say_once(CHANGED, &if self.is_kept { self.generation.to_string() } else { String::new() });
    }

    /// Plans and concludes by the rules, like the server; in between, nothing is sent.
    fn verify(&mut self, request: &WireRequest) -> Result<WireResponse, ApiError> {
        let asked: DestinationVerify = decode_request(request)?;
        let actor = self.actor()?;
        let verification = self.memory.transact(|memory| {
            let began_at = memory.now();
            let mut service = Service { tables: memory, actor };
            let plan = service.plan_verification(asked)?;
            let simulated = simulate(&plan, &Uuid::new_v4().simple().to_string(), began_at);
            service.conclude_verification(&plan, simulated, is_own_token(&plan))
        })?;
        self.keep();
        Ok(WireResponse::success(&DestinationVerify::INFO, &One(verification), &request.url))
    }

    /// Whoever the demo is seen as, with the roles that they have now.
    fn actor(&self) -> Stored<Actor> {
        people::actor(&self.memory, self.organization, super::seen_as())
    }

    fn session(&self) -> Result<Session, ApiError> {
        let person = self.actor()?.person;
        session_of(&self.memory, self.organization, person)?.ok_or_else(ApiError::not_found)
    }
}

const CLOCK: Clock = Clock { now, entropy };

#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are whole and fit")]
fn now() -> Instant {
    Instant(js_sys::Date::now() as i64)
}

fn entropy() -> u128 {
    Uuid::new_v4().as_u128()
}
