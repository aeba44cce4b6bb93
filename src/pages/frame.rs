//! What stands around every page: navigation, the organization, the user menu, and what is opened over the page.

use crate::backend::Backend;
use crate::lazy;
use crate::location::{Here, Step};
use crate::pages::keys::{Keys, Opened};
use crate::pages::load_line::LoadLine;
use crate::pages::questions::Questions;
use crate::parts::{Door, Partners, Work};
use crate::paths::{CREATE, OwnPage, Place, Query, SUBSCRIPTION};
use crate::stores::{Connections, Sessions, Subscriptions};
use crate::theme::Theme;
use crate::ui::{ButtonKind, Icon, IconName, Kbd, Menu, MenuItem};
use causeway_api::{EnvironmentId, Membership, OrganizationId, OrganizationRole, SubscriptionId};
use leptos::prelude::*;

/// The frame. Loads the environment that the address names, once for all pages.
#[component]
pub fn Frame(
    /// What stands in it.
    page: impl Fn() -> AnyView + Send + Sync + 'static,
) -> impl IntoView {
    let here = Here::expect();
    let sessions: Sessions = expect_context();
    let backend: Backend = expect_context();
    let first = move || sessions.current().and_then(|session| session.first_environment());
    let environment = Memo::new(move |before: Option<&Option<EnvironmentId>>| {
        let named = here.place.get().and_then(Place::environment).filter(|id| sessions.environment(*id).is_some());
        named.or_else(|| before.copied().flatten()).or_else(first)
    });
    let (connections, subscriptions): (Connections, Subscriptions) = (expect_context(), expect_context());
    let is_expired = Memo::new(move |_| sessions.is_expired());
    Effect::new(move || {
        // Again, too, when someone whose session had ended has signed in over the page.
        if is_expired.get() {
            return;
        }
        if let Some(environment) = environment.get() {
            leptos::task::spawn_local(connections.load(environment));
            leptos::task::spawn_local(subscriptions.load(environment));
        }
    });
    let keys = Keys::provide(environment);
    let account = Account::provide();
    view! {
        <div class="frame">
            <a class="skip-link" href="#main">
                "Skip to content"
            </a>
            {(backend == Backend::Demo).then(|| lazy::aside(Partners::DemoLine))}
            <header class="frame-side">
                <a class="frame-brand" href=Place::Home.href()>
                    <Icon name=IconName::Bridge />
                    "Causeway"
                </a>
                <SearchButton keys />
                <Navigation environment keys />
                <div class="frame-user">
                    <UserMenu account keys />
                </div>
            </header>
            <main id="main" tabindex="-1">
                <LoadLine />
                {page()}
            </main>
        </div>
        <Overlays keys />
        {move || account.leaving().map(|leaving| lazy::over(Work::Leave(leaving), move || account.stay()))}
    }
}

/// Opens the command palette, and tells its keys.
#[component]
fn SearchButton(keys: Keys) -> impl IntoView {
    let is_mac = window().navigator().platform().is_ok_and(|platform| platform.starts_with("Mac"));
    view! {
        <button
            type="button"
            class="frame-search"
            aria-label="Search and commands"
            aria-keyshortcuts="Control+K Meta+K"
            on:click=move |_| keys.opened.set(Some(Opened::Palette))
        >
            <Icon name=IconName::Search />
            <span>"Search"</span>
            <Kbd key=if is_mac { "⌘ K" } else { "Ctrl K" } />
        </button>
    }
}

#[component]
fn Navigation(environment: Memo<Option<EnvironmentId>>, keys: Keys) -> impl IntoView {
    let here = Here::expect();
    let is_developer = Memo::new(move |_| {
        here.place.with(|place| {
            place.is_some_and(|place| {
                matches!(
                    place,
                    Place::Sources(_)
                        | Place::SourceNew(_)
                        | Place::Source(..)
                        | Place::Destinations(_)
                        | Place::DestinationNew(_)
                        | Place::Destination(..)
                )
            })
        })
    });
    let is_settings = move || here.place.get().and_then(Place::environment).is_none();
    let connections = move || environment.get().map_or(Place::Home, Place::Connections).href();
    let developer = move || environment.get().map_or(Place::Home, Place::Sources).href();
    view! {
        <nav aria-label="Main">
            <ul>
                <li>
                    <a
                        href=connections
                        title=keys.tip("Keys: g, then c")
                        aria-current=move || (!is_developer.get() && !is_settings()).then_some("page")
                    >
                        <Icon name=IconName::Connections />
                        "Connections"
                    </a>
                </li>
                <li>
                    <a
                        href=developer
                        title=keys.tip("Keys: g, then d")
                        aria-current=move || is_developer.get().then_some("page")
                    >
                        <Icon name=IconName::Developer />
                        "Developer"
                    </a>
                </li>
            </ul>
        </nav>
    }
}

/// How somebody goes from what they see.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Departure {
    SignOut,
    /// To another organization's start.
    To(OrganizationId),
    /// To the same address in another organization.
    ToSamePage(OrganizationId),
}

/// What a person does about themselves, in the user menu and in the palette alike.
#[derive(Clone, Copy)]
pub(crate) struct Account {
    backend: Backend,
    theme: RwSignal<Theme>,
    leaving: RwSignal<Option<Departure>>,
}

impl Account {
    fn provide() -> Self {
        let account = Self { backend: expect_context(), theme: RwSignal::new(Theme::stored()), leaving: RwSignal::new(None) };
        provide_context(account);
        account
    }

    /// How the app is coloured; tracked.
    pub(crate) fn theme(self) -> Theme {
        self.theme.get()
    }

    /// Colours the app.
    pub(crate) fn choose(self, theme: Theme) {
        theme.choose();
        self.theme.set(theme);
    }

    /// Why nobody can sign out, if so.
    pub(crate) fn stays(self) -> Option<String> {
        (self.backend == Backend::Demo).then(|| "The demo has one fixed session.".to_owned())
    }

    /// Signs out.
    pub(crate) fn sign_out(self) {
        self.leave(Departure::SignOut);
    }

    /// Goes; how is in a part that comes later.
    pub(crate) fn leave(self, leaving: Departure) {
        self.leaving.set(Some(leaving));
    }

    /// How somebody is going; tracked.
    pub(crate) fn leaving(self) -> Option<Departure> {
        self.leaving.get()
    }

    /// Nobody is going any more: it is done, or it failed.
    pub(crate) fn stay(self) {
        let _ = self.leaving.try_set(None);
    }
}

#[component]
fn UserMenu(account: Account, keys: Keys) -> impl IntoView {
    let sessions: Sessions = expect_context();
    let items = Signal::derive(move || {
        let profile = MenuItem::link("Organization profile", Place::Own(OwnPage::Profile).href()).icon(IconName::Building);
        let members = MenuItem::link("Members", Place::Own(OwnPage::Members).href()).icon(IconName::Users);
        let audit = MenuItem::link("Record of changes", Place::Own(OwnPage::Audit).href()).icon(IconName::Clock);
        let tokens = MenuItem::link("API tokens", Place::Tokens.href()).icon(IconName::Key);
        let list = MenuItem::press("Keyboard shortcuts", move || keys.opened.set(Some(Opened::List))).icon(IconName::Help);
        let themes = Theme::ALL.into_iter().map(|choice| {
            let item = MenuItem::press(choice.label(), move || account.choose(choice)).checked(account.theme() == choice);
            if choice == Theme::System { item.section("Theme") } else { item }
        });
        let sign_out =
            MenuItem::press("Sign out", move || account.sign_out()).icon(IconName::SignOut).disabled(account.stays()).section("");
        let session = sessions.current();
        let may_audit = session.as_ref().is_some_and(|session| session.role != OrganizationRole::Member);
        let own = session.as_ref().map(|session| session.organization.id);
        let all = session.map(|session| session.organizations).filter(|all| all.len() > 1).unwrap_or_default();
        let organizations = all.into_iter().enumerate().map(|(number, Membership { id, name, .. })| {
            let item = MenuItem::press(name, move || account.leave(Departure::To(id))).checked(own == Some(id));
            if number == 0 { item.section("Act for") } else { item }
        });
        let about = [Some(profile), Some(members), may_audit.then_some(audit), Some(tokens), Some(list)].into_iter().flatten();
        about.chain(organizations).chain(themes).chain([sign_out]).collect::<Vec<_>>()
    });
    let trigger = move || {
        let session = sessions.current();
        let name = session.as_ref().map(|session| session.person.name.clone()).unwrap_or_default();
        let organization = session.map(|session| session.organization.name).unwrap_or_default();
        view! {
            <span class="avatar" aria-hidden="true">
                {initials(&name)}
            </span>
            <span class="who">
                <b>{name}</b>
                <small>{organization}</small>
            </span>
            <Icon name=IconName::ChevronDown />
        }
    };
    view! { <Menu label="Account" items trigger=trigger kind=ButtonKind::Quiet /> }
}

/// The first letters of the first and the last name; the stylesheet makes them capitals.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    words.next().into_iter().chain(words.next_back()).collect()
}

/// What the address opens over the page, the create dialog or a subscription's settings, and what keys open.
#[component]
fn Overlays(keys: Keys) -> impl IntoView {
    let here = Here::expect();
    let is_creating = Memo::new(move |_| here.query.with(|query| query.has("create")));
    let settings =
        Memo::new(move |_| here.query.with(|query| query.get(SUBSCRIPTION).and_then(|id| id.parse::<SubscriptionId>().ok())));
    let sessions: Sessions = expect_context();
    let is_expired = Memo::new(move |_| sessions.is_expired());
    // What others change comes with a part that the first screen does not wait for.
    let may_watch = RwSignal::new(false);
    set_timeout(
        move || {
            let _ = may_watch.try_set(true);
        },
        lazy::AHEAD_AFTER,
    );
    let questions: Questions = expect_context();
    let leave = move || here.go(Place::Login, &Query::default(), Step::New);
    let close = move || {
        let query = here.query.get_untracked().without(&CREATE).without(&[SUBSCRIPTION]);
        here.set_query(&query, Step::Same);
    };
    view! {
        {move || is_creating.get().then(|| lazy::over(Work::Create, close))}
        {move || settings.get().map(|id| lazy::over(Work::Settings(id), close))}
        {move || keys.is_awaited().then(|| lazy::aside(Work::KeyAnswers))}
        {move || {
            let part = |opened| if opened == Opened::Palette { Work::Palette } else { Work::KeyList };
            keys.opened.get().map(|opened| lazy::over(part(opened), move || keys.opened.set(None)))
        }}
        {move || (may_watch.get() && !is_expired.get()).then(|| lazy::aside(Work::Live))}
        {
            let is_asking = Memo::new(move |_| questions.is_asking());
            move || is_asking.get().then(|| lazy::over(Work::Questions, move || questions.end()))
        }
        {move || is_expired.get().then(|| lazy::over(Door::Again, leave))}
    }
}
