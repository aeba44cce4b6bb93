//! Which files are opened as a database, and which are left alone.

use crate::site::TestSite;
use causeway_api::OrganizationId;
use causeway_rules::{OrganizationKind, Tables as _};
use causeway_server::{Clock, Database, DatabaseFile, OpenError, SealingKey, Transaction};
use rusqlite::Connection;
use std::{fs, panic};

fn open(path: &std::path::Path) -> Result<Database, OpenError> {
    DatabaseFile::open(path)?.with_key(SealingKey::passing(), Clock::system())
}

#[test]
fn a_new_file_is_made_and_an_existing_one_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("causeway.sqlite");
    drop(open(&path).unwrap());
    drop(open(&path).unwrap());
    let file = Connection::open(&path).unwrap();
    let mode: String = file.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
}

#[test]
fn somebody_elses_file_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("notes.txt");
    fs::write(&text, "These are notes, long enough that they could be the header of a database, but they are not one.".repeat(9))
        .unwrap();
    let database = folder.path().join("other.sqlite");
    Connection::open(&database).unwrap().execute_batch("CREATE TABLE notes (text TEXT)").unwrap();
    for path in [text, database] {
        let before = fs::read(&path).unwrap();
        assert!(matches!(open(&path), Err(OpenError::NotOurs(_))), "{}", path.display());
        assert_eq!(fs::read(&path).unwrap(), before);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing was made beside them");
}

#[test]
fn a_file_of_a_newer_version_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("causeway.sqlite");
    drop(open(&path).unwrap());
    let file = Connection::open(&path).unwrap();
    file.pragma_update(None, "user_version", 1000).unwrap();
    drop(file);
    let before = fs::read(&path).unwrap();
    let error = open(&path).expect_err("it is newer");
    assert!(error.to_string().contains("was written by a newer Causeway (format 1000"), "{error}");
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_fault_in_the_middle_of_a_write_changes_nothing_and_the_next_one_works() {
    let site = TestSite::start();
    let insert = |transaction: &mut Transaction<'_>| transaction.insert_organization("Tidewell", OrganizationKind::System, "");
    let fault = panic::catch_unwind(panic::AssertUnwindSafe(|| {
        site.in_transaction(move |transaction| {
            insert(transaction).unwrap();
            panic!("a fault");
        });
    }));
    assert!(fault.is_err());
    site.in_transaction(move |transaction| {
        assert_eq!(transaction.system_organization("Tidewell"), Ok(None));
        assert_eq!(insert(transaction), Ok(OrganizationId(1)));
    });
}

#[test]
fn a_folder_that_does_not_exist_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let error = open(&folder.path().join("missing/causeway.sqlite")).expect_err("there is no folder");
    assert!(error.to_string().ends_with("its folder does not exist"), "{error}");
}
