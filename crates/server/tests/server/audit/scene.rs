//! An organization with an owner, and partners with one each.

use crate::client::{Answer, Request};
use crate::site::{Owner, TestSite};
use crate::verify::peer::{Peer, Step};
use causeway_api::{
    DataModel, DestinationId, EnvironmentRole, Instant, OrganizationId, OrganizationRole, Person, PersonId, QueueStatus, SourceId,
};
use causeway_rules::{Establishment, StorageError, Tables as _, admit, establish, found_organization};
use rusqlite::{Connection, params};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::cell::{Cell, OnceCell};
use tokio::runtime::Runtime;

const GOOD: &[Step] = &[Step::Send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{challenge}")];

pub(super) struct Scene {
    _runtime: Runtime,
    pub(super) peer: Peer,
    pub(super) site: TestSite,
    pub(super) owner: Owner,
    pub(super) organization: OrganizationId,
    pub(super) file: Connection,
    count: Cell<u32>,
    second: OnceCell<OrganizationId>,
}

/// Somebody else's organization, and the cookie of who owns it.
pub(super) struct Partner {
    pub(super) organization: OrganizationId,
    pub(super) environment: String,
    cookie: String,
}

impl Scene {
    pub(super) fn new() -> Self {
        let runtime = Runtime::new().unwrap();
        let peer = runtime.block_on(Peer::start(GOOD));
        let site = TestSite::verifying(peer.verifier());
        let owner = site.owner();
        let organization = serde_json::from_value(owner.session["organization"]["id"].clone()).unwrap();
        let file = site.file();
        // Sessions that a test makes by hand need not survive a power cut.
        file.pragma_update(None, "synchronous", "OFF").unwrap();
        Self { _runtime: runtime, peer, site, owner, organization, file, count: Cell::new(0), second: OnceCell::new() }
    }

    /// A number that was not there before.
    pub(super) fn number(&self) -> u32 {
        self.count.replace(self.count.get() + 1)
    }

    pub(super) fn person(&self) -> PersonId {
        serde_json::from_value(self.owner.session["person"]["id"].clone()).unwrap()
    }

    /// A request by the owner.
    pub(super) fn request(&self, method: &str, path: &str) -> Request {
        self.site.request(method, &format!("/platform/v1{path}")).cookie(&self.owner.cookie)
    }

    pub(super) fn post(&self, path: &str, body: &Value) -> Request {
        self.request("POST", path).json(body)
    }

    pub(super) fn patch(&self, path: &str, body: &Value) -> Request {
        self.request("PATCH", path).json(body)
    }

    pub(super) fn ours(&self, below: &str) -> String {
        format!("/organizations/{}{below}", self.organization)
    }

    pub(super) fn there(&self, below: &str) -> String {
        format!("/environments/{}{below}", self.owner.environment)
    }

    /// What was made by a request.
    pub(super) fn made(request: Request, singular: &str) -> Value {
        request.send().payload(singular)
    }

    fn id(request: Request, singular: &str) -> String {
        Self::made(request, singular)["id"].as_str().unwrap().to_owned()
    }

    pub(super) fn source(&self) -> String {
        let body = json!({"name": format!("Scans {}", self.number()), "setupState": {"step": 1}});
        Self::id(self.post(&self.there("/sources"), &body), "source")
    }

    pub(super) fn destination(&self) -> String {
        let body = json!({"name": "Store", "destinationType": "URL", "endpoint": self.peer.url("/hook")});
        Self::id(self.post(&self.there("/destinations"), &body), "destination")
    }

    pub(super) fn token(&self) -> String {
        let body = json!({"name": "a script", "scope": "read", "days": 1});
        Self::id(self.post("/tokens", &body), "token")
    }

    pub(super) fn invitation(&self) -> Value {
        let email = format!("guest-{}@tidewell.example", self.number());
        Self::made(self.post(&self.ours("/invitations"), &json!({"email": email, "role": "member"})), "invitation")
    }

    /// An invitation of an organization that is not here yet.
    pub(super) fn connection_invitation(&self) -> Value {
        let email = format!("guest-{}@elm.example", self.number());
        let body = json!({"email": email, "organizationName": "Elm Clinic", "message": "Hello"});
        Self::made(self.post("/connection-invitations", &body), "connectionInvitation")
    }

    /// The number that the next organization gets.
    pub(super) fn next_organization(&self) -> OrganizationId {
        let sql = "SELECT max(id) + 1 FROM organizations";
        OrganizationId(self.file.query_row(sql, [], |row| row.get(0)).unwrap())
    }

    /// The organization's default ends, as a subscription names them.
    pub(super) fn ends(&self) -> Value {
        let end = |plural| json!({"id": self.site.default_end(&self.owner, plural)});
        json!({"name": "Referrals", "source": end("sources"), "destination": end("destinations")})
    }

    /// Live subscriptions of ours with these models.
    pub(super) fn subscriptions(&self, models: &[&str]) -> Vec<String> {
        let mut body = self.ends();
        body["dataModels"] = json!(models);
        let rows = Self::made(self.post(&self.there("/subscriptions/batch"), &body), "subscriptions");
        rows.as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
    }

    /// A member without power.
    pub(super) fn member(&self) -> PersonId {
        let (organization, number) = (self.organization, self.number());
        self.site.write(move |transaction| {
            let id = PersonId(transaction.new_id());
            let person = Person { id, name: "Inês Ferreira".to_owned(), email: format!("ines-{number}@tidewell.example") };
            transaction.put_person(&person)?;
            admit(transaction, organization, &person, OrganizationRole::Member, |_| EnvironmentRole::None)?;
            Ok(id)
        })
    }

    /// A new organization that is listed.
    pub(super) fn partner(&self) -> Partner {
        let number = self.number();
        let (organization, environment, person) = self.site.write(move |transaction| {
            let organization = found_organization(transaction, &format!("Partner {number}"))?;
            let mut profile = transaction.organization(organization)?.unwrap().profile;
            profile.is_listed = true;
            transaction.put_profile(&profile)?;
            let id = PersonId(transaction.new_id());
            let person = Person { id, name: "Bea Lorenz".to_owned(), email: format!("bea-{number}@partner.example") };
            transaction.put_person(&person)?;
            admit(transaction, organization, &person, OrganizationRole::Owner, |_| EnvironmentRole::Engineer)?;
            Ok::<_, StorageError>((organization, transaction.environments(organization)?[0].id.to_string(), id))
        });
        Partner { organization, environment, cookie: self.session(person, organization) }
    }

    /// A session that nobody had to sign in for.
    pub(super) fn session(&self, person: PersonId, organization: OrganizationId) -> String {
        let secret = format!("session-{}", self.number());
        let hash: [u8; 32] = Sha256::digest(secret.as_bytes()).into();
        let sql = "INSERT INTO sessions (hash, person_id, organization_id, created_at, last_seen_at) VALUES (?1, ?2, ?3, ?4, ?4)";
        self.file.execute(sql, params![hash, person.to_string(), organization.0, self.site.now()]).unwrap();
        let name = self.owner.cookie.split('=').next().unwrap();
        format!("{name}={secret}")
    }

    /// Another organization to which the owner belongs as well.
    pub(super) fn second(&self) -> OrganizationId {
        *self.second.get_or_init(|| self.join())
    }

    fn join(&self) -> OrganizationId {
        let (organization, person) = (self.partner().organization, self.person());
        self.site.write(move |transaction| {
            let person = Person { id: person, name: "Aria Lindqvist".to_owned(), email: crate::site::EMAIL.to_owned() };
            admit(transaction, organization, &person, OrganizationRole::Member, |_| EnvironmentRole::Viewer).map(drop)
        });
        organization
    }

    pub(super) fn by(&self, partner: &Partner, method: &str, path: &str, body: &Value) -> Answer {
        self.site.request(method, &format!("/platform/v1{path}")).json(body).cookie(&partner.cookie).send()
    }

    /// A connection that this partner asks for.
    pub(super) fn asked(&self, partner: &Partner) -> String {
        self.site.write({
            let ours = self.organization;
            move |transaction| {
                let mut profile = transaction.organization(ours)?.unwrap().profile;
                profile.is_listed = true;
                transaction.put_profile(&profile)
            }
        });
        let body = json!({"organizationId": self.organization, "purpose": "Referrals"});
        let path = format!("/environments/{}/connection-requests", partner.environment);
        let asked = self.by(partner, "POST", &path, &body).payload("connection");
        asked["id"].as_str().unwrap().to_owned()
    }

    /// A connection that we ask this partner for.
    pub(super) fn asking(&self, partner: &Partner) -> String {
        let body = json!({"organizationId": partner.organization, "purpose": "Referrals"});
        Self::id(self.post(&self.there("/connection-requests"), &body), "connection")
    }

    /// A live connection with this partner.
    pub(super) fn connected(&self, partner: &Partner) -> String {
        let id = self.asked(partner);
        self.post(&format!("/connections/{id}/accept"), &json!({})).send().payload("connection");
        id
    }

    /// A live subscription from our default source to this partner's default destination.
    pub(super) fn shared(&self, partner: &Partner) -> String {
        self.connected(partner);
        let source: SourceId = self.site.default_end(&self.owner, "sources").parse().unwrap();
        let path = format!("/platform/v1/environments/{}/destinations", partner.environment);
        let theirs = self.site.get(&path).cookie(&partner.cookie).send().payload("destinations");
        let destination: DestinationId = theirs[0]["id"].as_str().unwrap().parse().unwrap();
        let agreed = Establishment {
            name: "Admissions".to_owned(),
            source,
            destination,
            data_model: DataModel::named("FHIR.Encounter").unwrap(),
            queue_status: QueueStatus::Active,
            activated_at: Instant(self.site.now()),
        };
        self.site.write(move |transaction| Ok(establish(transaction, &agreed).unwrap().id.to_string()))
    }

    /// A subscription that this partner proposes, to a destination that we share with them.
    pub(super) fn proposed(&self, partner: &Partner) -> String {
        let connection = self.connected(partner);
        let destination = self.site.default_end(&self.owner, "destinations");
        let sharing = json!({"environmentId": self.owner.environment, "sourceIds": [], "destinationIds": [destination]});
        self.patch(&format!("/connections/{connection}/shared-ends"), &sharing).send().payload("sharedEnds");
        let path = format!("/platform/v1/environments/{}/sources", partner.environment);
        let theirs = self.site.get(&path).cookie(&partner.cookie).send().payload("sources");
        let body = json!({"source": {"id": theirs[0]["id"]}, "destination": {"id": destination}, "dataModel": "FHIR.Goal"});
        let path = format!("/environments/{}/subscriptions", partner.environment);
        let proposed = self.by(partner, "POST", &path, &body).payload("subscription");
        proposed["id"].as_str().unwrap().to_owned()
    }

    /// How many entries each organization's record has, and what was recorded last.
    pub(super) fn actions(&self, organization: OrganizationId) -> Vec<String> {
        let mut query =
            self.file.prepare_cached("SELECT action FROM audit WHERE organization_id = ?1 ORDER BY sequence").unwrap();
        query.query_map([organization.0], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    }

    /// Every entry there is, of whomever.
    pub(super) fn total(&self) -> i64 {
        self.file.query_row("SELECT count(*) FROM audit", [], |row| row.get(0)).unwrap()
    }

    /// Our record, newest entry first.
    pub(super) fn record(&self) -> Vec<Value> {
        let entries = self.request("GET", &self.ours("/audit?_count=1000")).send().payload("entries");
        entries.as_array().unwrap().clone()
    }
}
