//! An organization with somebody of every kind, and strangers.

use crate::client::Request;
use crate::site::{DAY, Owner, TestSite};
use causeway_api::{EnvironmentRole, OrganizationId, OrganizationRole, Person, PersonId, TokenScope};
use causeway_rules::{StorageError, Tables as _, admit, found_organization};
use rusqlite::{Connection, params};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::sync::atomic::{AtomicU32, Ordering};

/// Everyone who can come. In the environment, the owner is an engineer; the admin and the member have no role. The tokens are the owner's.
pub(super) const CALLERS: [&str; 13] = [
    "anonymous",
    "expired session",
    "removed",
    "expired token",
    "stranger",
    "member",
    "viewer",
    "support",
    "engineer",
    "admin",
    "owner",
    "read token",
    "write token",
];

pub(super) struct World {
    pub(super) site: TestSite,
    pub(super) owner: Owner,
    pub(super) organization: u64,
    /// A member without any power.
    pub(super) member: PersonId,
    pub(super) source: String,
    pub(super) destination: String,
    pub(super) subscription: String,
    /// The organization's connection with itself.
    pub(super) connection: String,
    /// A connection that another organization has asked for.
    pub(super) request: String,
    /// An organization that is listed.
    pub(super) partner: OrganizationId,
    people: Vec<(&'static str, OrganizationId, PersonId)>,
    tokens: [(&'static str, String); 3],
    /// For sessions; hundreds of them need not survive a power cut.
    file: Connection,
    count: AtomicU32,
}

impl World {
    pub(super) fn new() -> Self {
        let site = TestSite::start();
        let owner = site.owner();
        let organization = owner.session["organization"]["id"].as_u64().unwrap();
        let ours = OrganizationId(u32::try_from(organization).unwrap());
        let expired = site.token(&owner, TokenScope::Write, 1);
        site.pass(DAY);
        let tokens = [
            ("expired token", expired),
            ("read token", site.token(&owner, TokenScope::Read, 1)),
            ("write token", site.token(&owner, TokenScope::Write, 1)),
        ];
        let (people, partner) = site.write(move |transaction| {
            let theirs = found_organization(transaction, "Cedar Clinic")?;
            let partner = found_organization(transaction, "Mercy Valley Health")?;
            for organization in [ours, partner] {
                let mut profile = transaction.organization(organization)?.unwrap().profile;
                profile.is_listed = true;
                transaction.put_profile(&profile)?;
            }
            let mut people = Vec::new();
            for (name, organization, role, there) in [
                ("removed", ours, OrganizationRole::Owner, EnvironmentRole::Engineer),
                ("stranger", theirs, OrganizationRole::Owner, EnvironmentRole::Engineer),
                ("partner", partner, OrganizationRole::Owner, EnvironmentRole::Engineer),
                ("member", ours, OrganizationRole::Member, EnvironmentRole::None),
                ("viewer", ours, OrganizationRole::Member, EnvironmentRole::Viewer),
                ("support", ours, OrganizationRole::Member, EnvironmentRole::Support),
                ("engineer", ours, OrganizationRole::Member, EnvironmentRole::Engineer),
                ("admin", ours, OrganizationRole::Admin, EnvironmentRole::None),
            ] {
                let id = PersonId(transaction.new_id());
                let person = Person { id, name: name.to_owned(), email: format!("{name}@tidewell.example") };
                transaction.put_person(&person)?;
                admit(transaction, organization, &person, role, |_| there)?;
                people.push((name, organization, id));
            }
            Ok::<_, StorageError>((people, partner))
        });
        let file = site.file();
        file.pragma_update(None, "synchronous", "OFF").unwrap();
        let mut world = Self {
            member: people.iter().find(|(name, ..)| *name == "member").unwrap().2,
            source: String::new(),
            destination: String::new(),
            subscription: String::new(),
            connection: String::new(),
            request: String::new(),
            site,
            owner,
            organization,
            partner,
            people,
            tokens,
            file,
            count: AtomicU32::new(0),
        };
        let person = serde_json::from_value(world.owner.session["person"]["id"].clone()).unwrap();
        world.people.push(("owner", ours, person));
        world.source = world.first("sources");
        world.destination = world.first("destinations");
        world.subscription = world.first("subscriptions");
        world.connection = world.first("connections");
        world.request = world.ask_for_a_connection();
        world
    }

    /// The first thing of a kind that is listed for the owner.
    fn first(&self, plural: &str) -> String {
        let path = format!("/platform/v1/environments/{}/{plural}", self.owner.environment);
        let rows = self.present("owner", self.site.get(&path)).send().payload(plural);
        rows[0]["id"].as_str().unwrap().to_owned()
    }

    fn ask_for_a_connection(&self) -> String {
        let session = self.present("partner", self.site.get("/platform/v1/session")).send().payload("session");
        let environment = session["environments"][0]["id"].as_str().unwrap();
        let path = format!("/platform/v1/environments/{environment}/connection-requests");
        let body =
            json!({"organizationId": self.organization, "purpose": "Referrals", "dataModels": ["FHIR.Patient"], "message": "Hi"});
        let asked = self.present("partner", self.site.post(&path, &body)).send();
        assert_eq!(asked.status, 201, "{}", asked.text());
        // From now on they are found by those only who know them.
        let ours = OrganizationId(u32::try_from(self.organization).unwrap());
        self.site.write(move |transaction| -> Result<_, StorageError> {
            let mut profile = transaction.organization(ours)?.unwrap().profile;
            profile.is_listed = false;
            transaction.put_profile(&profile)
        });
        asked.payload("connection")["id"].as_str().unwrap().to_owned()
    }

    /// A request of this caller, with a session of its own: the one before may have signed out.
    pub(super) fn present(&self, caller: &str, request: Request) -> Request {
        if caller == "anonymous" {
            return request;
        }
        if let Some((_, token)) = self.tokens.iter().find(|(name, _)| *name == caller) {
            return request.bearer(token);
        }
        let name = if caller == "expired session" { "owner" } else { caller };
        let (_, organization, person) = self.people.iter().find(|(known, ..)| *known == name).unwrap();
        let secret = format!("session-{}", self.count.fetch_add(1, Ordering::Relaxed));
        let hash: [u8; 32] = Sha256::digest(secret.as_bytes()).into();
        let now = self.site.now();
        let seen = if caller == "expired session" { now - DAY } else { now };
        let sql = "INSERT INTO sessions (hash, person_id, organization_id, created_at, last_seen_at) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.file.execute(sql, params![hash, person.to_string(), organization.0, seen, seen]).unwrap();
        if caller == "removed" {
            // By hand, so that the session is still there: being no member any more is enough.
            let sql = "DELETE FROM memberships WHERE person_id = ?1";
            self.file.execute(sql, [person.to_string()]).unwrap();
        }
        let name = self.owner.cookie.split('=').next().unwrap();
        request.cookie(&format!("{name}={secret}"))
    }

    /// A fresh invitation, by the owner.
    pub(super) fn invite(&self) -> String {
        let path = format!("/platform/v1/organizations/{}/invitations", self.organization);
        let email = format!("guest-{}@tidewell.example", self.count.fetch_add(1, Ordering::Relaxed));
        let request = self.site.post(&path, &json!({"email": email, "role": "member"}));
        self.id(request, "invitation")
    }

    /// A fresh invitation of an organization, by the owner.
    pub(super) fn invite_organization(&self) -> String {
        let email = format!("guest-{}@elm.example", self.count.fetch_add(1, Ordering::Relaxed));
        let request = self.site.post("/platform/v1/connection-invitations", &json!({"email": email, "organizationName": "Elm"}));
        self.id(request, "connectionInvitation")
    }

    /// A fresh token of the owner's.
    pub(super) fn token(&self) -> String {
        let request = self.site.post("/platform/v1/tokens", &json!({"name": "a script", "scope": "read", "days": 1}));
        self.id(request, "token")
    }

    fn id(&self, request: Request, singular: &str) -> String {
        let made: Value = self.present("owner", request).send().payload(singular);
        made["id"].as_str().unwrap().to_owned()
    }
}
