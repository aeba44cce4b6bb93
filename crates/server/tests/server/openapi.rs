//! The document in the repository is the one that the table makes: a change of the API shows in review.

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
