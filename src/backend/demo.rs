//! The demo: the server's rules in this tab, over a sample organization that is kept in this browser.
//!
//! Every call runs on what the browser's storage holds at that moment, so that several tabs see each other's changes. Where storage is
//! off or full, the demo goes on in this tab's memory.

use causeway_api::{
    ApiError, Endpoint, ErrorCode, Instant, Method, One, OrganizationRef, Person, PersonId, Session, SessionDelete, SessionGet,
    WireRequest, WireResponse, find_endpoint,
};
use causeway_rules::{Actor, ActorKind, Clock, Memory, Stored, Tables, sample_organization, serve_in_memory};
use leptos::prelude::window;
use std::cell::RefCell;
use uuid::Uuid;

/// Where the rows are kept, as one JSON document.
const ROWS: &str = "causeway-demo";
/// Counts up with each change, so that other tabs see that theirs are old.
const GENERATION: &str = "causeway-demo-generation";
/// Holds rows of another version, which this one cannot read: nothing is thrown away unasked.
const UNREADABLE: &str = "causeway-demo-unreadable";
/// For the browser session: every link stays in the demo.
const CHOSEN: &str = "causeway-demo-chosen";

/// How this tab's demo started.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum DemoStart {
    /// With the sample organization as it comes.
    #[default]
    Fresh,
    /// With what was kept in this browser.
    Kept,
    /// With the sample organization, because what was kept could not be read; it was put aside.
    Unreadable,
}

struct Demo {
    memory: Memory,
    actor: Actor,
    generation: u64,
    start: DemoStart,
}

thread_local! {
    static DEMO: RefCell<Option<Demo>> = const { RefCell::new(None) };
}

/// Whether the page is a demo folder's, or the address asks for the demo, or did so earlier in this browser session.
pub(super) fn is_wanted() -> bool {
    let is_folder = leptos::prelude::document().document_element().is_some_and(|root| root.has_attribute("data-demo"));
    if is_folder {
        return true;
    }
    let session = window().session_storage().ok().flatten();
    let query = window().location().search().unwrap_or_default();
    if crate::paths::Query::parse(&query).has("demo") {
        if let Some(session) = &session {
            // Where storage is off, the demo lasts until a link loses `?demo`.
            let _ = session.set_item(CHOSEN, "");
        }
        return true;
    }
    session.is_some_and(|session| session.get_item(CHOSEN).ok().flatten().is_some())
}

/// How the demo started; starts it.
pub fn demo_start() -> DemoStart {
    with_demo(|demo| demo.start)
}

/// Throws away everything that was changed, and starts over.
pub fn reset_demo() {
    forget_demo();
    let to = crate::paths::Place::Home.href();
    // A page that cannot be left shows the old rows until it is reloaded.
    let _ = window().location().set_href(&to);
}

/// Throws away everything that was changed: the next call meets the sample organization as it comes.
pub fn forget_demo() {
    if let Some(storage) = crate::theme::storage() {
        // Removing what is not there, or where storage is off, changes nothing.
        let _ = storage.remove_item(ROWS);
        let _ = storage.remove_item(GENERATION);
    }
    DEMO.with_borrow_mut(Option::take);
}

/// Answers a request.
pub(super) fn exchange(request: &WireRequest) -> WireResponse {
    with_demo(|demo| {
        let info = match find_endpoint(request.method, request.path()) {
            Ok(info) if info.is_servers_own => return own_endpoint(demo, request).unwrap_or_else(WireResponse::from),
            Ok(info) => info,
            Err(error) => return error.into(),
        };
        let response = serve_in_memory(&mut demo.memory, demo.actor, request);
        if info.method != Method::Get && response.is_success() {
            demo.keep();
        }
        response
    })
}

/// Who is signed in is fixed; whatever else needs a server says so.
fn own_endpoint(demo: &mut Demo, request: &WireRequest) -> Result<WireResponse, ApiError> {
    let name = find_endpoint(request.method, request.path())?.name;
    if name == SessionGet::INFO.name {
        return Ok(WireResponse::success(&SessionGet::INFO, &One(demo.session()?), &request.url));
    }
    if name == SessionDelete::INFO.name {
        return Err(ApiError::new(ErrorCode::Forbidden, "The demo has one fixed session."));
    }
    Err(ApiError::new(ErrorCode::Forbidden, "The demo runs without a server, so it has no accounts and no tokens."))
}

fn with_demo<T>(run: impl FnOnce(&mut Demo) -> T) -> T {
    DEMO.with_borrow_mut(|slot| {
        let stored = stored_generation();
        let is_current = slot.as_ref().is_some_and(|demo| stored.is_none_or(|stored| stored == demo.generation));
        if !is_current {
            *slot = Some(Demo::load());
        }
        run(slot.get_or_insert_with(Demo::load))
    })
}

fn stored_generation() -> Option<u64> {
    read(GENERATION)?.parse().ok()
}

fn read(key: &str) -> Option<String> {
    crate::theme::storage()?.get_item(key).ok().flatten()
}

impl Demo {
    /// What was kept in this browser; the sample organization where there is nothing, or nothing that can be read.
    fn load() -> Self {
        let generation = stored_generation().unwrap_or_default();
        let Some(text) = read(ROWS) else {
            let mut demo = Self::fresh(generation, DemoStart::Fresh);
            // Its ids are made anew each time: what an address names must still be there after a reload.
            demo.keep();
            return demo;
        };
        let kept = Memory::from_json(text.as_bytes(), CLOCK).ok().and_then(|memory| {
            let actor = owner_of(&memory).ok().flatten()?;
            Some(Self { memory, actor, generation, start: DemoStart::Kept })
        });
        kept.unwrap_or_else(|| {
            if let Some(storage) = crate::theme::storage() {
                // If even this does not fit, the document stays where it is until something is changed.
                let _ = storage.set_item(UNREADABLE, &text);
            }
            Self::fresh(generation, DemoStart::Unreadable)
        })
    }

    fn fresh(generation: u64, start: DemoStart) -> Self {
        let mut memory = Memory::new(CLOCK);
        let organization =
            memory.transact(|memory| sample_organization(memory)).expect("maps always answer, and the sample keeps the rules");
        let mut demo = Self { memory, actor: owner(organization), generation, start };
        // At once: the ids are random, and a link has to lead to the same rows after a reload.
        demo.keep();
        demo
    }

    /// Keeps the rows in this browser, if it lets us.
    fn keep(&mut self) {
        self.generation += 1;
        let Some(storage) = crate::theme::storage() else { return };
        let Ok(rows) = String::from_utf8(self.memory.to_json()) else { return };
        if storage.set_item(ROWS, &rows).is_ok() {
            // Smaller than what was just stored.
            let _ = storage.set_item(GENERATION, &self.generation.to_string());
        }
    }

    fn session(&self) -> Stored<Session> {
        let organization = self.actor.organization;
        let name = self.memory.organization(organization)?.map(|row| row.name).unwrap_or_default();
        Ok(Session {
            person: Person { id: PERSON, name: "Aria Chen".to_owned(), email: "aria.chen@tidewell.example".to_owned() },
            organization: OrganizationRef { id: organization, name },
            environments: self.memory.environments(organization)?,
        })
    }
}

/// The sample organization's owner.
const PERSON: PersonId = PersonId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001));

const CLOCK: Clock = Clock { now, entropy };

const fn owner(organization: causeway_api::OrganizationId) -> Actor {
    Actor { organization, kind: ActorKind::Person(PERSON) }
}

/// The owner of the one organization that has members.
fn owner_of(memory: &Memory) -> Stored<Option<Actor>> {
    for number in 1..=MOST_ORGANIZATIONS {
        if let Some(row) = memory.organization(causeway_api::OrganizationId(number))?
            && row.kind == causeway_rules::OrganizationKind::Member
        {
            return Ok(Some(owner(row.id)));
        }
    }
    Ok(None)
}

/// More than the sample has.
const MOST_ORGANIZATIONS: u32 = 100;

#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are whole and fit")]
fn now() -> Instant {
    Instant(js_sys::Date::now() as i64)
}

fn entropy() -> u128 {
    Uuid::new_v4().as_u128()
}
