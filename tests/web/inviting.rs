//! Inviting an organization that is not here yet, as far as it can be met without a server.

use causeway::paths::{PartnersPage, Place};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::demo::{Demo, OpenApp};
use crate::screen::{description, until};

async fn open<'a>(demo: &'a Demo, page: PartnersPage, query: &str) -> OpenApp<'a> {
    demo.open(Place::Partners(demo.development().await, page), query).await
}

#[wasm_bindgen_test]
async fn wherever_a_partner_is_looked_for_one_can_be_invited_but_not_without_a_server() {
    let demo = Demo::new();
    for (place, query) in [
        (PartnersPage::Directory, ""),
        (PartnersPage::Directory, "q=nobody"),
        (PartnersPage::Request, ""),
        (PartnersPage::Requests, ""),
    ] {
        let page = open(&demo, place, query).await;
        let invite = page.find("button", "Invite an organization…").await;
        assert_eq!(invite.get_attribute("aria-disabled").as_deref(), Some("true"));
        until("it says why", || description(&invite).starts_with("The demo runs without a server")).await;
    }
}

#[wasm_bindgen_test]
async fn who_may_not_invite_an_organization_reads_whom_to_ask() {
    let demo = Demo::new();
    demo.see_as("Noah Whitaker").await;
    let page = open(&demo, PartnersPage::Directory, "").await;
    let invite = page.find("button", "Invite an organization…").await;
    let reason = "Only owners and admins of your organization may do this. Ask one of them.";
    until("it says whom to ask", || description(&invite) == reason).await;
}
