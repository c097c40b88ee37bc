//! The store's folder: it holds the old graph or the new one, and nothing between.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use paperclade::error::Error;
use paperclade::model::{Because, Entity, Evidence, Fact, Graph, Label, Reading};
use paperclade::store::{self, Former, Near, Steps};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::support::hostile;
use crate::support::sample;

#[test]
fn hostile_words_survive_the_way_through_the_store() {
    let graph = hostile::graph();
    let folder = published(&graph);
    assert_eq!(store::load(folder.path()).expect("a graph"), graph);
    let stored = store::load_quads(folder.path()).expect("a store");
    let stored: BTreeSet<String> = stored.iter().map(|quad| quad.expect("a quad").to_string()).collect();
    assert_eq!(stored, store::quads(&graph).iter().map(ToString::to_string).collect());
}
proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_graph_comes_back_as_it_was_published(graph in any_graph()) {
        let folder = published(&graph);
        prop_assert_eq!(store::load(folder.path()).expect("a graph"), graph.clone());
        let near = near(folder.path()).expect("a graph");
        prop_assert_eq!((near.entities, near.facts), (graph.entities.clone(), graph.facts.clone()));
        let stored = store::load_quads(folder.path()).expect("a store");
        prop_assert_eq!(stored.len().expect("a length"), store::quads(&graph).len());
    }

    #[test]
    fn a_store_cut_or_changed_anywhere_is_refused(at in any::<prop::sample::Index>(), flip in 1_u8..=255, which in 0_usize..4) {
        let folder = published(&sample::graph());
        let path = files(folder.path())[which].clone();
        let whole = fs::read(&path).expect("a file");
        let place = at.index(whole.len());
        let mut flipped = whole.clone();
        flipped[place] ^= flip;
        for broken in [whole[..place].to_vec(), flipped] {
            fs::write(&path, &broken).expect("a file");
            // A manifest may change in its counts or its space without harm; nothing else may.
            let results = [store::load(folder.path()).err(), store::load_quads(folder.path()).err(), near(folder.path()).err()];
            for result in &results {
                let is_refused = matches!(result, Some(Error::Store { .. }));
                prop_assert!(is_refused || result.is_none());
            }
            prop_assert!(which == 0 || results.iter().any(Option::is_some));
            prop_assert_eq!(fs::read(&path).expect("a file"), broken, "loading changes nothing");
        }
    }
}

#[test]
fn what_was_published_meanwhile_is_not_overwritten() {
    let graph = sample::graph();
    let newer = Graph { facts: Vec::new(), ..graph.clone() };
    let folder = published(&graph);
    let seen = store::generation(folder.path());
    store::publish(folder.path(), &newer).expect("published");
    let stale = Graph { entities: Vec::new(), facts: Vec::new(), ..graph.clone() };
    assert_eq!(store::publish_after(seen, folder.path(), &stale).expect("it is told"), None);
    assert_eq!(store::load(folder.path()).expect("a graph"), newer);
    let seen = store::generation(folder.path());
    assert_eq!(store::publish_after(seen, folder.path(), &graph).expect("published"), Some(Former::Graph));
    assert_eq!(store::load(folder.path()).expect("a graph"), graph);
    let empty = tempfile::tempdir().expect("a folder");
    let none = store::generation(empty.path());
    assert_eq!(
        (none, store::publish_after(none, empty.path(), &graph).expect("published")),
        (None, Some(Former::Nothing))
    );
}

#[test]
fn a_folder_without_a_graph_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("missing");
    for path in [folder.path(), &missing] {
        assert!(matches!(store::load(path), Err(Error::NoStore { .. })));
        assert!(matches!(store::load_quads(path), Err(Error::NoStore { .. })));
    }
    assert!(!missing.exists());
}

#[test]
fn a_store_of_another_version_or_with_a_missing_file_says_what_is_wrong() {
    let folder = published(&sample::graph());
    let [manifest, quads, _, _] = &files(folder.path())[..] else { panic!("four files") };
    let text = fs::read_to_string(manifest).expect("a manifest");
    for (broken, reason) in [
        (text.replace("\"format\": 2", "\"format\": 1"), "format 1"),
        ("{\"format\": 7, \"other\": []}".to_owned(), "format 7"),
        ("{}".to_owned(), "cannot be parsed"),
        (String::new(), "cannot be parsed"),
        (text.replace("\"generation\": 1", "\"generation\": 9"), "`graph-9."),
    ] {
        fs::write(manifest, &broken).expect("a file");
        for result in [store::load(folder.path()).err(), store::load_quads(folder.path()).err()] {
            let Some(Error::Store { reason: said, .. }) = &result else { panic!("{broken}: {result:?}") };
            assert!(said.contains(reason), "{said}");
        }
        assert_eq!(fs::read_to_string(manifest).expect("a manifest"), broken, "left as it is");
    }
    fs::write(manifest, text).expect("a file");
    fs::remove_file(quads).expect("a file");
    let error = store::load_quads(folder.path()).err().expect("an error").to_string();
    assert!(error.contains("`graph-1.nq` is missing"), "{error}");
    assert!(store::load(folder.path()).is_ok());
}

#[test]
fn a_broken_store_is_made_whole_by_the_next_build() {
    let graph = sample::graph();
    for which in 0..4 {
        for text in ["", "{\"format\": 99}", "rubbish"] {
            let folder = published(&graph);
            fs::write(&files(folder.path())[which], text).expect("a file");
            store::publish(folder.path(), &graph).expect("published");
            assert_eq!(store::load(folder.path()).expect("a graph"), graph);
            assert_eq!(files(folder.path()).len(), 4);
        }
    }
}

#[test]
fn an_identical_graph_changes_nothing_and_another_one_everything() {
    let mut graph = sample::graph();
    let folder = published(&graph);
    let before = contents(folder.path());
    store::publish(folder.path(), &graph).expect("published");
    assert_eq!(contents(folder.path()), before);
    graph.facts.pop();
    store::publish(folder.path(), &graph).expect("published");
    assert_eq!(store::load(folder.path()).expect("a graph"), graph);
    let names: Vec<String> = contents(folder.path()).into_keys().collect();
    assert_eq!(names, ["current.json", "graph-2.index", "graph-2.json", "graph-2.nq", "lock"]);
}

#[test]
fn what_an_interrupted_build_left_does_no_harm_and_is_cleared_away() {
    let mut graph = sample::graph();
    let folder = published(&graph);
    for name in ["graph-2.nq", "graph-2.json.part", "graph-7.json", "current.json.part", "graph-x.nq", "my graph-1.nq"]
    {
        fs::write(folder.path().join(name), "half of someth").expect("a file");
    }
    assert_eq!(store::load(folder.path()).expect("a graph"), graph);
    graph.facts.pop();
    store::publish(folder.path(), &graph).expect("published");
    assert_eq!(store::load(folder.path()).expect("a graph"), graph);
    let names: Vec<String> = contents(folder.path()).into_keys().collect();
    assert_eq!(
        names,
        ["current.json", "graph-8.index", "graph-8.json", "graph-8.nq", "graph-x.nq", "lock", "my graph-1.nq"]
    );
}

#[test]
fn a_build_that_cannot_write_leaves_the_old_graph() {
    let mut graph = sample::graph();
    let folder = published(&graph);
    // A folder where the next generation's file would go.
    fs::create_dir_all(folder.path().join("graph-2.json/in the way")).expect("a folder");
    let before = graph.clone();
    graph.facts.pop();
    // Its name counts as generation 2, so the build takes the next number and is not stopped by it.
    store::publish(folder.path(), &graph).expect("published");
    fs::create_dir(folder.path().join("graph-4.nq.part")).expect("a folder");
    fs::create_dir(folder.path().join("graph-5.nq.part")).expect("a folder");
    fs::remove_file(folder.path().join("current.json")).expect("a file");
    fs::create_dir(folder.path().join("current.json")).expect("a folder");
    assert!(matches!(store::publish(folder.path(), &before), Err(Error::Write { .. })));
}

#[test]
fn two_builds_queue_and_readers_never_see_half() {
    let (small, large) = (Graph { facts: Vec::new(), ..sample::graph() }, sample::graph());
    let folder = published(&small);
    std::thread::scope(|scope| {
        for graph in [&small, &large] {
            scope.spawn(|| {
                (0..25).for_each(|_| {
                    // On a machine that is busy with other things, the other build may hold the folder for long.
                    let is_published = || match store::publish(folder.path(), graph) {
                        Err(Error::Busy { .. }) => false,
                        published => published.is_ok(),
                    };
                    assert!((0..20).any(|_| is_published()), "one of them never comes to its turn");
                });
            });
        }
        for _ in 0..2 {
            scope.spawn(|| {
                for _ in 0..200 {
                    let graph = store::load(folder.path()).expect("a graph");
                    assert!(graph == small || graph == large);
                    store::load_quads(folder.path()).expect("a store");
                }
            });
        }
    });
    assert_eq!(files(folder.path()).len(), 4);
}

#[test]
fn a_build_that_waits_too_long_says_that_another_one_is_at_work() {
    let folder = published(&sample::graph());
    let lock = fs::File::open(folder.path().join("lock")).expect("a lock");
    lock.lock().expect("locked");
    let error = store::publish(folder.path(), &Graph { base: "http://x/".to_owned(), ..Graph::default() });
    assert!(matches!(error, Err(Error::Busy { .. })), "{error:?}");
    assert_eq!(store::load(folder.path()).expect("a graph"), sample::graph(), "readers do not wait");
}

#[test]
fn a_base_that_is_no_iri_is_refused_before_anything_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    for base in ["", "no base", "/work/"] {
        let graph = Graph { base: base.to_owned(), ..sample::graph() };
        let path = folder.path().join("store");
        assert!(matches!(store::publish(&path, &graph), Err(Error::Usage(_))), "{base}");
        assert!(!path.exists());
    }
}

fn published(graph: &Graph) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    store::publish(folder.path(), graph).expect("published");
    folder
}

/// All things and steps, read one by one.
fn near(folder: &Path) -> Result<Graph, Error> {
    let choose = |steps: &Steps, _: &[usize]| (0..steps.count()).collect();
    store::near(folder, &Near { works: &[], keep: |_: &str, _: bool| true, choose })
}

/// The manifest, the quads, the index and the graph, in this order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let names = contents(folder).into_keys().filter(|name| name != "lock");
    let mut names: Vec<PathBuf> = names.map(|name| folder.join(name)).collect();
    names.sort_by_key(|path| {
        (path.file_name() != Some("current.json".as_ref()), path.extension() != Some("nq".as_ref()))
    });
    names
}

/// Every file's name, content and time.
fn contents(folder: &Path) -> BTreeMap<String, (Vec<u8>, std::time::SystemTime)> {
    let files = fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file"));
    let of_file = |file: fs::DirEntry| {
        let time = file.metadata().and_then(|data| data.modified()).expect("a time");
        (file.file_name().to_string_lossy().into_owned(), (fs::read(file.path()).unwrap_or_default(), time))
    };
    files.map(of_file).collect()
}

prop_compose! {
    fn any_graph()(
        names in prop::collection::btree_set(".{1,12}", 1..6),
        quotes in prop::collection::vec((".*", 0.0..1.0_f64, 0_usize..6, 0_usize..6), 0..6),
    ) -> Graph {
        let names: Vec<String> = names.into_iter().collect();
        let mut graph = sample::graph();
        graph.entities.extend(names.iter().map(|name| Entity {
            id: format!("work/{name}"),
            kind: "Work".to_owned(),
            label: Label::plain(name),
            readings: vec![Reading { note: name.clone(), line: 3, ..Reading::default() }],
            ..Entity::default()
        }));
        for (at, (quote, confidence, subject, object)) in quotes.into_iter().enumerate() {
            let [subject, object] = [subject, object].map(|at| format!("work/{}", names[at % names.len()]));
            let confidence = (confidence * 100.0).round() / 100.0;
            let evidence = Evidence {
                note: quote.clone(), line: at + 1, characters: (at, at), pattern: quote.clone(), quote, confidence,
            };
            graph.facts.push(Fact { subject, relation: format!("r{at}"), object, because: Because::Stated(vec![evidence]) });
        }
        graph.sort();
        graph
    }
}
