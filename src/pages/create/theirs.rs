//! A partner's ends among those to choose from: what they share, and why the rest of theirs cannot be chosen.

use crate::backend::{Backend, CallError};
use crate::paths::{Place, Query, create_query};
use crate::stores::{Connections, Load, Sessions, Sharing, Subscriptions};
use crate::ui::ComboOption;
use causeway_api::{
    Connection, ConnectionId, ConnectionKind, DestinationId, EndKind, EnvironmentFlag, EnvironmentId, OrganizationRef, SharedEnd,
    SourceId, Subscription,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

/// The partner that the dialog's connection is with, if it is with one; tracked throughout.
#[derive(Clone, Copy)]
pub(super) struct Theirs {
    environment: EnvironmentId,
    connection: Memo<Option<Connection>>,
    connections: Connections,
    sessions: Sessions,
    sharing: Option<Sharing>,
    ends: Memo<Vec<SharedEnd>>,
    /// Their ends that subscriptions of this connection use already, shared or not.
    used: Memo<Vec<Used>>,
}

/// An end as a subscription names it.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Used {
    kind: EndKind,
    id: Uuid,
    name: String,
}

impl Theirs {
    /// Loads what they share, and again whenever that may have changed, for as long as the component around this call stands.
    pub(super) fn load(environment: EnvironmentId, id: Option<ConnectionId>, connection: Memo<Option<Connection>>) -> Self {
        let (backend, connections): (Backend, Connections) = (expect_context(), expect_context());
        let (subscriptions, sessions): (Subscriptions, Sessions) = (expect_context(), expect_context());
        let sharing = id.map(|id| Sharing::new(backend, id));
        let partner = Memo::new(move |_| partner_of(connection));
        Effect::new(move || {
            connections.all().track();
            if let Some(sharing) = sharing.filter(|_| partner.with(Option::is_some)) {
                spawn_local(sharing.load());
            }
        });
        let ends = Memo::new(move |_| {
            let Some((sharing, partner)) = sharing.zip(partner.get()) else { return Vec::new() };
            sharing.ends().with(|load| match load {
                Load::Ready(all) => all.iter().filter(|end| end.organization.id == partner.id).cloned().collect(),
                Load::Pending | Load::Failed(_) => Vec::new(),
            })
        });
        let used = Memo::new(move |_| {
            let mut used = Vec::new();
            if let Some((id, partner)) = id.zip(partner.get()) {
                subscriptions.visit(|row| {
                    if row.connection_id == id {
                        note_used(&mut used, row, &partner);
                    }
                });
            }
            used
        });
        Self { environment, connection, connections, sessions, sharing, ends, used }
    }

    /// Who it is, where the two are connected.
    pub(super) fn partner(self) -> Option<OrganizationRef> {
        partner_of(self.connection)
    }

    /// Whether it is not known yet what they share, or whether there is a partner at all.
    pub(super) fn is_coming(self) -> bool {
        let Some(sharing) = self.sharing else { return false };
        let is_pending = self.connections.all().with(|load| *load == Load::Pending);
        is_pending || (self.partner().is_some() && sharing.ends().with(|load| *load == Load::Pending))
    }

    /// Why it could not be loaded, if so.
    pub(super) fn failure(self) -> Option<String> {
        self.sharing?.ends().with(|load| load.failure().map(CallError::sentence))
    }

    /// Tries to load it again.
    pub(super) fn retry(self) {
        if let Some(sharing) = self.sharing {
            spawn_local(sharing.load());
        }
    }

    /// Whether they share nothing that a subscription could use in this environment.
    pub(super) fn share_nothing(self) -> bool {
        let flag = self.flag();
        let is_usable = |end: &SharedEnd| Some(end.environment_flag) == flag && end.setup_state.is_none();
        !self.is_coming() && self.failure().is_none() && !self.ends.with(|ends| ends.iter().any(is_usable))
    }

    /// Whether an end that is chosen is theirs.
    pub(super) fn has(self, kind: EndKind, chosen: Option<&str>) -> bool {
        let Some(id) = chosen.and_then(|id| id.parse::<Uuid>().ok()) else { return false };
        self.ends.with(|ends| ends.iter().any(|end| end.kind == kind && end.id == id))
    }

    /// Their ends of a kind to choose from. Where the other end is theirs too, none of them can be.
    pub(super) fn options(self, kind: EndKind, is_other_theirs: bool) -> Vec<ComboOption> {
        let (Some(partner), Some(flag), Some(connection)) = (self.partner(), self.flag(), self.connection.get()) else {
            return Vec::new();
        };
        let place = |flag| {
            let session = self.sessions.current()?;
            let found = session.visible_environments().find(|environment| environment.environment_flag == flag)?;
            Some(Place::Connection(found.id, connection.id))
        };
        let offer = Offer { kind, flag, connection: connection.id, partner: &partner.name, is_other_theirs };
        self.ends.with(|ends| self.used.with(|used| offer.options(ends, used, place)))
    }

    fn flag(self) -> Option<EnvironmentFlag> {
        self.sessions.environment(self.environment).map(|environment| environment.environment_flag)
    }
}

fn partner_of(connection: Memo<Option<Connection>>) -> Option<OrganizationRef> {
    let connection = connection.get().filter(|connection| connection.kind == ConnectionKind::Partner)?;
    connection.is_connected().then_some(connection.organization)
}

/// Takes note of the ends of theirs that a subscription joins, each once.
fn note_used(used: &mut Vec<Used>, row: &Subscription, partner: &OrganizationRef) {
    let source = (EndKind::Source, row.source.id.0, &row.source.name, row.source.organization.id);
    let destination = (EndKind::Destination, row.destination.id.0, &row.destination.name, row.destination.organization.id);
    for (kind, id, name, owner) in [source, destination] {
        if owner == partner.id && !used.iter().any(|known| known.id == id) {
            used.push(Used { kind, id, name: name.clone() });
        }
    }
}

/// What is asked for.
struct Offer<'a> {
    kind: EndKind,
    flag: EnvironmentFlag,
    connection: ConnectionId,
    partner: &'a str,
    is_other_theirs: bool,
}

impl Offer<'_> {
    /// Those that can be chosen here first, then those of other environments, then those that are used and not shared.
    fn options(&self, shared: &[SharedEnd], used: &[Used], place: impl Fn(EnvironmentFlag) -> Option<Place>) -> Vec<ComboOption> {
        let of_kind = || shared.iter().filter(|end| end.kind == self.kind);
        let here = of_kind().filter(|end| end.environment_flag == self.flag).map(|end| self.here(end));
        let elsewhere = of_kind().filter(|end| end.environment_flag != self.flag).map(|end| self.elsewhere(end, &place));
        let is_hidden = |end: &&Used| end.kind == self.kind && !shared.iter().any(|shared| shared.id == end.id);
        let hidden = used.iter().filter(is_hidden).map(|end| {
            let reason = ["Not shared with you: ask ", self.partner, " to share it"].concat();
            self.option(end.id, &end.name, Some(reason))
        });
        here.chain(elsewhere).chain(hidden).collect()
    }

    fn here(&self, end: &SharedEnd) -> ComboOption {
        let (this, other) = match self.kind {
            EndKind::Source => ("source", "destination"),
            EndKind::Destination => ("destination", "source"),
        };
        let reason = if end.setup_state.is_some() {
            Some(["In progress: ", self.partner, " has to finish its set-up"].concat())
        } else if self.is_other_theirs {
            Some(["The ", other, " is theirs: choose a ", this, " of yours"].concat())
        } else {
            None
        };
        self.option(end.id, &end.name, reason)
    }

    fn elsewhere(&self, end: &SharedEnd, place: impl Fn(EnvironmentFlag) -> Option<Place>) -> ComboOption {
        let flag = end.environment_flag.as_str();
        let (source, destination) = match self.kind {
            EndKind::Source => (Some(SourceId(end.id)), None),
            EndKind::Destination => (None, Some(DestinationId(end.id))),
        };
        let link = place(end.environment_flag).map(|place| {
            let query = create_query(&Query::default(), Some(self.connection), source, destination);
            (["Propose in ", flag].concat(), place.href_with(&query))
        });
        let reason = ["In ", flag, ": both ends have to be in ", self.flag.as_str()].concat();
        ComboOption { link, ..self.option(end.id, &end.name, Some(reason)) }
    }

    fn option(&self, id: Uuid, name: &str, disabled: Option<String>) -> ComboOption {
        ComboOption {
            value: id.to_string(),
            label: name.to_owned(),
            detail: if disabled.is_none() { "Shared with you".to_owned() } else { String::new() },
            group: self.partner.to_owned(),
            disabled,
            link: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::subscription;
    use causeway_api::{OrganizationId, SetupState};

    fn mercy() -> OrganizationRef {
        OrganizationRef { id: OrganizationId(9), name: "Mercy Valley Health".to_owned() }
    }

    fn shared(id: u128, name: &str, flag: EnvironmentFlag, step: Option<u8>) -> SharedEnd {
        SharedEnd {
            kind: EndKind::Source,
            id: Uuid::from_u128(id),
            name: name.to_owned(),
            environment_flag: flag,
            organization: mercy(),
            setup_state: step.map(|step| SetupState { step }),
        }
    }

    fn options(is_other_theirs: bool) -> Vec<ComboOption> {
        let development = EnvironmentFlag::Development;
        let ends = [
            shared(1, "ADT feed", development, None),
            shared(2, "Results feed", development, Some(2)),
            shared(3, "ADT feed, staged", EnvironmentFlag::Staging, None),
        ];
        let mut used = Vec::new();
        for (id, name) in [(1, "ADT feed"), (7, "Old feed"), (7, "Old feed")] {
            let mut row = subscription("Admissions");
            (row.source.id, row.source.name) = (SourceId(Uuid::from_u128(id)), name.to_owned());
            row.source.organization = mercy();
            note_used(&mut used, &row, &mercy());
        }
        let connection = ConnectionId(Uuid::from_u128(5));
        let offer =
            Offer { kind: EndKind::Source, flag: development, connection, partner: "Mercy Valley Health", is_other_theirs };
        offer.options(&ends, &used, |_| Some(Place::Connection(EnvironmentId(Uuid::from_u128(6)), connection)))
    }

    #[test]
    fn every_refusal_is_said_beforehand() {
        let options = options(false);
        let words: Vec<_> = options.iter().map(|option| (option.label.as_str(), option.disabled.as_deref())).collect();
        let expected = [
            ("ADT feed", None),
            ("Results feed", Some("In progress: Mercy Valley Health has to finish its set-up")),
            ("ADT feed, staged", Some("In Staging: both ends have to be in Development")),
            ("Old feed", Some("Not shared with you: ask Mercy Valley Health to share it")),
        ];
        assert_eq!(words, expected);
        assert!(options.iter().all(|option| option.group == "Mercy Valley Health"));
        let (label, href) = options[2].link.clone().expect("there is a way");
        assert_eq!(label, "Propose in Staging");
        assert!(href.contains("create=&connection=") && href.contains("&source="), "{href}");
    }

    #[test]
    fn two_ends_of_theirs_cannot_be_chosen() {
        let reason = Some("The destination is theirs: choose a source of yours");
        assert_eq!(options(true)[0].disabled.as_deref(), reason);
    }
}
