//! How long whole processes take, start-up included: `cargo bench`.
//!
//! Builds and asks about the sample notes, and the labelled notes where they stand beside the repository. The median of
//! several runs is printed with the fastest and the slowest; nothing is compared, since machines differ.
#![expect(clippy::print_stdout, reason = "a bench is there to print")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often each command is run.
const RUNS: usize = 11;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let labelled = root.join("../shared/eval/zh-daily/notes");
    println!("{:<40} {:>9} {:>9} {:>9}", "", "median", "fastest", "slowest");
    for (name, notes) in [("data/notes", root.join("data/notes")), ("zh-daily", labelled)] {
        if notes.is_dir() {
            measure(name, &notes);
        } else {
            println!("{name:<40} skipped: it is not beside the repository");
        }
    }
    report("start-up (--version)", &times(&[], &["--version"], || ()));
}

/// Measures building a graph from nothing, and asking it.
fn measure(name: &str, notes: &Path) {
    let store = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("bench-{}", name.replace('/', "-")));
    let forget = || {
        // There is nothing to remove before the first run.
        let _ = std::fs::remove_dir_all(&store);
    };
    let (store_path, notes) = (store.to_string_lossy(), notes.to_string_lossy());
    let at_store = ["--store", &store_path];
    report(&format!("{name}: build from nothing"), &times(&at_store, &["build", &notes], forget));
    report(&format!("{name}: build, nothing new"), &times(&at_store, &["build", &notes], || ()));
    for verb in [
        &["ask", "which", "works", "build", "on", "BLIP-2"][..],
        &["query", "SELECT * { ?work pc:buildsOn+ ?earlier }", "--format", "csv"],
        &["trace", "VQ-VAE"],
        &["why", "VAE", "DALLE"],
        &["check"],
    ] {
        report(&format!("{name}: {}", verb[0]), &times(&at_store, verb, || ()));
    }
}

/// How long each run takes, sorted.
fn times(before: &[&str], arguments: &[&str], prepare: impl Fn()) -> Vec<Duration> {
    let run = || {
        prepare();
        let start = Instant::now();
        let status = Command::new(env!("CARGO_BIN_EXE_paperclade"))
            .args(before)
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("the program can be run");
        let took = start.elapsed();
        // 1 says that nothing was found or a promise is broken, which is measured as well.
        assert!(matches!(status.code(), Some(0 | 1)), "{arguments:?} failed");
        took
    };
    let mut times: Vec<Duration> = (0..RUNS).map(|_| run()).collect();
    times.sort();
    times
}

fn report(name: &str, times: &[Duration]) {
    let milliseconds = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1000.0);
    let (fastest, slowest) = (times[0], times[times.len() - 1]);
    println!(
        "{name:<40} {:>9} {:>9} {:>9}",
        milliseconds(times[times.len() / 2]),
        milliseconds(fastest),
        milliseconds(slowest)
    );
}
