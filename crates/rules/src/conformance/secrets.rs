//! Secrets of destinations: put, had, and never given back.

use super::world::{ALL, World};
use crate::Tables;
use causeway_api::{AuthCredential, AuthType, Destination, DestinationId, SecretName, SecretText};

fn secret(text: &str) -> SecretText {
    SecretText(text.to_owned())
}

/// A destination of ours that is authenticated in this way and has none of its secrets yet.
fn authenticated(world: &World, tables: &mut dyn Tables, name: &str, way: AuthType) -> DestinationId {
    let id = world.destination(tables, name);
    let destination = read(tables, id);
    let auth_credential = Some(AuthCredential::blank(way));
    tables.put_destination(&Destination { auth_credential, ..destination }).expect("stored");
    id
}

fn read(tables: &dyn Tables, id: DestinationId) -> Destination {
    tables.destination(id).expect("read").expect("there")
}

fn had(tables: &dyn Tables, id: DestinationId) -> Vec<SecretName> {
    let destination = read(tables, id);
    SecretName::ALL.iter().copied().filter(|name| destination.has(*name)).collect()
}

/// Put once or again, it is there, alone and in lists; removed once or again, it is not.
pub fn a_destination_has_the_secrets_that_were_put(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let id = authenticated(&world, tables, "Lake", AuthType::AwsSigV4);
    assert_eq!(had(tables, id), []);
    let names = [SecretName::AccessKey, SecretName::SecretKey, SecretName::VerificationToken];
    for name in names {
        tables.put_secret(id, name, &secret("one")).expect("stored");
        tables.put_secret(id, name, &secret("another")).expect("stored");
    }
    assert_eq!(had(tables, id), names);
    let listed = tables.destinations(world.ours[0].id, ALL).expect("read").items;
    assert_eq!(listed, [read(tables, id)], "a list says what a single read says");
    for _ in 0..2 {
        tables.remove_secret(id, SecretName::SecretKey).expect("stored");
    }
    assert_eq!(had(tables, id), [SecretName::AccessKey, SecretName::VerificationToken]);
}

/// What a destination says of its secrets is ignored when it is stored.
pub fn secrets_stay_when_their_destination_is_changed(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let id = authenticated(&world, tables, "Inbox", AuthType::OAuth2ClientCredentials);
    tables.put_secret(id, SecretName::ClientSecret, &secret("one")).expect("stored");
    let mut lying = Destination { name: "Outbox".to_owned(), version: 2, ..read(tables, id) };
    lying.set_has(SecretName::ClientSecret, false);
    lying.set_has(SecretName::VerificationToken, true);
    tables.put_destination(&lying).expect("stored");
    assert_eq!(had(tables, id), [SecretName::ClientSecret]);
    assert_eq!(read(tables, id).name, "Outbox");
}

/// Another way of authentication begins with none, and so does the first one when it comes back.
pub fn secrets_go_with_the_way_they_authenticate(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let id = authenticated(&world, tables, "Lake", AuthType::AwsSigV4);
    tables.put_secret(id, SecretName::AccessKey, &secret("one")).expect("stored");
    let before = read(tables, id);
    for auth_credential in [Some(AuthCredential::blank(AuthType::OAuth2ClientCredentials)), None] {
        tables.put_destination(&Destination { auth_credential, ..before.clone() }).expect("stored");
        tables.remove_secret(id, SecretName::AccessKey).expect("stored");
        assert_eq!(had(tables, id), []);
        tables.put_destination(&before).expect("stored");
        assert_eq!(had(tables, id), []);
        tables.put_secret(id, SecretName::AccessKey, &secret("one")).expect("stored");
    }
}

/// The same name at another destination is another secret; what is at no destination is refused.
pub fn a_secret_belongs_to_one_destination(tables: &mut dyn Tables) {
    let world = World::new(tables);
    let one = authenticated(&world, tables, "Lake", AuthType::AwsSigV4);
    let other = authenticated(&world, tables, "River", AuthType::AwsSigV4);
    tables.put_secret(one, SecretName::AccessKey, &secret("one")).expect("stored");
    assert_eq!((had(tables, one), had(tables, other)), (vec![SecretName::AccessKey], vec![]));
    tables.remove_secret(other, SecretName::AccessKey).expect("stored");
    assert_eq!(had(tables, one), [SecretName::AccessKey]);
    let nowhere = DestinationId(tables.new_id());
    assert!(tables.put_secret(nowhere, SecretName::AccessKey, &secret("one")).is_err());
    assert_eq!(tables.remove_secret(nowhere, SecretName::AccessKey), Ok(()));
}
