//! What can be done from everywhere.

use super::entry::Entry;
use crate::location::Here;
use crate::pages::frame::Account;
use crate::pages::keys::{Keys, Opened};
use crate::paths::{OwnPage, PartnersPage, Place, VIEW, create_query};
use crate::stores::Sessions;
use crate::theme::Theme;
use crate::ui::IconName;
use causeway_api::{Action, EnvironmentId, Object, Session};
use leptos::prelude::*;

/// Pages to go to, each with what else people call it.
pub(super) fn places(sessions: Sessions, environment: Option<EnvironmentId>) -> Vec<Entry> {
    let go = |label: &str, icon, place: fn(EnvironmentId) -> Place| {
        environment.map(|environment| Entry::link(["Go to ", label].concat(), icon, place(environment).href()))
    };
    let pages = [
        go("Connections", IconName::Connections, Place::Connections).map(|entry| entry.key("g c")),
        go("All subscriptions", IconName::Table, Place::Subscriptions).map(|entry| entry.key("g s")),
        go("Sources", IconName::Source, Place::Sources).map(|entry| entry.key("g d")),
        go("Destinations", IconName::Destination, Place::Destinations),
        go("Directory", IconName::Building, |environment| Place::Partners(environment, PartnersPage::Directory))
            .map(|entry| entry.detail("Find partners")),
        go("Requests", IconName::Connections, |environment| Place::Partners(environment, PartnersPage::Requests))
            .map(|entry| entry.detail("What partners ask, and what you asked")),
    ];
    let own = |label, icon, page| Entry::link(label, icon, Place::Own(page).href());
    let settings = [
        own("Go to Organization profile", IconName::Building, OwnPage::Profile).detail("Who you are to others"),
        own("Go to Members", IconName::Users, OwnPage::Members).detail("People, roles and invitations"),
        own("Go to Record of changes", IconName::Clock, OwnPage::Audit)
            .detail("Audit log")
            .disabled(untrack(|| sessions.denied(Action::ReadAudit, Object::Organization))),
        Entry::link("Go to API tokens", IconName::Key, Place::Tokens.href()),
    ];
    pages.into_iter().flatten().chain(settings).collect()
}

/// Things to create.
pub(super) fn creations(here: Here, sessions: Sessions, environment: Option<EnvironmentId>) -> Vec<Entry> {
    let denied = |action| untrack(|| sessions.denied_in(action, environment?));
    let create = here.href(|query| create_query(&query, None, None, None));
    let ends = environment.into_iter().flat_map(|environment| {
        [
            ("New source", Place::SourceNew(environment), Action::ManageSources),
            ("New destination", Place::DestinationNew(environment), Action::ManageDestinations),
        ]
    });
    let request = environment.map(|environment| {
        let href = Place::Partners(environment, PartnersPage::Request).href();
        Entry::link("Request a connection", IconName::Connections, href)
            .disabled(untrack(|| sessions.denied(Action::RequestConnection, Object::Organization)))
    });
    let create =
        Entry::link("Create subscription", IconName::Plus, create).key("n").disabled(denied(Action::ManageSubscriptions));
    let end =
        |(label, place, action): (&str, Place, _)| Entry::link(label, IconName::Plus, place.href()).disabled(denied(action));
    std::iter::once(create).chain(ends.map(end)).chain(request).collect()
}

/// What a person sets for themselves.
pub(super) fn settings(account: Account, keys: Keys) -> Vec<Entry> {
    let theme = |theme: Theme| {
        let icon = if theme == Theme::Dark { IconName::Moon } else { IconName::Sun };
        let detail = if account.theme() == theme { "Chosen" } else { "" };
        Entry::press(["Theme: ", theme.label()].concat(), icon, move || account.choose(theme)).detail(detail)
    };
    let list = Entry::press("Keyboard shortcuts", IconName::Help, move || keys.opened.set(Some(Opened::List))).key("?");
    let sign_out = Entry::press("Sign out", IconName::SignOut, move || account.sign_out()).disabled(account.stays());
    std::iter::once(list).chain(Theme::ALL.map(theme)).chain([sign_out]).collect()
}

/// The environments beside the one that is shown.
pub(super) fn environments(here: Here, sessions: Sessions) -> Vec<Entry> {
    let place = here.place.get_untracked().unwrap_or(Place::Home);
    let query = here.query.get_untracked().only(&VIEW);
    let session = untrack(|| sessions.current());
    let all = session.iter().flat_map(Session::visible_environments);
    let others = all.filter(|environment| place.environment() != Some(environment.id));
    let entry = |environment: &causeway_api::SessionEnvironment| {
        let href = place.in_environment(environment.id).href_with(&query);
        Entry::link(["Switch to ", &environment.name].concat(), IconName::Restart, href).id(&environment.id)
    };
    others.map(entry).collect()
}
