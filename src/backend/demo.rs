//! The demo: the server's rules in this tab, over a sample organization that is kept in this browser.

mod people;
mod rules;
mod turn;
mod verification;

use super::CallError;
use crate::lazy::lazy;
use causeway_api::{PersonId, WireRequest, WireResponse};
use leptos::prelude::window;
use std::pin::Pin;

/// Where the rows are kept, as one JSON document.
const ROWS: &str = "causeway-demo";
/// Another number with each change, so that other tabs see that theirs are old.
const GENERATION: &str = "causeway-demo-generation";
/// Holds rows of another version, which this one cannot read: nothing is thrown away unasked.
const UNREADABLE: &str = "causeway-demo-unreadable";
/// For the browser session: every link stays in the demo.
const CHOSEN: &str = "causeway-demo-chosen";

/// As whom this tab sees the demo, where that is not the owner.
const SEEN_AS: &str = "causeway-demo-seen-as";

/// A channel on which each tab says that it has changed something, and under which generation.
pub(super) const CHANGED: &str = "causeway-demo";

/// An answer to come.
type Answering = Pin<Box<dyn Future<Output = WireResponse>>>;

lazy! {
    demo: fn answer(request: WireRequest) -> Answering {
        Box::pin(async move {
            turn::take().await;
            rules::answer(&request)
        })
    }
}

/// Answers a request; loads the rules first.
pub(super) async fn exchange(request: WireRequest) -> Result<WireResponse, CallError> {
    match answer(request).await {
        Ok(answering) => Ok(answering.await),
        Err(_) => Err(CallError::Unreachable),
    }
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

/// Whether rows of another version were found, which this one cannot read.
pub fn is_demo_put_aside() -> bool {
    read(UNREADABLE).is_some()
}

/// As whom this tab sees the demo; none for its owner.
pub fn seen_as() -> Option<PersonId> {
    window().session_storage().ok().flatten()?.get_item(SEEN_AS).ok().flatten()?.parse().ok()
}

/// Lets this tab see the demo as another member of the sample organization, or as its owner again; the page begins anew.
pub fn see_as(person: Option<PersonId>) {
    if let Some(session) = window().session_storage().ok().flatten() {
        // Where storage is off, the demo stays the owner's.
        let _ = match person {
            Some(person) => session.set_item(SEEN_AS, &person.to_string()),
            None => session.remove_item(SEEN_AS),
        };
    }
    let _ = window().location().set_href(&crate::paths::Place::Home.href());
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
        for key in [ROWS, GENERATION, UNREADABLE] {
            // Removing what is not there, or where storage is off, changes nothing.
            let _ = storage.remove_item(key);
        }
    }
}

fn read(key: &str) -> Option<String> {
    crate::theme::storage()?.get_item(key).ok().flatten()
}
