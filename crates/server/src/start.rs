//! From the command line to a running server, and the sentences for when that fails.

use crate::accounts::{
    OwnerLinkError, has_owner, link_for_first_owner, link_for_organization, link_for_password, waits_for_owner,
};
use crate::command::{ForgetCredentials, OrganizationLink, OwnerLink, Serve, say};
use crate::database::Transaction;
use crate::operator;
use crate::{
    Address, App, Clock, Database, DatabaseFile, EndpointCaError, LoadError, OpenError, SealError, SealingKey, Secret, Site,
    listen, logging, router,
};
use causeway_rules::{StorageError, Stored, sample_organization};
use std::{
    io,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use tokio::{net::TcpListener, runtime::Runtime};

/// Why the program ended without doing what it was asked to.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Passwords would travel readable through the network.
    #[error(
        "--listen {0} can be reached by other machines, but there is no TLS; put a proxy with TLS in front and name its address \
         with --public-url, or listen on 127.0.0.1"
    )]
    NotLoopback(SocketAddr),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {}", match cause.kind() {
        io::ErrorKind::AddrInUse => "another program uses this port; choose another one with --listen".to_owned(),
        _ => cause.to_string(),
    })]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why not.
        cause: io::Error,
    },
    /// There is no database to do it in.
    #[error("there is no database at {0}; name the server's with --database")]
    NoDatabase(PathBuf),
    /// The database cannot be used.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Credentials cannot be sealed.
    #[error(transparent)]
    Key(#[from] SealError),
    /// Endpoints cannot be verified as asked.
    #[error(transparent)]
    EndpointCa(#[from] EndpointCaError),
    /// The app cannot be served.
    #[error(transparent)]
    App(#[from] LoadError),
    /// No link can be made.
    #[error(transparent)]
    OwnerLink(#[from] OwnerLinkError),
    /// The database failed.
    #[error("the database failed: {0}")]
    Storage(#[from] StorageError),
    /// Nothing can be printed.
    #[error("cannot write to standard output: {0}")]
    Output(io::Error),
    /// The system refuses what every program needs.
    #[error("cannot start: {0}")]
    System(io::Error),
}

/// Serves until a signal comes.
pub(crate) fn serve(options: Serve) -> Result<(), StartError> {
    if options.public_url.is_none() && !options.listen.ip().is_loopback() {
        return Err(StartError::NotLoopback(options.listen));
    }
    logging::begin(options.log_format);
    let runtime = Runtime::new().map_err(StartError::System)?;
    let outcome = runtime.block_on(serve_until_stopped(options));
    // A job that still runs is kept or dropped as a whole, like at a crash.
    runtime.shutdown_timeout(Duration::from_secs(1));
    outcome
}

async fn serve_until_stopped(options: Serve) -> Result<(), StartError> {
    let app = match &options.app {
        Some(folder) => App::from_folder(folder)?,
        None => App::embedded(),
    };
    let cannot_listen = |cause| StartError::Listen { address: options.listen, cause };
    let listener = TcpListener::bind(options.listen).await.map_err(cannot_listen)?;
    let socket = listener.local_addr().map_err(cannot_listen)?;
    let address = options.public_url.map_or_else(|| Address::loopback(socket), Address::public);
    let verifier = options.endpoints.verifier(socket)?;
    let database = open_with_key(&options.database, options.key_file)?;
    // Set up before anything is printed: whoever reads that the server is ready may stop it.
    let stop = listen::stop_signal();

    let url = address.url();
    if options.sample_data {
        if let Some(name) = database.write(add_sample_data).await? {
            let what_next = "The owner you create takes it over, under the organization name you enter.";
            say(&format!("Added sample data: {name}. {what_next}"))?;
        } else {
            tracing::info!("no sample data was added: the database is not empty");
        }
    }
    let set_up = database
        .write({
            let url = url.clone();
            move |transaction| prepare(transaction, &url)
        })
        .await?;
    say(&format!("Causeway is ready at {url}"))?;
    if let Some(token) = set_up {
        say(&format!("Create the owner's account: {url}/setup#{}", token.reveal()))?;
    }

    let site = Arc::new(Site::new(database, address, app).verifying_with(verifier));
    let stopped = async {
        if let Err(error) = stop.await {
            tracing::error!(%error, "signals cannot be received");
        }
        site.close_streams();
    };
    listen::serve(listener, router(Arc::clone(&site)), stopped).await;
    tracing::info!("stopped");
    Ok(())
}

/// Fills an empty database; gives the sample organization's name.
fn add_sample_data(transaction: &mut Transaction<'_>) -> Stored<Option<String>> {
    use causeway_rules::Tables as _;
    if transaction.count("SELECT count(*) FROM organizations", [])? > 0 {
        return Ok(None);
    }
    let organization = sample_organization(transaction)?;
    waits_for_owner(transaction, organization)?;
    Ok(transaction.organization(organization)?.map(|row| row.profile.name))
}

/// Notes where the server is reached and, while there is no owner, makes the link that creates one.
fn prepare(transaction: &mut Transaction<'_>, url: &str) -> Stored<Option<Secret>> {
    let noted = "INSERT INTO address (one, url) VALUES (1, ?1) ON CONFLICT (one) DO UPDATE SET url = excluded.url";
    transaction.run(noted, [url])?;
    if has_owner(transaction)? { Ok(None) } else { link_for_first_owner(transaction).map(Some) }
}

/// Prints a link that sets a password.
pub(crate) fn owner_link(options: &OwnerLink) -> Result<(), StartError> {
    let email = options.email.clone();
    print_link(&options.database, "password", move |transaction| link_for_password(transaction, email.as_deref()))
}

/// Prints a link that founds another organization.
pub(crate) fn organization_link(options: &OrganizationLink) -> Result<(), StartError> {
    print_link(&options.database, "setup", link_for_organization)
}

/// Makes a link, and prints the address of the page that it opens, where the server was last reached.
fn print_link(
    database: &Path,
    page: &str,
    make: impl FnOnce(&mut Transaction<'_>) -> Result<Secret, OwnerLinkError> + Send + 'static,
) -> Result<(), StartError> {
    let database = open_existing(database)?;
    let runtime = Runtime::new().map_err(StartError::System)?;
    let write = database.write(move |transaction| -> Result<_, OwnerLinkError> {
        let token = make(transaction)?;
        let url: Option<String> = transaction.one("SELECT url FROM address", [], |row| row.get(0))?;
        Ok((url.unwrap_or_default(), token))
    });
    let (url, token) = runtime.block_on(write)?;
    say(&format!("{url}/{page}#{}", token.reveal()))
}

/// Forgets all credentials, for someone who lost their key.
pub(crate) fn forget_credentials(options: &ForgetCredentials) -> Result<(), StartError> {
    let database = open_existing(&options.database)?;
    let runtime = Runtime::new().map_err(StartError::System)?;
    let count = runtime.block_on(database.write(operator::forget_credentials))?;
    say(&format!("Forgot {count} sealed credentials. Enter them again on the Developer page."))
}

/// Opens the database with the key that its secrets are sealed with. The key is created when nothing was sealed yet, and only after the
/// database proved usable: a mistaken path leaves no key behind.
fn open_with_key(database: &Path, key_file: Option<PathBuf>) -> Result<Database, StartError> {
    let path = key_file.unwrap_or_else(|| key_beside(database));
    let found = SealingKey::read(&path)?;
    let file = DatabaseFile::open(database)?;
    let key = match (found, file.sealed()?) {
        (None, None) => SealingKey::create(&path)?,
        (None, Some(_)) => return Err(SealError::Missing { path, database: file.path().to_owned() }.into()),
        (Some(key), Some(sealed)) if !sealed.is_opened_by(&key) => {
            return Err(SealError::Other { path, database: file.path().to_owned() }.into());
        }
        (Some(key), _) => key,
    };
    Ok(file.with_key(key, Clock::system())?)
}

/// `causeway.sqlite` is sealed with `causeway.sqlite.key`.
fn key_beside(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".key");
    name.into()
}

fn open_existing(path: &Path) -> Result<Database, StartError> {
    if !path.exists() {
        return Err(StartError::NoDatabase(path.to_owned()));
    }
    // Nothing is sealed or opened by what these commands do.
    Ok(DatabaseFile::open(path)?.with_key(SealingKey::passing(), Clock::system())?)
}
