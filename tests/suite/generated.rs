//! Notes that a generator makes up, for benches: the same each time, and more of everything the larger they are.

use std::collections::BTreeSet;

use paperclade::pipeline;
use paperclade::report::Report;

use crate::support::{generated, knowledge};

#[test]
fn generated_notes_are_the_same_each_time_and_differ_by_seed() {
    let texts =
        |seed| generated::notes(knowledge(), 50_000, seed).into_iter().map(|note| note.text).collect::<Vec<_>>();
    assert_eq!(texts(7), texts(7));
    assert_ne!(texts(7), texts(8));
    assert!((50_000..80_000).contains(&texts(7).concat().len()));
}

#[test]
fn names_and_relations_grow_with_the_notes() {
    let counts = |bytes| {
        let notes = generated::notes(knowledge(), bytes, 7);
        let contributions = pipeline::contributions(notes, knowledge(), &mut Report::default());
        let papers = contributions.iter().flat_map(|each| &each.entries).filter(|entry| !entry.name.is_empty()).count();
        let claims = contributions.iter().flat_map(|each| &each.claims);
        let names: BTreeSet<String> = claims.clone().map(|claim| claim.object.name.clone()).collect();
        (papers, names.len(), claims.count())
    };
    let (small, large) = (counts(40_000), counts(80_000));
    assert!(large.0 > small.0 * 3 / 2 && large.1 > small.1 * 5 / 4 && large.2 > small.2 * 3 / 2, "{small:?} {large:?}");
}
