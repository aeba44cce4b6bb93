//! Subscriptions as they travel, a line each.

use serde_json::json;

/// So many lines, between a tenth as many ends.
pub(crate) fn lines(count: usize) -> Vec<Vec<u8>> {
    let id = |kind: char, number: usize| format!("0190{kind}000-0000-7000-8000-{number:012x}");
    let organization = |number: usize, name: &str| json!({ "id": number, "name": name });
    let line = |number: usize| {
        let end = number % (count / 10).max(1);
        let line = json!({
            "id": id('b', number),
            "name": format!("Lab results {number}"),
            "connectionId": id('c', number % 200),
            "source": {
                "id": id('a', end),
                "name": format!("Intake API {end}"),
                "environmentFlag": "Development",
                "organization": organization(1, "Tidewell Health"),
            },
            "destination": {
                "id": id('d', end),
                "name": format!("Clinical lake {end}"),
                "environmentFlag": "Development",
                "organization": organization(2, "Mercy Valley Health"),
            },
            "dataModel": "FHIR.Patient",
            "queueStatus": "Active",
            "activatedAt": "2026-11-20T08:00:00.000Z",
            "createdAt": "2026-11-20T08:00:00.000Z",
            "updatedAt": "2026-11-20T08:00:00.000Z",
            "deletedAt": null,
            "version": 1,
        });
        line.to_string().into_bytes()
    };
    (0..count).map(line).collect()
}
