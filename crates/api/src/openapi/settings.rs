//! The schemas of settings and credentials, made from the tables that validate them: what each product and each way needs.

use crate::{AuthType, CloudProduct, Setting};
use schemars::Schema;
use serde_json::{Map, Value, json};

/// What each product needs, beside what all have in common.
pub(crate) fn of_products(schema: &mut Schema) {
    let products = CloudProduct::ALL.iter().map(|product| {
        let chosen = [("typeId", product.provider().as_str()), ("productId", product.as_str())];
        variant(product.label(), &chosen, product.settings().iter())
    });
    refine(schema, products, "Not complete yet: only with `setupState`.");
}

/// What each way needs, secrets included.
pub(crate) fn of_ways(schema: &mut Schema) {
    let ways = AuthType::ALL.iter().map(|way| variant(way.label(), &[("typeId", way.as_str())], way.fields().iter()));
    refine(
        schema,
        ways,
        "A change that keeps the secrets that are stored, or one that is not complete yet: only with `setupState`.",
    );
}

/// What is returned of each way: all but its secrets.
pub(crate) fn of_ways_without_secrets(schema: &mut Schema) {
    let ways = AuthType::ALL.iter().map(|way| {
        let fields = way.fields().iter().filter(|field| !field.is_secret);
        variant(way.label(), &[("typeId", way.as_str())], fields)
    });
    refine(schema, ways, "Not complete yet: only with `setupState`.");
}

/// Any of these, or none of them yet.
fn refine(schema: &mut Schema, variants: impl Iterator<Item = Value>, incomplete: &str) {
    let incomplete = json!({"title": "Incomplete", "description": incomplete});
    schema.insert("anyOf".to_owned(), variants.chain([incomplete]).collect());
}

fn variant<'a>(title: &str, chosen: &[(&str, &str)], fields: impl Iterator<Item = &'a Setting> + Clone) -> Value {
    let required: Vec<_> = fields.clone().filter(|field| field.is_required).map(|field| field.key).collect();
    let settings: Map<_, _> = fields.map(|field| (field.key.to_owned(), property(field))).collect();
    let settings = json!({"type": "object", "additionalProperties": false, "required": required, "properties": settings});
    let mut properties: Map<_, _> = chosen.iter().map(|(name, value)| ((*name).to_owned(), json!({"const": value}))).collect();
    let names: Vec<_> = properties.keys().cloned().chain(["settings".to_owned()]).collect();
    properties.insert("settings".to_owned(), settings);
    json!({"title": title, "type": "object", "required": names, "properties": properties})
}

fn property(field: &Setting) -> Value {
    let mut property = json!({"type": "string", "title": field.label, "description": field.form.rule()});
    if field.is_secret {
        property["writeOnly"] = true.into();
    } else {
        property["examples"] = json!([field.example]);
    }
    property
}
