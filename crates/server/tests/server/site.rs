//! A server inside the test, on a free port, with a clock that the test moves.

use crate::client::Request;
use causeway_api::{Instant, TokenScope};
use causeway_rules::StorageError;
use causeway_server::{
    Address, App, Clock, Database, DatabaseFile, SealingKey, Site, Verifier, create_token, link_for_first_owner,
    link_for_password, router, serve,
};
use rusqlite::Connection;
use serde_json::{Value, json};
use std::{
    fs,
    net::SocketAddr,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};
use tempfile::TempDir;
use tokio::{net::TcpListener, runtime::Runtime};

pub(crate) const PASSWORD: &str = "correct horse battery";
pub(crate) const EMAIL: &str = "aria@tidewell.example";

pub(crate) const MINUTE: i64 = 60_000;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

pub(crate) struct TestSite {
    pub(crate) address: SocketAddr,
    pub(crate) database: Database,
    now: Arc<AtomicI64>,
    runtime: Runtime,
    folder: TempDir,
}

/// A person who signed in, and their Development environment.
pub(crate) struct Owner {
    pub(crate) cookie: String,
    pub(crate) session: Value,
    pub(crate) environment: String,
}

impl TestSite {
    pub(crate) fn start() -> Self {
        Self::verifying(Verifier::default())
    }

    /// One that verifies endpoints in another way than a server on the Internet does.
    pub(crate) fn verifying(verifier: Verifier) -> Self {
        Self::serving(App::embedded(), None, verifier)
    }

    pub(crate) fn behind(public_url: &str) -> Self {
        Self::serving(App::embedded(), Some(public_url), Verifier::default())
    }

    pub(crate) fn with_app(folder: &Path) -> Self {
        Self::serving(App::from_folder(folder).unwrap(), None, Verifier::default())
    }

    fn serving(app: App, public_url: Option<&str>, verifier: Verifier) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let now = Arc::new(AtomicI64::new(1_772_366_400_000));
        let shown = Arc::clone(&now);
        let clock = Clock::new(move || Instant(shown.load(Ordering::Relaxed)));
        let file = DatabaseFile::open(&folder.path().join("causeway.sqlite")).unwrap();
        let database = file.with_key(SealingKey::passing(), clock).unwrap();
        let runtime = Runtime::new().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let reached = public_url.map_or_else(|| Address::loopback(address), |url| Address::public(url.parse().unwrap()));
        let site = Site::new(database.clone(), reached, app).verifying_with(verifier);
        runtime.spawn(serve(listener, router(Arc::new(site)), std::future::pending()));
        Self { address, database, now, runtime, folder }
    }

    /// Lets time pass.
    pub(crate) fn pass(&self, milliseconds: i64) {
        self.now.fetch_add(milliseconds, Ordering::Relaxed);
    }

    /// A connection beside the server's, as another process has one.
    pub(crate) fn file(&self) -> Connection {
        Connection::open(self.folder.path().join("causeway.sqlite")).unwrap()
    }

    /// Every byte that the database wrote: the file and what lies beside it.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let files = fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().path());
        files.flat_map(|file| fs::read(file).unwrap()).collect()
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn request(&self, method: &str, path: &str) -> Request {
        Request::new(self.address, method, path)
    }

    pub(crate) fn get(&self, path: &str) -> Request {
        self.request("GET", path)
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Request {
        self.request("POST", path).json(body)
    }

    /// The secret of a fresh set-up link.
    pub(crate) fn set_up_link(&self) -> String {
        let link = self.runtime.block_on(self.database.write(link_for_first_owner));
        link.unwrap().reveal().to_owned()
    }

    /// The secret of a fresh link for the owner's password.
    pub(crate) fn password_link(&self) -> String {
        let link = self.runtime.block_on(self.database.write(|transaction| link_for_password(transaction, None)));
        link.unwrap().reveal().to_owned()
    }

    pub(crate) fn owner(&self) -> Owner {
        let body = owner_form(&self.set_up_link());
        let answer = self.post("/platform/v1/links/owner", &body).send();
        let session = answer.payload("session");
        let environment = session["environments"][0]["id"].as_str().unwrap().to_owned();
        Owner { cookie: answer.cookie(), session, environment }
    }

    /// The secret of a token of this owner.
    pub(crate) fn token(&self, owner: &Owner, scope: TokenScope, days: u16) -> String {
        let person = serde_json::from_value(owner.session["person"]["id"].clone()).unwrap();
        let organization = serde_json::from_value(owner.session["organization"]["id"].clone()).unwrap();
        let created = self.runtime.block_on(
            self.database.write(move |transaction| create_token(transaction, (person, organization), "a script", scope, days)),
        );
        created.unwrap().secret.unwrap()
    }

    pub(crate) fn sign_in(&self, password: &str) -> Request {
        self.post("/platform/v1/session", &json!({"email": EMAIL, "password": password}))
    }

    /// The id of the organization's own default source or destination.
    pub(crate) fn default_end(&self, owner: &Owner, plural: &str) -> String {
        let path = format!("/platform/v1/environments/{}/{plural}", owner.environment);
        let ends = self.get(&path).cookie(&owner.cookie).send().payload(plural);
        ends[0]["id"].as_str().unwrap().to_owned()
    }

    /// Runs a job in a transaction that is kept.
    pub(crate) fn write<R: Send + 'static>(
        &self,
        job: impl FnOnce(&mut causeway_server::Transaction<'_>) -> Result<R, StorageError> + Send + 'static,
    ) -> R {
        self.runtime.block_on(self.database.write(job)).unwrap()
    }

    /// The time that the server reads, in milliseconds.
    pub(crate) fn now(&self) -> i64 {
        self.now.load(Ordering::Relaxed)
    }

    /// Runs a check in a transaction that is dropped.
    pub(crate) fn in_transaction(&self, check: impl FnOnce(&mut causeway_server::Transaction<'_>) + Send + 'static) {
        let dropped = self.runtime.block_on(self.database.write(move |transaction| {
            check(transaction);
            Err::<(), _>(StorageError::Busy)
        }));
        assert_eq!(dropped, Err(StorageError::Busy));
    }
}

pub(crate) fn owner_form(link: &str) -> Value {
    json!({"token": link, "organizationName": "Tidewell Health", "name": "Aria Lindqvist", "email": EMAIL, "password": PASSWORD})
}
