//! Opening the file: what it is, how it is set up, and the migrations that bring it up to date.

use rusqlite::{Connection, OpenFlags, TransactionBehavior, ffi, functions::FunctionFlags};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};

/// Forward only: each runs once, in order, and is never edited after a release.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_foundation.sql"),
    include_str!("../../migrations/0002_developer.sql"),
    include_str!("../../migrations/0003_verifications.sql"),
    include_str!("../../migrations/0004_roles.sql"),
    include_str!("../../migrations/0005_partners.sql"),
    include_str!("../../migrations/0006_audit.sql"),
    include_str!("../../migrations/0007_connection_invitations.sql"),
];

/// Marks a file as Causeway's (SQLite's `application_id`): “Cway”.
const APPLICATION: i32 = 0x4377_6179;

/// How long a connection waits for another process, such as `causeway owner-link`.
const BUSY: Duration = Duration::from_secs(5);

/// Statements kept prepared by each connection: the fixed ones, and the usual combinations of filters.
const STATEMENTS: usize = 128;

/// How much of the file readers map into memory; address space, not memory.
const MAPPED: i64 = 1 << 30;

/// Why a database file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder it should be in does not exist.
    #[error("cannot create {0}: its folder does not exist")]
    NoFolder(PathBuf),
    /// It is something else.
    #[error("{0} is not a Causeway database; it was left as it is. Choose another file with --database")]
    NotOurs(PathBuf),
    /// A later version of Causeway wrote it.
    #[error("{path} was written by a newer Causeway (format {found}, this one knows {MOST}); it was left as it is. Install the newer version", MOST = MIGRATIONS.len())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: usize,
    },
    /// It cannot be read or written.
    #[error("cannot use the database {path}: {cause}")]
    Unusable {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        cause: rusqlite::Error,
    },
}

/// The connection that writes; creates and migrates the file.
pub(super) fn writer(path: &Path) -> Result<Connection, OpenError> {
    let unusable = |cause| OpenError::Unusable { path: path.to_owned(), cause };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if folder.is_some_and(|folder| !folder.is_dir()) {
        return Err(OpenError::NoFolder(path.to_owned()));
    }
    if path.exists() {
        // Looked at without the right to write, so that a file of somebody else's is not touched.
        let file = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
            .map_err(unusable)?;
        file.busy_timeout(BUSY).map_err(unusable)?;
        format(path, &file)?;
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(unusable)?;
    set_up(&connection).map_err(unusable)?;
    connection.pragma_update(None, "journal_mode", "WAL").map_err(unusable)?;
    // An acknowledged change survives a power cut, not only a crash of this process.
    connection.pragma_update(None, "synchronous", "FULL").map_err(unusable)?;
    migrate(path, &connection)?;
    Ok(connection)
}

/// A connection that only reads.
pub(super) fn reader(path: &Path) -> Result<Connection, OpenError> {
    let unusable = |cause| OpenError::Unusable { path: path.to_owned(), cause };
    // Not opened read-only: readers of a write-ahead log take part in its shared memory.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(unusable)?;
    set_up(&connection).map_err(unusable)?;
    connection.pragma_update(None, "query_only", true).map_err(unusable)?;
    // Readers share the system's copy of the file instead of each keeping its own.
    connection.pragma_update(None, "mmap_size", MAPPED).map_err(unusable)?;
    Ok(connection)
}

fn set_up(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.create_scalar_function(
        c"fold",
        1,
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS,
        |context| Ok(causeway_api::fold(context.get_raw(0).as_str()?)),
    )
}

/// How many migrations a file has seen; 0 for an empty one.
fn format(path: &Path, connection: &Connection) -> Result<usize, OpenError> {
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let look = || -> rusqlite::Result<_> {
        let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        Ok((pragma("application_id")?, pragma("user_version")?, tables))
    };
    match look() {
        Ok((0, 0, 0)) => Ok(0),
        Ok((APPLICATION, version @ 1.., _)) => {
            let found = usize::try_from(version).expect("a positive number");
            if found > MIGRATIONS.len() { Err(OpenError::Newer { path: path.to_owned(), found }) } else { Ok(found) }
        }
        Ok(_) => Err(OpenError::NotOurs(path.to_owned())),
        Err(rusqlite::Error::SqliteFailure(ffi::Error { code: ffi::ErrorCode::NotADatabase, .. }, _)) => {
            Err(OpenError::NotOurs(path.to_owned()))
        }
        Err(cause) => Err(OpenError::Unusable { path: path.to_owned(), cause }),
    }
}

fn migrate(path: &Path, connection: &Connection) -> Result<(), OpenError> {
    let unusable = |cause| OpenError::Unusable { path: path.to_owned(), cause };
    let transaction = rusqlite::Transaction::new_unchecked(connection, TransactionBehavior::Immediate).map_err(unusable)?;
    let done = format(path, &transaction)?;
    for migration in &MIGRATIONS[done..] {
        transaction.execute_batch(migration).map_err(unusable)?;
    }
    if done < MIGRATIONS.len() {
        transaction.pragma_update(None, "application_id", APPLICATION).map_err(unusable)?;
        let version = i64::try_from(MIGRATIONS.len()).expect("a small number");
        transaction.pragma_update(None, "user_version", version).map_err(unusable)?;
    }
    transaction.commit().map_err(unusable)
}
