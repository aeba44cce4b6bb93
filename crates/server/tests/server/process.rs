//! The real binary, as a child process.

use std::{
    io::{BufRead as _, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
};

/// The binary with these arguments, without the environment's settings.
pub(crate) fn causeway(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_causeway"));
    command.args(arguments).env_clear().env("CAUSEWAY_LOG", "warn");
    command
}

/// A running server; killed when dropped.
pub(crate) struct Server {
    pub(crate) child: Child,
    pub(crate) address: SocketAddr,
    /// What it printed until it was ready.
    pub(crate) printed: Vec<String>,
    output: BufReader<ChildStdout>,
}

impl Server {
    /// Starts the server on a free port and waits until it is ready.
    pub(crate) fn start(database: &Path, more: &[&str]) -> Self {
        let database = database.to_str().unwrap();
        Self::run(&mut causeway(&[&["--listen", "127.0.0.1:0", "--database", database], more].concat()))
    }

    /// Runs a command that starts a server, and waits until it is ready.
    pub(crate) fn run(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut printed = Vec::new();
        let address = loop {
            let mut line = String::new();
            assert_ne!(output.read_line(&mut line).unwrap(), 0, "the server ended: {printed:?}");
            printed.push(line.trim_end().to_owned());
            if let Some(url) = line.trim_end().strip_prefix("Causeway is ready at http://") {
                break url.parse().unwrap();
            }
        };
        Self { child, address, printed, output }
    }

    /// The next line that it prints.
    pub(crate) fn line(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both fail only when it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
