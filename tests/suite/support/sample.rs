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
pub fn graph() -> Graph {
    let mut graph = Graph {
        base: vocabulary::DEFAULT_BASE.to_owned(),
        notes: vec!["日志/daily log.md".to_owned()],
        entities: WORKS.iter().enumerate().map(|(at, work)| entity(at, work)).collect(),
        facts: FACTS.iter().map(stated).collect(),
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

fn stated(&(subject, relation, object, line, quote): &(&str, &str, &str, usize, &str)) -> Fact {
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
