//! Names that the words around introduce: `called X`, `名为 X`, `proposes X`, `“X”`.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::model::{Mention, Source};
use crate::text::fold;

/// A name of up to four words, each with a capital or a digit.
const NAME: &str =
    r"(?P<name>[A-Z][A-Za-z0-9]*(?:[-_/+.&][A-Za-z0-9]+)*(?: (?:& )?[A-Z][A-Za-z0-9]*(?:[-/+][A-Za-z0-9]+)*){0,3})";

static CALLED: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        format!(r#"(?:(?-u:\b)(?:called|named|dubbed|termed|coined|known as|referred to as|nicknamed|abbreviated as)|名为|命名为|称为|称作|叫做|叫作|取名)\s*(?:the\s+|a\s+|an\s+)?["“'*]?\s*{NAME}"#),
        format!(r"(?:提出了?|推出了?|发布了?|开源了?|设计了?|构建了?|引入了?)(?:一个|一种|新的|全新的|\s)*{NAME}"),
    ]
    .iter()
    .map(|source| Regex::new(source).expect("a valid expression"))
    .collect()
});

/// Mentions that the words around introduce, where nothing is known yet.
pub(super) fn find(text: &str, known: &[Mention], ignored: &HashSet<String>) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for found in CALLED.iter().flat_map(|called| called.captures_iter(text)).filter_map(|found| found.name("name")) {
        let taken = known.iter().any(|mention| mention.range.start < found.end() && found.start() < mention.range.end);
        let name = found.as_str();
        if taken || name.chars().count() < 2 || ignored.contains(&fold::key(name)) {
            continue;
        }
        mentions.push(Mention {
            range: found.range(),
            name: name.to_owned(),
            variant: None,
            kind: "Work".to_owned(),
            source: Source::Introduced,
            generic: false,
        });
    }
    mentions
}
