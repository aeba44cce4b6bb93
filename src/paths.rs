//! Every address of the app, built and read in this one file.
//!
//! A [`Place`] is what the path says; [`Query`] is the rest: filter, sort, and what is opened over the page. Both turn into links and back,
//! which a test holds them to. Addresses are relative to the folder the app was loaded from, so that it works at a sub-path.

use causeway_api::{ConnectionId, DestinationId, EnvironmentId, SourceId, SubscriptionId};
use std::sync::OnceLock;
use uuid::Uuid;

/// A page of the app.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// The start: leads to the first environment's connections.
    Home,
    /// Creates the first owner; the link's secret is in the fragment.
    Setup,
    /// Sets a new password; the link's secret is in the fragment.
    NewPassword,
    /// Joins an organization; the link's secret is in the fragment.
    Invitation,
    /// Signs in, then goes to `?to=`.
    Login,
    /// Your API tokens.
    Tokens,
    /// The organization itself.
    Own(OwnPage),
    /// Connected orgs.
    Connections(EnvironmentId),
    /// How organizations find together.
    Partners(EnvironmentId, PartnersPage),
    /// One connection's flow.
    Connection(EnvironmentId, ConnectionId),
    /// Who the other organization is.
    ConnectionAbout(EnvironmentId, ConnectionId),
    /// All subscriptions, as a table.
    Subscriptions(EnvironmentId),
    /// A link to one subscription: the table with its settings open.
    Subscription(EnvironmentId, SubscriptionId),
    /// The Developer page's sources.
    Sources(EnvironmentId),
    /// The wizard for a new source.
    SourceNew(EnvironmentId),
    /// A source's wizard, or a partner's source to read.
    Source(EnvironmentId, SourceId),
    /// The Developer page's destinations.
    Destinations(EnvironmentId),
    /// The wizard for a new destination.
    DestinationNew(EnvironmentId),
    /// A destination's wizard, or a partner's destination to read.
    Destination(EnvironmentId, DestinationId),
}

/// A page about finding partners; each is one segment below the connections.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PartnersPage {
    /// The organizations that can be found.
    Directory,
    /// Asks one of them, `?organization=`, for a connection.
    Request,
    /// What was asked and answered, on both sides.
    Requests,
}

impl PartnersPage {
    const ALL: [Self; 3] = [Self::Directory, Self::Request, Self::Requests];

    const fn segment(self) -> &'static str {
        match self {
            Self::Directory => "directory",
            Self::Request => "request",
            Self::Requests => "requests",
        }
    }
}

/// A page about your own organization; each is one segment below the settings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OwnPage {
    /// What it says of itself.
    Profile,
    /// Who belongs to it.
    Members,
    /// The record of its changes.
    Audit,
}

impl OwnPage {
    const ALL: [Self; 3] = [Self::Profile, Self::Members, Self::Audit];

    const fn segment(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Members => "members",
            Self::Audit => "audit",
        }
    }
}

impl Place {
    /// The place that a path below the app's folder names; none for an unknown one.
    pub fn parse(path: &str) -> Option<Self> {
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        let place = match *segments.as_slice() {
            [] => Self::Home,
            ["setup"] => Self::Setup,
            ["password"] => Self::NewPassword,
            ["invitation"] => Self::Invitation,
            ["login"] => Self::Login,
            ["settings", "tokens"] => Self::Tokens,
            ["settings", name] => Self::Own(OwnPage::ALL.into_iter().find(|page| page.segment() == name)?),
            [environment, ref rest @ ..] => Self::parse_in(environment.parse().ok()?, rest)?,
        };
        Some(place)
    }

    fn parse_in(environment: EnvironmentId, rest: &[&str]) -> Option<Self> {
        let place = match *rest {
            [] | ["connections"] => Self::Connections(environment),
            ["connections", name] => match PartnersPage::ALL.into_iter().find(|page| page.segment() == name) {
                Some(page) => Self::Partners(environment, page),
                None => Self::Connection(environment, name.parse().ok()?),
            },
            ["connections", id, "about"] => Self::ConnectionAbout(environment, id.parse().ok()?),
            ["subscriptions"] => Self::Subscriptions(environment),
            ["subscriptions", id] => Self::Subscription(environment, id.parse().ok()?),
            ["developer"] | ["developer", "sources"] => Self::Sources(environment),
            ["developer", "sources", "new"] => Self::SourceNew(environment),
            ["developer", "sources", id] => Self::Source(environment, id.parse().ok()?),
            ["developer", "destinations"] => Self::Destinations(environment),
            ["developer", "destinations", "new"] => Self::DestinationNew(environment),
            ["developer", "destinations", id] => Self::Destination(environment, id.parse().ok()?),
            _ => return None,
        };
        Some(place)
    }

    /// Its path below the app's folder, without a leading slash.
    pub fn path(self) -> String {
        match self {
            Self::Home => String::new(),
            Self::Setup => "setup".into(),
            Self::NewPassword => "password".into(),
            Self::Invitation => "invitation".into(),
            Self::Login => "login".into(),
            Self::Tokens => "settings/tokens".into(),
            Self::Own(page) => ["settings/", page.segment()].concat(),
            Self::Connections(environment) => within(environment, "connections", None, ""),
            Self::Partners(environment, page) => within(environment, "connections/", None, page.segment()),
            Self::Connection(environment, id) => within(environment, "connections/", Some(id.0), ""),
            Self::ConnectionAbout(environment, id) => within(environment, "connections/", Some(id.0), "/about"),
            Self::Subscriptions(environment) => within(environment, "subscriptions", None, ""),
            Self::Subscription(environment, id) => within(environment, "subscriptions/", Some(id.0), ""),
            Self::Sources(environment) => within(environment, "developer/sources", None, ""),
            Self::SourceNew(environment) => within(environment, "developer/sources/new", None, ""),
            Self::Source(environment, id) => within(environment, "developer/sources/", Some(id.0), ""),
            Self::Destinations(environment) => within(environment, "developer/destinations", None, ""),
            Self::DestinationNew(environment) => within(environment, "developer/destinations/new", None, ""),
            Self::Destination(environment, id) => within(environment, "developer/destinations/", Some(id.0), ""),
        }
    }

    /// The address to link to.
    pub fn href(self) -> String {
        [base(), &self.path()].concat()
    }

    /// The address to link to, with a query.
    pub fn href_with(self, query: &Query) -> String {
        [self.href(), query.to_text()].concat()
    }

    /// The environment it is scoped to.
    pub const fn environment(self) -> Option<EnvironmentId> {
        match self {
            Self::Home | Self::Setup | Self::NewPassword | Self::Invitation | Self::Login | Self::Tokens | Self::Own(_) => None,
            Self::Connections(environment)
            | Self::Partners(environment, _)
            | Self::Connection(environment, _)
            | Self::ConnectionAbout(environment, _)
            | Self::Subscriptions(environment)
            | Self::Subscription(environment, _)
            | Self::Sources(environment)
            | Self::SourceNew(environment)
            | Self::Source(environment, _)
            | Self::Destinations(environment)
            | Self::DestinationNew(environment)
            | Self::Destination(environment, _) => Some(environment),
        }
    }

    /// The same page in another environment: connections are there too, ends and subscriptions are not, so they lead to their list.
    #[must_use]
    pub const fn in_environment(self, environment: EnvironmentId) -> Self {
        match self {
            Self::Partners(_, page) => Self::Partners(environment, page),
            Self::Connection(_, id) => Self::Connection(environment, id),
            Self::ConnectionAbout(_, id) => Self::ConnectionAbout(environment, id),
            Self::Subscriptions(_) | Self::Subscription(..) => Self::Subscriptions(environment),
            Self::Sources(_) | Self::Source(..) => Self::Sources(environment),
            Self::SourceNew(_) => Self::SourceNew(environment),
            Self::Destinations(_) | Self::Destination(..) => Self::Destinations(environment),
            Self::DestinationNew(_) => Self::DestinationNew(environment),
            _ => Self::Connections(environment),
        }
    }
}

/// A path in an environment: `…/connections/…/about`.
fn within(environment: EnvironmentId, page: &str, id: Option<Uuid>, rest: &str) -> String {
    let id = id.map(|id| id.to_string()).unwrap_or_default();
    [&environment.to_string(), "/", page, &id, rest].concat()
}

/// The part of an address after the question mark: names and values in their order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads what stands after the question mark.
    pub fn parse(text: &str) -> Self {
        Self(form_urlencoded::parse(text.trim_start_matches('?').as_bytes()).into_owned().collect())
    }

    /// With its question mark; empty when there is nothing.
    pub fn to_text(&self) -> String {
        if self.0.is_empty() {
            return String::new();
        }
        form_urlencoded::Serializer::for_suffix(String::from("?"), 1).extend_pairs(&self.0).finish()
    }

    /// A value by its name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether the name is there, with or without a value.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The same with one value set.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some(pair) => pair.1 = value,
            None => self.0.push((name.to_owned(), value)),
        }
        self
    }

    /// The same without these names.
    #[must_use]
    pub fn without(mut self, names: &[&str]) -> Self {
        self.0.retain(|(known, _)| !names.contains(&known.as_str()));
        self
    }

    /// Only these names.
    #[must_use]
    pub fn only(mut self, names: &[&str]) -> Self {
        self.0.retain(|(known, _)| names.contains(&known.as_str()));
        self
    }
}

/// The names in a query that the flow and the table both read, so that switching the view keeps what you were looking at.
pub const VIEW: [&str; 3] = ["q", "sort", "group"];
/// The names that open the create dialog over a page, and what it is filled in with.
pub const CREATE: [&str; 6] = ["create", "connection", "source", "destination", "model", "name"];
/// The name that says whom to ask for a connection.
pub const ORGANIZATION: &str = "organization";
/// The name that opens a subscription's settings over a page.
pub const SUBSCRIPTION: &str = "subscription";

/// The query that opens the create dialog, prefilled. What is missing there can be added, such as a `name`.
pub fn create_query(
    query: &Query,
    connection: Option<ConnectionId>,
    source: Option<SourceId>,
    destination: Option<DestinationId>,
) -> Query {
    let mut query = query.clone().without(&CREATE).without(&[SUBSCRIPTION]).with("create", "");
    if let Some(connection) = connection {
        query = query.with("connection", connection.to_string());
    }
    if let Some(source) = source {
        query = query.with("source", source.to_string());
    }
    if let Some(destination) = destination {
        query = query.with("destination", destination.to_string());
    }
    query
}

static BASE: OnceLock<String> = OnceLock::new();

/// The folder the app was loaded from, with slashes around it: `/` on the server.
pub fn base() -> &'static str {
    BASE.get().map_or("/", String::as_str)
}

/// Says, once at the start, which folder the app was loaded from.
pub fn set_base(folder: &str) {
    let folder = folder.trim_matches('/');
    let base = if folder.is_empty() { "/".to_owned() } else { ["/", folder, "/"].concat() };
    // A second call would be a second start, in the same page and so with the same folder.
    let _ = BASE.set(base);
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

    fn every_place() -> Vec<Place> {
        let environment: EnvironmentId = ID.parse().expect("a uuid");
        vec![
            Place::Home,
            Place::Setup,
            Place::NewPassword,
            Place::Invitation,
            Place::Login,
            Place::Tokens,
            Place::Own(OwnPage::Profile),
            Place::Own(OwnPage::Members),
            Place::Own(OwnPage::Audit),
            Place::Connections(environment),
            Place::Partners(environment, PartnersPage::Directory),
            Place::Partners(environment, PartnersPage::Request),
            Place::Partners(environment, PartnersPage::Requests),
            Place::Connection(environment, ID.parse().expect("a uuid")),
            Place::ConnectionAbout(environment, ID.parse().expect("a uuid")),
            Place::Subscriptions(environment),
            Place::Subscription(environment, ID.parse().expect("a uuid")),
            Place::Sources(environment),
            Place::SourceNew(environment),
            Place::Source(environment, ID.parse().expect("a uuid")),
            Place::Destinations(environment),
            Place::DestinationNew(environment),
            Place::Destination(environment, ID.parse().expect("a uuid")),
        ]
    }

    #[test]
    fn every_place_is_found_by_its_own_path() {
        for place in every_place() {
            assert_eq!(Place::parse(&place.path()), Some(place), "{}", place.path());
            assert_eq!(Place::parse(&format!("/{}/", place.path())), Some(place));
        }
    }

    #[test]
    fn what_is_no_place_is_none() {
        for path in
            ["nothing", "settings", "settings/nothing", "1/connections", &format!("{ID}/connections/x"), &format!("{ID}/nothing")]
        {
            assert_eq!(Place::parse(path), None, "{path}");
        }
    }

    #[test]
    fn another_environment_keeps_a_connection_and_leaves_an_end() {
        let [here, there]: [EnvironmentId; 2] =
            [ID, "01890a5d-ac96-774b-bcce-b302099a8058"].map(|id| id.parse().expect("a uuid"));
        let connection = ID.parse().expect("a uuid");
        assert_eq!(Place::Connection(here, connection).in_environment(there), Place::Connection(there, connection));
        let source = ID.parse().expect("a uuid");
        assert_eq!(Place::Source(here, source).in_environment(there), Place::Sources(there));
    }

    #[test]
    fn creating_keeps_what_one_was_looking_at_and_closes_what_is_open() {
        let query = Query::parse("?q=lake&subscription=7&source=old&model=FHIR.Patient&name=Referrals");
        let connection = ID.parse().expect("a uuid");
        let query = create_query(&query, Some(connection), None, None);
        assert_eq!(query.to_text(), format!("?q=lake&create=&connection={ID}"));
        assert_eq!(query.without(&CREATE).to_text(), "?q=lake");
    }

    proptest! {
        #[test]
        fn a_query_survives_its_text(pairs in prop::collection::vec(("[a-z]{1,8}", "\\PC{0,20}"), 0..6)) {
            let mut query = Query::default();
            for (name, value) in pairs {
                query = query.with(&name, value);
            }
            prop_assert_eq!(Query::parse(&query.to_text()), query);
        }
    }
}
