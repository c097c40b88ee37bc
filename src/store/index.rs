//! What finds names and steps without reading the whole graph: names, relations, and the place of each record.
//!
//! The graph's JSON has a line for each entity and each fact. The index knows how long each line is and what it hashes to,
//! so that a few of them can be read alone, and still none that was cut short or edited is taken for what was written.

use std::collections::HashMap;

use serde::ser::Error as _;
use serde::{Deserialize, Serialize};

use crate::model::lineage::is_inferred;
use crate::model::{Fact, Graph};
use crate::text::fold;
use crate::text::names::Names;

/// The bytes of a hash that are kept for each record.
pub(super) const CHECK: usize = 8;
/// What stands between two records: a comma and a line break.
const GAP: u64 = 2;

/// The JSON of a graph with a line for each record, and the index of it.
pub(super) fn written(graph: &Graph) -> serde_json::Result<(Vec<u8>, Vec<u8>)> {
    let mut writing = Writing::default();
    let head = format!(
        "{{\"base\":{},\n\"notes\":{},\n\"entities\":[\n",
        serde_json::to_string(&graph.base)?,
        serde_json::to_string(&graph.notes)?
    );
    writing.json.extend_from_slice(head.as_bytes());
    let first_entity = writing.json.len();
    let entities = writing.records(&graph.entities)?;
    writing.json.extend_from_slice(b"\n],\n\"facts\":[\n");
    let first_fact = writing.json.len();
    let facts = writing.records(&graph.facts)?;
    writing.json.extend_from_slice(b"\n]}\n");

    let (names, of_names) = sorted_names(graph);
    let positions: HashMap<&str, u32> =
        graph.entities.iter().zip(0..).map(|(entity, at)| (entity.id.as_str(), at)).collect();
    let position = |id: &str| positions.get(id).copied().unwrap_or(NOWHERE);
    let mut relations: Vec<&str> = graph.facts.iter().map(|fact| fact.relation.as_str()).collect();
    relations.sort_unstable();
    relations.dedup();
    let step = |fact: &Fact| {
        let relation = relations.binary_search(&fact.relation.as_str()).unwrap_or_default();
        (position(&fact.subject), position(&fact.object), u32::try_from(relation).unwrap_or(NOWHERE), is_inferred(fact))
    };
    let ids: Vec<&str> = graph.entities.iter().map(|entity| entity.id.as_str()).collect();
    let (all_names, all_ids) = (names.concat(), ids.concat());
    let index = Written {
        base: &graph.base,
        names: Strings { all: &all_names, lengths: lengths(&names)? },
        of_names,
        ids: Strings { all: &all_ids, lengths: lengths(&ids)? },
        relations: relations.clone(),
        steps: graph.facts.iter().map(step).collect(),
        entities: Places { first: first_entity as u64, lengths: entities },
        facts: Places { first: first_fact as u64, lengths: facts },
        checks: &writing.checks,
        length: writing.json.len() as u64,
    };
    let bytes = postcard::to_allocvec(&index).map_err(serde_json::Error::custom)?;
    Ok((writing.json, bytes))
}

/// The position of a thing that is not there.
pub(super) const NOWHERE: u32 = u32::MAX;

#[derive(Default)]
struct Writing {
    json: Vec<u8>,
    checks: Vec<u8>,
}

impl Writing {
    /// Writes records a line each; returns their lengths.
    fn records<T: Serialize>(&mut self, records: &[T]) -> serde_json::Result<Vec<u32>> {
        let mut lengths = Vec::with_capacity(records.len());
        for (at, record) in records.iter().enumerate() {
            if at > 0 {
                self.json.extend_from_slice(b",\n");
            }
            let start = self.json.len();
            serde_json::to_writer(&mut self.json, record)?;
            lengths.push(u32::try_from(self.json.len() - start).map_err(serde_json::Error::custom)?);
            self.checks.extend_from_slice(&check(&self.json[start..]));
        }
        Ok(lengths)
    }
}

fn lengths(strings: &[impl AsRef<str>]) -> serde_json::Result<Vec<u32>> {
    strings.iter().map(|each| u32::try_from(each.as_ref().len()).map_err(serde_json::Error::custom)).collect()
}

/// The hash that a record is known by.
pub(super) fn check(record: &[u8]) -> [u8; CHECK] {
    let mut check = [0; CHECK];
    check.copy_from_slice(&blake3::hash(record).as_bytes()[..CHECK]);
    check
}

/// The folded names, sorted, and the position of what each names.
fn sorted_names(graph: &Graph) -> (Vec<String>, Vec<u32>) {
    let mut names: Vec<(String, usize)> = Names::of(graph).into_keys().into_iter().collect();
    names.sort_unstable();
    names.into_iter().map(|(key, at)| (key, u32::try_from(at).unwrap_or(NOWHERE))).unzip()
}

/// What is written, and read without copying words.
#[derive(Serialize, Deserialize)]
pub(super) struct Written<'a> {
    pub(super) base: &'a str,
    /// Folded names, sorted.
    #[serde(borrow)]
    names: Strings<'a>,
    /// The position of the entity that each names.
    of_names: Vec<u32>,
    /// Ids of the entities, sorted.
    #[serde(borrow)]
    ids: Strings<'a>,
    #[serde(borrow)]
    pub(super) relations: Vec<&'a str>,
    /// For each fact the positions of subject, object and relation, and whether it is only inferred.
    pub(super) steps: Vec<(u32, u32, u32, bool)>,
    pub(super) entities: Places,
    pub(super) facts: Places,
    /// The hashes of the records, entities first.
    pub(super) checks: &'a [u8],
    /// The length of the JSON.
    pub(super) length: u64,
}

impl<'a> Written<'a> {
    pub(super) fn parse(bytes: &'a [u8]) -> postcard::Result<Self> {
        postcard::from_bytes(bytes)
    }

    /// Finds things by their names.
    pub(super) fn finder(&self) -> Finder<'_, 'a> {
        Finder { index: self, names: self.names.starts(), ids: self.ids.starts() }
    }
}

/// Finds things by name and by id.
pub(super) struct Finder<'i, 'a> {
    index: &'i Written<'a>,
    names: Vec<usize>,
    ids: Vec<usize>,
}

impl Finder<'_, '_> {
    /// The position of the thing that people call so.
    pub(super) fn named(&self, name: &str) -> Option<usize> {
        let at = search(&self.index.names, &self.names, &fold::key(name))?;
        Some(self.index.of_names[at] as usize)
    }

    /// The position of the thing with this id.
    pub(super) fn of_id(&self, id: &str) -> Option<usize> {
        search(&self.index.ids, &self.ids, id)
    }
}

fn search(strings: &Strings<'_>, starts: &[usize], wanted: &str) -> Option<usize> {
    let at = |place: usize| &strings.all[starts[place]..starts[place + 1]];
    let (mut low, mut high) = (0, strings.lengths.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        match at(middle).cmp(wanted) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => return Some(middle),
        }
    }
    None
}

/// Strings, one after another.
#[derive(Serialize, Deserialize)]
struct Strings<'a> {
    all: &'a str,
    lengths: Vec<u32>,
}

impl Strings<'_> {
    /// Where each begins, and where the last ends.
    fn starts(&self) -> Vec<usize> {
        let ends = self.lengths.iter().scan(0, |end, &length| {
            *end += length as usize;
            Some(*end)
        });
        std::iter::once(0).chain(ends).collect()
    }
}

/// Where the records of one kind stand.
#[derive(Serialize, Deserialize)]
pub(super) struct Places {
    first: u64,
    lengths: Vec<u32>,
}

impl Places {
    /// Where each record begins, and its length.
    pub(super) fn all(&self) -> Vec<(u64, usize)> {
        let places = self.lengths.iter().scan(self.first, |start, &length| {
            let place = (*start, length as usize);
            *start += u64::from(length) + GAP;
            Some(place)
        });
        places.collect()
    }

    pub(super) fn count(&self) -> usize {
        self.lengths.len()
    }
}
