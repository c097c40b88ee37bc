//! How fast notes become claims, on generated notes of growing size: `cargo bench --bench pipeline`.
//!
//! One thread, and its time on the processor where the system tells it, so that the figures are per core and other programs
//! do not count. Time should grow as the notes do; `memory` is the most that the process has held so far.
//! `cargo bench --bench pipeline -- 1 10` names the sizes in MB.
#![expect(clippy::print_stdout, reason = "a bench is there to print")]
#![expect(unreachable_pub, reason = "the generator is shared with the tests")]

use std::time::{Duration, SystemTime};

use paperclade::knowledge::{Knowledge, concepts};
use paperclade::model::{Entry, Note, vocabulary};
use paperclade::recognize::{self, Recognizer, Topics};
use paperclade::report::Report;
use paperclade::{extract, infer, parse, pipeline, resolve};

#[path = "../tests/suite/support/generated.rs"]
mod generated;
#[path = "../tests/suite/support/random.rs"]
mod random;

/// Sizes in MB unless others are named.
const SIZES: [usize; 4] = [1, 2, 5, 10];

fn main() {
    let named: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if named.is_empty() { SIZES.to_vec() } else { named };
    let one_core = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool of one thread");
    let start = now();
    let knowledge = Knowledge::load().expect("the knowledge that ships");
    println!("knowledge is loaded in {:.0} ms\n", milliseconds(since(start)));
    println!(
        "{:>5} {:>8} {:>8} {:>9} {:>7} {:>9} {:>9} {:>8}",
        "MB", "papers", "claims", "claims in", "MB/s", "graph in", "facts", "memory"
    );
    for size in &sizes {
        let notes = generated::notes(&knowledge, size * 1_000_000, 7);
        one_core.install(|| whole(&knowledge, *size, notes));
    }
    println!("\nshare of each stage, {} MB", sizes[0]);
    let notes = generated::notes(&knowledge, sizes[0] * 1_000_000, 7);
    one_core.install(|| stages(&knowledge, notes));
}

/// Bytes → claims, then claims → graph.
fn whole(knowledge: &Knowledge, size: usize, notes: Vec<Note>) {
    let start = now();
    let contributions = pipeline::contributions(notes, knowledge, &mut Report::default());
    let took = since(start);
    let claims: usize = contributions.iter().map(|contribution| contribution.claims.len()).sum();
    let papers: usize = contributions.iter().map(|contribution| contribution.entries.len()).sum();
    let start = now();
    let graph = pipeline::graph(&contributions, knowledge, vocabulary::DEFAULT_BASE).expect("a graph");
    println!(
        "{size:>5} {papers:>8} {claims:>8} {:>6.0} ms {:>7.2} {:>6.0} ms {:>9} {:>5} MB",
        milliseconds(took),
        per_second(size * 1_000_000, took),
        milliseconds(since(start)),
        graph.facts.len(),
        most_memory()
    );
}

fn stages(knowledge: &Knowledge, notes: Vec<Note>) {
    let bytes: usize = notes.iter().map(|note| note.text.len()).sum();
    let mut stage = Stage { start: now(), bytes };
    let mut read: Vec<(Note, Vec<Entry>)> = notes
        .into_iter()
        .map(|note| {
            let entries = parse::entries(&note, &mut Report::default());
            (note, entries)
        })
        .collect();
    stage.done("parse");
    for (_, entries) in &mut read {
        recognize::christen(entries, &knowledge.lexicon);
    }
    stage.done("christen");
    let recognizer =
        Recognizer::new(&knowledge.lexicon, read.iter().flat_map(|(_, entries)| entries), &knowledge.ignored);
    let topics = Topics::new(&knowledge.concepts);
    stage.done("recognizer made");
    let entries: Vec<(&Note, &Entry)> =
        read.iter().flat_map(|(note, entries)| entries.iter().map(move |entry| (note, entry))).collect();
    let mentions: Vec<Vec<_>> = entries
        .iter()
        .map(|(_, entry)| entry.passages.iter().map(|passage| recognizer.mentions(entry, passage)).collect())
        .collect();
    stage.done("recognize");
    let claims: usize = entries
        .iter()
        .zip(&mentions)
        .map(|((note, entry), mentions)| {
            extract::claims(note, entry, mentions, &knowledge.patterns, &knowledge.judge).len()
        })
        .sum();
    stage.done("extract");
    let named: usize =
        entries.iter().flat_map(|(_, entry)| entry.passages.iter().map(|passage| topics.find(passage).len())).sum();
    stage.done("topics");
    let count: usize = mentions.iter().flatten().map(Vec::len).sum();
    println!("{count} mentions, {claims} claims, {named} topics\n");
    let notes = read.into_iter().map(|(note, _)| note).collect();
    let contributions = pipeline::contributions(notes, knowledge, &mut Report::default());
    stage.start = now();
    let graph = resolve::graph(&contributions, &knowledge.lexicon, &knowledge.concepts, vocabulary::DEFAULT_BASE);
    stage.done("resolve");
    for rule in &knowledge.rules {
        infer::close(&graph, std::slice::from_ref(rule), concepts::SCHEME).expect("a rule that runs");
        stage.done(&rule.name);
    }
}

struct Stage {
    start: Duration,
    bytes: usize,
}

impl Stage {
    fn done(&mut self, name: &str) {
        let took = since(self.start);
        println!("{name:<16} {:>8.1} ms {:>9.1} MB/s", milliseconds(took), per_second(self.bytes, took));
        self.start = now();
    }
}

/// The time that this thread has had on a processor; the time of day where the system does not say.
fn now() -> Duration {
    let schedule = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = schedule.split(' ').next().and_then(|first| first.parse().ok());
    nanoseconds.map_or_else(|| SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default(), Duration::from_nanos)
}

fn since(start: Duration) -> Duration {
    now().saturating_sub(start)
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

#[expect(clippy::cast_precision_loss, reason = "notes are smaller than 2^52 bytes")]
fn per_second(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1_000_000.0 / time.as_secs_f64()
}

/// The most memory that the process has held, in MB; 0 where the system does not say.
fn most_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<usize>().ok());
    kilobytes.unwrap_or(0) / 1000
}
