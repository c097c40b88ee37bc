//! How long one note takes as it grows: `cargo bench --bench one_file`.
//!
//! The same seeded sentences in one file, of 1, 2, 4 and 8 MB unless other sizes are named after `--`. Time and memory of each
//! size are those of a process of its own; the last column is the time beside that of the size before, for each MB.
#![expect(clippy::print_stdout, reason = "a bench is there to print")]
#![expect(unreachable_pub, reason = "the generator is shared with the tests")]

use std::process::Command;
use std::time::Instant;

use paperclade::knowledge::Knowledge;
use paperclade::model::Note;
use paperclade::pipeline;
use paperclade::report::Report;

#[path = "../tests/suite/support/generated.rs"]
mod generated;
#[path = "../tests/suite/support/random.rs"]
mod random;

const SIZES: [usize; 4] = [1, 2, 4, 8];

/// Says to a process of this bench which size it is for.
const SIZE: &str = "PAPERCLADE_ONE_FILE";

fn main() {
    if let Some(size) = std::env::var(SIZE).ok().and_then(|size| size.parse().ok()) {
        return measure(size);
    }
    let named: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let program = std::env::current_exe().expect("the bench is a program");
    println!("{:>4} {:>9} {:>8} {:>8} {:>9} {:>7}", "MB", "claims", "seconds", "MB/s", "memory", "growth");
    let mut before: Option<f64> = None;
    for size in if named.is_empty() { SIZES.to_vec() } else { named } {
        let ran = Command::new(&program).env(SIZE, size.to_string()).output().expect("the bench runs again");
        let words = String::from_utf8_lossy(&ran.stdout).into_owned();
        let cells: Vec<&str> = words.split_whitespace().collect();
        let [claims, seconds, memory] = cells[..] else { panic!("{ran:?}") };
        let seconds: f64 = seconds.parse().expect("a number");
        let of_one = seconds / as_float(size);
        let growth = before.map_or_else(String::new, |before| format!("{:.2}", of_one / before));
        println!("{size:>4} {claims:>9} {seconds:>8.2} {:>8.2} {memory:>6} MB {growth:>7}", as_float(size) / seconds);
        before = Some(of_one);
    }
}

/// Reads one note of so many MB, and prints its claims, the seconds, and the most memory in MB.
fn measure(size: usize) {
    let knowledge = Knowledge::load().expect("the knowledge that ships");
    let text: String =
        generated::notes(&knowledge, size * 1_000_000, 7).iter().map(|note| note.text.as_str()).collect();
    // Wordings are compiled when they first occur, which is no time of the note's.
    let warm = Note::new("warm.md", text.chars().take(200_000).collect::<String>());
    drop(pipeline::contributions(vec![warm], &knowledge, &mut Report::default()));
    let start = Instant::now();
    let contributions = pipeline::contributions(vec![Note::new("one.md", text)], &knowledge, &mut Report::default());
    let took = start.elapsed().as_secs_f64();
    println!("{} {took} {}", contributions[0].claims.len(), most_memory());
}

#[expect(clippy::cast_precision_loss, reason = "sizes are small numbers")]
fn as_float(size: usize) -> f64 {
    size as f64
}

/// The most memory that the process has held, in MB; 0 where the system does not say.
fn most_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<usize>().ok());
    kilobytes.unwrap_or(0) / 1000
}
