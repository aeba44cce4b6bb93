//! The Members page, and being somebody else in the demo.

use causeway::paths::{OwnPage, Place};
use causeway_api::{EnvironmentFlag, EnvironmentRole, MemberList, One, SessionGet};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Event, HtmlElement, HtmlSelectElement};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::demo::{Demo, OpenApp};
use crate::screen::{description, press, until};

const MEMBERS: Place = Place::Own(OwnPage::Members);

async fn open(demo: &Demo) -> OpenApp<'_> {
    let page = demo.open(MEMBERS, "").await;
    page.find("button", "Actions for Noah Whitaker").await;
    page
}

async fn item(page: &OpenApp<'_>, member: &str, item: &str) -> HtmlElement {
    page.find("button", &["Actions for ", member].concat()).await.click();
    page.find("menuitem", item).await
}

fn choose(field: &HtmlElement, value: &str) {
    field.unchecked_ref::<HtmlSelectElement>().set_value(value);
    field.dispatch_event(&Event::new("change").expect("a valid name")).expect("a new event");
}

async fn roles_of(demo: &Demo, name: &str) -> Option<Vec<EnvironmentRole>> {
    let One(session) = demo.ask(&SessionGet {}).await;
    let list = MemberList { organization_id: session.organization.id, page: None, count: None };
    let member = demo.ask(&list).await.items.into_iter().find(|member| member.person.name == name)?;
    Some(member.environment_roles.iter().map(|entry| entry.role).collect())
}

#[wasm_bindgen_test]
async fn everyone_sees_who_belongs_to_the_organization() {
    let demo = Demo::new();
    demo.see_as("Noah Whitaker").await;
    let page = open(&demo).await;
    for name in ["Aria Chen", "Marcus Okafor", "Noah Whitaker You"] {
        until(name, || page.names("row").iter().any(|row| row.starts_with(name))).await;
    }
    page.find("columnheader", "Production").await;
    let invite = page.find("button", "Invite someone").await;
    assert_eq!(description(&invite), "Only owners and admins of your organization may do this. Ask one of them.");
    let change = item(&page, "Marcus Okafor", "Change roles…").await;
    assert_eq!(change.get_attribute("aria-disabled").as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn an_owner_gives_somebody_other_roles() {
    let demo = Demo::new();
    let page = open(&demo).await;
    item(&page, "Noah Whitaker", "Change roles…").await.click();
    let dialog = page.within("dialog", "Roles of Noah Whitaker").await;
    choose(&dialog.find("combobox", "In Production").await, "support");
    dialog.find("button", "Change roles").await.click();
    page.find("listitem", "The roles of Noah Whitaker are changed.").await;
    let expected = vec![EnvironmentRole::Viewer, EnvironmentRole::Viewer, EnvironmentRole::Support];
    assert_eq!(roles_of(&demo, "Noah Whitaker").await, Some(expected));
    until("the row says so", || page.names("row").iter().any(|row| row.contains("Noah") && row.contains("Support"))).await;
}

#[wasm_bindgen_test]
async fn the_only_owner_stays() {
    let demo = Demo::new();
    let page = open(&demo).await;
    let leave = item(&page, "Aria Chen", "Leave the organization…").await;
    page.expect_text("Aria Chen is the only owner. Make somebody else an owner first.").await;
    assert_eq!(leave.get_attribute("aria-disabled").as_deref(), Some("true"));
    press("Escape");
    item(&page, "Aria Chen", "Change roles…").await.click();
    let dialog = page.within("dialog", "Roles of Aria Chen").await;
    let role = dialog.find("combobox", "In the organization").await;
    assert!(role.unchecked_ref::<HtmlSelectElement>().disabled());
}

#[wasm_bindgen_test]
async fn somebody_is_removed_once_that_is_asked() {
    let demo = Demo::new();
    let page = open(&demo).await;
    item(&page, "Noah Whitaker", "Remove…").await.click();
    let question = page.within("alertdialog", "Remove Noah Whitaker from Tidewell Health?").await;
    question.find("button", "Remove").await.click();
    page.find("listitem", "Noah Whitaker is no longer a member.").await;
    assert_eq!(roles_of(&demo, "Noah Whitaker").await, None);
    page.wait_until_gone("button", "Actions for Noah Whitaker").await;
}

#[wasm_bindgen_test]
async fn an_admin_does_not_change_an_owner() {
    let demo = Demo::new();
    demo.see_as("Marcus Okafor").await;
    let page = open(&demo).await;
    let change = item(&page, "Aria Chen", "Change roles…").await;
    page.expect_text("Only owners make and change owners. Ask one of them.").await;
    assert_eq!(change.get_attribute("aria-disabled").as_deref(), Some("true"));
    press("Escape");
    page.wait_until_gone("menuitem", "Change roles…").await;
    item(&page, "Noah Whitaker", "Change roles…").await.click();
    let dialog = page.within("dialog", "Roles of Noah Whitaker").await;
    let role = dialog.find("combobox", "In the organization").await;
    assert!(!role.text_content().unwrap_or_default().contains("Owner"));
}

#[wasm_bindgen_test]
async fn the_demo_offers_to_be_somebody_else() {
    let demo = Demo::new();
    let page = demo.open(Place::Connections(demo.development().await), "").await;
    page.find("button", "See as…").await.click();
    let dialog = page.within("dialog", "See as…").await;
    dialog.find("radio", "Inês Ferreira").await;
    dialog.expect_text("Member. Support everywhere.").await;
    let chosen = dialog.find("radio", "Aria Chen").await;
    assert!(chosen.unchecked_ref::<leptos::web_sys::HtmlInputElement>().checked());
    press("Escape");
    page.wait_until_gone("dialog", "See as…").await;
}

#[wasm_bindgen_test]
async fn who_sees_two_environments_is_offered_two() {
    let demo = Demo::new();
    demo.see_as("Noah Whitaker").await;
    let One(session) = demo.ask(&SessionGet {}).await;
    let flags: Vec<_> = session.visible_environments().map(|environment| environment.environment_flag).collect();
    assert_eq!(flags, [EnvironmentFlag::Development, EnvironmentFlag::Staging]);
    let page = demo.open(Place::Connections(demo.development().await), "").await;
    page.find("button", "Environment").await.click();
    page.find("menuitemradio", "Staging").await;
    page.expect_count("menuitemradio", "", 2).await;
}
