//! The store's folder → the part of the graph that a question about a few works needs. Nothing is written.
//!
//! The index is read whole and hashed; of the graph only the records that are wanted, each known by its own hash.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::files::{self, Part, unusable};
use super::index::{CHECK, NOWHERE, Places, Written, check};
use crate::error::{Error, Result};
use crate::model::lineage::Direction;
use crate::model::{Because, Entity, Fact, Graph};
use crate::text::names::Names;

/// Records that lie so near each other are read at once, with what is between them.
const TOGETHER: u64 = 16 * 1024;

/// What is wanted of a graph.
pub struct Near<'a, Keep, Choose> {
    /// The works asked about, by any of their names.
    pub works: &'a [&'a str],
    /// Whether a step counts, by its relation and whether it is only inferred.
    pub keep: Keep,
    /// The positions of the works wanted, given those of the works asked about.
    pub choose: Choose,
}

/// The works that are wanted, the steps between them that count, and what those rest on: a graph in itself.
///
/// # Errors
/// As [`load`](super::load); [`Error::UnknownName`] for a name that nothing has.
pub fn near<Keep, Choose>(folder: &Path, wanted: &Near<'_, Keep, Choose>) -> Result<Graph>
where
    Keep: Fn(&str, bool) -> bool,
    Choose: Fn(&Steps, &[usize]) -> BTreeSet<usize>,
{
    loop {
        let ([bytes], generation) = files::current_of(folder, [Part::Index])?;
        let index =
            Written::parse(&bytes).map_err(|error| unusable(folder, format!("its index cannot be parsed: {error}")))?;
        let path = Part::Graph.path(folder, generation);
        let mut file = match File::open(&path) {
            Ok(file) => file,
            // A build may have published the next generation since the index was read.
            Err(error) if error.kind() == ErrorKind::NotFound && files::manifest(folder)?.generation != generation => {
                continue;
            }
            Err(source) => return Err(Error::Read { path, source }),
        };
        if file.metadata().is_ok_and(|data| data.len() != index.length) {
            return Err(files::harmed(folder, &path));
        }
        let finder = index.finder();
        let named = |name: &&str| match finder.named(name) {
            Some(at) => Ok(at),
            // The index knows names as they are folded; what was meant is said with names as they are shown.
            None => Names::of(&super::load(folder)?).find(name).map(|_| 0),
        };
        let asked = wanted.works.iter().map(named).collect::<Result<Vec<usize>>>()?;
        let steps = Steps::of(&index, &wanted.keep);
        let mut chosen = (wanted.choose)(&steps, &asked);
        chosen.extend(asked);
        let mut records = Records { file: &mut file, folder, path: &path, checks: index.checks };
        let facts: Vec<Fact> = records.read(&index.facts, &steps.between(&chosen), index.entities.count())?;
        let premises = facts.iter().flat_map(|fact| match &fact.because {
            Because::Inferred { premises, .. } => premises.as_slice(),
            Because::Stated(_) | Because::Asserted { .. } => &[],
        });
        chosen.extend(premises.filter_map(|id| finder.of_id(id)));
        let entities: Vec<Entity> = records.read(&index.entities, &chosen.into_iter().collect::<Vec<_>>(), 0)?;
        return Ok(Graph { base: index.base.to_owned(), notes: Vec::new(), entities, facts });
    }
}

/// The steps of a graph that count, by the positions of things.
pub struct Steps {
    /// For each thing, where the facts about it as the later one begin among `ups`.
    up_starts: Vec<u32>,
    /// The earlier thing and the position of the fact.
    ups: Vec<(u32, u32)>,
    down_starts: Vec<u32>,
    downs: Vec<(u32, u32)>,
}

impl Steps {
    fn of(index: &Written<'_>, keep: &impl Fn(&str, bool) -> bool) -> Self {
        let kept: Vec<[bool; 2]> =
            index.relations.iter().map(|relation| [false, true].map(|inferred| keep(relation, inferred))).collect();
        let counts = |&(subject, object, relation, inferred): &(u32, u32, u32, bool)| {
            subject != NOWHERE && object != NOWHERE && kept[relation as usize][usize::from(inferred)]
        };
        let facts = || index.steps.iter().zip(0_u32..).filter(|(step, _)| counts(step));
        let things = index.entities.count();
        let (up_starts, ups) = gathered(things, || facts().map(|(step, fact)| (step.0, step.1, fact)));
        let (down_starts, downs) = gathered(things, || facts().map(|(step, fact)| (step.1, step.0, fact)));
        Self { up_starts, ups, down_starts, downs }
    }

    /// How many things there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.up_starts.len() - 1
    }

    /// The things one step away, some of them twice.
    pub fn next(&self, from: usize, direction: Direction) -> impl Iterator<Item = usize> {
        let (starts, all) = match direction {
            Direction::Ancestors => (&self.up_starts, &self.ups),
            Direction::Descendants => (&self.down_starts, &self.downs),
        };
        all[starts[from] as usize..starts[from + 1] as usize].iter().map(|(to, _)| *to as usize)
    }

    /// The facts between these things, in their order.
    fn between(&self, things: &BTreeSet<usize>) -> Vec<usize> {
        let mut is_in = vec![false; self.count()];
        for &at in things {
            is_in[at] = true;
        }
        let of = |&at: &usize| &self.ups[self.up_starts[at] as usize..self.up_starts[at + 1] as usize];
        let facts = things.iter().flat_map(of).filter(|(to, _)| is_in[*to as usize]);
        let mut facts: Vec<usize> = facts.map(|(_, fact)| *fact as usize).collect();
        facts.sort_unstable();
        facts
    }
}

/// Pairs by their first position: where those of each begin, and the pairs.
fn gathered<I: Iterator<Item = (u32, u32, u32)>>(count: usize, pairs: impl Fn() -> I) -> (Vec<u32>, Vec<(u32, u32)>) {
    let mut starts = vec![0_u32; count + 1];
    pairs().for_each(|(from, ..)| starts[from as usize + 1] += 1);
    for at in 0..count {
        starts[at + 1] += starts[at];
    }
    let mut next = starts.clone();
    let mut all = vec![(0, 0); starts[count] as usize];
    for (from, to, fact) in pairs() {
        all[next[from as usize] as usize] = (to, fact);
        next[from as usize] += 1;
    }
    (starts, all)
}

/// The JSON of a graph, of which single records are read.
struct Records<'a> {
    file: &'a mut File,
    folder: &'a Path,
    path: &'a PathBuf,
    checks: &'a [u8],
}

impl Records<'_> {
    /// The records at these sorted positions; the hash of the first one of all stands at `first_check`.
    fn read<T: DeserializeOwned>(&mut self, places: &Places, wanted: &[usize], first_check: usize) -> Result<Vec<T>> {
        let all = places.all();
        let mut found = Vec::with_capacity(wanted.len());
        let mut rest = wanted;
        while let Some(&first) = rest.first() {
            let start = all[first].0;
            let end_of = |at: usize| all[at].0 + all[at].1 as u64;
            let count = 1 + rest.windows(2).take_while(|pair| all[pair[1]].0 - end_of(pair[0]) < TOGETHER).count();
            let (together, others) = rest.split_at(count);
            let bytes = self
                .bytes(start, end_of(together[count - 1]) - start)
                .map_err(|source| Error::Read { path: self.path.clone(), source })?;
            for &at in together {
                let from = usize::try_from(all[at].0 - start).unwrap_or(usize::MAX);
                let record = bytes.get(from..from + all[at].1).unwrap_or(&[]);
                let known = (first_check + at) * CHECK;
                if self.checks.get(known..known + CHECK) != Some(&check(record)) {
                    return Err(files::harmed(self.folder, self.path));
                }
                let parsed = serde_json::from_slice(record);
                found.push(parsed.map_err(|error| unusable(self.folder, format!("a record is odd: {error}")))?);
            }
            rest = others;
        }
        Ok(found)
    }

    fn bytes(&mut self, start: u64, length: u64) -> io::Result<Vec<u8>> {
        self.file.seek(SeekFrom::Start(start))?;
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
        self.file.by_ref().take(length).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}
