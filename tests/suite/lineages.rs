//! The lineages that the sample notes were written for, and the same on the labelled notes beside the repository.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::console::Console;

const SAMPLE: &str = "data/notes";
const LABELLED: &str = "zh-daily";

/// A graph of these notes, to be asked.
struct Notes {
    name: &'static str,
    console: Console,
}

/// Plays a check on the sample notes and, where they are, on the labelled notes of the daily log.
fn on_both(check: impl Fn(&Notes)) {
    check(&Notes { name: SAMPLE, console: Console::with_graph() });
    if let Some(console) = Console::with_labelled_graph() {
        check(&Notes { name: LABELLED, console });
    }
}

/// The works that descend from a work: name → through whom, empty where directly.
fn descendants(console: &Console, work: &str) -> BTreeMap<String, String> {
    let answer = console.answer(&["ask", "works/built-on-by-at-all", &format!("work={work}"), "--format", "csv"]);
    let row = |line: &str| {
        let mut cells = line.split(',');
        let address = cells.next().unwrap_or_default();
        let name = address.rsplit('/').next().unwrap_or_default().to_lowercase();
        (name, cells.nth(1).unwrap_or_default().trim_matches('"').to_owned())
    };
    answer.lines().skip(1).map(row).collect()
}

/// The lines of descent between two works: the slugs of the works, and for each hop its quotes, none where inferred.
fn lines(console: &Console, a: &str, b: &str) -> Vec<(Vec<String>, Vec<Vec<String>>)> {
    let ran = console.run(&["why", a, b, "--format", "json", "--paths", "20"]);
    let value: Value = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("why {a} {b}: {error}: {ran:?}"));
    let slug = |id: &Value| id.as_str().unwrap_or_default().trim_start_matches("work/").to_owned();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let quotes = |hop: &Value| -> Vec<String> {
        list(&hop["steps"])
            .iter()
            .flat_map(|step| list(&step["evidence"]))
            .map(|evidence| format!("{}:{} {}", evidence["note"], evidence["line"], evidence["quote"]))
            .collect()
    };
    let path = |path: &Value| {
        (list(&path["works"]).iter().map(slug).collect(), list(&path["hops"]).iter().map(quotes).collect())
    };
    list(&value["paths"]).iter().map(path).collect()
}

/// Asserts that there is a line through these works, with a quote for each hop but the inferred ones, which are numbered.
fn assert_line(notes: &Notes, works: &[&str], inferred: &[usize]) {
    let (first, last) = (works[0], works[works.len() - 1]);
    let lines = lines(&notes.console, first, last);
    let found = lines.iter().find(|(line, hops)| {
        line == works && hops.iter().enumerate().all(|(at, quotes)| quotes.is_empty() == inferred.contains(&at))
    });
    assert!(found.is_some(), "{}: no line {works:?} in {lines:?}", notes.name);
}

#[test]
fn blip_2_has_two_children_and_a_grandchild_through_minigpt_4() {
    on_both(|notes| {
        let descendants = descendants(&notes.console, "BLIP-2");
        for (work, through) in [("instructblip", ""), ("minigpt-4", ""), ("minigpt-5", "MiniGPT-4")] {
            assert_eq!(descendants.get(work).map(String::as_str), Some(through), "{}: {descendants:?}", notes.name);
        }
    });
}

#[test]
fn minigpt_5_descends_from_blip_2_through_minigpt_4() {
    on_both(|notes| assert_line(notes, &["blip-2", "minigpt-4", "minigpt-5"], &[]));
}

#[test]
fn sdxl_descends_from_ddpm_through_ldm_and_stable_diffusion() {
    on_both(|notes| assert_line(notes, &["ddpm", "ldm", "stable-diffusion", "sdxl"], &[]));
}

#[test]
fn phi_3_descends_from_phi_1() {
    on_both(|notes| assert_line(notes, &["phi-1", "phi-3"], &[]));
}

#[test]
fn chameleon_descends_from_cm3leon() {
    on_both(|notes| assert_line(notes, &["cm3leon", "chameleon"], &[]));
}

#[test]
fn dalle_descends_from_vae_through_vq_vae() {
    on_both(|notes| {
        // One of the notes states the first step; in the other, only the names do.
        let inferred: &[usize] = if notes.name == SAMPLE { &[] } else { &[0] };
        assert_line(notes, &["vae", "vq-vae", "dall-e"], inferred);
    });
}

#[test]
fn cm3_descends_from_vq_vae_through_vqgan_as_the_notes_state() {
    on_both(|notes| assert_line(notes, &["vq-vae", "vqgan", "cm3"], &[]));
}

#[test]
fn cm3_follows_dalle_in_the_family_of_vq_vae_and_the_step_is_marked_as_inferred() {
    on_both(|notes| {
        assert_line(notes, &["vq-vae", "dall-e", "cm3"], &[1]);
        let told = notes.console.answer(&["why", "VQ-VAE", "CM3", "--paths", "20"]);
        assert!(told.contains("DALL-E ⇢ CM3") && told.contains("inferred: next-in-family"), "{told}");
    });
}
