//! The command line.

use crate::{PublicUrl, StartError, logging::LogFormat, start, verify::EndpointOptions};
use clap::{Args, Parser, Subcommand};
use std::{io::Write as _, net::SocketAddr, path::PathBuf};

/// A self-hosted console for exchanging healthcare data between organizations. Without a command, it serves.
#[derive(Parser)]
#[command(name = "causeway", version, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: Serve,
}

#[derive(Subcommand)]
enum Command {
    /// Prints a one-time link that sets a new password; works while the server runs
    OwnerLink(OwnerLink),
    /// Prints a one-time link with which somebody founds another organization here; works while the server runs
    OrganizationLink(OrganizationLink),
    /// Forgets all stored credentials of destinations, for when the key file is lost; stop the server first
    ForgetCredentials(ForgetCredentials),
    /// Prints the API's OpenAPI 3.1 document
    Openapi,
}

/// How the server runs.
#[derive(Args)]
pub(crate) struct Serve {
    /// The address and port to listen on; port 0 takes a free one
    #[arg(long, env = "CAUSEWAY_LISTEN", value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    /// The database file; created when missing
    #[arg(long, env = "CAUSEWAY_DATABASE", value_name = "PATH", default_value = "causeway.sqlite")]
    pub(crate) database: PathBuf,
    /// The key that seals stored credentials: 64 hexadecimal digits; created when missing, beside the database unless named
    #[arg(long, env = "CAUSEWAY_KEY_FILE", value_name = "PATH")]
    pub(crate) key_file: Option<PathBuf>,
    /// The address in people's browsers, when a proxy with TLS stands in front: `https://causeway.example.org`
    #[arg(long, env = "CAUSEWAY_PUBLIC_URL", value_name = "URL")]
    pub(crate) public_url: Option<PublicUrl>,
    /// Fill an empty database with a realistic organization to look around in
    #[arg(long, env = "CAUSEWAY_SAMPLE_DATA")]
    pub(crate) sample_data: bool,
    /// Serve the app from this folder instead of the one in this binary
    #[arg(long, env = "CAUSEWAY_APP", value_name = "FOLDER")]
    pub(crate) app: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) endpoints: EndpointOptions,
    /// How logs are written to standard error; `CAUSEWAY_LOG` chooses what, such as `warn`
    #[arg(long, env = "CAUSEWAY_LOG_FORMAT", value_name = "FORMAT", default_value = "text")]
    pub(crate) log_format: LogFormat,
}

/// Whose password is lost.
#[derive(Args)]
pub(crate) struct OwnerLink {
    /// The server's database file
    #[arg(long, env = "CAUSEWAY_DATABASE", value_name = "PATH", default_value = "causeway.sqlite")]
    pub(crate) database: PathBuf,
    /// The person's e-mail address; not needed while there is only one person
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) email: Option<String>,
}

/// Where another organization is to be founded.
#[derive(Args)]
pub(crate) struct OrganizationLink {
    /// The server's database file
    #[arg(long, env = "CAUSEWAY_DATABASE", value_name = "PATH", default_value = "causeway.sqlite")]
    pub(crate) database: PathBuf,
}

/// Whose credentials are to be forgotten.
#[derive(Args)]
pub(crate) struct ForgetCredentials {
    /// The server's database file
    #[arg(long, env = "CAUSEWAY_DATABASE", value_name = "PATH", default_value = "causeway.sqlite")]
    pub(crate) database: PathBuf,
}

/// Does what the command line says; returns when that is done, or when a signal stopped the server.
///
/// # Errors
/// When it cannot be done, with a sentence that says why. Mistakes in the command line itself end the process with status 2.
pub fn run() -> Result<(), StartError> {
    let arguments = Arguments::parse();
    match arguments.command {
        None => start::serve(arguments.serve),
        Some(Command::OwnerLink(owner_link)) => start::owner_link(&owner_link),
        Some(Command::OrganizationLink(organization_link)) => start::organization_link(&organization_link),
        Some(Command::ForgetCredentials(forget)) => start::forget_credentials(&forget),
        Some(Command::Openapi) => say(&document()),
    }
}

/// The OpenAPI document as it is printed, and kept in the repository.
///
/// # Panics
/// Never: JSON values can be written.
pub fn document() -> String {
    serde_json::to_string_pretty(&causeway_api::openapi()).expect("a JSON value")
}

/// Prints a line for the person who started the program.
pub(crate) fn say(line: &str) -> Result<(), StartError> {
    let mut output = std::io::stdout().lock();
    writeln!(output, "{line}").and_then(|()| output.flush()).map_err(StartError::Output)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_well_formed() {
        Arguments::command().debug_assert();
    }
}
