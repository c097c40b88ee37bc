//! What outlines hold, and that merging them loses nothing that was written by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use paperclade::draw;
use paperclade::knowledge::Knowledge;
use paperclade::model::outline::{Point, Section};
use paperclade::model::{Graph, Outline, Status, vocabulary};
use paperclade::outline::{self, About, By};
use paperclade::pipeline;
use paperclade::report::Report;
use proptest::prelude::*;

use crate::support::{sample, skip};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::load().expect("it ships with the program"));

fn graph_of(notes: &Path) -> Graph {
    pipeline::build(&[notes.to_owned()], &KNOWLEDGE, vocabulary::DEFAULT_BASE, &mut Report::default())
        .expect("notes are read")
}

static NOTES: LazyLock<Graph> = LazyLock::new(|| graph_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/notes")));

fn outlined(graph: &Graph, by: By) -> Outline {
    outline::outline(graph, &KNOWLEDGE.concepts, (&About::Everything, by), None)
}

/// That every read work stands in one section, and no section has one work unless no other has any of its topics.
fn check_sections(graph: &Graph) {
    let read: Vec<&str> =
        graph.entities.iter().filter(|entity| entity.status == Status::Read).map(|entity| entity.id.as_str()).collect();
    for by in [By::Topic, By::Family, By::Time] {
        let outline = outlined(graph, by);
        let mut found: Vec<&str> = outline.points().map(|point| point.id.as_str()).collect();
        found.sort_unstable();
        assert_eq!(found, read, "{by:?}");
        let ids: BTreeSet<&str> = outline.sections.iter().map(|section| section.id.as_str()).collect();
        assert_eq!(ids.len(), outline.sections.len(), "{by:?}: a section comes twice");
        for section in outline.sections.iter().filter(|section| section.points.len() < 2) {
            assert!(section.id == "rest" || section.id == "undated", "{by:?}: {} has one work", section.heading);
        }
    }
}

#[test]
fn every_read_work_stands_in_exactly_one_section() {
    check_sections(&NOTES);
    check_sections(&sample::graph());
    check_sections(&sample::field(60));
    let daily = Path::new("../shared/eval/zh-daily/notes");
    if daily.is_dir() { check_sections(&graph_of(daily)) } else { skip("the labelled notes of zh-daily are not here") }
}

#[test]
fn what_a_bullet_says_stands_verbatim_at_its_line() {
    let mut said = 0;
    for point in outlined(&NOTES, By::Topic).points() {
        let Some(quote) = &point.quote else { continue };
        let note = std::fs::read_to_string(Path::new("data/notes").join(&point.place.note)).expect("a note");
        let line = note.lines().nth(point.place.line - 1).expect("a line");
        assert!(line.contains(quote.as_str()), "{}: {quote}\n{line}", point.id);
        said += 1;
    }
    assert!(said > 45, "only {said} works are spoken of");
}

#[test]
fn ancestors_come_before_what_builds_on_them_and_lines_run_from_the_earlier_work() {
    let outline = outlined(&sample::graph(), By::Family);
    let lines: Vec<String> = outline
        .sections
        .iter()
        .flat_map(|section| &section.lines)
        .map(|line| line.works.iter().map(|stop| stop.label.as_str()).collect::<Vec<_>>().join(" → "))
        .collect();
    assert!(lines.contains(&"DDPM → LDM → Stable Diffusion → SDXL".to_owned()), "{lines:?}");
    for section in &outline.sections {
        let at = |id: &str| section.points.iter().position(|point| point.id == id);
        if let (Some(ddpm), Some(sdxl)) = (at("work/ddpm"), at("work/sdxl")) {
            assert!(ddpm < sdxl);
        }
    }
}

#[test]
fn a_topic_or_a_work_narrows_the_outline() {
    let narrowed = |about| outline::outline(&NOTES, &KNOWLEDGE.concepts, (&about, By::Topic), None);
    let diffusion = narrowed(About::Concept("generative-modeling".to_owned()));
    let found: BTreeSet<&str> = diffusion.points().map(|point| point.id.as_str()).collect();
    assert!(found.contains("work/ddpm") && !found.contains("work/vbpr"), "{found:?}");
    let family = narrowed(About::Work("work/sdxl".to_owned()));
    assert!(family.points().any(|point| point.id == "work/ldm") && family.points().count() < 12);
}

#[test]
fn every_citation_has_its_entry_and_every_picture_is_taken() {
    let outline = outlined(&NOTES, By::Topic);
    let (latex, bibliography) = (outline::latex(&outline, Some("refs")), outline::bibliography(&outline));
    let cited: BTreeSet<&str> = latex.split("\\cite{").skip(1).filter_map(|rest| rest.split('}').next()).collect();
    let listed: BTreeSet<&str> =
        bibliography.split("@misc{").skip(1).filter_map(|rest| rest.split(',').next()).collect();
    assert_eq!(cited, listed);
    assert_eq!(listed.len(), outline.points().count());
    assert_eq!(latex.matches("\\begin{").count(), latex.matches("\\end{").count());
    let dot = draw::dot(&outline::mind_map(&outline, |path, line| format!("{path}#{line}")));
    crate::draw::check_drawn(&dot);
    assert_eq!(outline::mermaid(&outline).lines().count(), 2 + outline.sections.len() + outline.points().count());
    let opml = outline::opml(&outline);
    assert_eq!(opml.matches("<outline").count(), opml.matches("</outline>").count() + opml.matches("/>").count());
}

#[test]
fn merging_an_untouched_outline_changes_nothing() {
    let outline = outlined(&NOTES, By::Topic);
    let text = outline::markdown(&outline);
    assert_eq!(outline::merged(&outline, &text), text);
}

#[test]
fn edits_and_deletions_stay_and_new_works_come_marked() {
    let small = small_outline(&[("a", 3), ("b", 2)]);
    let text = outline::markdown(&small);
    let edited =
        text.replace("said of a0", "what I think of it").replace("## Section a", "## My own heading\n\nMy own words.");
    let kept: Vec<&str> = edited.lines().filter(|line| !line.contains("<!-- work/b1 -->")).collect();
    let edited = kept.join("\n") + "\n";
    let grown = small_outline(&[("a", 4), ("b", 3), ("c", 2)]);
    let merged = outline::merged(&grown, &edited);
    assert!(merged.contains("what I think of it") && !merged.contains("said of a0"), "{merged}");
    assert!(merged.contains("## My own heading\n\nMy own words.\n"), "{merged}");
    assert!(!merged.contains("<!-- work/b1 -->"), "{merged}");
    assert!(merged.contains("- (new) **a3**") && merged.contains("- (new) **b2**"), "{merged}");
    let (a3, section_b) = (merged.find("**a3**"), merged.find("## Section b"));
    assert!(a3 < section_b, "{merged}");
    assert!(merged.contains("## Section c"), "{merged}");
    let again = outline::merged(&grown, &merged);
    assert!(!again.contains("(new)") && !again.contains("<!-- work/b1 -->"), "{again}");
    assert_eq!(outline::merged(&grown, &again), again);
}

#[test]
fn a_file_that_is_not_ours_keeps_every_line() {
    let merged = outline::merged(&small_outline(&[("a", 2)]), "# Mine\r\n\r\nwords\r\n");
    assert!(merged.starts_with("# Mine\r\n\r\nwords\r\n"), "{merged}");
    assert!(merged.contains("**a1**"), "{merged}");
}

/// An outline of sections with so many works each.
fn small_outline(sections: &[(&str, usize)]) -> Outline {
    let section = |&(name, count): &(&str, usize)| Section {
        id: format!("concept/{name}"),
        heading: format!("Section {name}"),
        points: (0..count)
            .map(|number| Point {
                id: format!("work/{name}{number}"),
                label: format!("{name}{number}"),
                quote: Some(format!("said of {name}{number}")),
                ..Point::default()
            })
            .collect(),
        ..Section::default()
    };
    Outline { title: "Survey".to_owned(), language: "en".to_owned(), sections: sections.iter().map(section).collect() }
}

/// What somebody does to a line of the file.
#[derive(Clone, Debug)]
enum Edit {
    Write(usize, String),
    Change(usize, String),
    Delete(usize),
    Move(usize, usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let words = || "[ a-z#*<>!潜-]{0,12}";
    prop_oneof![
        (any::<usize>(), words()).prop_map(|(at, words)| Edit::Write(at, words)),
        (any::<usize>(), words()).prop_map(|(at, words)| Edit::Change(at, words)),
        any::<usize>().prop_map(Edit::Delete),
        (any::<usize>(), any::<usize>()).prop_map(|(from, to)| Edit::Move(from, to)),
    ]
}

/// The lines after the edits, and which of them a person wrote or changed.
fn edited(text: &str, edits: &[Edit]) -> Vec<(String, bool)> {
    let mut lines: Vec<(String, bool)> = text.lines().map(|line| (line.to_owned(), false)).collect();
    for edit in edits {
        let count = lines.len().max(1);
        match edit {
            Edit::Write(at, words) => lines.insert(at % (lines.len() + 1), (format!("hand {words}"), true)),
            Edit::Change(at, words) if !lines.is_empty() => {
                let (line, is_hand) = &mut lines[at % count];
                *line = format!("changed {words} {line}");
                *is_hand = true;
            }
            Edit::Delete(at) if !lines.is_empty() => {
                lines.remove(at % count);
            }
            Edit::Move(from, to) if !lines.is_empty() => {
                let line = lines.remove(from % count);
                lines.insert(to % (lines.len() + 1), line);
            }
            Edit::Change(..) | Edit::Delete(_) | Edit::Move(..) => {}
        }
    }
    lines
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_written_by_hand_is_lost(edits in prop::collection::vec(edit(), 0..12), more in 0_usize..3) {
        let text = outline::markdown(&small_outline(&[("a", 3), ("b", 2), ("c", 4)]));
        let lines = edited(&text, &edits);
        let file = lines.iter().map(|(line, _)| line.as_str()).collect::<Vec<_>>().join("\n") + "\n";
        let grown = small_outline(&[("a", 3 + more), ("b", 2 + more), ("c", 4), ("d", more)]);
        let merged = outline::merged(&grown, &file);
        let mut rest = merged.lines();
        for (line, is_hand) in &lines {
            prop_assert!(!is_hand || rest.any(|kept| kept == line), "lost: {line}\n{file}\n→\n{merged}");
        }
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        merged.lines().filter_map(|line| line.split("<!-- work/").nth(1)).for_each(|id| *counts.entry(id).or_default() += 1);
        prop_assert!(counts.values().all(|count| *count == 1), "twice: {merged}");
        let again = outline::merged(&grown, &merged);
        prop_assert_eq!(outline::merged(&grown, &again), again);
    }

    #[test]
    fn what_was_deleted_stays_away(deleted in prop::collection::btree_set(0_usize..9, 0..9), more in 0_usize..3) {
        let text = outline::markdown(&small_outline(&[("a", 3), ("b", 2), ("c", 4)]));
        let mut number = 0;
        let mut gone = Vec::new();
        let kept: Vec<&str> = text.lines().filter(|line| {
            let Some(id) = line.split("<!-- work/").nth(1) else { return true };
            number += 1;
            let is_deleted = deleted.contains(&(number - 1));
            if is_deleted { gone.push(format!("<!-- work/{id}")) }
            !is_deleted
        }).collect();
        let file = kept.join("\n") + "\n";
        let merged = outline::merged(&small_outline(&[("a", 3 + more), ("b", 2), ("c", 4 + more)]), &file);
        for id in gone {
            prop_assert!(!merged.contains(&id), "{id} is back:\n{merged}");
        }
        prop_assert_eq!(merged.matches("(new)").count(), 2 * more);
    }
}

#[test]
fn the_verb_prints_each_form_and_merges_into_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let file: PathBuf = folder.path().join("survey.md");
    let ran = |line: &[&str]| crate::support::command::ran(line, &NOTES);
    for format in ["markdown", "latex", "mermaid", "dot", "json", "opml"] {
        let (_, text) = ran(&["outline", "--format", format]);
        assert!(text.contains("DDPM"), "{format}");
    }
    let path = file.to_str().expect("a path");
    ran(&["outline", "--into", path]);
    let first = std::fs::read_to_string(&file).expect("the file");
    ran(&["outline", "--into", path]);
    assert_eq!(std::fs::read_to_string(&file).expect("the file"), first);
}
