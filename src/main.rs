//! The `paperclade` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    paperclade::cli::run(std::env::args_os())
}
