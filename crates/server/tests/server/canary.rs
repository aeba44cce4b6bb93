//! No secret comes back: every one gets a value that is found wherever it turns up, then everything is called and everything is read.

use crate::client::{Answer, Request};
use crate::keys::bucket;
use crate::process::{Server, causeway};
use crate::site::{PASSWORD, owner_form};
use causeway_api::{ENDPOINTS, Method};
use serde_json::{Value, json};
use std::{collections::BTreeMap, fs, path::Path};

const ACCESS_KEY: &str = "CANARYACCESSKEY0001";
const SECRET_KEY: &str = "canary-secret-key-0002";
const CLIENT_SECRET: &str = "canary-client-secret-0003";
const TOKEN: &str = "canary-verification-token-0004";
/// Sent in forms that are refused.
const REFUSED: &str = "canary refused 0005";
/// Sent as a number where text is expected.
const NUMBER: u64 = 900_719_925_474;
const KEY: &str = "canary-idempotency-key-0006";

/// A server that logs all it can, and every answer that it gave.
struct Watched {
    server: Server,
    cookie: String,
    seen: Vec<String>,
}

impl Watched {
    fn send(&mut self, request: Request) -> Answer {
        let answer = request.cookie(&self.cookie).send();
        self.seen.push(format!("{answer:?} {}", answer.text()));
        answer
    }

    fn request(&self, method: &str, path: &str) -> Request {
        Request::new(self.server.address, method, path)
    }

    fn json(&mut self, method: &str, path: &str, body: &Value) -> Answer {
        self.send(self.request(method, path).json(body))
    }

    /// Created under a key, twice, so that what is remembered is answered too.
    fn create(&mut self, path: &str, body: &Value, key: &str) -> Value {
        let request = |this: &Self| this.request("POST", path).json(body).header("Idempotency-Key", key);
        let first = self.send(request(self));
        let again = self.send(request(self));
        assert_eq!((first.status, first.text()), (again.status, again.text()));
        first.payload("destination")
    }
}

fn inbox() -> Value {
    json!({
        "name": "Inbox",
        "endpoint": "http://127.0.0.1:9/inbox",
        "verificationToken": TOKEN,
        "authCredential": {
            "typeId": "OAuth2ClientCredentials",
            "settings": {"tokenUrl": "https://login.example.com/token", "clientId": "causeway", "clientSecret": CLIENT_SECRET},
        },
    })
}

/// Everything that can go wrong with a secret in it.
fn provoke(site: &mut Watched, destinations: &str, inbox: &str) {
    let refusals = [
        json!({"name": "Lake", "authCredential": {"typeId": "AwsSigV4", "settings": {"secretKey": REFUSED, "accessKey": REFUSED}}}),
        json!({"name": "Lake", "verificationToken": NUMBER}),
        json!({"name": "Lake", "verificationToken": [REFUSED]}),
        json!({"name": "Lake", "authCredential": REFUSED}),
        json!({"name": "Lake", "authCredential": {"typeId": "AwsSigV4", "settings": {"secretKey": NUMBER}}}),
        json!({"name": "", "endpoint": "nothing", "verificationToken": TOKEN}),
    ];
    for body in refusals {
        let refused = site.json("POST", destinations, &body);
        assert!((400..500).contains(&refused.status), "{}", refused.text());
        let refused = site.send(site.request("PATCH", inbox).json(&body).header("If-Match", "\"77\""));
        assert!((400..500).contains(&refused.status), "{}", refused.text());
    }
    let outdated = site.request("PATCH", inbox).json(&json!({"verificationToken": TOKEN})).header("If-Match", "\"77\"");
    let outdated = site.send(outdated);
    assert_eq!(outdated.status, 412);
    assert_eq!(outdated.json()["current"]["hasVerificationToken"], true);
    for body in [format!("{{\"verificationToken\": \"{TOKEN}\", }}"), format!("\"{TOKEN}\""), format!("{{{TOKEN}")] {
        let malformed = site.send(site.request("PATCH", inbox).body("application/json", body));
        assert_eq!(malformed.status, 400, "{}", malformed.text());
    }
    let reused = site.request("POST", destinations).json(&json!({"name": TOKEN})).header("Idempotency-Key", KEY);
    assert_eq!(site.send(reused).status, 422);
    let changed = site.json("PATCH", inbox, &json!({"verificationToken": TOKEN, "name": "Inbound"}));
    assert_eq!(changed.payload("destination")["hasVerificationToken"], true);
}

/// Calls every line of the table with ids that exist, the deletions last.
fn call_everything(site: &mut Watched, ids: &BTreeMap<&str, String>) {
    let last = |method: Method| method == Method::Delete;
    for endpoint in ENDPOINTS.iter().filter(|line| !last(line.method)).chain(ENDPOINTS.iter().filter(|line| last(line.method))) {
        let segment = |part: &str| match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            Some(name) => ids.get(name).unwrap_or_else(|| panic!("an id for {name}")).clone(),
            None => part.to_owned(),
        };
        let path = endpoint.path.split('/').map(segment).collect::<Vec<_>>().join("/");
        // Events come until the reader goes away, unless it has missed too much.
        let path = if endpoint.name == "subscription_events" { path + "?since=1000000" } else { path };
        let method = endpoint.method.as_str();
        let answer = match endpoint.method {
            Method::Post | Method::Patch => site.json(method, &path, &json!({})),
            Method::Get | Method::Delete => site.send(site.request(method, &path)),
        };
        assert!(answer.status < 500, "{}: {}", endpoint.name, answer.text());
    }
}

#[test]
fn no_secret_is_in_any_answer_log_line_file_or_document() {
    let folder = tempfile::tempdir().unwrap();
    let (database, log) = (folder.path().join("causeway.sqlite"), folder.path().join("log"));
    let arguments = ["--listen", "127.0.0.1:0", "--database", database.to_str().unwrap()];
    let mut command = causeway(&arguments);
    let mut server = Server::run(command.env("CAUSEWAY_LOG", "trace").stderr(fs::File::create(&log).unwrap()));
    let link = server.line().rsplit('#').next().unwrap().to_owned();
    let set_up = Request::new(server.address, "POST", "/platform/v1/links/owner").json(&owner_form(&link));
    let owner = set_up.header("Idempotency-Key", KEY).send();
    let (session, cookie) = (owner.payload("session"), owner.cookie());
    let mut site = Watched { server, cookie: cookie.clone(), seen: vec![owner.text()] };

    let environment = session["environments"][0]["id"].as_str().unwrap().to_owned();
    let destinations = format!("/platform/v1/environments/{environment}/destinations");
    let created = site.create(&destinations, &inbox(), KEY);
    let lake = site.create(&destinations, &bucket(ACCESS_KEY, SECRET_KEY), "another-key");
    assert_eq!(lake["authCredential"]["hasSecretKey"], true);
    let inbox = format!("/platform/v1/destinations/{}", created["id"].as_str().unwrap());

    // The one answer that shows a token's secret is not among those that are looked through.
    let form = json!({"name": "engine", "scope": "write", "days": 1});
    let token = site.request("POST", "/platform/v1/tokens").json(&form).header("Idempotency-Key", KEY).cookie(&cookie).send();
    let token = token.payload("token");
    provoke(&mut site, &destinations, &inbox);

    let first = |site: &mut Watched, path: &str, plural: &str| {
        let path = format!("/platform/v1/environments/{environment}/{path}");
        let list = site.send(site.request("GET", &path)).payload(plural);
        list[0]["id"].as_str().unwrap().to_owned()
    };
    let source = first(&mut site, "sources", "sources");
    let subscription = json!({"source": {"id": source}, "destination": {"id": created["id"]}, "dataModel": "FHIR.Patient"});
    let subscription = site.json("POST", &format!("/platform/v1/environments/{environment}/subscriptions"), &subscription);
    // Not watched either: the answer that shows the link.
    let invitations = format!("/platform/v1/organizations/{}/invitations", session["organization"]["id"]);
    let guest = json!({"email": "guest@tidewell.example", "role": "member"});
    let invite = Request::new(site.server.address, "POST", &invitations).json(&guest).cookie(&cookie);
    let invitation = invite.header("Idempotency-Key", KEY).send().payload("invitation");
    let organization = json!({"email": "guest@elm.example", "organizationName": "Elm Clinic"});
    let invite = Request::new(site.server.address, "POST", "/platform/v1/connection-invitations").json(&organization);
    let invite = invite.cookie(&cookie).header("Idempotency-Key", KEY);
    let connection_invitation = invite.send().payload("connectionInvitation");
    let secret = |invitation: &Value| invitation["link"].as_str().unwrap().rsplit('#').next().unwrap().to_owned();
    let [invited, connecting] = [&invitation, &connection_invitation].map(secret);
    let ids = BTreeMap::from([
        ("personId", session["person"]["id"].as_str().unwrap().to_owned()),
        ("invitationId", invitation["id"].as_str().unwrap().to_owned()),
        ("connectionInvitationId", connection_invitation["id"].as_str().unwrap().to_owned()),
        ("organizationId", session["organization"]["id"].to_string()),
        ("connectionId", first(&mut site, "connections", "connections")),
        ("sourceId", source),
        ("destinationId", created["id"].as_str().unwrap().to_owned()),
        ("subscriptionId", subscription.payload("subscription")["id"].as_str().unwrap().to_owned()),
        ("tokenId", token["id"].as_str().unwrap().to_owned()),
        ("environmentId", environment.clone()),
    ]);
    call_everything(&mut site, &ids);

    let number = NUMBER.to_string();
    let session_secret = cookie.split_once('=').unwrap().1;
    let canaries = [ACCESS_KEY, SECRET_KEY, CLIENT_SECRET, TOKEN, REFUSED, &number, PASSWORD, &link, session_secret];
    let hidden = || canaries.into_iter().chain([token["secret"].as_str().unwrap(), &invited, &connecting, KEY]);
    for answer in &site.seen {
        for canary in hidden() {
            assert!(!answer.contains(canary), "{canary} is in {answer}");
        }
    }
    let files = bytes_of(folder.path());
    drop(site);
    let log = fs::read_to_string(log).unwrap();
    assert!(log.lines().count() > ENDPOINTS.len(), "each answer left a line");
    for canary in hidden() {
        assert!(!log.contains(canary), "{canary} is in the log");
        assert!(!files.windows(canary.len()).any(|window| window == canary.as_bytes()), "{canary} is in a file");
    }
    let document = String::from_utf8(causeway(&["openapi"]).output().unwrap().stdout).unwrap();
    assert!(!document.to_lowercase().contains("canary"));
}

/// The database, its write-ahead log, and what else lies there, while the server runs.
fn bytes_of(folder: &Path) -> Vec<u8> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| !path.ends_with("log"));
    let files: Vec<_> = files.collect();
    assert!(files.iter().any(|file| file.to_string_lossy().ends_with("-wal")), "{files:?}");
    files.iter().flat_map(|file| fs::read(file).unwrap()).collect()
}
