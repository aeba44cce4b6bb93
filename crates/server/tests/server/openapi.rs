//! The document in the repository is the one that the table makes: a change of the API shows in review.

use causeway_api::{AuthType, CloudProduct, Setting};
use serde_json::{Value, json};
use std::{env, fs, path::Path};

#[test]
fn the_document_in_the_repository_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../openapi.json");
    let document = causeway_server::document() + "\n";
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &document).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == document, "openapi.json is out of date; run the test again with UPDATE=1 and look at the difference");
}

/// The settings' schema of one variant of a schema.
fn settings_of<'a>(document: &'a Value, schema: &str, title: &str) -> &'a Value {
    let variants = document["components"]["schemas"][schema]["anyOf"].as_array().unwrap();
    let variant = variants.iter().find(|variant| variant["title"] == title).unwrap_or_else(|| panic!("{schema} lacks {title}"));
    &variant["properties"]["settings"]
}

#[track_caller]
fn describes(settings: &Value, fields: &[Setting]) {
    let required: Vec<_> = fields.iter().filter(|field| field.is_required).map(|field| field.key).collect();
    assert_eq!(settings["required"], json!(required));
    assert_eq!(settings["properties"].as_object().unwrap().len(), fields.len());
    for field in fields {
        let property = &settings["properties"][field.key];
        assert_eq!((&property["title"], &property["description"]), (&json!(field.label), &json!(field.form.rule())));
        if field.is_secret {
            assert_eq!((&property["writeOnly"], &property["examples"]), (&json!(true), &Value::Null));
        } else {
            assert_eq!((&property["writeOnly"], &property["examples"]), (&Value::Null, &json!([field.example])));
        }
    }
}

#[test]
fn every_product_and_every_way_is_described_field_by_field() {
    let document = causeway_api::openapi();
    for product in CloudProduct::ALL {
        describes(settings_of(&document, "CloudProviderSettings", product.label()), product.settings());
    }
    for way in AuthType::ALL {
        describes(settings_of(&document, "AuthCredentialChange", way.label()), way.fields());
        let open: Vec<_> = way.fields().iter().copied().filter(|field| !field.is_secret).collect();
        describes(settings_of(&document, "AuthCredential", way.label()), &open);
    }
    assert_eq!(document["components"]["schemas"]["SecretText"]["writeOnly"], true);
}
