//! A build that is killed leaves the former graph or the new one, and the next build is none the worse.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use paperclade::model::Graph;
use paperclade::store;

use crate::support::tell;
use crate::support::vault::Vault;

/// How many builds are killed unless `PAPERCLADE_KILLS` says otherwise.
const KILLS: u64 = 4;

const NOTES: [&str; 2] = [
    "## 2024.3.1\n《**FooNet: Foo**》\n1. 在BarNet的基础上改进\n",
    "## 2024.3.1\n《**FooNet: Foo**》\n1. 在QuxNet的基础上改进\n2. 优于BarNet\n",
];

#[test]
fn a_build_killed_at_any_moment_leaves_the_former_graph_or_the_new_one() {
    let kills = std::env::var("PAPERCLADE_KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(KILLS);
    let vault = Vault::of(&[("a.md", NOTES[0])]);
    let folder = vault.path(".paperclade");
    let mut graphs: Vec<Graph> = Vec::new();
    let mut longest = Duration::ZERO;
    for note in NOTES {
        vault.write("a.md", note);
        let start = Instant::now();
        assert!(build(vault.folder()).wait().expect("it runs").success());
        longest = longest.max(start.elapsed());
        graphs.push(store::load(&folder).expect("a graph"));
    }
    let mut old = 1;
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    for kill in 0..kills {
        let new = 1 - old;
        vault.write("a.md", NOTES[new]);
        let mut child = build(vault.folder());
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let share = f64::from(u32::try_from(random >> 32).expect("32 bits")) / f64::from(u32::MAX);
        if kill % 2 == 0 {
            std::thread::sleep(longest.mul_f64(share));
        } else {
            // Half of the builds are killed while they write.
            wait_until_it_writes(&folder, &mut child, longest * 3);
            std::thread::sleep(Duration::from_micros(random % 3_000));
        }
        let _ = child.kill();
        let _ = child.wait();
        let graph = store::load(&folder).expect("a graph that opens");
        assert!(graph == graphs[old] || graph == graphs[new], "kill {kill}");
        let quads = store::load_quads(&folder).expect("quads that open");
        let are_of = |graph: &Graph| quads.len().expect("a length") == store::quads(graph).len();
        assert!(are_of(&graphs[old]) || are_of(&graphs[new]), "kill {kill}");
        old = usize::from(graph == graphs[1]);
        if (kill + 1).is_multiple_of(50) {
            tell(&format!("{} kills, each left a graph that opens", kill + 1));
        }
    }
    vault.write("a.md", NOTES[1 - old]);
    assert!(build(vault.folder()).wait().expect("it runs").success());
    assert!(store::load(&folder).expect("a graph") == graphs[1 - old]);
    let left = std::fs::read_dir(&folder).expect("a folder").flatten().map(|file| file.file_name());
    let left: Vec<String> = left.map(|name| name.to_string_lossy().into_owned()).collect();
    assert!(left.len() == 7 && !left.iter().any(|name| name.contains(".part")), "{left:?}");
}

#[test]
fn two_builds_at_once_both_end_well() {
    let vault = Vault::of(&[("a.md", NOTES[0])]);
    let both = [build(vault.folder()), build(vault.folder())];
    for mut child in both {
        assert!(child.wait().expect("it runs").success());
    }
    assert_eq!(store::load(&vault.path(".paperclade")).expect("a graph").notes, ["a.md"]);
}

fn build(folder: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_paperclade"));
    command.args(["build", "."]).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("it starts")
}

/// Waits for the first file of the next generation.
fn wait_until_it_writes(folder: &Path, child: &mut Child, patience: Duration) {
    let before = names(folder);
    let start = Instant::now();
    while names(folder) == before && start.elapsed() < patience && child.try_wait().is_ok_and(|ended| ended.is_none()) {
        std::thread::sleep(Duration::from_micros(200));
    }
}

fn names(folder: &Path) -> Vec<std::ffi::OsString> {
    let mut names: Vec<_> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.file_name()).collect();
    names.sort();
    names
}
