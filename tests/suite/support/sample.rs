//! A small graph made by hand, for the stages that begin with a graph.

use paperclade::model::{Because, Entity, Evidence, Fact, Graph, Label, Reading, Status, vocabulary};

const WORKS: [(&str, &str, &str, Status); 13] = [
    ("blip-2", "BLIP-2", "2023-01", Status::Mentioned),
    ("cm3", "CM3", "2022-01", Status::Read),
    ("cm3leon", "CM3leon", "2023-09", Status::Read),
    ("dalle", "DALLE", "2021-02", Status::Read),
    ("ddpm", "DDPM", "2020", Status::Read),
    ("instructblip", "InstructBLIP", "2023-06", Status::Read),
    ("ldm", "LDM", "2022", Status::Read),
    ("minigpt-4", "MiniGPT-4", "2023-04", Status::Read),
    ("minigpt-5", "MiniGPT-5", "2023-10", Status::Read),
    ("sdxl", "SDXL", "2023-07", Status::Read),
    ("stable-diffusion", "Stable Diffusion", "2022-08", Status::Mentioned),
    ("vq-vae", "VQ-VAE", "2017", Status::Read),
    ("vqgan", "VQGAN", "2020-12", Status::Mentioned),
];

const FACTS: [(&str, &str, &str, usize, &str); 11] = [
    ("cm3", "usesModel", "vqgan", 20, "引入了 VQGAN"),
    ("cm3leon", "extends", "cm3", 22, "builds on CM3"),
    ("dalle", "inspiredBy", "vq-vae", 24, "为 DALLE 做了铺垫"),
    ("instructblip", "comparesWith", "blip-2", 27, "outperforms BLIP-2"),
    ("instructblip", "extends", "blip-2", 26, "在 BLIP-2 的架构上改进"),
    ("ldm", "extends", "ddpm", 30, "keeps DDPM's algorithm"),
    ("minigpt-4", "usesModel", "blip-2", 33, "BLIP2 的 ViT + Vicuna"),
    ("minigpt-5", "extends", "minigpt-4", 35, "基于 MiniGPT4 引入生成能力"),
    ("sdxl", "extends", "stable-diffusion", 38, "在 SD 的基础上优化 \"<&>\""),
    ("stable-diffusion", "variantOf", "ldm", 40, "SD 是 LDM 的开源模型"),
    ("vqgan", "inspiredBy", "vq-vae", 24, "为 VQGAN 做了铺垫"),
];

/// Thirteen works of three families, their facts in one note, and one inferred step (CM3 succeeds DALLE).
pub(crate) fn graph() -> Graph {
    let mut graph = Graph {
        base: vocabulary::DEFAULT_BASE.to_owned(),
        notes: vec!["日志/daily log.md".to_owned()],
        entities: WORKS.iter().enumerate().map(|(at, work)| entity(at, work)).collect(),
        facts: FACTS.iter().map(quoted).collect(),
    };
    graph.facts.push(Fact {
        subject: "work/cm3".to_owned(),
        relation: vocabulary::SUCCEEDS.to_owned(),
        object: "work/dalle".to_owned(),
        because: Because::Inferred { rule: "next-in-family".to_owned(), premises: vec!["work/vq-vae".to_owned()] },
    });
    graph.sort();
    graph
}

fn entity(at: usize, &(id, label, published, status): &(&str, &str, &str, Status)) -> Entity {
    let reading = Reading {
        note: "日志/daily log.md".to_owned(),
        line: at + 1,
        characters: (at * 30, at * 30 + 20),
        read: "2024-01-17".parse().ok(),
        pending: false,
        ..Reading::default()
    };
    Entity {
        id: format!("work/{id}"),
        kind: "Work".to_owned(),
        label: Label::plain(label),
        aliases: if id == "stable-diffusion" { vec![Label::plain("SD")] } else { Vec::new() },
        published: published.parse().ok(),
        published_is_background: status == Status::Mentioned,
        status,
        readings: if status == Status::Read { vec![reading] } else { Vec::new() },
        ..Entity::default()
    }
}

fn quoted(&(subject, relation, object, line, quote): &(&str, &str, &str, usize, &str)) -> Fact {
    Fact {
        subject: format!("work/{subject}"),
        relation: relation.to_owned(),
        object: format!("work/{object}"),
        because: Because::Stated(vec![Evidence {
            note: "日志/daily log.md".to_owned(),
            line,
            characters: (line * 30, line * 30 + quote.chars().count()),
            quote: quote.to_owned(),
            pattern: "by-hand".to_owned(),
            confidence: 0.9,
        }]),
    }
}

/// A lineage of this many works over eleven years, as notes on one field give it; the same each time.
pub(crate) fn field(count: usize) -> Graph {
    const RELATIONS: [&str; 6] = ["extends", "usesModel", "inspiredBy", "variantOf", "usesMethod", "usesData"];
    const NAMES: [&str; 8] =
        ["VQ-VAE", "潜在扩散模型", "BLIP", "LLaMA", "Flamingo", "CoCa", "图文预训练", "Stable Diffusion"];
    let mut seed = 7_usize;
    let mut random = |below: usize| {
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
        seed / 65_536 % below
    };
    let mut graph = Graph { base: vocabulary::DEFAULT_BASE.to_owned(), ..Graph::default() };
    for at in 0..count {
        let year = 2014 + at * 11 / count;
        let status = [Status::Read, Status::Read, Status::Read, Status::Mentioned, Status::Pending][random(5)];
        let label = format!("{}-{at}", NAMES[random(NAMES.len())]);
        graph.entities.push(entity(at, &(&format!("{at:04}"), &label, &year.to_string(), status)));
        let parents = if at == 0 { 0 } else { 1 + random(2) };
        for _ in 0..parents {
            let parent = at - 1 - random(at.min(12));
            let (later, earlier) = (format!("{at:04}"), format!("{parent:04}"));
            let relation = RELATIONS[random(10).saturating_sub(4)];
            graph.facts.push(quoted(&(&later, relation, &earlier, at + 1, "在它的基础上改进")));
        }
    }
    graph.sort();
    graph.facts.dedup_by(|a, b| (&a.subject, &a.relation, &a.object) == (&b.subject, &b.relation, &b.object));
    graph
}

/// A work that was read, called like its id in capitals.
pub(crate) fn work(id: &str, published: &str) -> Entity {
    Entity { readings: Vec::new(), ..entity(0, &(id, &id.to_uppercase(), published, Status::Read)) }
}

/// A fact that line 1 of a note states.
pub(crate) fn stated(subject: &str, relation: &str, object: &str) -> Fact {
    let mut fact = quoted(&(subject, relation, object, 1, "改进"));
    if let Because::Stated(evidence) = &mut fact.because {
        "n.md".clone_into(&mut evidence[0].note);
    }
    fact
}

/// A fact that a rule yields.
pub(crate) fn inferred(subject: &str, relation: &str, object: &str) -> Fact {
    let because = Because::Inferred { rule: "by-hand".to_owned(), premises: Vec::new() };
    Fact { because, ..stated(subject, relation, object) }
}
