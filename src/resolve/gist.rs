//! Entry → the sentence that says what its paper is, and those that leave something open; verbatim, or nothing.

use crate::knowledge::cues::Cues;
use crate::model::{Entry, Gist, Note, Role, Span};
use crate::text::width::columns;
use crate::text::{fold, sentence};

/// Sentences of more letters than this are cut at a comma.
const LONGEST: usize = 200;
/// Sentences of fewer columns than this say nothing.
const SHORTEST: usize = 10;
/// Passages after the title among which the sentence is looked for.
const OPENING: usize = 8;
/// How many open sentences are kept of one entry.
const MOST_OPEN: usize = 3;

/// The sentence that says best what the paper is; of equals the first.
pub(crate) fn of(note: &Note, entry: &Entry) -> Option<Gist> {
    let mut best: Option<(i32, Gist)> = None;
    for (at, gist) in sentences(note, entry).take_while(|(at, _)| *at < OPENING) {
        let worth = worth(&gist.quote, at);
        if best.as_ref().is_none_or(|(most, _)| worth > *most) {
            best = Some((worth, gist));
        }
    }
    best.map(|(_, gist)| gist)
}

/// The first sentences that leave something open.
pub(crate) fn open(note: &Note, entry: &Entry) -> Vec<Gist> {
    let open = &Cues::bundled().open;
    sentences(note, entry).map(|(_, gist)| gist).filter(|gist| open.is_match(&gist.quote)).take(MOST_OPEN).collect()
}

fn worth(quote: &str, at: usize) -> i32 {
    let cues = Cues::bundled();
    let count = |is_met: bool, points: i32| if is_met { points } else { 0 };
    let place = i32::try_from(at).unwrap_or(i32::MAX);
    count(cues.says.is_match(quote), 4) + count(cues.puts_forward.is_match(quote), 4)
        - count(cues.other.is_match(quote), 5)
        - count(cues.open.is_match(quote), 2)
        - count(columns(quote) < 2 * SHORTEST, 3)
        - place
}

/// The sentences behind the title, each with the number of passages before it.
fn sentences<'a>(note: &'a Note, entry: &'a Entry) -> impl Iterator<Item = (usize, Gist)> + 'a {
    let names = entry.title.iter().chain([&entry.name]).map(|name| fold::key(name));
    let names: Vec<String> = names.collect();
    let passages =
        entry.passages.iter().filter(|passage| matches!(passage.role, Role::Paragraph | Role::Item | Role::Cell));
    passages.enumerate().flat_map(move |(at, passage)| {
        let names = names.clone();
        let words = passage.prose.text();
        let found = sentence::split(words).into_iter().filter_map(move |range| {
            let gist = verbatim(note, with_marks(note, passage.prose.span(range)))?;
            (!names.contains(&fold::key(&gist.quote))).then_some((at, gist))
        });
        found.collect::<Vec<_>>()
    })
}

/// The stretch with the marks of Markdown that the words at its ends stand in: the prose has left them out.
fn with_marks(note: &Note, span: Span) -> Span {
    let before = &note.text[..span.start];
    let start = span.start - (before.len() - before.trim_end_matches(['[', '*', '_', '`', '=']).len());
    let after = &note.text[span.end..];
    let target = after.strip_prefix("](").and_then(|target| target.find([')', '\n'])).map(|end| end + 3);
    let end = span.end + target.unwrap_or(after.len() - after.trim_start_matches([']', '*', '_', '`', '=']).len());
    Span::new(start, end.min(note.text.len()))
}

/// The words of a stretch on its first line, cut at a comma where they are long; nothing where little is left.
fn verbatim(note: &Note, span: Span) -> Option<Gist> {
    let words = note.slice(span).lines().next()?;
    let words = shortened(words).trim_end_matches(is_loose_end);
    let words = without_lead_in(without_number(words));
    let is_address = words.contains("://") && words.split_whitespace().count() < 4;
    let is_key = words.is_ascii() && !words.contains(' ');
    (columns(words) >= SHORTEST && !is_address && !is_key)
        .then(|| Gist { quote: words.to_owned(), line: note.line_of(span.start) })
}

fn shortened(words: &str) -> &str {
    let Some((end, _)) = words.char_indices().nth(LONGEST) else { return words };
    let cut = words[..end].rfind(['，', ',', '；', ';', '：', '、', ' ']).filter(|cut| *cut > end / 3);
    &words[..cut.unwrap_or(end)]
}

/// `1，…` without the number of the point.
fn without_number(words: &str) -> &str {
    let rest = words.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let is_short = words.len() - rest.len() <= 2;
    rest.strip_prefix(['，', ',', '、', ')', '）'])
        .filter(|_| is_short && rest.len() < words.len())
        .map_or(words, str::trim_start)
}

/// `…，要点：` announces a list and says nothing itself.
fn without_lead_in(words: &str) -> &str {
    const LEAD_INS: &[&str] = &[
        "本文要点如下",
        "要点如下",
        "本文要点",
        "内容要点",
        "主要内容",
        "要点记录",
        "要点",
        "摘要",
        "如下",
        "key points",
        "main points",
    ];
    let cut = LEAD_INS.iter().find_map(|lead_in| words.strip_suffix(lead_in));
    cut.map_or(words, |kept| kept.trim_end_matches(is_loose_end))
}

fn is_loose_end(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '，' | ',' | '：' | ':' | '；' | ';' | '、' | '。')
}
