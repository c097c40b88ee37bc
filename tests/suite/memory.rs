//! What is held and kept of notes grows with what they say, not with how many words they say it in.
//!
//! `PAPERCLADE_HOSTILE=1` compares 4 MB with 40 MB of prose.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use paperclade::pipeline::Before;

use crate::support::skip;
use crate::support::vault::Vault;

const FILLER: [&str; 3] = [
    "The loss has three terms, and their weights were found by a small search over a held-out part.",
    "训练过程分两个阶段，先冻结大部分参数，再放开全部参数一起训练，学习率用余弦衰减。",
    "Training takes about four days; the authors discuss limits openly, and small objects remain hard.",
];

/// Notes that always say the same, with so many paragraphs in each that say nothing.
fn vault(notes: usize, paragraphs: usize) -> Vault {
    let vault = Vault::of(&[]);
    for at in 0..notes {
        let mut text = format!("# Kelp{at}Net: Growing Seaweed with {at} Roots\n\nIt builds on Kelp{}Net.\n", at + 1);
        (0..paragraphs).for_each(|_| writeln!(text, "\n{}", FILLER.join(" ")).expect("a string"));
        vault.write(&format!("notes/{at}.md"), &text);
    }
    vault
}

#[test]
fn what_is_kept_of_notes_grows_with_what_they_say() {
    let sizes = [1, 30].map(|paragraphs| {
        let vault = vault(6, paragraphs);
        let store = vault.path("store");
        let (graph, _) = vault.graph_after(Before::Remembered(&store));
        let kept = fs::read_to_string(store.join("notes.cache")).expect("a memory");
        assert!(!kept.contains("four days"), "no prose is kept");
        (graph.facts.len(), kept.len())
    });
    assert_eq!(sizes[0].0, sizes[1].0);
    assert!(sizes[1].1.abs_diff(sizes[0].1) < sizes[0].1 / 20, "{sizes:?}");
}

#[test]
fn what_a_build_holds_grows_with_what_notes_say() {
    let paragraphs = if std::env::var_os("PAPERCLADE_HOSTILE").is_some() { [75, 750] } else { [5, 50] };
    let peaks = paragraphs.map(|paragraphs| peak(&vault(200, paragraphs)));
    let [Some(short), Some(long)] = peaks else {
        return skip("the system does not tell how much memory a program holds");
    };
    // Of the text, no more is held than what stands under the limits of ARCHITECTURE.md.
    assert!(long < short + 160_000, "{short} kB, and with ten times the text {long} kB");
}

/// The most memory, in kB, that a program has held that has built the graph of `notes`, and watches them.
fn peak(vault: &Vault) -> Option<u64> {
    if !Path::new("/proc/self/status").exists() {
        return None;
    }
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_paperclade"))
        .args(["build", "--watch", "notes"])
        .current_dir(vault.folder())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("it starts");
    // The last that a build writes.
    while !vault.path(".paperclade/sources").exists() && child.try_wait().is_ok_and(|ended| ended.is_none()) {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert!(child.try_wait().is_ok_and(|ended| ended.is_none()), "it watches");
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let _ = child.kill();
    let _ = child.wait();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    most.trim().trim_end_matches(" kB").parse().ok()
}
