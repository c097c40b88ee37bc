//! What a name gives away: the version at its end, and the names that it is made of.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::text::fold;

/// A name as a stem and a version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Version {
    /// The name without the version, folded.
    pub(super) stem: String,
    /// The version as a decimal that sorts as people count: 1.10 comes after 1.9.
    pub(super) version: String,
}

/// The version that a name ends in; 1 if it ends in none; nothing for a name too short to tell.
///
/// Sizes (`7B`, `XL`, `ResNet-50`) and years (`COMET22`, `CoNLL-2003`) are no versions, but parts of the stem.
pub(super) fn version(name: &str) -> Option<Version> {
    let name = name.trim();
    let start = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let (before, number) = name.split_at(start);
    let numbered = version_number(before, number).filter(|(stem, _)| has_letters(stem));
    let (stem, version) = numbered.unwrap_or((name, "1.000".to_owned()));
    has_letters(stem).then(|| Version { stem: fold::key(stem), version })
}

/// The stem and the version, if the number can be one.
fn version_number<'a>(before: &'a str, number: &str) -> Option<(&'a str, String)> {
    let (major, minor) = number.split_once('.').unwrap_or((number, "0"));
    let (major, minor): (u32, u32) = (major.parse().ok()?, minor.parse().ok()?);
    let stem = without_mark(before);
    // Larger numbers are sizes, layers and years, unless a `v` says that they are versions.
    let is_plausible = minor < 1000 && major < if stem.is_some() { 100 } else { 10 };
    let is_version = is_plausible && !before.ends_with('/') && (stem.is_some() || !ends_in_initial(before));
    let stem = stem.unwrap_or(before).trim_end_matches(is_separator);
    is_version.then(|| (stem, format!("{major}.{minor:03}")))
}

/// Whether a name ends in a capital of its own, so that the number belongs to it: the `T` of `CodeT5` and `mT5`.
fn ends_in_initial(name: &str) -> bool {
    let mut letters = name.chars().rev();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// The name before a `v` that marks a version: set apart, as in `MoCo v2`, or by its case, as in `YOLOv4` and `DeepLabV3`.
fn without_mark(name: &str) -> Option<&str> {
    let stem = name.strip_suffix(['v', 'V'])?;
    let last = stem.chars().next_back()?;
    let is_lower_mark = name.ends_with('v');
    (is_separator(last) || (last.is_uppercase() && is_lower_mark) || (last.is_lowercase() && !is_lower_mark))
        .then_some(stem)
}

/// The keys of the names that a name is made of, as `VQVAE-GAN` is of `vqvae` and `gan`.
///
/// Only the longest: `VQ-VAE-2` is made of `VQ-VAE`, not of `VAE`. None for a title in words or a name that a remark in
/// brackets tells apart, and none of the `stems` of the whole: a version says more about descent than a part does.
pub(super) fn parts(name: &str, stems: &BTreeSet<String>, is_name: impl Fn(&str) -> bool) -> Vec<String> {
    let words: Vec<Range<usize>> = words(name);
    let is_title = words.len() > 6
        || name.contains(['(', '（', ':', '：'])
        || words.iter().any(|word| TITLE_WORDS.contains(&&name[word.clone()]));
    if is_title || words.len() < 2 {
        return Vec::new();
    }
    let whole = fold::key(name);
    let mut taken: Vec<Range<usize>> = Vec::new();
    let mut keys = Vec::new();
    for length in (1..words.len()).rev() {
        for from in 0..=words.len() - length {
            let part = words[from].start..words[from + length - 1].end;
            let text = &name[part.clone()];
            let key = fold::key(text);
            let is_inside = taken.iter().any(|longer| longer.start <= part.start && part.end <= longer.end);
            if is_inside || key == whole || !has_letters(text) {
                continue;
            }
            // The stem is taken, so that `VQ-VAE-2` leads to `VQ-VAE` by its version and not to `VAE` by a part.
            if stems.contains(&key) {
                taken.push(part);
            } else if is_name(text) {
                taken.push(part);
                keys.push(key);
            }
        }
    }
    keys.sort();
    keys.dedup();
    keys
}

/// A name as people write it, but for spaces, hyphens and the case of its first letter.
///
/// Inside other names, case tells apart what is otherwise one key: `AlphaGo Zero` is not made of `ZeRO`.
pub(super) fn written(name: &str) -> String {
    let mut letters = name.chars().filter(|c| c.is_alphanumeric() || *c == '+' || *c == '#');
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

/// Words that stand in titles and not in names.
const TITLE_WORDS: [&str; 21] = [
    "a", "an", "and", "are", "as", "at", "by", "can", "for", "from", "how", "in", "is", "of", "on", "the", "to",
    "using", "via", "with", "without",
];

fn words(name: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in name.char_indices().chain([(name.len(), ' ')]) {
        match (start, is_separator(c)) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    words
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '_' | '/' | '‐' | '‑' | '–' | '·')
}

/// A single letter names nothing: `T5` is no version 5 of `T`.
fn has_letters(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_at_the_end_is_a_version_unless_it_is_a_size_or_a_year() {
        for (name, stem, number) in [
            ("VQ-VAE-2", "vqvae", "2.000"),
            ("VQ-VAE", "vqvae", "1.000"),
            ("LLaMA-2", "llama", "2.000"),
            ("Llama 3.1", "llama", "3.001"),
            ("DALL·E 2", "dalle", "2.000"),
            ("phi-1.5", "phi", "1.005"),
            ("YOLOv10", "yolo", "10.000"),
            ("DeepLabV3", "deeplab", "3.000"),
            ("MoCo v2", "moco", "2.000"),
            ("CM3", "cm", "3.000"),
            ("Emu3", "emu", "3.000"),
            ("MiniCPM-V 4.5", "minicpmv", "4.005"),
            ("CodeT5", "codet5", "1.000"),
            ("GPT-J", "gptj", "1.000"),
            ("LLaMA-2 7B", "llama27b", "1.000"),
            ("ResNet-50", "resnet50", "1.000"),
            ("COMET22", "comet22", "1.000"),
            ("CoNLL-2003", "conll2003", "1.000"),
            ("ViT-B/8", "vitb8", "1.000"),
            ("DeepLabV3+", "deeplabv3+", "1.000"),
        ] {
            let expected = Some(Version { stem: stem.to_owned(), version: number.to_owned() });
            assert_eq!(version(name), expected, "{name}");
        }
        for name in ["T5", "", "2", "4.5.6", "..", "v2"] {
            assert!(version(name).is_none_or(|found| found.version == "1.000"), "{name}");
        }
    }

    #[test]
    fn a_name_is_made_of_the_longest_names_in_it() {
        let known = ["VAE", "VQ-VAE", "GAN", "Transformer", "DDPM", "GPT", "GPT-2", "ZeRO", "2"];
        for (name, expected) in [
            ("VQ-VAE", vec!["vae"]),
            ("VQ-VAE-2", vec![]),
            ("VQVAE-GAN", vec!["gan", "vqvae"]),
            ("VQ-VAE GAN", vec!["gan", "vqvae"]),
            ("Sparse Transformer", vec!["transformer"]),
            ("Transformer-XL", vec!["transformer"]),
            ("Improved DDPM", vec!["ddpm"]),
            ("GPT-3", vec![]),
            ("GPT-2 Large", vec!["gpt2"]),
            ("VQGAN", vec![]),
            ("A Survey of GAN", vec![]),
            ("GAN (survey)", vec![]),
            ("sparse transformer", vec!["transformer"]),
            ("AlphaGo Zero", vec![]),
            ("Transformer", vec![]),
        ] {
            let stems = version(name).map(|version| version.stem).into_iter().collect();
            let is_name = |text: &str| known.iter().any(|name| written(name) == written(text));
            assert_eq!(parts(name, &stems, is_name), expected, "{name}");
        }
    }
}
