//! The whole app over the demo, at an address; and what its data really is, asked without the app.
//!
//! Each test meets the sample organization as it comes, and leaves the browser as it found it.

use std::ops::Deref;

use causeway::app::App;
use causeway::backend::{Backend, forget_demo, set_fault};
use causeway::paths::{Place, Query};
use causeway_api::{
    Connection, ConnectionList, Endpoint, EnvironmentFlag, EnvironmentId, MemberList, One, PageRequest, SessionEnvironment,
    SessionGet, Subscription, SubscriptionList,
};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsValue;

use crate::console::Console;
use crate::screen::{Screen, until};

/// The sample organization as it comes, forgotten again when this is dropped.
pub(crate) struct Demo {
    _console: Console,
}

impl Demo {
    pub(crate) fn new() -> Self {
        forget();
        Self { _console: Console::listen() }
    }

    /// Opens the app on a page, beside whatever else the query opens.
    pub(crate) async fn open(&self, place: Place, query: &str) -> OpenApp<'_> {
        let before = window().location().pathname().expect("a page has an address");
        go_to(&place.href_with(&Query::parse(query).with("demo", "")));
        let screen = Screen::show(|| view! { <App /> });
        screen.wait_until_gone("heading", "Causeway").await;
        OpenApp { screen, before, _demo: self }
    }

    /// From now on the demo is seen as this member.
    pub(crate) async fn see_as(&self, name: &str) {
        let One(session) = self.ask(&SessionGet {}).await;
        let list = MemberList { organization_id: session.organization.id, page: None, count: None };
        let members = self.ask(&list).await.items;
        let member = members.into_iter().find(|member| member.person.name == name).expect("they are in the sample");
        let storage = window().session_storage().ok().flatten().expect("the browser keeps things");
        storage.set_item("causeway-demo-seen-as", &member.person.id.to_string()).expect("it takes an id");
    }

    /// One of the organization's environments.
    pub(crate) async fn environment(&self, flag: EnvironmentFlag) -> EnvironmentId {
        let One(session) = self.ask(&SessionGet {}).await;
        let is_wanted = |environment: &&SessionEnvironment| environment.environment_flag == flag;
        session.environments.iter().find(is_wanted).expect("every organization has it").id
    }

    /// The environment to try things in.
    pub(crate) async fn development(&self) -> EnvironmentId {
        self.environment(EnvironmentFlag::Development).await
    }

    /// All subscriptions of an environment, oldest first.
    pub(crate) async fn subscriptions(&self, environment: EnvironmentId) -> Vec<Subscription> {
        let all = SubscriptionList { count: Some(PageRequest::MOST), ..SubscriptionList::all(environment) };
        self.ask(&all).await.items
    }

    /// A subscription by its name and its data model's name; none when it is deleted.
    pub(crate) async fn subscription(&self, environment: EnvironmentId, name: &str, model: &str) -> Option<Subscription> {
        let all = self.subscriptions(environment).await;
        all.into_iter().find(|row| row.name == name && row.data_model.name() == model)
    }

    /// A connection by the other organization's name.
    pub(crate) async fn connection(&self, environment_id: EnvironmentId, name: &str) -> Connection {
        let all = ConnectionList { environment_id, page: None, count: Some(PageRequest::MOST) };
        let all = self.ask(&all).await.items;
        all.into_iter().find(|connection| connection.organization.name == name).expect("it is in the sample")
    }

    /// Calls an endpoint as someone else would.
    pub(crate) async fn ask<E: Endpoint>(&self, request: &E) -> E::Answer {
        Backend::Demo.call(request).await.expect("the rules allow it")
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        forget();
    }
}

/// The app in the page; closing it restores the address.
pub(crate) struct OpenApp<'a> {
    screen: Screen,
    before: String,
    _demo: &'a Demo,
}

impl OpenApp<'_> {
    /// Waits until the address bar shows this page.
    pub(crate) async fn expect_place(&self, place: Place) {
        until(&format!("the page is {place:?}"), || window().location().pathname().is_ok_and(|path| path == place.href())).await;
    }

    /// Waits until the address bar's query has this value by this name.
    pub(crate) async fn expect_query(&self, name: &str, value: Option<&str>) {
        let query = || Query::parse(&window().location().search().expect("a page has an address"));
        until(&format!("?{name} is {value:?}"), || query().get(name) == value).await;
    }
}

impl Deref for OpenApp<'_> {
    type Target = Screen;

    fn deref(&self) -> &Screen {
        &self.screen
    }
}

impl Drop for OpenApp<'_> {
    fn drop(&mut self) {
        go_to(&self.before);
    }
}

fn forget() {
    set_fault(None);
    forget_demo();
    for storage in [window().local_storage(), window().session_storage()] {
        storage.ok().flatten().expect("the browser keeps things").clear().expect("it may be emptied");
    }
}

fn go_to(address: &str) {
    let history = window().history().expect("browsers have a history");
    history.replace_state_with_url(&JsValue::NULL, "", Some(address)).expect("an address of this page's server");
}
