//! The doors of `fuzz/`: the kept corpus and small seeded changes of it come in, and no promise breaks.
//!
//! CONTRIBUTING.md has the command that tries bytes without end.

use std::fs;
use std::path::PathBuf;

use crate::support::tree;

#[path = "../../fuzz/src/lib.rs"]
mod fuzz;

/// A door's name, and the way in.
type Door = (&'static str, fn(&[u8]));

/// How many changes of each kept file are tried unless `PAPERCLADE_CHANGES` says otherwise.
const CHANGES: usize = 12;

/// What text is made of where it goes wrong.
const SCRAPS: [&[u8]; 16] = [
    b"\n",
    b"\r\n",
    b"\t",
    b"---\n",
    b"#",
    b"- ",
    b"**",
    b"|",
    b"[[",
    b"](",
    b"\xff",
    b"\0",
    b"\xe3\x80\x8a",
    b"\xe2\x80\xae",
    b"{object}",
    b"'\"\\",
];

#[test]
fn every_door_takes_the_kept_corpus_and_changes_of_it() {
    let doors: [Door; 5] = [
        ("notes", fuzz::notes),
        ("front_matter", fuzz::front_matter),
        ("patterns", fuzz::patterns),
        ("corrections", fuzz::corrections),
        ("questions", fuzz::questions),
    ];
    let rounds = std::env::var("PAPERCLADE_CHANGES").ok().and_then(|number| number.parse().ok()).unwrap_or(CHANGES);
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    for (door, enter) in doors {
        let kept = kept(door);
        assert!(kept.len() >= 2, "fuzz/corpus/{door} holds {} files", kept.len());
        for (file, bytes) in &kept {
            enter(bytes);
            for _ in 0..rounds {
                let changed = changed(bytes, &mut random);
                let outcome = std::panic::catch_unwind(|| enter(&changed));
                assert!(outcome.is_ok(), "{}, changed to\n{}", file.display(), changed.escape_ascii());
            }
        }
    }
}

#[test]
fn every_door_has_a_target_and_is_tried_in_ci() {
    let (manifest, ci) = (tree::text("fuzz/Cargo.toml"), tree::text(".ci/run"));
    for target in tree::files("fuzz/targets", "rs") {
        let name = target.trim_start_matches("fuzz/targets/").trim_end_matches(".rs");
        assert!(tree::text(&target).contains(&format!("paperclade_fuzz::{name}(bytes)")), "{target}");
        assert!(manifest.contains(&format!("name = \"{name}\"\npath = \"targets/{name}.rs\"")), "{target}");
        assert!(!kept(name).is_empty(), "fuzz/corpus/{name}");
    }
    assert!(ci.contains("cargo fuzz run"));
}

/// The files kept for a door, sorted.
fn kept(door: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let listed = fs::read_dir(tree::root().join("fuzz/corpus").join(door)).expect("a corpus");
    let mut files: Vec<_> = listed.flatten().map(|file| file.path()).collect();
    files.sort();
    files.into_iter().map(|path| (path.clone(), fs::read(path).expect("a file"))).collect()
}

/// Bytes with a few cut out, doubled, flipped, or a scrap put between.
fn changed(bytes: &[u8], random: &mut u64) -> Vec<u8> {
    let mut below = |limit: usize| {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        usize::try_from(*random >> 33).expect("31 bits") % limit.max(1)
    };
    let mut changed = bytes.to_vec();
    for _ in 0..=below(4) {
        let start = below(changed.len());
        let end = (start + below(24)).min(changed.len());
        match below(4) {
            0 => drop(changed.drain(start..end)),
            1 => changed.extend_from_within(start..end),
            2 => changed[start..end].iter_mut().for_each(|byte| *byte ^= 1 << below(8)),
            _ => drop(changed.splice(start..start, SCRAPS[below(SCRAPS.len())].iter().copied())),
        }
    }
    changed
}
