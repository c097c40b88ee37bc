//! How long `trace` and `why` take on a graph of 100,000 works, start-up included: `cargo bench --bench latency`.
//!
//! The graph is made up by a seeded generator and published once into `target`. Nothing is compared: machines differ.
#![expect(clippy::print_stdout, reason = "a bench is there to print")]
#![expect(unreachable_pub, reason = "the generator is shared with the tests")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use paperclade::store;

#[path = "../tests/suite/support/large.rs"]
mod large;
#[path = "../tests/suite/support/random.rs"]
mod random;

const WORKS: usize = 100_000;
const RUNS: usize = 15;

fn main() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-latency");
    let start = Instant::now();
    let graph = large::graph(WORKS, 7);
    println!("{} works, {} relations, made up in {:.1} s", WORKS, graph.facts.len(), start.elapsed().as_secs_f64());
    let start = Instant::now();
    store::publish(&folder, &graph).expect("there is room");
    println!("published in {:.1} s", start.elapsed().as_secs_f64());
    let start = Instant::now();
    assert_eq!(store::load(&folder).expect("a graph"), graph);
    println!("loaded whole in {:.2} s", start.elapsed().as_secs_f64());
    let builds_on = |number| graph.facts.iter().filter(|fact| fact.object == large::id(number)).count();
    let (known, middle, late) = (large::id(3), large::id(WORKS / 2), large::id(WORKS - 5));
    println!("{known} has {} relations from later works, {middle} has {}\n", builds_on(3), builds_on(WORKS / 2));
    println!("{:<44} {:>9} {:>9} {:>9}", "", "median", "fastest", "slowest");
    for (name, arguments) in [
        ("start-up (--version)", &["--version"][..]),
        ("trace, well-known work", &["trace", &known]),
        ("trace, late work", &["trace", &late]),
        ("trace, middle, --depth 3", &["trace", &middle, "--depth", "3"]),
        ("trace, middle, --siblings", &["trace", &middle, "--siblings"]),
        ("trace, late and middle, --common", &["trace", &late, &middle, "--common"]),
        ("why, well-known and late", &["why", &known, &late]),
        ("why, middle and late", &["why", &middle, &late]),
        ("why, two late works", &["why", &large::id(WORKS - 900), &late]),
        ("why, two late works, --undirected", &["why", &large::id(WORKS - 900), &late, "--undirected"]),
    ] {
        report(name, &times(&folder, arguments));
    }
}

/// How long each run takes, sorted.
fn times(folder: &Path, arguments: &[&str]) -> Vec<Duration> {
    let run = || {
        let start = Instant::now();
        let ended = Command::new(env!("CARGO_BIN_EXE_paperclade"))
            .arg("--store")
            .arg(folder)
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        let took = start.elapsed();
        // 1 says that neither descends from the other, which is measured as well.
        assert!(matches!(ended.expect("the program can be run").code(), Some(0 | 1)), "{arguments:?} failed");
        took
    };
    let mut times: Vec<Duration> = (0..RUNS).map(|_| run()).collect();
    times.sort();
    times
}

fn report(name: &str, times: &[Duration]) {
    let [median, fastest, slowest] = [times[times.len() / 2], times[0], times[times.len() - 1]]
        .map(|time| format!("{:.1} ms", time.as_secs_f64() * 1000.0));
    println!("{name:<44} {median:>9} {fastest:>9} {slowest:>9}");
}
