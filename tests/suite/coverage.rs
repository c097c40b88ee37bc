//! Coverage: which names stand together without a fact, the most promising first.

use std::path::PathBuf;

use paperclade::eval::{self, Coverage};
use paperclade::model::{Note, vocabulary};
use paperclade::pipeline;
use paperclade::report::Report;
use proptest::prelude::{ProptestConfig, prop_assert, proptest};

use crate::support::knowledge;

#[test]
fn what_a_fact_relates_is_counted_and_not_listed() {
    let coverage = of("# KelpNet\n在 ResNet 的基础上改进。\n");
    assert_eq!((coverage.pairs, coverage.open.len()), (1, 0));
    assert!(coverage.share() < f64::EPSILON);
}

#[test]
fn a_pair_is_listed_once_where_it_promises_most() {
    let coverage = of("# KelpNet\n会议上还提到了 ResNet。\n\n同时期有 ResNet、VGG。\n");
    let pairs: Vec<(&str, &str, usize)> =
        coverage.open.iter().map(|open| (open.one.as_str(), open.other.as_str(), open.line)).collect();
    assert_eq!(coverage.pairs, 3, "{pairs:?}");
    assert!(pairs.contains(&("ResNet", "VGG", 4)), "{pairs:?}");
    assert_eq!(pairs.iter().filter(|(_, other, _)| *other == "ResNet").count(), 1, "{pairs:?}");
    assert!(coverage.open.is_sorted_by_key(|open| std::cmp::Reverse(open.points)));
}

#[test]
fn metrics_and_organizations_are_no_pairs() {
    assert_eq!(of("# KelpNet\nOpenAI reports FID at ICLR.\n").pairs, 0);
}

#[test]
fn a_sentence_stands_verbatim_at_its_line() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/notes");
    let notes = paperclade::read::notes(&[path], &mut Report::default()).expect("the sample notes");
    let contributions = pipeline::contributions(notes.clone(), knowledge(), &mut Report::default());
    let graph = pipeline::graph(&contributions, knowledge(), vocabulary::DEFAULT_BASE).expect("a graph");
    let coverage = eval::coverage(&contributions, &graph, knowledge());
    assert!(coverage.pairs > 200 && !coverage.open.is_empty(), "{} pairs", coverage.pairs);
    for open in &coverage.open {
        let note = notes.iter().find(|note| note.path == open.file).expect("the note");
        let first: String = open.sentence.chars().take_while(|c| c.is_alphanumeric()).collect();
        assert!(note.line(open.line).contains(&first), "{}:{} {}", open.file, open.line, open.sentence);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn any_text_is_covered(pieces in proptest::collection::vec(
        proptest::sample::select(vec!["# ", "\n", "BERT", "在", " 基于 ", "。", "ResNet", "、", "[[GPT-2]]", "é", "\u{e000}", "(", "）", "**"]),
        0..40,
    )) {
        let coverage = of(&pieces.concat());
        prop_assert!(coverage.open.len() <= coverage.pairs);
    }
}

fn of(text: &str) -> Coverage {
    let notes = vec![Note::new("note.md", text)];
    let contributions = pipeline::contributions(notes, knowledge(), &mut Report::default());
    let graph = pipeline::graph(&contributions, knowledge(), vocabulary::DEFAULT_BASE).expect("a graph");
    eval::coverage(&contributions, &graph, knowledge())
}
