//! An object before and after a change, field by field. Pure.

use serde_json::Value;

/// A field whose value is not the same before and after.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Difference {
    /// What it is called, from the outermost to the innermost: *Environment roles, Staging, Role*.
    pub(super) field: String,
    /// What it was; none where there was nothing.
    pub(super) before: Option<String>,
    /// What it became.
    pub(super) after: Option<String>,
}

/// What every change changes, so that it tells nothing.
const ALWAYS: [&str; 2] = ["updatedAt", "version"];

/// What differs, in the order of the fields; of an object that was created or is gone everything that there is.
pub(super) fn differences(before: Option<&Value>, after: Option<&Value>) -> Vec<Difference> {
    let mut old = Vec::new();
    let mut new = Vec::new();
    for (value, facts) in [(before, &mut old), (after, &mut new)] {
        if let Some(value) = value {
            take_apart("", value, facts);
        }
    }
    let mut differences: Vec<Difference> = Vec::new();
    for (field, text) in old {
        differences.push(Difference { field, before: Some(text), after: None });
    }
    for (field, text) in new {
        match differences.iter_mut().find(|difference| difference.field == field) {
            Some(difference) => difference.after = Some(text),
            None => differences.push(Difference { field, before: None, after: Some(text) }),
        }
    }
    differences.retain(|difference| difference.before != difference.after);
    differences
}

/// Writes down each value with what it is called; what is empty is nothing.
fn take_apart(field: &str, value: &Value, facts: &mut Vec<(String, String)>) {
    let mut write = |text: String| facts.push((field.to_owned(), text));
    match value {
        Value::Null => {}
        Value::Bool(is_so) => write(if *is_so { "Yes" } else { "No" }.to_owned()),
        Value::String(text) if text.is_empty() => {}
        Value::String(text) => write(text.clone()),
        // The contract has whole numbers only.
        Value::Number(number) => write(number.as_i64().map_or_else(|| "a number".to_owned(), |number| number.to_string())),
        Value::Array(items) if items.is_empty() => {}
        Value::Array(items) if items.iter().all(Value::is_string) => {
            write(items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "));
        }
        Value::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                let name = name_of(item).filter(|name| items.iter().filter(|item| name_of(item) == Some(name)).count() == 1);
                let name = name.map_or_else(|| (number + 1).to_string(), str::to_owned);
                take_apart(&below(field, &name), item, facts);
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields.iter().filter(|(name, _)| !ALWAYS.contains(&name.as_str())) {
                take_apart(&below(field, &words(name)), value, facts);
            }
        }
    }
}

/// What one of several is called: an environment, or by its name.
fn name_of(item: &Value) -> Option<&str> {
    let environment = item.get("environment").and_then(|environment| environment.get("environmentFlag"));
    environment.or_else(|| item.get("name"))?.as_str()
}

fn below(field: &str, name: &str) -> String {
    if field.is_empty() { name.to_owned() } else { [field, ", ", name].concat() }
}

/// A field's name as people write it: *Queue status*.
fn words(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        match letter {
            _ if words.is_empty() => words.extend(letter.to_uppercase()),
            'A'..='Z' => {
                words.push(' ');
                words.push(letter.to_ascii_lowercase());
            }
            _ => words.push(letter),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn told(before: Option<&Value>, after: Option<&Value>) -> Vec<String> {
        let told = differences(before, after).into_iter().map(|Difference { field, before, after }| {
            [&field, ": ", &before.unwrap_or_default(), " > ", &after.unwrap_or_default()].concat()
        });
        told.collect()
    }

    #[test]
    fn only_what_differs_is_told() {
        let before = json!({"id": 7, "name": "Scans", "queueStatus": "Active", "version": 1, "updatedAt": "a", "about": ""});
        let after = json!({"id": 7, "name": "Scans", "queueStatus": "Paused", "version": 2, "updatedAt": "b", "about": null});
        assert_eq!(told(Some(&before), Some(&after)), ["Queue status: Active > Paused"]);
        assert_eq!(told(Some(&before), None), ["Id: 7 > ", "Name: Scans > ", "Queue status: Active > "]);
        assert_eq!(told(None, None), [""; 0]);
    }

    #[test]
    fn what_is_deeper_is_called_by_all_its_names() {
        let roles =
            |role| json!({"environmentRoles": [{"environment": {"id": "e", "environmentFlag": "Staging"}, "role": role}]});
        let told = told(Some(&roles("viewer")), Some(&roles("engineer")));
        assert_eq!(told, ["Environment roles, Staging, Role: viewer > engineer"]);
    }

    #[test]
    fn lists_of_words_are_told_as_a_whole_and_others_by_name_or_number() {
        let before =
            json!({"dataModels": ["FHIR.Patient"], "ends": [{"name": "Lake", "isShared": false}, {"name": "A"}, {"name": "A"}]});
        let after =
            json!({"dataModels": ["FHIR.Patient", "FHIR.Goal"], "ends": [{"name": "Lake", "isShared": true}, {"name": "A"}, 4]});
        assert_eq!(
            told(Some(&before), Some(&after)),
            [
                "Data models: FHIR.Patient > FHIR.Patient, FHIR.Goal",
                "Ends, Lake, Is shared: No > Yes",
                "Ends, 2, Name: A > ",
                "Ends, 3, Name: A > ",
                "Ends, A, Name:  > A",
                "Ends, 3:  > 4"
            ]
        );
    }
}
