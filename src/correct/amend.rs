//! Corrections → how names are understood, before anything is recognized.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::knowledge::Knowledge;
use crate::knowledge::lexicon::{Lexicon, Term};
use crate::model::{Claim, Corrections, Entry, Word};
use crate::text::fold;

/// The knowledge with what the owner says about names.
#[must_use]
pub fn knowledge<'a>(known: &'a Knowledge, corrections: &Corrections) -> Cow<'a, Knowledge> {
    let is_of_names = |word: &Word| !matches!(word, Word::Assert(_) | Word::Reject(_) | Word::Date(..));
    if !corrections.list.iter().any(|correction| is_of_names(&correction.word)) {
        return Cow::Borrowed(known);
    }
    let mut knowledge = known.clone();
    let mut shelf = Shelf::of(std::mem::take(&mut knowledge.lexicon.terms));
    for word in corrections.list.iter().map(|correction| &correction.word) {
        match word {
            Word::Ignore(name) => {
                knowledge.ignored.insert(fold::key(name));
                shelf.forget(name);
            }
            Word::Different(name, other) => shelf.part(name, other),
            Word::Same(name, other) | Word::Rename(other, name) => shelf.join(name, other),
            _ => {}
        }
    }
    for word in corrections.list.iter().map(|correction| &correction.word) {
        if let Word::Kind(name, kind) = word {
            shelf.be(name, kind);
        }
    }
    knowledge.lexicon = Lexicon::default();
    let named = shelf.terms.into_iter().filter(|term| !term.name.is_empty());
    named.for_each(|term| knowledge.lexicon.add(term));
    Cow::Owned(knowledge)
}

/// Takes from the entries of all notes the names that the owner says they do not have.
pub fn entries<'a>(entries: impl Iterator<Item = &'a mut Entry>, corrections: &Corrections) {
    let words = || corrections.list.iter().map(|correction| &correction.word);
    let ignored = ignored(corrections);
    let apart: Vec<[String; 2]> = words()
        .filter_map(|word| match word {
            Word::Different(name, other) => Some([fold::key(name), fold::key(other)]),
            _ => None,
        })
        .collect();
    if ignored.is_empty() && apart.is_empty() {
        return;
    }
    let mut taken: HashMap<usize, HashSet<String>> = HashMap::new();
    for entry in entries.filter(|entry| !entry.name.is_empty()) {
        lose(entry, &|key| ignored.contains(key));
        for (at, [name, other]) in apart.iter().enumerate() {
            let keys = keys(entry);
            let first = keys.iter().find(|key| *key == name || *key == other).cloned();
            let Some(first) = first else { continue };
            let second = if first == *name { other } else { name };
            lose(entry, &|key| key == second);
            // A short name that both have stays with the paper that comes first.
            let side = at * 2 + usize::from(first == *other);
            let others = taken.get(&(side ^ 1)).cloned().unwrap_or_default();
            lose(entry, &|key| key != first && others.contains(key));
            taken.entry(side).or_default().extend(self::keys(entry));
        }
    }
}

/// Whether a claim names nothing that the owner says is no name.
pub fn claims(corrections: &Corrections) -> impl Fn(&Claim) -> bool {
    let ignored = ignored(corrections);
    move |claim| {
        ignored.is_empty()
            || ![&claim.subject, &claim.object].iter().any(|named| ignored.contains(&fold::key(&named.name)))
    }
}

/// The folded words whose corrections are at work as long as they stand in a note, whatever else is found there.
#[must_use]
pub fn words(corrections: &Corrections) -> Vec<String> {
    let words = corrections.list.iter().filter_map(|correction| match &correction.word {
        // What a word is decides what is found with it, so it may be at work where no fact is left.
        Word::Ignore(name) | Word::Kind(name, _) => Some(fold::key(name)),
        _ => None,
    });
    words.collect()
}

/// The folded names that the owner says are none.
pub(super) fn ignored(corrections: &Corrections) -> HashSet<String> {
    let words = corrections.list.iter().map(|correction| &correction.word);
    words
        .filter_map(|word| match word {
            Word::Ignore(name) => Some(fold::key(name)),
            _ => None,
        })
        .collect()
}

/// The lexicon while it is changed: its terms, and who holds or held which folded name.
struct Shelf {
    terms: Vec<Term>,
    holders: HashMap<String, Vec<usize>>,
}

impl Shelf {
    fn of(terms: Vec<Term>) -> Self {
        let mut shelf = Self { terms: Vec::new(), holders: HashMap::new() };
        for term in terms {
            shelf.add(term);
        }
        shelf
    }

    fn add(&mut self, term: Term) {
        for name in names(&term).chain(&term.title) {
            self.holders.entry(fold::key(name)).or_default().push(self.terms.len());
        }
        self.terms.push(term);
    }

    fn holders(&self, key: &str) -> Vec<usize> {
        let holds =
            |at: &usize| names(&self.terms[*at]).chain(&self.terms[*at].title).any(|name| fold::key(name) == key);
        self.holders.get(key).into_iter().flatten().copied().filter(holds).collect()
    }

    /// Takes a name from whoever has it; a thing that is left without one is not known any more.
    fn forget(&mut self, name: &str) {
        let key = fold::key(name);
        for at in self.holders(&key) {
            let term = &mut self.terms[at];
            term.aliases.retain(|alias| fold::key(alias) != key);
            if fold::key(&term.name) == key {
                term.name = if term.aliases.is_empty() { String::new() } else { term.aliases.remove(0) };
            }
        }
    }

    /// Where one thing has both names, the later one becomes the name of another thing.
    fn part(&mut self, name: &str, other: &str) {
        let pair = [fold::key(name), fold::key(other)];
        for at in self.holders(&pair[0]) {
            let term = &mut self.terms[at];
            let held: Vec<String> = names(term).filter(|name| pair.contains(&fold::key(name))).cloned().collect();
            let mut parted = Vec::new();
            for lost in held.iter().skip(1) {
                term.aliases.retain(|alias| alias != lost);
                let ambiguous = term.ambiguous.iter().filter(|key| **key == fold::key(lost)).cloned().collect();
                let kind = term.kind.clone();
                parted.push(Term { name: lost.clone(), kind, ambiguous, generic: term.generic, ..Term::default() });
            }
            // A title that is the other thing's name goes with it.
            let is_own = |title: &String| !pair.contains(&fold::key(title)) || held.iter().all(|name| name == title);
            term.title = term.title.take().filter(is_own);
            for term in parted {
                self.add(term);
            }
        }
    }

    /// Makes a name known as another name of a thing, unless it is somebody's name already.
    fn join(&mut self, name: &str, other: &str) {
        let keys = [fold::key(name), fold::key(other)];
        let (at, new) = match (self.holders(&keys[0]).first(), self.holders(&keys[1]).first()) {
            (Some(_), Some(_)) => return,
            (Some(&at), None) => (at, other),
            (None, Some(&at)) => (at, name),
            (None, None) => {
                let (name, aliases) = (other.to_owned(), vec![name.to_owned()]);
                return self.add(Term { name, aliases, kind: "Work".to_owned(), ..Term::default() });
            }
        };
        self.terms[at].aliases.push(new.to_owned());
        self.holders.entry(fold::key(new)).or_default().push(at);
    }

    /// Makes a thing one of this kind.
    fn be(&mut self, name: &str, kind: &str) {
        match self.holders(&fold::key(name)).first() {
            Some(&at) => kind.clone_into(&mut self.terms[at].kind),
            None => self.add(Term { name: name.to_owned(), kind: kind.to_owned(), ..Term::default() }),
        }
    }
}

fn names(term: &Term) -> impl Iterator<Item = &String> {
    std::iter::once(&term.name).chain(&term.aliases)
}

/// The folded names of an entry: its name, its title, its other names.
fn keys(entry: &Entry) -> Vec<String> {
    std::iter::once(&entry.name).chain(&entry.title).chain(&entry.aliases).map(|name| fold::key(name)).collect()
}

/// Takes names from an entry; one that is left without any is about no paper.
fn lose(entry: &mut Entry, is_lost: &dyn Fn(&str) -> bool) {
    let is_lost = |name: &String| is_lost(&fold::key(name));
    entry.aliases.retain(|alias| !is_lost(alias));
    entry.title = entry.title.take().filter(|title| !is_lost(title));
    if !entry.name.is_empty() && is_lost(&entry.name) {
        let next = if entry.aliases.is_empty() { String::new() } else { entry.aliases.remove(0) };
        entry.name = entry.title.clone().unwrap_or(next);
    }
}
