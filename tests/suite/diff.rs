//! What is different between two graphs.

use std::path::Path;
use std::process::Command;

use paperclade::model::changes::Fate;
use paperclade::model::{Because, Graph, Status};
use paperclade::text::width::columns;
use paperclade::trace::changes::{changes, story};

use crate::support::console::Console;
use crate::support::{sample, skip};

fn told(before: &Graph, after: &Graph) -> String {
    let mut out = Vec::new();
    story::write(&changes(before, after), &mut out).expect("a vector takes all");
    String::from_utf8(out).expect("text")
}

#[test]
fn nothing_is_different_where_lines_only_moved() {
    let before = sample::graph();
    let mut after = before.clone();
    for fact in &mut after.facts {
        if let Because::Stated(evidence) = &mut fact.because {
            for each in evidence {
                each.line += 7;
            }
        }
    }
    assert!(changes(&before, &after).is_empty());
    assert_eq!(told(&before, &after), "nothing is different\n");
}

#[test]
fn works_relations_and_sentences_that_came_went_or_changed_are_told() {
    let before = sample::graph();
    let mut after = before.clone();
    after.entities.push(sample::work("new", "2024"));
    after.entities.retain(|entity| entity.id != "work/minigpt-5");
    after.facts.retain(|fact| fact.subject != "work/minigpt-5");
    for entity in after.entities.iter_mut().filter(|entity| entity.id == "work/blip-2") {
        entity.status = Status::Read;
    }
    for fact in after.facts.iter_mut().filter(|fact| fact.subject == "work/ldm") {
        "usesMethod".clone_into(&mut fact.relation);
    }
    after.facts.push(sample::stated("new", "extends", "sdxl"));
    after.sort();
    let changes = changes(&before, &after);
    let works: Vec<(Fate, &str)> = changes.works.iter().map(|work| (work.fate, work.label.as_str())).collect();
    assert_eq!(works, [(Fate::Added, "NEW"), (Fate::Removed, "MiniGPT-5"), (Fate::Changed, "BLIP-2")]);
    let told = told(&before, &after);
    for line in [
        "+ NEW  2024  (read)",
        "~ BLIP-2  mentioned → read",
        "~ LDM – uses (method) (before: extends) – DDPM",
        "- MiniGPT-5 – extends – MiniGPT-4",
        "    日志/daily log.md:35 “基于 MiniGPT4 引入生成能力”",
    ] {
        assert!(told.lines().any(|known| known == line), "{line}\n{told}");
    }
    assert!(told.lines().all(|line| columns(line) <= 80), "{told}");
}

#[test]
fn revisions_of_git_are_compared_without_touching_the_files() {
    let console = Console::empty();
    let git = |words: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(console.path()).args(["-c", "user.name=a", "-c", "user.email=a@example.org"]).args(words);
        command.output().is_ok_and(|output| output.status.success())
    };
    if !git(&["init", "-q", "."]) {
        skip("git is not installed");
        return;
    }
    let note = console.path().join("notes/日志.md");
    let write = |text: &str| {
        std::fs::create_dir_all(note.parent().unwrap_or(Path::new("."))).expect("a folder");
        std::fs::write(&note, text).expect("a note");
    };
    let first = "## 2024.5.2\n《Swin Transformer》\n1. 本文在ViT基础上引入滑动窗口\n";
    write(first);
    assert!(git(&["add", "-A"]) && git(&["commit", "-qm", "one"]));
    write(&format!("{first}\n## 2024.5.3\n《LoRA: Low-Rank Adaptation》\n1. 一种微调方法\n"));
    assert!(git(&["add", "-A"]) && git(&["commit", "-qm", "two"]));
    write("not committed");
    let told = console.answer(&["diff", "--notes", "notes", "HEAD~1", "HEAD"]);
    assert!(told.contains("LoRA") && !told.contains("Swin"), "{told}");
    assert_eq!(std::fs::read_to_string(&note).expect("the note"), "not committed");
    // Corrections stand in the repository, too, and count as they stood.
    write(first);
    let corrections = console.path().join("notes/corrections.tsv");
    std::fs::write(&corrections, "reject\tSwin Transformer\t*\tViT\n").expect("a file");
    assert!(git(&["add", "-A"]) && git(&["commit", "-qm", "three"]));
    std::fs::write(&corrections, "not committed").expect("a file");
    let told = console.answer(&["diff", "--notes", "notes", "HEAD~2", "HEAD"]);
    assert!(told.contains("- Swin Transformer – extends – ViT"), "{told}");
    let ran = console.run(&["diff", "--notes", "notes", "HEAD", "--output=x"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    let ran = console.run(&["diff", "--notes", "notes", "no-such-revision", "HEAD"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
}
