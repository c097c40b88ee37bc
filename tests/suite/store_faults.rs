//! What can go wrong with the store's folder: each time a message, exit code 2, and the former graph as it was.

use std::fs;
use std::path::PathBuf;

use paperclade::model::Graph;
use paperclade::store;

use crate::support::console::{Console, contents};
use crate::support::{sample, skip};

/// A folder with a graph, and notes that would make another one.
fn console() -> Console {
    let console = Console::with_graph();
    fs::create_dir(console.path().join("more")).expect("a folder");
    let note = "# FooNet: Foo\n\nFooNet builds on BERT.\n\n".repeat(500);
    fs::write(console.path().join("more/foo.md"), note).expect("a note");
    console
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_former_graph_and_no_rubbish() {
    let console = console();
    let store = console.path().join(".paperclade");
    let before = contents(&store);
    // No file may grow beyond some KiB, as on a disk that is full: first not even the memory of notes, then not the graph.
    for blocks in [1, 64] {
        let (code, said) = console.type_line(&format!("trap '' XFSZ; ulimit -f {blocks}; paperclade build more"));
        assert_eq!(code, Some(2), "{blocks}: {said}");
        assert!(said.contains("error: cannot write `.paperclade/graph-") && said.contains("the free space"), "{said}");
        let after = contents(&store).into_iter().filter(|(path, _)| !path.ends_with("notes.cache"));
        let kept = before.iter().filter(|(path, _)| !path.ends_with("notes.cache")).cloned();
        assert_eq!(after.collect::<Vec<_>>(), kept.collect::<Vec<_>>(), "{blocks}");
        console.answer(&["trace", "SDXL"]);
    }
    console.answer(&["build", "more"]);
    console.answer(&["trace", "FooNet"]);
}

#[cfg(unix)]
#[test]
fn what_may_not_be_written_is_said_and_stays() {
    use std::os::unix::fs::PermissionsExt;

    let console = console();
    let mode = |path: &str, mode| {
        fs::set_permissions(console.path().join(path), fs::Permissions::from_mode(mode)).expect("it is ours");
    };
    fs::write(console.path().join("data/notes/corrections.tsv"), "# mine\n").expect("a file");
    fs::create_dir(console.path().join("closed")).expect("a folder");
    mode("data/notes/corrections.tsv", 0o444);
    // Root may write everywhere, unless that right is taken from it.
    let is_root = fs::File::options().append(true).open(console.path().join("data/notes/corrections.tsv")).is_ok();
    let taken = if is_root { "setpriv --bounding-set=-dac_override " } else { "" };
    if is_root && console.type_line(&format!("{taken} true")).0 != Some(0) {
        return skip("root may write everywhere, and setpriv cannot take that from it");
    }
    let refused = |line: &str, file: &str| {
        let kept = || contents(console.path()).into_iter().filter(|(path, _)| !path.ends_with("notes.cache"));
        let before: Vec<_> = kept().collect();
        let (code, said) = console.type_line(&format!("{taken} paperclade {line}"));
        assert_eq!(code, Some(2), "{line}: {said}");
        assert!(said.contains(&format!("error: cannot write `{file}")) && said.contains("Permission denied"), "{said}");
        assert!(said.contains("hint: check the folder's permissions"), "{said}");
        assert!(kept().eq(before), "{line}");
        // Who only reads is in nobody's way.
        let (code, said) = console.type_line(&format!("{taken} paperclade ask works/about work=SDXL"));
        assert_eq!(code, Some(0), "{said}");
    };
    refused("correct ignore Foo --notes data/notes", "data/notes/corrections.tsv");
    for (path, line, file) in [
        (".paperclade", "build more", ".paperclade/lock"),
        ("closed", "--store closed/store build more", "closed/store"),
    ] {
        mode(path, 0o555);
        refused(line, file);
        mode(path, 0o755);
    }
    console.answer(&["build", "data/notes"]);
    mode(".paperclade", 0o555);
    refused("build more", ".paperclade/graph-");
    mode(".paperclade", 0o755);
    mode(".paperclade/lock", 0o444);
    refused("build more", ".paperclade/lock");
    mode(".paperclade/lock", 0o644);
    console.answer(&["build", "more"]);
}

#[test]
fn a_file_where_the_store_should_be_is_said_and_stays() {
    let console = console();
    fs::write(console.path().join("taken"), "mine").expect("a file");
    for verb in [["build", "more"].as_slice(), &["trace", "SDXL"]] {
        let ran = console.run(&[&["--store", "taken"], verb].concat());
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.talk.contains("`taken`") && ran.talk.contains("hint: "), "{ran:?}");
    }
    assert_eq!(fs::read(console.path().join("taken")).expect("a file"), b"mine");
}

#[test]
fn a_store_of_another_version_or_edited_by_hand_is_refused_until_a_build_makes_it_anew_and_says_so() {
    let console = console();
    let store = console.path().join(".paperclade");
    let before = contents(&store);
    let named = |ending: &str| {
        let is_graph =
            |path: &&PathBuf| path.to_string_lossy().contains("graph-") && path.to_string_lossy().ends_with(ending);
        before.iter().map(|(path, _)| path).find(is_graph).expect("a file of the graph")
    };
    let manifest = store.join("current.json");
    for (file, from, to, reason, verb) in [
        (&manifest, "\"format\": 2", "\"format\": 1", "it has format 1, and this program reads format 2", "build"),
        (named(".json"), "SDXL", "SDXXL", "was changed or cut short after it was written", "build"),
        (named(".nq"), "SDXL", "SDXXL", "was changed or cut short after it was written", "build --clean"),
    ] {
        let text = fs::read_to_string(file).expect("a file");
        fs::write(file, text.replace(from, to)).expect("edited");
        let asked = console.run(&["ask", "works/about", "work=SDXL"]);
        assert_eq!(asked.code, Some(2), "{file:?}: {asked:?}");
        assert!(asked.talk.contains(reason) && asked.talk.contains("build --clean"), "{file:?}: {asked:?}");
        let built = |verb: &str| console.type_line(&format!("paperclade {verb} data/notes"));
        let (code, said) = built(verb);
        assert_eq!(code, Some(0), "{file:?}: {said}");
        assert!(said.contains("could not be used") && said.contains(reason), "{file:?}: {said}");
        console.answer(&["ask", "works/about", "work=SDXL"]);
        // As it was, so that the next one can be spoilt.
        for (path, bytes) in &before {
            fs::write(path, bytes).expect("a file");
        }
    }
    let again = console.run(&["build", "data/notes"]);
    assert!(again.code == Some(0) && !again.talk.contains("could not be used"), "{again:?}");
}

#[test]
fn graph_and_quads_are_of_one_build_however_many_are_published() {
    let graphs = [Graph { facts: Vec::new(), ..sample::graph() }, sample::graph()];
    let lengths = graphs.each_ref().map(|graph| store::quads(graph).len());
    let folder = tempfile::tempdir().expect("a folder");
    store::publish(folder.path(), &graphs[0]).expect("published");
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for graph in graphs.iter().cycle().skip(1).take(40) {
                store::publish(folder.path(), graph).expect("published");
            }
        });
        while !writer.is_finished() {
            let (graph, quads) = store::load_both(folder.path()).expect("a graph with its quads");
            let which = usize::from(graph == graphs[1]);
            assert!(graph == graphs[which]);
            assert_eq!(quads.len().expect("a length"), lengths[which]);
        }
    });
}
