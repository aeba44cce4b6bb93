//! Credentials and verification tokens: asked for, kept, replaced and forgotten.

use crate::bench::{Bench, at_step, complete_destination};
use causeway_api::{
    AuthCredentialChange, AuthType, CloudProduct, CloudProviderSettings, Destination, DestinationChange, DestinationCreate,
    DestinationDelete, DestinationId, DestinationType, ErrorCode, Patch, SecretName, SecretText,
};
use causeway_rules::Tables as _;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn texts(settings: &[(&str, &str)]) -> BTreeMap<String, String> {
    settings.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

fn credential(type_id: AuthType, settings: &[(&str, &str)]) -> AuthCredentialChange {
    let settings = settings.iter().map(|(key, value)| ((*key).to_owned(), SecretText((*value).to_owned()))).collect();
    AuthCredentialChange { type_id, settings }
}

fn aws(settings: &[(&str, &str)]) -> AuthCredentialChange {
    credential(AuthType::AwsSigV4, settings)
}

fn oauth(settings: &[(&str, &str)]) -> AuthCredentialChange {
    let open = [("tokenUrl", "https://login.example.com/token"), ("clientId", "causeway")];
    credential(AuthType::OAuth2ClientCredentials, &[&open, settings].concat())
}

fn cloud(product: CloudProduct, settings: &[(&str, &str)]) -> CloudProviderSettings {
    CloudProviderSettings { type_id: Some(product.provider()), product_id: Some(product), settings: texts(settings) }
}

/// A bucket without its credential.
fn bucket(bench: &Bench) -> DestinationCreate {
    DestinationCreate {
        cloud_provider_settings: Some(cloud(CloudProduct::S3, &[("bucketName", "lake"), ("region", "us-east-1")])),
        ..DestinationCreate::named(bench.environment(bench.us, 0).id, "Lake")
    }
}

const KEYS: [(&str, &str); 2] = [("accessKey", "AKIAIOSFODNN7EXAMPLE"), ("secretKey", "wJalrXUtnFEMI")];

fn complete_bucket(bench: &mut Bench) -> Destination {
    let create = DestinationCreate { auth_credential: Some(aws(&KEYS)), ..bucket(bench) };
    bench.create_destination(bench.us, &create)
}

/// A URL endpoint with a client secret and a verification token.
fn complete_inbox(bench: &mut Bench) -> Destination {
    let create = DestinationCreate {
        auth_credential: Some(oauth(&[("clientSecret", "s3cret")])),
        verification_token: Some(SecretText("t0ken".to_owned())),
        ..complete_destination(bench.environment(bench.us, 0).id, "Inbox")
    };
    bench.create_destination(bench.us, &create)
}

fn set_credential(id: DestinationId, credential: AuthCredentialChange) -> DestinationChange {
    DestinationChange { auth_credential: Patch::Set(credential), ..DestinationChange::of(id) }
}

fn has(destination: &Destination) -> Vec<SecretName> {
    SecretName::ALL.iter().copied().filter(|name| destination.has(*name)).collect()
}

#[test]
fn a_cloud_destination_is_not_configured_without_its_credential() {
    let mut bench = Bench::new();
    let create = bucket(&bench);
    let error = bench.call(bench.us, &create).unwrap_err();
    assert_eq!(error.code, ErrorCode::InvalidFields);
    let fields: Vec<_> = error.errors.iter().map(|entry| entry.field.as_str()).collect();
    assert_eq!(fields, ["authCredential.settings.accessKey", "authCredential.settings.secretKey"]);

    let google = credential(AuthType::GoogleWorkloadIdentity, &[]);
    let error = bench.call(bench.us, &DestinationCreate { auth_credential: Some(google), ..create.clone() }).unwrap_err();
    let expected = "Use AWS Signature Version 4 instead of Google workload identity federation.";
    assert_eq!(error.for_field("authCredential.typeId"), Some(expected));

    let short = aws(&[("accessKey", "short"), ("secretKey", "with space"), ("clientSecret", "x")]);
    let error = bench.call(bench.us, &DestinationCreate { auth_credential: Some(short), ..create }).unwrap_err();
    let fields: Vec<_> = error.errors.iter().map(|entry| entry.field.rsplit('.').next().unwrap()).collect();
    assert_eq!(fields, ["accessKey", "clientSecret", "secretKey"]);
    assert_eq!(has(&complete_bucket(&mut bench)), [SecretName::AccessKey, SecretName::SecretKey]);
}

#[test]
fn a_change_keeps_the_secrets_that_it_does_not_mention() {
    let mut bench = Bench::new();
    let stored = complete_bucket(&mut bench);
    let rename = DestinationChange { name: Some("River".to_owned()), ..DestinationChange::of(stored.id) };
    assert_eq!(has(&bench.call(bench.us, &rename).unwrap().0), has(&stored));
    let region = bench.call(bench.us, &set_credential(stored.id, aws(&[("region", "us-east-2")]))).unwrap().0;
    assert_eq!((has(&region), region.version), (has(&stored), 3));
    assert_eq!(region.auth_credential.unwrap().settings, texts(&[("region", "us-east-2")]));
    // A secret alone is a change too, although nothing of it can be seen; the other fields are replaced.
    let rotated = bench.call(bench.us, &set_credential(stored.id, aws(&KEYS[1..]))).unwrap().0;
    assert_eq!((has(&rotated), rotated.version), (has(&stored), 4));
    assert_eq!(rotated.auth_credential.unwrap().settings, BTreeMap::new());
    let settings = cloud(CloudProduct::S3, &[("bucketName", "other-lake"), ("region", "us-east-1")]);
    let change = DestinationChange { cloud_provider_settings: Patch::Set(settings), ..DestinationChange::of(stored.id) };
    assert_eq!(has(&bench.call(bench.us, &change).unwrap().0), has(&stored));
    let error = bench.call(bench.us, &DestinationChange { auth_credential: Patch::Clear, ..change }).unwrap_err();
    assert_eq!(error.errors.len(), 2, "a cloud destination never goes without");
}

#[test]
fn a_url_endpoint_can_do_without_authentication_and_without_a_token() {
    let mut bench = Bench::new();
    let stored = complete_inbox(&mut bench);
    assert_eq!(has(&stored), [SecretName::ClientSecret, SecretName::VerificationToken]);
    let off = DestinationChange { auth_credential: Patch::Clear, ..DestinationChange::of(stored.id) };
    let off = bench.call(bench.us, &off).unwrap().0;
    assert_eq!((has(&off), &off.auth_credential), (vec![SecretName::VerificationToken], &None));
    // Switched on again, it asks for the secret again.
    let error = bench.call(bench.us, &set_credential(stored.id, oauth(&[]))).unwrap_err();
    assert_eq!(error.for_field("authCredential.settings.clientSecret"), Some("Enter the client secret."));
    for token in [Patch::Set(SecretText(" ".to_owned())), Patch::Clear] {
        let change = DestinationChange { verification_token: token, ..DestinationChange::of(stored.id) };
        assert_eq!(has(&bench.call(bench.us, &change).unwrap().0), []);
    }
}

#[test]
fn what_is_in_progress_keeps_what_was_entered() {
    let mut bench = Bench::new();
    let begun = DestinationCreate { auth_credential: Some(aws(&KEYS[..1])), setup_state: Some(at_step(3)), ..bucket(&bench) };
    let begun = bench.create_destination(bench.us, &begun);
    assert_eq!(has(&begun), [SecretName::AccessKey]);
    let finish = DestinationChange { setup_state: Patch::Clear, ..DestinationChange::of(begun.id) };
    let error = bench.call(bench.us, &finish).unwrap_err();
    assert_eq!(error.errors.len(), 1);
    assert_eq!(error.for_field("authCredential.settings.secretKey"), Some("Enter the secret key."));
    let finished = DestinationChange { auth_credential: Patch::Set(aws(&KEYS[1..])), ..finish };
    assert!(bench.call(bench.us, &finished).unwrap().0.can_be_subscribed());
}

#[test]
fn another_type_forgets_what_authenticated_the_first() {
    let mut bench = Bench::new();
    let begun = DestinationCreate { auth_credential: Some(aws(&KEYS)), setup_state: Some(at_step(1)), ..bucket(&bench) };
    let begun = bench.create_destination(bench.us, &begun);
    let turned_into = |product| DestinationChange {
        cloud_provider_settings: Patch::Set(cloud(product, &[])),
        ..DestinationChange::of(begun.id)
    };
    let health_lake = bench.call(bench.us, &turned_into(CloudProduct::HealthLake)).unwrap().0;
    assert_eq!(has(&health_lake), has(&begun), "it is authenticated in the same way");
    let storage = bench.call(bench.us, &turned_into(CloudProduct::CloudStorage)).unwrap().0;
    assert_eq!((has(&storage), &storage.auth_credential), (vec![], &None));
    let back = bench.call(bench.us, &turned_into(CloudProduct::S3)).unwrap().0;
    assert_eq!(has(&back), []);

    let inbox = DestinationCreate { setup_state: Some(at_step(1)), ..complete_destination(begun.environment.id, "Inbox") };
    let inbox = DestinationCreate { verification_token: Some(SecretText("t0ken".to_owned())), ..inbox };
    let inbox = bench.create_destination(bench.us, &inbox);
    let change = DestinationChange { destination_type: Patch::Set(DestinationType::Cloud), ..DestinationChange::of(inbox.id) };
    assert_eq!(has(&bench.call(bench.us, &change).unwrap().0), []);
}

#[test]
fn a_partner_sees_nothing_of_it() {
    let mut bench = Bench::new();
    let stored = complete_inbox(&mut bench);
    let source = {
        let environment = bench.environment(bench.them, 0).id;
        bench.create_source(bench.them, &crate::bench::complete_source(environment, "Intake")).id
    };
    bench.agree(source, stored.id, "FHIR.Patient");
    let seen = bench.get_destination(bench.them, stored.id).unwrap();
    assert_eq!((has(&seen), seen.auth_credential, seen.verified_at, seen.is_fhir), (vec![], None, None, false));
    assert_eq!(bench.get_destination(bench.us, stored.id).unwrap(), stored);
}

#[test]
fn a_deleted_destination_forgets_its_secrets() {
    let mut bench = Bench::new();
    let stored = complete_inbox(&mut bench);
    let is_kept = |bench: &Bench| {
        let document: serde_json::Value = serde_json::from_slice(&bench.memory.to_json()).unwrap();
        document["rows"]["destinations"][stored.id.to_string()]["row"]["authCredential"]["hasClientSecret"] == true
    };
    assert!(is_kept(&bench));
    bench.call(bench.us, &DestinationDelete { destination_id: stored.id, version: None }).unwrap();
    assert!(!is_kept(&bench));
}

#[test]
fn a_transaction_that_fails_takes_its_secrets_back() {
    let mut bench = Bench::new();
    let stored = complete_inbox(&mut bench);
    let failed: Result<(), ()> = bench.memory.transact(|tables| {
        tables.remove_secret(stored.id, SecretName::ClientSecret).unwrap();
        tables.put_secret(stored.id, SecretName::VerificationToken, &SecretText("other".to_owned())).unwrap();
        tables.remove_secret(stored.id, SecretName::VerificationToken).unwrap();
        assert_eq!(has(&tables.destination(stored.id).unwrap().unwrap()), []);
        Err(())
    });
    assert_eq!(failed, Err(()));
    assert_eq!(bench.get_destination(bench.us, stored.id).unwrap(), stored);
}

/// What a person does to a URL endpoint's secrets.
#[derive(Clone, Debug)]
enum Step {
    Rename(u8),
    Authenticate(Option<String>),
    SwitchOff,
    Token(Patch<String>),
}

fn step() -> impl Strategy<Value = Step> {
    // Of the form of a secret, and nowhere else in an answer.
    let secret = || "canary[!-~&&[^\"\\\\]]{0,20}";
    prop_oneof![
        any::<u8>().prop_map(Step::Rename),
        proptest::option::of(secret()).prop_map(Step::Authenticate),
        Just(Step::SwitchOff),
        prop_oneof![Just(Patch::Keep), Just(Patch::Clear), secret().prop_map(Patch::Set)].prop_map(Step::Token),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn whatever_is_done_the_answer_says_which_secrets_there_are_and_never_what_they_are(
        steps in proptest::collection::vec(step(), 1..12),
    ) {
        let mut bench = Bench::new();
        let begun = DestinationCreate {
            setup_state: Some(at_step(2)),
            ..complete_destination(bench.environment(bench.us, 0).id, "Inbox")
        };
        let id = bench.create_destination(bench.us, &begun).id;
        let (mut client_secret, mut token) = (false, false);
        for step in steps {
            let mut change = DestinationChange::of(id);
            match step {
                Step::Rename(number) => change.name = Some(format!("Inbox {number}")),
                Step::Authenticate(secret) => {
                    let given: Vec<_> = secret.iter().map(|secret| ("clientSecret", secret.as_str())).collect();
                    change.auth_credential = Patch::Set(oauth(&given));
                    client_secret |= secret.is_some();
                }
                Step::SwitchOff => (change.auth_credential, client_secret) = (Patch::Clear, false),
                Step::Token(Patch::Keep) => {}
                Step::Token(Patch::Clear) => (change.verification_token, token) = (Patch::Clear, false),
                Step::Token(Patch::Set(text)) => (change.verification_token, token) = (Patch::Set(SecretText(text)), true),
            }
            let response = bench.send(bench.us, &causeway_api::encode(&change));
            prop_assert!(response.is_success());
            let stored = bench.get_destination(bench.us, id).unwrap();
            prop_assert_eq!(stored.has(SecretName::ClientSecret), client_secret);
            prop_assert_eq!(stored.has(SecretName::VerificationToken), token);
            for bytes in [response.body, bench.memory.to_json()] {
                prop_assert!(!String::from_utf8(bytes).unwrap().contains("canary"));
            }
        }
    }
}
