//! The sample graph with other things than works around it, so that every question has something to find.

use paperclade::model::{Because, Date, Entity, Evidence, Fact, Graph, Label, Reading, Status};

use super::sample;

/// The things beside the sample: id, kind, label, aliases.
const THINGS: [(&str, &str, &str, &[&str]); 10] = [
    ("concept/diffusion", "Concept", "diffusion model", &["扩散模型", "diffusion models"]),
    ("dataset/ms-coco", "Dataset", "MS-COCO", &["COCO"]),
    ("dataset/the-pile", "Dataset", "The Pile", &[]),
    ("method/cfg", "Method", "classifier-free guidance", &["CFG"]),
    ("organization/compvis", "Organization", "CompVis", &[]),
    ("organization/openai", "Organization", "OpenAI", &[]),
    ("work/chameleon", "Work", "Chameleon", &[]),
    ("work/dit", "Work", "DiT", &["Diffusion Transformer"]),
    ("work/survey", "Work", "A Survey of Diffusion", &[]),
    ("work/undated", "Work", "Undated", &[]),
];

const FACTS: [(&str, &str, &str, usize, &str); 13] = [
    ("work/chameleon", "usesMethod", "method/cfg", 50, "采用 CFG"),
    ("work/cm3leon", "evaluatedOn", "dataset/ms-coco", 52, "在 COCO 上评测"),
    ("work/ddpm", "hasTopic", "concept/diffusion", 51, "扩散模型"),
    ("work/instructblip", "usesData", "dataset/the-pile", 57, "trained on The Pile"),
    ("work/instructblip", "usesModel", "work/blip-2", 60, "基于 BLIP-2 微调"),
    ("work/ldm", "hasTopic", "concept/diffusion", 53, "latent diffusion"),
    ("work/minigpt-5", "usesModel", "work/stable-diffusion", 55, "从 SD 的权重初始化"),
    ("work/sdxl", "evaluatedOn", "dataset/ms-coco", 56, "evaluated on COCO"),
    ("work/stable-diffusion", "introduces", "method/cfg", 59, "提出 CFG"),
    ("work/survey", "surveys", "work/blip-2", 58, "综述了 BLIP-2"),
    ("work/survey", "surveys", "work/ldm", 58, "综述了 LDM"),
    ("work/vq-vae", "similarTo", "work/vqgan", 54, "跟 VQGAN 类似"),
    ("work/vqgan", "introduces", "method/cfg", 61, "引入 CFG"),
];

/// The sample graph with datasets, a concept, a method, organizations, a waiting work and an undated one.
pub(crate) fn graph() -> Graph {
    let mut graph = sample::graph();
    for &(id, kind, label, aliases) in &THINGS {
        graph.entities.push(Entity {
            id: id.to_owned(),
            kind: kind.to_owned(),
            label: Label::plain(label),
            aliases: aliases.iter().map(|alias| Label::plain(*alias)).collect(),
            ..Entity::default()
        });
    }
    graph.facts.extend(FACTS.iter().map(stated));
    graph.sort();
    let mut change = |id: &str, change: &dyn Fn(&mut Entity)| {
        graph.entities.iter_mut().filter(|entity| entity.id == id).for_each(change);
    };
    change("work/chameleon", &|entity| entity.published = date("2024-05"));
    change("work/dit", &|entity| {
        entity.status = Status::Pending;
        entity.published = date("2022-12");
        entity.readings = vec![Reading {
            note: "日志/daily log.md".to_owned(),
            line: 60,
            characters: (1800, 1810),
            read: None,
            pending: true,
            ..Reading::default()
        }];
    });
    change("work/survey", &|entity| entity.published = date("2023-05-04"));
    change("work/ldm", &|entity| entity.organizations = vec!["organization/compvis".to_owned()]);
    change("work/dalle", &|entity| entity.organizations = vec!["organization/openai".to_owned()]);
    change("work/sdxl", &|entity| entity.readings.iter_mut().for_each(|reading| reading.read = date("2024-02")));
    graph
}

fn date(text: &str) -> Option<Date> {
    text.parse().ok()
}

fn stated(&(subject, relation, object, line, quote): &(&str, &str, &str, usize, &str)) -> Fact {
    Fact {
        subject: subject.to_owned(),
        relation: relation.to_owned(),
        object: object.to_owned(),
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
