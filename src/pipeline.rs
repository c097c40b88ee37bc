//! The program as a sentence: read notes, parse entries, recognize mentions, extract claims, resolve them to a graph,
//! correct it by the owner's word, infer what follows.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use aho_corasick::AhoCorasick;
use rayon::prelude::*;

use crate::error::Result;
use crate::eval::{Example, Gold, Labels, Place};
use crate::knowledge::terms::Terms;
use crate::knowledge::{Knowledge, concepts};
use crate::model::{Account, Claim, Corrections, Entry, Graph, Mention, Note};
use crate::read::Listed;
use crate::recognize::{Recognizer, Topics};
use crate::remember::{Kept, Memory};
use crate::report::Report;
use crate::resolve::Contribution;
use crate::text::fold;
use crate::{correct, extract, infer, parse, read, recognize, remember, resolve};

/// What a graph is grown from, and under which addresses.
#[derive(Clone, Copy, Debug)]
pub struct Plan<'a> {
    /// Files and folders of notes.
    pub notes: &'a [PathBuf],
    /// The owner's word.
    pub corrections: &'a Corrections,
    /// What addresses of things begin with; ends in `/`.
    pub base: &'a str,
    /// What of the build before is used.
    pub before: Before<'a>,
}

/// What of the build before is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before<'a> {
    /// Nothing, and nothing is kept for the next one.
    Nothing,
    /// Nothing, but what is made is kept in this folder.
    Forgotten(&'a Path),
    /// What was made of the notes that are unchanged, as it is kept in this folder.
    Remembered(&'a Path),
}

/// The graph of the notes in these files and folders, without corrections.
///
/// # Errors
/// As [`grow`].
pub fn build(paths: &[PathBuf], knowledge: &Knowledge, base: &str, report: &mut Report) -> Result<Graph> {
    grow(&Plan { notes: paths, corrections: &Corrections::default(), base, before: Before::Nothing }, knowledge, report)
}

/// The graph of the notes as the corrections have it.
///
/// # Errors
/// What [`read::notes`] and [`infer::close`] return.
pub fn grow(plan: &Plan<'_>, knowledge: &Knowledge, report: &mut Report) -> Result<Graph> {
    let notes = read::list(plan.notes, report)?;
    let graph = grow_of(&notes, plan, knowledge, report)?;
    if graph.notes.is_empty() { Err(read::nothing(plan.notes, report)) } else { Ok(graph) }
}

/// The graph of notes that were read already; what the plan says of files is passed over.
///
/// # Errors
/// What [`infer::close`] returns.
pub fn grow_from(notes: Vec<Note>, plan: &Plan<'_>, knowledge: &Knowledge, report: &mut Report) -> Result<Graph> {
    grow_of(&notes.into_iter().map(Listed::of).collect::<Vec<_>>(), plan, knowledge, report)
}

fn grow_of(notes: &[Listed], plan: &Plan<'_>, knowledge: &Knowledge, report: &mut Report) -> Result<Graph> {
    let knowledge = &*correct::knowledge(knowledge, plan.corrections);
    let memory = match plan.before {
        Before::Nothing => Memory::none(),
        Before::Forgotten(folder) => Memory::empty(folder, knowledge, plan.corrections),
        Before::Remembered(folder) => Memory::recall(folder, knowledge, plan.corrections),
    };
    let words = Words::of(plan.corrections);
    let accounts = accounts(notes, (knowledge, plan.corrections), (&memory, &words), report)?;
    drop(memory);
    let mut graph = resolve::stated(&accounts, &knowledge.lexicon, &knowledge.concepts, plan.base);
    drop(accounts);
    resolve::order::leave_out_later(&mut graph, report);
    let mut applied = correct::apply(&mut graph, plan.corrections, knowledge, &Terms::bundled()?);
    resolve::settle(&mut graph.facts);
    let inferred = infer::close_without(&graph, &knowledge.rules, concepts::SCHEME, |fact| applied.rejects(fact))?;
    graph.facts.extend(inferred);
    graph.sort();
    applied.report(|keys| keys.iter().map(|key| words.stand(key)).collect(), report);
    Ok(graph)
}

/// The corrections for these notes: in the file that is named, or beside the first of the notes.
///
/// # Errors
/// As [`correct::read`].
pub fn corrections(paths: &[PathBuf], named: Option<&Path>) -> Result<Corrections> {
    let beside = || paths.first().map(|notes| correct::beside(notes));
    match named.map(Path::to_owned).or_else(beside) {
        Some(path) => correct::read(&path, &Terms::bundled()?),
        None => Ok(Corrections::default()),
    }
}

/// What each note says, in the order of the notes, with its text.
#[must_use]
pub fn contributions(notes: Vec<Note>, knowledge: &Knowledge, report: &mut Report) -> Vec<Contribution> {
    let parsed = entries(notes, knowledge, report);
    let recognizer = recognizer(parsed.iter().flat_map(|(_, entries)| entries), knowledge);
    let topics = Topics::new(&knowledge.concepts);
    let read = |(note, entries): &(Note, Vec<Entry>)| claims(note, entries, &recognizer, &topics, knowledge);
    let claims: Vec<Vec<Claim>> = parsed.par_iter().map(read).collect();
    parsed.into_iter().zip(claims).map(|((note, entries), claims)| Contribution { note, entries, claims }).collect()
}

/// Bytes of notes that are kept from the first look to the second; the others are read again.
const HELD: usize = 16 << 20;

/// What each note says, without its text, in the order of the notes.
fn accounts(
    notes: &[Listed],
    owner: (&Knowledge, &Corrections),
    (memory, words): (&Memory, &Words),
    report: &mut Report,
) -> Result<Vec<Account>> {
    let looked = match look(notes, owner, (memory, words), HELD)? {
        Some(looked) => looked,
        // A note changed between the two looks: this time all are held from the one to the other.
        None => look(notes, owner, (&memory.emptied(), words), usize::MAX)?.expect("what is held does not change"),
    };
    report.extend(looked.1);
    Ok(looked.0)
}

/// The same, with the remarks; none if a note was another at the second look than at the first.
///
/// The first look is for the names of all papers, the second for what is said of them.
fn look(
    notes: &[Listed],
    (knowledge, corrections): (&Knowledge, &Corrections),
    (memory, words): (&Memory, &Words),
    most_held: usize,
) -> Result<Option<(Vec<Account>, Report)>> {
    let (looks, report) = first_looks(notes, knowledge, (memory, words), most_held)?;
    let mut entries: Vec<Vec<Entry>> = looks.iter().map(|look| look.kept.entries.clone()).collect();
    correct::entries(entries.iter_mut().flatten(), corrections);
    let names = remember::names(entries.iter().flatten());
    let recognizer = recognizer(entries.iter().flatten(), knowledge);
    let topics = Topics::new(&knowledge.concepts);
    let is_claim = correct::claims(corrections);
    let second = |(mut look, outlines): (Look<'_>, &Vec<Entry>)| -> Result<Option<(Kept, Account)>> {
        if let Some(account) = look.kept.account(outlines, &names) {
            return Ok(Some((look.kept, account)));
        }
        let Some((note, mut entries)) = look.again(knowledge)? else { return Ok(None) };
        for (entry, outline) in entries.iter_mut().zip(outlines) {
            *entry = Entry { passages: std::mem::take(&mut entry.passages), ..outline.clone() };
        }
        let mut claims = claims(&note, &entries, &recognizer, &topics, knowledge);
        claims.retain(&is_claim);
        Ok(Some((look.kept, resolve::account(&note, &entries, &claims))))
    };
    let told: Vec<Result<Option<(Kept, Account)>>> = looks.into_par_iter().zip(&entries).map(second).collect();
    let Some(told) = told.into_iter().collect::<Result<Option<Vec<_>>>>()? else { return Ok(None) };
    let (kept, accounts): (Vec<Kept>, Vec<Account>) = told.into_iter().unzip();
    if memory.keeps() && !accounts.is_empty() {
        memory.keep(kept.into_iter().zip(&accounts).map(|(kept, account)| kept.with(account, &names)).collect());
    }
    Ok(Some((accounts, report)))
}

/// What the first look at a note leaves.
struct Look<'a> {
    listed: &'a Listed,
    kept: Kept,
    held: Option<(Cow<'a, Note>, Vec<Entry>)>,
}

impl<'a> Look<'a> {
    /// The note with its entries, read again unless it is held; none if it is another by now.
    fn again(&mut self, knowledge: &Knowledge) -> Result<Option<(Cow<'a, Note>, Vec<Entry>)>> {
        if let Some(held) = self.held.take() {
            return Ok(Some(held));
        }
        let note = self.listed.note(&mut Report::default())?.filter(|note| self.kept.is_of(note));
        Ok(note.map(|note| {
            let (entries, _) = read_entries(&note, knowledge);
            (note, entries)
        }))
    }
}

/// The first look at each note that can be read, with the remarks on all.
fn first_looks<'a>(
    notes: &'a [Listed],
    knowledge: &Knowledge,
    (memory, words): (&Memory, &Words),
    most_held: usize,
) -> Result<(Vec<Look<'a>>, Report)> {
    let held = AtomicUsize::new(0);
    let first = |listed: &'a Listed| -> Result<(Option<Look<'a>>, Report)> {
        let mut remarks = Report::default();
        let Some(note) = listed.note(&mut remarks)? else { return Ok((None, remarks)) };
        words.look_into(&note.text);
        if let Some(kept) = memory.note(&note) {
            return Ok((Some(Look { listed, kept: kept.clone(), held: None }), remarks));
        }
        let (entries, odd) = read_entries(&note, knowledge);
        let kept = Kept::of(&note, &entries, odd);
        let length = note.text.len();
        let is_held = held.fetch_add(length, Ordering::Relaxed).saturating_add(length) <= most_held;
        Ok((Some(Look { listed, kept, held: is_held.then_some((note, entries)) }), remarks))
    };
    let seen: Vec<Result<(Option<Look<'a>>, Report)>> = notes.par_iter().map(first).collect();
    let (mut looks, mut report) = (Vec::new(), Report::default());
    for seen in seen {
        let (look, remarks) = seen?;
        report.extend(remarks);
        looks.extend(look);
    }
    for look in &looks {
        report.extend(look.kept.remarks.clone());
    }
    Ok((looks, report))
}

/// The graph of what notes say, without corrections, with what follows from it.
///
/// # Errors
/// What [`infer::close`] returns.
pub fn graph(contributions: &[Contribution], knowledge: &Knowledge, base: &str) -> Result<Graph> {
    let mut graph = resolve::graph(contributions, &knowledge.lexicon, &knowledge.concepts, base);
    graph.facts.extend(infer::close(&graph, &knowledge.rules, concepts::SCHEME)?);
    graph.sort();
    Ok(graph)
}

/// Candidates for relations that notes and their gold standard show the outcome of.
///
/// # Errors
/// What [`read::notes`] returns.
pub fn examples(paths: &[PathBuf], gold: &Gold, knowledge: &Knowledge) -> Result<Vec<Example>> {
    let parsed = entries(read::notes(paths, &mut Report::default())?, knowledge, &mut Report::default());
    let recognizer = recognizer(parsed.iter().flat_map(|(_, entries)| entries), knowledge);
    let names = names(&parsed);
    let labels = Labels::of(gold);
    let mut examples = Vec::new();
    for (note, entry) in parsed.iter().flat_map(|(note, entries)| entries.iter().map(move |entry| (note, entry))) {
        let mentions = mentions(entry, &recognizer);
        for candidate in extract::candidates(entry, &mentions, None) {
            let all = |name: &str| names.get(name).cloned().unwrap_or_else(|| vec![name.to_owned()]);
            let object = all(&candidate.object.name).into_iter().chain([candidate.words]).collect();
            let line = note.line_of(candidate.span.start);
            let place = Place { note: note.path.clone(), line, subject: all(&candidate.subject.name), object };
            let outcome = labels.outcome(&place);
            examples.extend(outcome.map(|outcome| Example { features: candidate.features, outcome }));
        }
    }
    Ok(examples)
}

type Parsed = Vec<(Note, Vec<Entry>)>;

fn entries(notes: Vec<Note>, knowledge: &Knowledge, report: &mut Report) -> Parsed {
    let read: Vec<(Note, (Vec<Entry>, Report))> = notes
        .into_par_iter()
        .map(|note| {
            let read = read_entries(&note, knowledge);
            (note, read)
        })
        .collect();
    let mut parsed = Vec::with_capacity(read.len());
    for (note, (entries, remarks)) in read {
        report.extend(remarks);
        parsed.push((note, entries));
    }
    parsed
}

fn read_entries(note: &Note, knowledge: &Knowledge) -> (Vec<Entry>, Report) {
    let mut remarks = Report::default();
    let mut entries = parse::entries(note, &mut remarks);
    recognize::christen(&mut entries, &knowledge.lexicon);
    (entries, remarks)
}

fn recognizer<'a>(entries: impl Iterator<Item = &'a Entry>, knowledge: &'a Knowledge) -> Recognizer<'a> {
    Recognizer::new(&knowledge.lexicon, entries, &knowledge.ignored)
}

fn mentions(entry: &Entry, recognizer: &Recognizer<'_>) -> Vec<Vec<Mention>> {
    entry.passages.iter().map(|passage| recognizer.mentions(entry, passage)).collect()
}

/// All names of the papers that have entries, by the name that claims use.
fn names(parsed: &Parsed) -> HashMap<String, Vec<String>> {
    let entries = parsed.iter().flat_map(|(_, entries)| entries);
    entries
        .map(|entry| {
            let all = std::iter::once(&entry.name).chain(&entry.aliases).chain(&entry.title);
            (entry.name.clone(), all.cloned().collect())
        })
        .collect()
}

/// The words that corrections are about as long as they stand in the notes, and which of them do.
struct Words {
    finder: Option<AhoCorasick>,
    keys: Vec<String>,
    found: Vec<AtomicBool>,
}

impl Words {
    fn of(corrections: &Corrections) -> Self {
        let keys = correct::words(corrections);
        let finder = if keys.is_empty() { None } else { AhoCorasick::new(&keys).ok() };
        Self { finder, found: keys.iter().map(|_| AtomicBool::new(false)).collect(), keys }
    }

    fn look_into(&self, text: &str) {
        let Some(finder) = &self.finder else { return };
        for hit in finder.find_overlapping_iter(&fold::key(text)) {
            self.found[hit.pattern().as_usize()].store(true, Ordering::Relaxed);
        }
    }

    fn stand(&self, key: &str) -> bool {
        self.keys.iter().zip(&self.found).any(|(known, found)| known == key && found.load(Ordering::Relaxed))
    }
}

fn claims(
    note: &Note,
    entries: &[Entry],
    recognizer: &Recognizer<'_>,
    topics: &Topics,
    knowledge: &Knowledge,
) -> Vec<Claim> {
    let mut claims = Vec::new();
    for entry in entries {
        let mentions = mentions(entry, recognizer);
        let named: Vec<_> = entry.passages.iter().map(|passage| topics.find(passage)).collect();
        claims.extend(extract::claims(note, entry, &mentions, &knowledge.patterns, &knowledge.judge));
        claims.extend(extract::topics(entry, &named));
    }
    claims
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTES: [(&str, &str); 2] =
        [("a.md", "# FooNet: Foo\n\nFooNet builds on BarNet.\n"), ("b.md", "# BarNet: Bar\n\n优于FooNet\n")];

    fn seen(notes: &[Listed], most_held: usize, memory: &Memory) -> Option<(Vec<Account>, Report)> {
        let owner = (&Knowledge::load().expect("knowledge"), &Corrections::default());
        look(notes, owner, (memory, &Words::of(owner.1)), most_held).expect("notes that can be read")
    }

    #[test]
    fn a_note_that_is_read_again_says_what_it_says_when_it_is_held() {
        let notes = NOTES.map(|(path, text)| Listed::of(Note::new(path, text)));
        let held = seen(&notes, usize::MAX, &Memory::none()).expect("nothing changes");
        let again = seen(&notes, 0, &Memory::none()).expect("nothing changes");
        assert_eq!(held, again);
        assert!(held.0.iter().all(|account| !account.statements.is_empty() && account.readings.len() == 1));
        assert!(held.0.iter().flat_map(|account| &account.entries).all(|entry| entry.passages.is_empty()));
    }

    #[test]
    fn a_note_that_changed_since_the_first_look_is_not_mixed_up_with_what_it_was() {
        let knowledge = Knowledge::load().expect("knowledge");
        let [before, now] = NOTES.map(|(_, text)| Note::new("a.md", text));
        let listed = Listed::of(now.clone());
        let look = |note: &Note| {
            let kept = Kept::of(note, &read_entries(note, &knowledge).0, Report::default());
            Look { listed: &listed, kept, held: None }.again(&knowledge).expect("it can be read").is_some()
        };
        assert_eq!((look(&before), look(&now)), (false, true));
    }
}
