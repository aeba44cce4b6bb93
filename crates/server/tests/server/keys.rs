//! The key file: made once, never guessed, never made anew over what it should open.

use crate::client::Request;
use crate::process::{Server, causeway};
use crate::site::owner_form;
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A folder with a database, and what a start prints when it fails.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn database(&self) -> PathBuf {
        self.path("causeway.sqlite")
    }

    /// Sets the server up and stores the credentials of a bucket; gives the cookie and the destination's path.
    fn with_credentials(&self, more: &[&str]) -> (String, String) {
        let mut server = Server::start(&self.database(), more);
        let link = server.line();
        let link = link.rsplit('#').next().unwrap();
        let post = |path: &str, body: &Value| Request::new(server.address, "POST", path).json(body);
        let created = post("/platform/v1/links/owner", &owner_form(link)).send();
        let environment = created.payload("session")["environments"][0]["id"].as_str().unwrap().to_owned();
        let destinations = format!("/platform/v1/environments/{environment}/destinations");
        let destination = post(&destinations, &bucket("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI")).cookie(&created.cookie()).send();
        let destination = destination.payload("destination");
        (cookie_value(&created.cookie()), format!("/platform/v1/destinations/{}", destination["id"].as_str().unwrap()))
    }

    fn refuses(&self, more: &[&str]) -> String {
        let database = self.database();
        let arguments = [&["--listen", "127.0.0.1:0", "--database", database.to_str().unwrap()], more].concat();
        let output = causeway(&arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).unwrap()
    }

    /// Whether the credentials are known to the server that starts now.
    fn has_credentials(&self, (cookie, path): &(String, String), more: &[&str]) -> Value {
        let server = Server::start(&self.database(), more);
        let cookie = format!("causeway-{}={cookie}", server.address.port());
        let destination = Request::new(server.address, "GET", path).cookie(&cookie).send().payload("destination");
        destination["authCredential"]["hasSecretKey"].clone()
    }
}

/// The cookie's name depends on the port, which is another one after each start.
fn cookie_value(cookie: &str) -> String {
    cookie.split_once('=').unwrap().1.to_owned()
}

/// A complete cloud destination.
pub(crate) fn bucket(access_key: &str, secret_key: &str) -> Value {
    json!({
        "name": "Lake",
        "cloudProviderSettings": {
            "typeId": "AWS", "productId": "S3", "settings": {"bucketName": "tidewell-clinical-lake", "region": "us-east-1"},
        },
        "authCredential": {"typeId": "AwsSigV4", "settings": {"accessKey": access_key, "secretKey": secret_key}},
    })
}

#[test]
fn the_first_start_makes_a_key_that_its_owner_alone_reads_and_later_ones_keep_it() {
    let place = Place::new();
    let before = place.with_credentials(&[]);
    let key = fs::read(place.path("causeway.sqlite.key")).unwrap();
    assert_eq!(place.has_credentials(&before, &[]), true);
    assert_eq!(fs::read(place.path("causeway.sqlite.key")).unwrap(), key);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(place.path("causeway.sqlite.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn a_named_key_lies_where_it_was_named() {
    let place = Place::new();
    let key = place.path("elsewhere.key");
    let named = ["--key-file", key.to_str().unwrap()];
    let before = place.with_credentials(&named);
    assert!(key.exists() && !place.path("causeway.sqlite.key").exists());
    assert_eq!(place.has_credentials(&before, &named), true);
    // Forgotten on the command line, it is asked for, not replaced.
    assert!(place.refuses(&[]).contains("there is no key file at"));
    assert!(!place.path("causeway.sqlite.key").exists());
}

#[test]
fn without_the_key_that_sealed_it_does_not_start_and_makes_none() {
    let place = Place::new();
    let before = place.with_credentials(&[]);
    let (key, kept) = (place.path("causeway.sqlite.key"), place.path("kept.key"));
    fs::rename(&key, &kept).unwrap();
    let message = place.refuses(&[]);
    assert!(message.contains("holds sealed credentials, but there is no key file at"), "{message}");
    assert!(message.contains("--key-file") && message.contains("causeway forget-credentials"), "{message}");
    assert!(!key.exists(), "a new key would open nothing");

    let other = "0123456789abcdef".repeat(4);
    fs::write(&key, &other).unwrap();
    let message = place.refuses(&[]);
    assert!(message.contains("does not open the credentials in"), "{message}");
    assert_eq!(fs::read_to_string(&key).unwrap(), other);

    fs::write(&key, "milk, eggs").unwrap();
    assert!(place.refuses(&[]).contains("is not a key file"));

    fs::rename(&kept, &key).unwrap();
    assert_eq!(place.has_credentials(&before, &[]), true);
}

#[test]
fn credentials_whose_key_is_lost_can_be_forgotten() {
    let place = Place::new();
    let before = place.with_credentials(&[]);
    fs::remove_file(place.path("causeway.sqlite.key")).unwrap();
    let output = causeway(&["forget-credentials", "--database", place.database().to_str().unwrap()]).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(printed, "Forgot 2 sealed credentials. Enter them again on the Developer page.\n");
    assert_eq!(place.has_credentials(&before, &[]), false);
}

#[test]
fn what_cannot_be_a_database_leaves_no_key() {
    let place = Place::new();
    fs::write(place.database(), "These are notes, not a database; long enough to be looked at as if they were one.".repeat(20))
        .unwrap();
    assert!(place.refuses(&[]).contains("is not a Causeway database"));
    fs::remove_file(place.database()).unwrap();
    drop(Server::start(&place.database(), &[]));
    fs::remove_file(place.path("causeway.sqlite.key")).unwrap();
    rusqlite::Connection::open(place.database()).unwrap().pragma_update(None, "user_version", 1000).unwrap();
    assert!(place.refuses(&[]).contains("was written by a newer Causeway"));
    let keys: Vec<_> =
        fs::read_dir(place.folder.path()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| is_key(path)).collect();
    assert_eq!(keys, Vec::<PathBuf>::new());
}

fn is_key(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "key")
}

#[cfg(unix)]
#[test]
fn a_key_that_others_may_read_is_used_with_a_warning() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::new();
    let before = place.with_credentials(&[]);
    let key = place.path("causeway.sqlite.key");
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(place.has_credentials(&before, &[]), true);
    let log = place.path("log");
    let database = place.database();
    let arguments = ["--listen", "127.0.0.1:0", "--database", database.to_str().unwrap()];
    drop(Server::run(causeway(&arguments).stderr(fs::File::create(&log).unwrap())));
    let log = fs::read_to_string(&log).unwrap();
    assert!(log.contains("chmod 600") && log.contains("causeway.sqlite.key"), "{log}");
}
