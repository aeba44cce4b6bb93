//! `cargo xtask dev`: the app with live reload, and a debug server behind Trunk's proxy.

use std::{
    fs,
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::{process, setup, workspace::Workspace};

/// Where `Trunk.toml` finds the server.
const SERVER_PORT: u16 = 8081;

/// Where the app is served and what the server keeps.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The port to serve the app on, at 127.0.0.1.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The database file; created when missing. [default: causeway-data/dev.sqlite]
    #[arg(long, value_name = "PATH")]
    database: Option<PathBuf>,
    /// Fill an empty database with a realistic organization to look around in.
    #[arg(long)]
    sample_data: bool,
}

/// Runs Trunk and the server until one of them ends or a signal comes, then ends both.
///
/// # Errors
/// When a build fails, the server's port is taken, or one of the two ends by itself.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let tools = setup::for_build(workspace)?;
    let trunk = setup::for_dev()?;
    drop(
        TcpListener::bind(("127.0.0.1", SERVER_PORT))
            .with_context(|| format!("port {SERVER_PORT} must be free for the server"))?,
    );
    process::run(process::cargo().args(["build", "--package", "causeway-server"]).current_dir(workspace.root()))?;
    process::run(
        process::cargo().args(["fetch", "--quiet", "--target", "wasm32-unknown-unknown"]).current_dir(workspace.root()),
    )?;

    let stop = Arc::new(AtomicBool::new(false));
    let stop_on_signal = Arc::clone(&stop);
    ctrlc::set_handler(move || stop_on_signal.store(true, Ordering::Relaxed))?;

    let mut server = start(&mut server(workspace, arguments)?)?;
    let trunk = start(
        process::command(trunk)
            .args(["serve", "--address", "127.0.0.1", "--port"])
            .arg(arguments.port.to_string())
            .env("PATH", tools.search_path()?)
            .env_remove("NO_COLOR")
            .current_dir(workspace.root()),
    );
    let mut trunk = match trunk {
        Ok(trunk) => trunk,
        Err(error) => {
            end(&mut server);
            return Err(error);
        }
    };

    let ended = loop {
        if stop.load(Ordering::Relaxed) {
            break None;
        }
        if server.try_wait()?.is_some() {
            break Some("the server");
        }
        if trunk.try_wait()?.is_some() {
            break Some("Trunk");
        }
        thread::sleep(Duration::from_millis(100));
    };
    end(&mut trunk);
    end(&mut server);
    match ended {
        Some(name) => bail!("{name} ended"),
        None => Ok(()),
    }
}

fn server(workspace: &Workspace, arguments: &Arguments) -> Result<Command> {
    let database = if let Some(database) = &arguments.database {
        database.clone()
    } else {
        fs::create_dir_all(workspace.path("causeway-data"))?;
        workspace.path("causeway-data/dev.sqlite")
    };
    let mut command = process::command(workspace.debug_server());
    command
        .arg("--listen")
        .arg(format!("127.0.0.1:{SERVER_PORT}"))
        .arg("--public-url")
        .arg(format!("http://127.0.0.1:{}", arguments.port))
        .arg("--database")
        .arg(database);
    if arguments.sample_data {
        command.arg("--sample-data");
    }
    Ok(command)
}

fn start(command: &mut Command) -> Result<Child> {
    let program = command.get_program().to_owned();
    command.spawn().with_context(|| format!("cannot start {}", program.display()))
}

/// Waits for a child that had the terminal's signal too; one that does not end is killed.
fn end(child: &mut Child) {
    let patience = Instant::now() + Duration::from_secs(2);
    while Instant::now() < patience {
        if !matches!(child.try_wait(), Ok(None)) {
            return;
        }
        thread::sleep(Duration::from_millis(50));
    }
    // Both fail only when it has ended meanwhile.
    let _ = child.kill();
    let _ = child.wait();
}
