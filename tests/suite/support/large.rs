//! A graph of any size, made up by a seeded generator: each work builds on a few earlier ones, well-known ones above all.

use paperclade::model::{Because, Entity, Evidence, Fact, Gist, Graph, Label, Reading, Status, vocabulary};

use super::random::Random;

/// How many years the works are spread over.
const YEARS: usize = 30;
const RELATIONS: [&str; 8] =
    ["extends", "usesModel", "usesMethod", "usesData", "inspiredBy", "variantOf", "comparesWith", "similarTo"];
const STEMS: [&str; 10] = [
    "VQ-VAE",
    "潜在扩散模型",
    "BLIP",
    "LLaMA",
    "Flamingo",
    "CoCa",
    "图文预训练",
    "Stable Diffusion",
    "DETR",
    "Q-Former",
];
const QUOTES: [&str; 4] = [
    "在它的基础上改进，引入了新的 tokenizer，训练更稳定",
    "builds on it with a longer schedule and twice the data",
    "沿用其两阶段训练的做法，只换掉了文本编码器",
    "keeps its encoder frozen and adds a small adapter between the two towers",
];

/// The id of a work by its number; the smaller the number, the earlier it is and the more builds on it.
pub fn id(number: usize) -> String {
    format!("work/w{number:06}")
}

/// A graph of so many works with about three relations each and a quote for each relation; the same for the same seed.
pub fn graph(works: usize, seed: u64) -> Graph {
    let mut random = Random(seed | 1);
    let notes: Vec<String> = (0..=works / 200).map(|note| format!("log/{note:05}.md")).collect();
    let mut graph = Graph { base: vocabulary::DEFAULT_BASE.to_owned(), notes, ..Graph::default() };
    // Each work that was built on stands here once more, so that what is known becomes better known.
    let mut known: Vec<usize> = vec![0];
    for number in 0..works {
        let (note, line) = (format!("log/{:05}.md", number / 200), 1 + number % 200 * 8);
        graph.entities.push(entity(number, works, (&note, line), &mut random));
        let parents = if number == 0 { 0 } else { 1 + random.below(4) };
        for at in 0..parents {
            // One in two is recent, the other is known.
            let recent = number - 1 - random.below(number.min(400));
            let parent = if at % 2 == 0 { recent } else { known[random.below(known.len())] };
            let relation = RELATIONS[random.below(RELATIONS.len())];
            graph.facts.push(fact((number, relation, parent), (&note, line + 1 + at), &mut random));
            known.push(parent);
        }
        known.push(number);
    }
    graph.sort();
    graph.facts.dedup_by(|a, b| (&a.subject, &a.relation, &a.object) == (&b.subject, &b.relation, &b.object));
    graph
}

fn entity(number: usize, works: usize, (note, line): (&str, usize), random: &mut Random) -> Entity {
    let status = [Status::Read, Status::Read, Status::Mentioned, Status::Pending][random.below(4)];
    let label = format!("{}-{number}", STEMS[random.below(STEMS.len())]);
    let gist = Gist { quote: QUOTES[random.below(QUOTES.len())].to_owned(), line: line + 1 };
    let reading = Reading {
        note: note.to_owned(),
        line,
        characters: (line * 40, line * 40 + 30),
        read: "2024-01-17".parse().ok(),
        gist: Some(gist),
        ..Reading::default()
    };
    Entity {
        id: id(number),
        kind: "Work".to_owned(),
        title: Some(format!("{label}: {} on Work {number}", QUOTES[random.below(QUOTES.len())])),
        aliases: vec![Label::plain(format!("W{number}"))],
        label: Label::plain(label),
        published: format!("{:04}-{:02}", 1995 + number * YEARS / works, 1 + random.below(12)).parse().ok(),
        status,
        readings: if status == Status::Read { vec![reading] } else { Vec::new() },
        ..Entity::default()
    }
}

fn fact((later, relation, earlier): (usize, &str, usize), (note, line): (&str, usize), random: &mut Random) -> Fact {
    let quote = QUOTES[random.below(QUOTES.len())];
    let evidence = Evidence {
        note: note.to_owned(),
        line,
        characters: (line * 40, line * 40 + quote.chars().count()),
        quote: quote.to_owned(),
        pattern: "by-seed".to_owned(),
        confidence: 0.8,
    };
    // One in ten is only inferred.
    let because = match random.below(10) {
        0 => Because::Inferred { rule: "by-seed".to_owned(), premises: vec![id(earlier)] },
        _ => Because::Stated(vec![evidence]),
    };
    Fact { subject: id(later), relation: relation.to_owned(), object: id(earlier), because }
}
