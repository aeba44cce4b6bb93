//! What can be done from everywhere.

use super::entry::Entry;
use crate::location::Here;
use crate::pages::frame::Account;
use crate::pages::keys::{Keys, Opened};
use crate::paths::{OwnPage, Place, VIEW, create_query};
use crate::stores::Sessions;
use crate::theme::Theme;
use crate::ui::IconName;
use causeway_api::{Action, EnvironmentId, Session};
use leptos::prelude::*;

/// Pages to go to.
pub(super) fn places(environment: Option<EnvironmentId>) -> Vec<Entry> {
    let go = |label: &str, icon, place: fn(EnvironmentId) -> Place| {
        environment.map(|environment| Entry::link(["Go to ", label].concat(), icon, place(environment).href()))
    };
    let pages = [
        go("Connections", IconName::Connections, Place::Connections).map(|entry| entry.key("g c")),
        go("All subscriptions", IconName::Table, Place::Subscriptions).map(|entry| entry.key("g s")),
        go("Sources", IconName::Source, Place::Sources).map(|entry| entry.key("g d")),
        go("Destinations", IconName::Destination, Place::Destinations),
    ];
    let tokens = Entry::link("Go to API tokens", IconName::Key, Place::Tokens.href());
    let members = Entry::link("Go to Members", IconName::Users, Place::Own(OwnPage::Members).href());
    pages.into_iter().flatten().chain([members, tokens]).collect()
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
    let create =
        Entry::link("Create subscription", IconName::Plus, create).key("n").disabled(denied(Action::ManageSubscriptions));
    let end =
        |(label, place, action): (&str, Place, _)| Entry::link(label, IconName::Plus, place.href()).disabled(denied(action));
    std::iter::once(create).chain(ends.map(end)).collect()
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
