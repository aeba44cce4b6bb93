//! `causeway`: see `--help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    match causeway_server::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("causeway: {error}");
            ExitCode::FAILURE
        }
    }
}
