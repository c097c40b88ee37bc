//! `build --watch`: whatever is done to the notes, and however, the graph follows, and nothing ends the program.

use std::fs;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::{Duration, Instant};

use paperclade::model::Graph;
use paperclade::watch::{Debouncer, Due};
use paperclade::{read, store};

use crate::support::vault::Vault;

/// How long a change may take until it is in the graph, on the slowest machine.
const PATIENCE: Duration = Duration::from_secs(180);

#[test]
fn a_burst_of_signs_is_one_when_it_is_quiet_or_has_gone_on_for_too_long() {
    let start = Instant::now();
    let at = |milliseconds: u64| start + Duration::from_millis(milliseconds);
    let wait = |milliseconds: u64| Due::In(Duration::from_millis(milliseconds));
    let mut debouncer = Debouncer::new(Duration::from_millis(300), Duration::from_secs(1));
    assert_eq!(debouncer.due(at(0)), Due::Never);
    debouncer.notice(at(0));
    assert_eq!((debouncer.due(at(0)), debouncer.due(at(299)), debouncer.due(at(300))), (wait(300), wait(1), Due::Now));
    // Each sign puts it off, a thousand of them by no more than the longest.
    debouncer.notice(at(200));
    assert_eq!(debouncer.due(at(300)), wait(200));
    (201..=990).for_each(|milliseconds| debouncer.notice(at(milliseconds)));
    assert_eq!((debouncer.due(at(990)), debouncer.due(at(1_000))), (wait(10), Due::Now));
    debouncer.rest();
    assert_eq!(debouncer.due(at(2_000)), Due::Never);
    debouncer.notice(at(2_000));
    assert_eq!(debouncer.due(at(2_000)), wait(300));
}

#[test]
fn the_graph_follows_edits_by_rename_bursts_corrections_and_folders_that_go_and_come() {
    let vault = Vault::of(&[("notes/a.md", &note("FooNet", "BarNet")), ("notes/old/b.md", &note("ZipNet", "FooNet"))]);
    let watching = Watching::start(&vault, &["notes"], ".paperclade");
    watching.until("the first build", |graph| extends(graph, "work/foonet", "work/barnet"));

    // As editors save: another file takes the place of the note.
    vault.write("notes/.a.md.swp", &note("FooNet", "QuxNet"));
    fs::rename(vault.path("notes/.a.md.swp"), vault.path("notes/a.md")).expect("renamed");
    watching.until("a note that was saved by renaming", |graph| extends(graph, "work/foonet", "work/quxnet"));

    // In place, and once more: the file that took the place is watched as well.
    vault.write("notes/a.md", &note("FooNet", "MopNet"));
    watching.until("a note that was saved in place", |graph| extends(graph, "work/foonet", "work/mopnet"));

    for number in 0..1_000 {
        vault.write(&format!("notes/burst/{}/{number}.md", number % 7), "nothing\n");
    }
    watching.until("a burst", |graph| graph.notes.len() == 1_002);
    fs::remove_dir_all(vault.path("notes/burst")).expect("removed");
    watching.until("the end of a burst", |graph| graph.notes.len() == 2);

    vault.write("notes/corrections.tsv", "reject\tZipNet\textends\tFooNet\n");
    watching.until("a correction", |graph| !extends(graph, "work/zipnet", "work/foonet"));
    vault.write("notes/corrections.tsv", "reject\tZipNet\n");
    watching.until_said("corrections.tsv:1: relation: the cell is empty");
    fs::remove_file(vault.path("notes/corrections.tsv")).expect("removed");
    watching.until("no correction", |graph| extends(graph, "work/zipnet", "work/foonet"));

    fs::rename(vault.path("notes/old"), vault.path("notes/new")).expect("renamed");
    watching.until("a folder that was renamed", |graph| graph.notes == ["a.md", "new/b.md"]);
    vault.write("notes/new/b.md", &note("ZipNet", "LimNet"));
    watching.until("a note in a folder that was renamed", |graph| extends(graph, "work/zipnet", "work/limnet"));

    fs::remove_dir_all(vault.path("notes")).expect("removed");
    watching.until_said("cannot read `notes`");
    let graph = store::load(&vault.path(".paperclade")).expect("the former graph");
    assert!(extends(&graph, "work/zipnet", "work/limnet"), "the former graph stays");
    vault.write("notes/c.md", &note("TuxNet", "BarNet"));
    watching.until("the return of the folder", |graph| graph.notes == ["c.md"]);
    vault.write("notes/c.md", &note("TuxNet", "QuxNet"));
    watching.until("a note in the folder that returned", |graph| extends(graph, "work/tuxnet", "work/quxnet"));

    // Another folder takes the place at once, with files that look the same.
    fs::rename(vault.path("notes"), vault.path("away")).expect("renamed");
    vault.write("notes/c.md", &note("TuxNet", "QuxNet"));
    vault.write("away/c.md", &note("TuxNet", "WrongNet"));
    vault.write("notes/d.md", &note("RimNet", "TuxNet"));
    watching.until("a note in another folder", |graph| extends(graph, "work/rimnet", "work/tuxnet"));
    vault.write("notes/d.md", &note("RimNet", "QuxNet"));
    watching.until("an edit in another folder", |graph| extends(graph, "work/rimnet", "work/quxnet"));
}

#[test]
fn a_single_note_and_corrections_elsewhere_are_watched_and_the_store_may_lie_among_the_notes() {
    let vault = Vault::of(&[("notes/a.md", &note("FooNet", "BarNet")), ("notes/b.md", "nothing\n")]);
    vault.write("paperclade.toml", "store = \"notes/store\"\ncorrections = \"mine/corrections.tsv\"\n");
    fs::create_dir(vault.path("mine")).expect("a folder");
    let watching = Watching::start(&vault, &["notes/a.md"], "notes/store");
    watching.until("the first build", |graph| extends(graph, "work/foonet", "work/barnet"));
    vault.write("mine/corrections.tsv", "assert\tFooNet\textends\tMopNet\n");
    watching.until("a first correction", |graph| extends(graph, "work/foonet", "work/mopnet"));
    vault.write("notes/a.tmp", &note("FooNet", "QuxNet"));
    fs::rename(vault.path("notes/a.tmp"), vault.path("notes/a.md")).expect("renamed");
    watching.until("a note that was saved by renaming", |graph| extends(graph, "work/foonet", "work/quxnet"));
}

#[test]
fn a_build_is_no_reason_to_build_again_even_where_it_writes_among_the_notes() {
    let vault = Vault::of(&[("notes/a.md", &note("FooNet", "BarNet"))]);
    let stamps = || read::stamps(&[vault.path("notes")], [vault.path("notes/corrections.tsv").as_path()]);
    let before = stamps();
    let mut build = Command::new(env!("CARGO_BIN_EXE_paperclade"));
    build.args(["--store", "notes/store", "build", "notes"]).current_dir(vault.folder());
    assert!(build.output().expect("it runs").status.success());
    assert!(vault.path("notes/store/current.json").exists());
    assert_eq!(stamps(), before);
    vault.write("notes/corrections.tsv", "# none\n");
    assert_ne!(stamps(), before);
}

#[test]
fn what_cannot_be_read_at_the_start_ends_it() {
    let vault = Vault::of(&[("notes/a.md", "nothing\n")]);
    let mut child = program(&vault, &["no-notes"]).spawn().expect("it starts");
    assert_eq!(child.wait().expect("it ends").code(), Some(2));
}

fn note(name: &str, other: &str) -> String {
    format!("## 2024.3.1\n《**{name}: The Title of {name}**》\n1. 在{other}的基础上改进\n")
}

fn extends(graph: &Graph, subject: &str, object: &str) -> bool {
    graph.facts.iter().any(|fact| fact.subject == subject && fact.object == object && fact.relation == "extends")
}

/// A program that watches; it ends with this value.
struct Watching {
    child: Child,
    store: std::path::PathBuf,
    said: Arc<Mutex<String>>,
}

fn program(vault: &Vault, notes: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_paperclade"));
    command.args(["build", "--watch"]).args(notes).current_dir(vault.folder());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

impl Watching {
    fn start(vault: &Vault, notes: &[&str], store: &str) -> Self {
        let mut child = program(vault, notes).spawn().expect("it starts");
        let said = Arc::new(Mutex::new(String::new()));
        gather(child.stdout.take().expect("its output"), &said);
        gather(child.stderr.take().expect("its talk"), &said);
        Self { child, store: vault.path(store), said }
    }

    /// Waits until the graph is so.
    fn until(&self, what: &str, is_so: impl Fn(&Graph) -> bool) {
        self.wait(what, || store::load(&self.store).is_ok_and(|graph| is_so(&graph)));
    }

    /// Waits until it says these words.
    fn until_said(&self, words: &str) {
        self.wait(words, || self.said().contains(words));
    }

    fn wait(&self, what: &str, is_so: impl Fn() -> bool) {
        let start = Instant::now();
        while !is_so() {
            assert!(start.elapsed() < PATIENCE, "{what} is not in the graph; it said:\n{}", self.said());
            sleep(Duration::from_millis(100));
        }
    }

    fn said(&self) -> String {
        self.said.lock().expect("no thread failed").clone()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Gathers what a program says, for as long as it says anything.
fn gather(mut from: impl Read + Send + 'static, into: &Arc<Mutex<String>>) {
    let into = Arc::clone(into);
    std::thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(length @ 1..) = from.read(&mut bytes) {
            into.lock().expect("no thread failed").push_str(&String::from_utf8_lossy(&bytes[..length]));
        }
    });
}
