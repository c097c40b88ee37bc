//! The documents say what is so: their commands work, their links lead somewhere, and they agree with each other.
//!
//! `UPDATE_COMMANDS=1 cargo test --test suite documents` writes what the commands of README.md print anew.

use std::collections::BTreeSet;

use crate::support::console::{Console, has_graphviz};
use crate::support::{session, tree};

const PAGES: [&str; 5] = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "exports/README.md"];

/// The blocks of shell commands of a page.
fn shell_blocks(page: &str) -> Vec<String> {
    let text = tree::text(page);
    text.split("```sh\n").skip(1).filter_map(|rest| Some(rest.split_once("```")?.0.to_owned())).collect()
}

#[test]
fn the_commands_of_the_readme_work() {
    let console = Console::with_notes();
    let is_drawing = has_graphviz();
    std::fs::create_dir(console.path().join("target")).expect("there is room");
    let blocks = shell_blocks("README.md").join("\n");
    let commands = blocks
        .lines()
        .map(|line| line.trim_end_matches("&&").trim())
        .filter(|line| line.starts_with("paperclade ") && (is_drawing || !line.contains("svg")));
    let mut count = 0;
    for command in commands {
        let (code, printed) = console.type_line(command);
        assert_eq!(code, Some(0), "`{command}`: {printed}");
        count += 1;
    }
    assert!(count >= 6, "only {count} commands in README.md");
}

#[test]
fn the_sessions_of_the_readme_go_as_they_are_written() {
    let failures = session::play("README.md", &Console::with_graph());
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn the_verbs_that_documents_name_exist() {
    let help = Console::empty().answer(&["--help"]);
    let verbs: BTreeSet<&str> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    for page in PAGES {
        let text = tree::text(page);
        for (at, _) in text.match_indices("paperclade ") {
            let is_code = text[..at].ends_with('`') || text[..at].ends_with("$ ");
            let verb: String = text[at + 11..].chars().take_while(char::is_ascii_lowercase).collect();
            assert!(!is_code || verb.is_empty() || verbs.contains(verb.as_str()), "{page}: there is no verb `{verb}`");
        }
    }
    let readme = tree::text("README.md");
    for verb in verbs.iter().filter(|verb| **verb != "help") {
        assert!(readme.contains(&format!("`{verb}`")), "README.md does not tell of `{verb}`");
    }
}

#[test]
fn ci_runs_the_two_commands_of_the_readme() {
    let (blocks, ci) = (shell_blocks("README.md"), tree::text(".ci/run"));
    assert!(blocks[0].contains("apt-get install") && ci.contains("readme 1"), "the first command is run from the page");
    assert!(ci.lines().any(|line| line == blocks[1].trim()), ".ci/run has no line `{}`", blocks[1].trim());
}

#[test]
fn links_lead_to_files_of_the_repository() {
    for page in PAGES {
        let text = tree::text(page);
        let folder = tree::root().join(page).parent().expect("a page lies in a folder").to_owned();
        for target in text.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0)) {
            let file = target.split('#').next().unwrap_or_default();
            let is_elsewhere = target.starts_with("https://") || file.is_empty();
            assert!(is_elsewhere || folder.join(file).exists(), "{page}: {target} leads nowhere");
        }
        assert!(
            !text.contains("/work/") && !text.contains("/home/") && !text.contains("/root/"),
            "{page}: a path of ours"
        );
    }
}

#[test]
fn every_test_that_the_architecture_names_exists() {
    let page = tree::text("ARCHITECTURE.md");
    let mut count = 0;
    for name in page.split('`').filter(|word| word.contains("::") && !word.contains(' ')) {
        let Some((module, test)) = name.split_once("::") else { continue };
        let suite = tree::text(&format!("tests/suite/{module}.rs"));
        assert!(test == "*" || suite.contains(&format!("fn {test}()")), "there is no test {name}");
        count += 1;
    }
    assert!(count >= 12, "only {count} tests are named");
}

#[test]
fn every_dependency_has_its_reason() {
    let page = tree::text("ARCHITECTURE.md");
    let manifest: toml::Table = tree::text("Cargo.toml").parse().expect("the manifest is proper");
    let tables = ["dependencies", "dev-dependencies"].iter().filter_map(|table| manifest.get(*table)?.as_table());
    let named = tables.flat_map(toml::Table::keys);
    for name in named {
        assert!(page.contains(&format!("`{name}`")), "ARCHITECTURE.md does not say what {name} is for");
    }
}

#[test]
fn pages_have_one_sentence_a_line() {
    for page in PAGES {
        let mut is_code = false;
        for (at, line) in tree::text(page).lines().enumerate() {
            is_code ^= line.starts_with("```");
            let is_prose = !is_code && !line.starts_with(['|', '#', '`']);
            // A full stop within a line, followed by a capital letter, begins another sentence.
            let second = line.match_indices(". ").any(|(stop, _)| {
                let is_number = line[..stop].chars().all(|letter| letter.is_ascii_digit());
                !is_number && line[stop + 2..].starts_with(|letter: char| letter.is_uppercase())
            });
            assert!(!(is_prose && second), "{page}:{}: two sentences: {line}", at + 1);
        }
    }
}
